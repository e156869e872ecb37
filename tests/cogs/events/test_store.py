"""What is kept of events, on both databases."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.db import Database
from cogs.events import answers, listening, policy, shelf, store
from cogs.events.details import Details
from cogs.events.gathering import Gathering, Occurrence
from cogs.events.policy import Terms
from cogs.events.recurrence import Rule, Weekday
from cogs.events.tables import metadata

GUILD = 10
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
WEEKLY = Gathering(
    id=0,
    guild_id=GUILD,
    author_id=7,
    host_id=8,
    details=Details(title="Weekly call", kind="voice", channel_id=5, capacity=2),
    start=datetime(2026, 11, 5, 18),  # noqa: DTZ001 - a wall time has no zone
    zone=ZoneInfo("Europe/Madrid"),
    rule=Rule(frequency="WEEKLY", weekdays=(Weekday(3),)),
    created_at=NOW,
)


@pytest.fixture
async def house(db: Database) -> Database:
    async with db.reshape() as tx:
        await tx.run_sync(metadata.create_all)
    return db


async def begin(db: Database, count: int = 3) -> list[Occurrence]:
    """Keep a weekly call and its first occurrences."""
    async with db.write() as tx:
        gathering = await store.add_series(tx, WEEKLY)
        for slot in gathering.series.coming(NOW, count):
            await store.add_occurrence(tx, gathering, slot, NOW)
        return list(await store.of_series(tx, gathering.id))


async def test_a_series_is_found_as_it_was_kept(house):
    odd = replace(
        WEEKLY,
        left_out=frozenset({WEEKLY.start}),
        added=frozenset({WEEKLY.start + DAY}),
        skip_holidays=True,
    )
    async with house.write() as tx:
        kept = await store.add_series(tx, odd)
        assert await store.find_series(tx, GUILD, kept.id) == replace(odd, id=kept.id)
        assert await store.find_series(tx, GUILD + 1, kept.id) is None
        assert list(await store.open_series(tx, GUILD)) == [kept]
        await store.save_series(tx, replace(kept, status="cancelled"))
        assert list(await store.open_series(tx, GUILD)) == []


async def test_an_occurrence_is_kept_once_for_its_slot(house):
    first, *_ = await begin(house)
    async with house.write() as tx:
        gathering = await store.find_series(tx, GUILD, first.series_id)
        again = gathering.series.coming(NOW, 1)[0]
        assert await store.add_occurrence(tx, gathering, again, NOW) is None
        assert len(await store.of_series(tx, gathering.id)) == 3


async def test_what_differs_at_one_occurrence_stays_when_the_series_changes(house):
    first, second, _ = await begin(house)
    async with house.write() as tx:
        await store.save_occurrence(tx, replace(first, changes={"title": "With cake"}))
        gathering = await store.find_series(tx, GUILD, first.series_id)
        other = replace(gathering, details=replace(gathering.details, notes="In English"))
        await store.save_series(tx, other)
        one, two = (await store.of_series(tx, gathering.id))[:2]
    assert (one.details.title, one.details.notes) == ("With cake", "In English")
    assert (two.details.title, two.id) == ("Weekly call", second.id)


async def test_coming_and_past_are_told_apart(house):
    first, second, third = await begin(house)
    async with house.write() as tx:
        await store.save_occurrence(tx, replace(first, status="completed"))
        await store.save_occurrence(tx, replace(second, status="cancelled"))
        coming = await store.coming(tx, GUILD, after=NOW, most=9)
        assert [one.id for one in coming] == [third.id]
        assert [one.id for one in await store.past(tx, GUILD, most=9)] == [first.id]
        shown = await store.between(tx, GUILD, NOW, NOW + 30 * DAY)
        assert [one.id for one in shown] == [first.id, third.id]


async def test_old_events_go_with_all_that_was_kept_about_them(house):
    first, *_ = await begin(house)
    async with house.write() as tx:
        roster = policy.respond({}, 7, "going", Terms(first.starts_at), NOW)
        await answers.save_roster(tx, GUILD, first.id, before={}, after=roster, now=NOW)
        await answers.check_in(tx, GUILD, first.id, 7)
        await store.purge(tx, first.ends_at + DAY)
        assert await store.find(tx, GUILD, first.id) is None
        assert await answers.roster(tx, first.id) == {}
        assert await answers.present(tx, first.id) == []
        assert await store.find_series(tx, GUILD, first.series_id) is not None


async def test_somebody_is_reminded_once_of_each_time(house):
    first, *_ = await begin(house)
    async with house.write() as tx:
        once = {"minutes": 15, "now": NOW}
        assert await answers.mark_reminded(tx, GUILD, first.id, 7, **once)
        assert not await answers.mark_reminded(tx, GUILD, first.id, 7, **once)
        assert await answers.mark_reminded(tx, GUILD, first.id, 7, minutes=60, now=NOW)


async def test_presence_adds_up_over_comings_and_goings(house):
    first, *_ = await begin(house)
    minute = timedelta(minutes=1)
    async with house.write() as tx:
        await answers.enter(tx, GUILD, first.id, 7, NOW)
        await answers.enter(tx, GUILD, first.id, 7, NOW + minute)
        await answers.leave(tx, first.id, 7, NOW + 4 * minute)
        await answers.leave(tx, first.id, 7, NOW + 5 * minute)
        await answers.enter(tx, GUILD, first.id, 7, NOW + 6 * minute)
        await answers.enter(tx, GUILD, first.id, 8, NOW + 6 * minute)
        assert await answers.still_there(tx, first.id) == {7, 8}
        await answers.leave(tx, first.id, None, NOW + 12 * minute)
        assert sorted(await answers.present(tx, first.id)) == [(7, 600, False), (8, 360, False)]


async def test_a_draft_is_its_author_s_alone_and_is_finished_once(house):
    async with house.write() as tx:
        given = {"guild_id": GUILD, "author_id": 7, "now": NOW}
        await shelf.keep_draft(tx, "abc", data={"title": "A"}, **given)
        await shelf.keep_draft(tx, "abc", data={"title": "B"}, **given)
        assert await shelf.find_draft(tx, "abc", GUILD, 7) == {"title": "B"}
        assert await shelf.find_draft(tx, "abc", GUILD, 8) is None
        assert await shelf.drop_draft(tx, "abc")
        assert not await shelf.drop_draft(tx, "abc")


async def test_a_new_secret_makes_the_old_address_useless(house):
    async with house.write() as tx:
        await shelf.keep_secret(tx, GUILD, "old", NOW)
        await shelf.keep_secret(tx, GUILD, "new", NOW)
        assert await shelf.guild_of(tx, "old") is None
        assert await shelf.guild_of(tx, "new") == GUILD


async def test_parked_occurrences_free_their_slots(house):
    first, second, third = await begin(house)
    async with house.write() as tx:
        await store.park(tx, [first.id, second.id, third.id])
        await store.save_occurrence(tx, replace(first, slot=second.slot))
        await store.save_occurrence(tx, replace(second, slot=third.slot))
        await store.save_occurrence(tx, replace(third, slot=first.slot))
        kept = await store.of_series(tx, first.series_id)
    assert [one.id for one in kept] == [third.id, first.id, second.id]


async def press_at_once(db: Database, occurrence: Occurrence, people: range, seats: int) -> None:
    terms = Terms(occurrence.starts_at, seats)

    async def press(user_id: int) -> None:
        async with db.write() as tx:
            before = await answers.roster(tx, occurrence.id)
            after = policy.respond(before, user_id, "going", terms, NOW)
            await answers.save_roster(tx, GUILD, occurrence.id, before=before, after=after, now=NOW)

    await asyncio.gather(*(press(user_id) for user_id in people))


async def test_the_last_seat_pressed_by_many_at_once_goes_to_one(house):
    first, *_ = await begin(house)
    people = range(100, 150)
    await press_at_once(house, first, people, seats=1)
    async with house.read() as tx:
        roster = await answers.roster(tx, first.id)
    assert set(roster) == set(people)
    assert sorted(one.turn for one in roster.values()) == list(range(1, 51))
    seated = [one for one in roster.values() if one.answer == "going"]
    assert [one.turn for one in seated] == [1]


async def test_who_wants_to_be_told_of_new_events_is_kept_once(house: Database):
    async with house.write() as tx:
        for user_id in (2, 1, 2):
            await listening.begin(tx, GUILD, user_id, NOW + user_id * DAY)
        await listening.begin(tx, GUILD + 1, 3, NOW)
        assert await listening.all_of(tx, GUILD) == [1, 2]
        assert await listening.listens(tx, GUILD, 1)
        await listening.end(tx, GUILD, 1)
        assert not await listening.listens(tx, GUILD, 1)
        assert await listening.all_of(tx, GUILD) == [2]


async def test_those_concerned_count_once_and_see_what_they_go_to(house: Database):
    async with house.write() as tx:
        kept = await store.add_series(tx, WEEKLY)
        for slot in kept.series.coming(NOW, 2):
            await store.add_occurrence(tx, kept, slot, NOW)
        first, second = await store.of_series(tx, kept.id)
        for occurrence, user_id, answer in (
            (first, 1, "going"), (second, 1, "waiting"), (first, 2, "maybe"), (second, 3, "going"),
        ):  # fmt: skip
            roster = {user_id: policy.Rsvp(user_id, answer, 1)}
            await answers.save_roster(tx, GUILD, occurrence.id, before={}, after=roster, now=NOW)
        assert await answers.concerned(tx, [first.id, second.id]) == 2
        assert await answers.concerned(tx, []) == 0
        assert await store.going_to(tx, GUILD, 1, NOW, 5) == [first]
        assert await store.going_to(tx, GUILD, 3, NOW + 20 * DAY, 5) == []
