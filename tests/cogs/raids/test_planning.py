"""Who is part of a ban, and what it takes."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.effects import Result, naming_left_out
from cogs.raids.planning import (
    Participant,
    Present,
    after,
    batches,
    choose,
    cost_of_bans,
    cost_one_by_one,
)

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
HERE = Present(NOW)


def participant(number: int = 1, *, state: str = "", signs: str = "name") -> Participant:
    return Participant(number, NOW, frozenset(signs.split()), state=state)  # type: ignore[arg-type]  # states are words here


@pytest.mark.parametrize(
    ("one", "here", "left_out"),
    [
        (participant(), HERE, {}),
        (participant(state="failed"), HERE, {}),
        (participant(), None, {"gone": 1}),
        (participant(), Present(NOW, is_bot=True), {"bot": 1}),
        (participant(), Present(NOW, is_staff=True), {"staff": 1}),
        (participant(), Present(NOW, has_role=True), {"role": 1}),
        (participant(), Present(NOW - timedelta(days=1)), {"earlier": 1}),
        (participant(signs=""), HERE, {"unlike": 1}),
        (participant(signs="young"), HERE, {"unlike": 1}),
        (participant(signs="no_picture"), HERE, {"unlike": 1}),
        (participant(signs="young no_picture"), HERE, {}),
        (participant(state="spared"), HERE, {"spared": 1}),
        (participant(state="banned"), HERE, {"done": 1}),
        (participant(state="banning"), HERE, {"done": 1}),
        (participant(state="lifted"), HERE, {"done": 1}),
    ],
)
def test_only_those_who_came_with_the_raid_and_are_like_it_are_banned(
    one: Participant, here: Present | None, left_out: dict[str, int]
) -> None:
    present = {1: here} if here is not None else {}
    plan = choose([one], present, since=NOW, who="alike")
    assert (plan.chosen, plan.left_out) == ((1,) if not left_out else (), left_out)


def test_everybody_means_also_those_who_share_nothing() -> None:
    assert choose([participant(signs="")], {1: HERE}, since=NOW, who="everybody").chosen == (1,)


@given(st.lists(st.integers(1, 10**18), unique=True, max_size=1000))
def test_requests_hold_everybody_once_and_at_most_two_hundred(ids: list[int]) -> None:
    found = batches(ids)
    assert [one for batch in found for one in batch] == ids
    assert all(1 <= len(batch) <= 200 for batch in found)
    assert cost_of_bans(len(ids)).requests == len(found)


def test_five_hundred_people_take_three_requests_and_not_five_hundred() -> None:
    assert cost_of_bans(500).requests == 3
    assert cost_one_by_one(500).requests == 500
    assert cost_of_bans(500).time < cost_one_by_one(500).time / 10


def result(state: str, detail: str = "") -> Result:
    return Result(state=state, detail=detail)  # type: ignore[arg-type]  # states are words here


@pytest.mark.parametrize(
    ("state", "settled", "became"),
    [
        ("banning", result("sent"), "banned"),
        ("banning", result("sent", naming_left_out([2, 1])), "failed"),
        ("banning", result("sent", naming_left_out([11, 2])), "banned"),
        ("banning", result("skipped"), "failed"),
        ("banning", result("failed"), "failed"),
        ("lifting", result("sent"), "lifted"),
        ("lifting", result("skipped"), "banned"),
        ("lifting", result("failed"), "banned"),
    ],
)
def test_what_becomes_of_somebody_follows_from_the_request(
    state: str, settled: Result, became: str
) -> None:
    assert after(participant(state=state), settled) == became
