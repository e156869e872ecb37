"""What follows from what was found, case by case."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.settings.steps import Step
from bot.settings.types import ChannelRef, LocalisedText, RoleRef
from bot.texts.phrase import Phrase
from cogs.guidelines.detection import Match
from cogs.guidelines.policy import Flag, Situation, applies, is_doubtful, judge, precision
from cogs.guidelines.settings import Guideline, Scope

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
HOUR = Step("timeout", timedelta(hours=1))


def guideline(**more: object) -> Guideline:
    return Guideline(id="one", title=LocalisedText("One"), **more)


def match(view: str = "exact", detector: str = "words", **more: object) -> Match:
    return Match("one", detector, view, "text", 0, 3, "bad", Phrase("Why."), **more)


def situation(**more: object) -> Situation:
    return Situation(**{"now": NOW, "written_at": NOW, "author_id": 1, **more})


def flags(one: Guideline, *matches: Match, **more: object) -> tuple[Flag, ...]:
    return judge([one], matches, situation(**more))


@pytest.mark.parametrize(
    ("mode", "step", "view", "detector", "state", "acts"),
    [
        ("shadow", "delete", "exact", "words", "counted", False),
        ("propose", "delete", "exact", "words", "open", False),
        ("auto", "delete", "exact", "words", "acted", True),
        ("auto", "timeout 1h", "folded", "words", "acted", True),
        ("auto", "delete", "despaced", "words", "open", False),
        ("auto", "delete", "skeleton", "words", "open", False),
        ("auto", "delete", "", "links", "acted", True),
        ("auto", "remind", "exact", "words", "open", False),
        ("auto", "ask", "exact", "words", "open", False),
        ("auto", "kick", "exact", "words", "open", False),
        ("auto", "ban", "exact", "words", "open", False),
    ],
)
def test_only_what_is_easily_mended_and_hardly_in_doubt_is_done_by_the_bot(
    mode: str, step: str, view: str, detector: str, state: str, acts: bool
) -> None:
    (flag,) = flags(guideline(mode=mode, step=Step.parse(step)), match(view, detector))
    assert flag.state == state
    assert (flag.act is not None) is acts


def test_a_message_found_hours_later_is_left_to_staff() -> None:
    late = NOW - timedelta(hours=2)
    (flag,) = flags(guideline(mode="auto", step=HOUR), match(), written_at=late)
    assert (flag.state, flag.act) == ("open", None)


def test_about_a_name_or_a_title_the_bot_does_nothing_itself() -> None:
    (flag,) = flags(guideline(mode="auto", step=HOUR), match(), is_message=False)
    assert (flag.state, flag.act) == ("open", None)


def test_staff_and_reported_speech_are_not_flagged() -> None:
    assert flags(guideline(), match(), is_staff=True) == ()
    assert flags(guideline(), match(quoted=True)) == ()
    assert len(flags(guideline(), match(quoted=True), match())) == 1


def test_matches_of_guidelines_that_are_gone_mean_nothing() -> None:
    assert judge([], [match()], situation()) == ()


ROLE, CHANNEL = RoleRef(name="Partners"), ChannelRef(name="showcase")


@pytest.mark.parametrize(
    ("more", "exempt", "only"),
    [
        ({}, False, False),
        ({"roles": [(5, "Partners")]}, True, False),
        ({"channels": [(7, "thread"), (8, "showcase")]}, True, False),
        ({"roles": [(5, "partners")], "channels": [(8, "showcase")]}, True, True),
        ({"roles": [(5, "Others")], "channels": [(8, "other")]}, False, False),
    ],
)
def test_exempt_is_any_of_what_it_names_and_only_is_all_of_it(
    more: dict[str, object], exempt: bool, only: bool
) -> None:
    scope = Scope(roles=(ROLE,), channels=(CHANNEL,))
    assert applies(guideline(exempt=scope), situation(**more)) is not exempt
    assert applies(guideline(only=scope), situation(**more)) is only


@pytest.mark.parametrize(
    ("days", "young", "old"), [(3, True, False), (7, False, True), (30, False, True)]
)
def test_members_count_as_young_or_old_by_the_day_they_joined(
    days: int, young: bool, old: bool
) -> None:
    facts = situation(joined_at=NOW - timedelta(days=days))
    assert applies(guideline(only=Scope(younger_than=timedelta(days=7))), facts) is young
    assert applies(guideline(only=Scope(older_than=timedelta(days=7))), facts) is old


def test_who_joined_at_an_unknown_time_is_neither() -> None:
    scope = Scope(younger_than=timedelta(days=7))
    assert not applies(guideline(only=scope), situation())
    assert applies(guideline(exempt=scope), situation())


def test_precision_counts_what_staff_have_judged() -> None:
    assert precision({"right": 3, "not": 1, "open": 9, "counted": 7}) == (3, 4)
    assert precision({}) == (0, 0)


@pytest.mark.parametrize(
    ("right", "wrong", "bound", "doubtful"),
    [(4, 6, 0.5, True), (5, 5, 0.5, False), (0, 9, 0.5, False), (0, 10, 0, False), (9, 1, 1, True)],
)
def test_a_guideline_is_in_doubt_when_too_few_of_enough_flags_were_right(
    right: int, wrong: int, bound: float, *, doubtful: bool
) -> None:
    assert is_doubtful({"right": right, "not": wrong}, bound) is doubtful
