"""What makes people who join at once a raid, and what does not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.raids.policy import Arrival, gather, gist, judge, next_change, recent, signs, stem
from cogs.raids.settings import RaidsSettings

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
OLD = NOW - timedelta(days=900)
SETTINGS = RaidsSettings(joins=8, alike=4, within=timedelta(minutes=2), young=timedelta(days=7))
NAMES = ("Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Katherine", "Dennis", "Radia")


def arrival(number: int, **facts: object) -> Arrival:
    usual = Arrival(
        user_id=number,
        joined_at=NOW + timedelta(seconds=number),
        made_at=OLD,
        name=NAMES[number % len(NAMES)] + "x" * (number // len(NAMES)),
        has_picture=True,
    )
    return replace(usual, **facts)


def people(count: int, **facts: object) -> list[Arrival]:
    return [arrival(number, **facts) for number in range(count)]


arrivals = st.lists(
    st.builds(
        Arrival,
        user_id=st.integers(1, 40),
        joined_at=st.integers(0, 400).map(lambda seconds: NOW + timedelta(seconds=seconds)),
        made_at=st.integers(0, 20).map(lambda days: NOW - timedelta(days=days)),
        name=st.sampled_from(("Raider1", "raider 2", "Ráider3", "Ada", "Grace", "", "123")),
        has_picture=st.booleans(),
        words=st.sampled_from(("", "a", "b")),
    ),
    unique_by=lambda one: one.user_id,
    max_size=30,
)


@pytest.mark.parametrize(
    ("crowd", "reason"),
    [
        (people(8), None),
        (people(9), "many"),
        (people(3, name="Raider"), None),
        (people(4, name="Raider"), "name"),
        (people(4, words="same"), "words"),
        (people(4, made_at=NOW), None),
        (people(4, has_picture=False), None),
        (people(4, made_at=NOW, has_picture=False), "new_accounts"),
        (people(3, made_at=NOW, has_picture=False), None),
    ],
)
def test_a_raid_is_many_people_or_some_who_are_alike(
    crowd: list[Arrival], reason: str | None
) -> None:
    assert judge(crowd, SETTINGS) == reason


@pytest.mark.parametrize(
    "name", ["Raider1", "raider 2", "RAIDER_3", "_raider", "Ráidér", "raiders"]
)
def test_names_of_one_making_have_one_stem(name: str) -> None:
    assert stem(name) == "raider"


@pytest.mark.parametrize("name", ["", "123", "Al", "Ada_99", "🎉🎉", "a.b.c.d"])
def test_names_that_say_too_little_have_none(name: str) -> None:
    assert stem(name) == ""


def test_words_are_the_same_whatever_their_spaces_and_case() -> None:
    assert gist("Free nitro for all") == gist("free  NITRO\nfor all") != gist("free nitro, you all")


@pytest.mark.parametrize("text", ["", "hello", "Hi there!", "buenos días"])
def test_a_few_words_are_said_by_anybody_and_count_for_nothing(text: str) -> None:
    assert gist(text) == ""


@pytest.mark.parametrize(
    ("age", "next_age"),
    [
        (timedelta(), timedelta(seconds=10)),
        (timedelta(seconds=9.9), timedelta(seconds=10)),
        (timedelta(seconds=10), timedelta(seconds=20)),
        (timedelta(minutes=61), timedelta(minutes=80)),
        (timedelta(days=2), timedelta(days=2, minutes=20)),
    ],
)
def test_a_card_changes_now_and_then(age: timedelta, next_age: timedelta) -> None:
    assert next_change(NOW, NOW + age) == NOW + next_age


def test_only_those_who_joined_lately_are_looked_at_together() -> None:
    crowd = [arrival(0), arrival(1, joined_at=NOW - timedelta(minutes=5))]
    assert [one.user_id for one in recent(crowd, NOW, SETTINGS)] == [0]


def test_people_who_come_one_by_one_are_no_raid() -> None:
    crowd = [arrival(n, joined_at=NOW + timedelta(minutes=n)) for n in range(100)]
    known, reason = gather((), crowd, SETTINGS, is_open=False)
    assert reason is None
    assert len(known) == 2


def test_a_raid_long_ago_is_found_among_all_who_joined_since() -> None:
    crowd = people(9) + [arrival(n, joined_at=NOW + timedelta(hours=n)) for n in range(20, 30)]
    known, reason = gather((), crowd, SETTINGS, is_open=False)
    assert reason == "many"
    assert len(known) == 19


def test_while_a_raid_is_on_everybody_is_part_of_it() -> None:
    slow = [arrival(n, joined_at=NOW + timedelta(minutes=9 * n)) for n in range(9)]
    known, reason = gather((), slow, SETTINGS, is_open=True)
    assert (len(known), reason) == (9, None)


@given(arrivals)
def test_the_order_of_arrivals_is_of_no_matter(crowd: list[Arrival]) -> None:
    assert judge(crowd, SETTINGS) == judge(crowd[::-1], SETTINGS)
    assert signs(crowd, SETTINGS) == signs(crowd[::-1], SETTINGS)


@given(arrivals)
def test_more_people_never_make_less_of_a_raid(crowd: list[Arrival]) -> None:
    for count in range(len(crowd)):
        fewer, more = crowd[:count], crowd[: count + 1]
        assert judge(fewer, SETTINGS) is None or judge(more, SETTINGS) is not None
        shared = signs(more, SETTINGS)
        assert all(found <= shared[user_id] for user_id, found in signs(fewer, SETTINGS).items())


@given(arrivals)
def test_what_few_share_is_no_sign(crowd: list[Arrival]) -> None:
    found = signs(crowd, SETTINGS)
    assert set(found) == {one.user_id for one in crowd}
    for sign in ("name", "words", "young", "no_picture"):
        count = sum(sign in shared for shared in found.values())
        assert count == 0 or count >= SETTINGS.alike


@given(arrivals, st.integers(1, 10))
def test_it_makes_no_difference_in_which_batches_people_are_noticed(
    crowd: list[Arrival], size: int
) -> None:
    crowd = sorted(crowd, key=lambda one: one.joined_at)
    _, at_once = gather((), crowd, SETTINGS, is_open=False)
    known: tuple[Arrival, ...] = ()
    reasons = []
    for first in range(0, len(crowd), size):
        batch = crowd[first : first + size]
        known, reason = gather(known, batch, SETTINGS, is_open=bool(reasons))
        reasons += [reason] if reason else []
    assert reasons[:1] == ([at_once] if at_once else [])
