"""What the ladder proposes, what counts, who may act."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.settings.steps import Step
from cogs.desk import policy
from cogs.desk.policy import Past, Precision, Target, counts, objection, standing, suggest

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
REMIND, WARN, ASK = Step("remind"), Step("warn"), Step("ask")
HOUR = Step("timeout", timedelta(hours=1))
STEPS = {1: REMIND, 3: WARN, 5: HOUR, 8: ASK}


def past(points: int = 2, **more: object) -> Past:
    values = {
        "kind": "warn", "state": "active", "reached": "dm", "points": points,
        "expires_at": NOW + timedelta(days=1),
    }  # fmt: skip
    return Past(**{**values, **more})


def proposed(*pasts: Past, adds: int = 1, own: Step = REMIND, new: bool = False) -> Step:
    found = suggest(STEPS, pasts, adds=adds, guideline_step=own, is_newcomer=new, now=NOW)
    return found.step


@pytest.mark.parametrize(
    ("one", "is_counted"),
    [
        (past(), True),
        (past(reached="not"), False),
        (past(reached=""), False),
        (past(reached="thread"), True),
        (past(kind="remind", reached="not"), False),
        (past(kind="timeout", reached="not"), True),
        (past(state="undone"), False),
        (past(state="failed"), False),
        (past(kind="note"), False),
        (past(expires_at=NOW), False),
        (past(expires_at=None), True),
    ],
)
def test_what_was_undone_is_old_or_never_heard_does_not_count(one: Past, is_counted: bool) -> None:
    assert counts(one, NOW) is is_counted


@pytest.mark.parametrize(
    ("had", "adds", "step"),
    [(0, 1, REMIND), (0, 2, REMIND), (1, 2, WARN), (4, 1, HOUR), (6, 4, ASK), (90, 1, ASK)],
)
def test_the_ladder_goes_up_with_the_points(had: int, adds: int, step: Step) -> None:
    assert proposed(past(had), adds=adds) == step


def test_newcomers_start_one_step_softer() -> None:
    assert proposed(past(4), new=True) == WARN
    assert proposed(new=True) == REMIND


def test_a_harsher_step_of_the_guideline_stands() -> None:
    assert proposed(own=Step("timeout", timedelta(days=1))) == Step("timeout", timedelta(days=1))
    assert proposed(past(4), own=REMIND) == HOUR


def test_the_first_time_is_to_be_said_kindly() -> None:
    first = suggest(STEPS, [past(reached="not")], adds=1, guideline_step=REMIND,
                    is_newcomer=False, now=NOW)  # fmt: skip
    assert "kindly" in first.why.text


def test_no_ladder_leaves_the_guidelines_step() -> None:
    found = suggest({}, [], adds=1, guideline_step=WARN, is_newcomer=False, now=NOW)
    assert found.step == WARN


PASTS = st.lists(
    st.builds(
        Past,
        kind=st.sampled_from(["remind", "warn", "delete", "timeout", "note"]),
        state=st.sampled_from(["active", "undone"]),
        reached=st.sampled_from(["", "dm", "thread", "visit", "not"]),
        points=st.integers(0, 20),
        expires_at=st.sampled_from([None, NOW - timedelta(days=1), NOW + timedelta(days=1)]),
    ),
    max_size=8,
)
LADDERS = st.dictionaries(
    st.integers(1, 40), st.sampled_from([REMIND, WARN, HOUR, ASK]), max_size=6
)


@given(PASTS, LADDERS, st.integers(0, 20), st.booleans())
def test_whatever_the_ladder_only_written_steps_are_proposed(
    pasts: list[Past], steps: dict[int, Step], adds: int, new: bool
) -> None:
    found = suggest(steps, pasts, adds=adds, guideline_step=REMIND, is_newcomer=new, now=NOW)
    assert found.step in [*steps.values(), REMIND]


@given(PASTS, st.integers(0, 20))
def test_more_points_never_make_it_softer(pasts: list[Past], adds: int) -> None:
    def harshness(more: int) -> int:
        found = suggest(STEPS, pasts, adds=more, guideline_step=REMIND, is_newcomer=False, now=NOW)
        return policy.HARSHNESS.index(found.step.kind)

    assert harshness(adds + 1) >= harshness(adds)


@given(PASTS)
def test_what_is_taken_back_leaves_no_points(pasts: list[Past]) -> None:
    undone = [past(one.points, kind=one.kind, state="undone", reached=one.reached) for one in pasts]
    assert policy.points_now(undone, NOW) == 0


@pytest.mark.parametrize(
    ("state", "claimed_by", "stands"),
    [
        ("open", None, "free"),
        ("claimed", 1, "yours"),
        ("claimed", 2, "taken"),
        ("decided", 1, "closed"),
        ("reviewed", None, "closed"),
    ],
)
def test_whoever_has_an_item_decides_it(state: str, claimed_by: int | None, stands: str) -> None:
    assert standing(state, claimed_by, 1) == stands


@pytest.mark.parametrize(
    ("facts", "action", "words"),
    [
        ({}, "ban", None),
        ({"is_the_bot": True}, "ban", "That is me"),
        ({"is_self": True, "is_staff": True}, "warn", "yourself"),
        ({"is_owner": True, "is_staff": True}, "warn", "owner"),
        ({"is_staff": True}, "delete", "part of the team"),
        ({"is_here": False}, "warn", "has left"),
        ({"is_here": False}, "ban", None),
        ({"is_here": False}, "delete", None),
        ({"is_bot": True}, "warn", "a bot"),
        ({"is_bot": True}, "kick", None),
        ({"outranks_bot": True}, "timeout", "highest role"),
        ({"outranks_bot": True}, "remind", None),
    ],
)
def test_what_cannot_work_is_told_before_it_is_tried(
    facts: dict[str, bool], action: str, words: str | None
) -> None:
    found = objection(action, Target(**{"is_here": True, **facts}))
    assert found is None if words is None else words in (found or "")


def test_another_moderator_looks_again_where_there_is_one() -> None:
    assert policy.may_decide_appeal(1, 2, others=1)
    assert not policy.may_decide_appeal(1, 1, others=1)
    assert policy.may_decide_appeal(1, 1, others=0)
    assert policy.may_decide_appeal(None, 1, others=5)


@pytest.mark.parametrize(
    ("right", "judged", "is_poor"), [(0, 9, False), (6, 10, True), (7, 10, False), (69, 100, True)]
)
def test_few_cases_say_nothing_about_a_guideline(right: int, judged: int, is_poor: bool) -> None:
    assert Precision(right, judged).is_poor(70) is is_poor
