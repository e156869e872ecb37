"""What is kept about newcomers, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.db import Database
from cogs.welcome import FEATURE, progress, store
from cogs.welcome.newcomer import Newcomer
from cogs.welcome.personal import export_member, forget_member
from cogs.welcome.tables import metadata

GUILD = 10
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
async def house(db: Database) -> Database:
    async with db.reshape() as tx:
        await tx.run_sync(metadata.create_all)
    return db


def newcomer(user_id: int = 7, **values: object) -> Newcomer:
    return Newcomer(user_id=user_id, joined_at=NOW, **values)


async def test_what_is_saved_is_found_again_and_replaced(house):
    full = newcomer(
        visits=2,
        ready_at=NOW,
        greeted="alone",
        greeting_text="Hi 👋",
        last_contribution_on=date(2026, 11, 3),
        last_message_id=1 << 60,
    )
    async with house.write() as tx:
        await store.save(tx, GUILD, newcomer())
        await store.save(tx, GUILD, full)
    async with house.read() as tx:
        assert list((await store.present(tx, GUILD)).values()) == [full]
        assert await store.present(tx, GUILD + 1) == {}


async def test_underway_are_those_for_whom_time_brings_something(house):
    async with house.write() as tx:
        for user_id, values in enumerate(
            (
                {},
                {"joined_at": NOW - DAY, "ready_at": NOW},
                {"joined_at": NOW - DAY, "gate": "onboarding"},
                {"joined_at": NOW - DAY, "gate": "screening"},
                {"joined_at": NOW - DAY, "ready_at": NOW - DAY},
                {"left_at": NOW},
                {"joined_at": NOW - DAY, "greeted": "alone"},
                {"joined_at": NOW - DAY, "greeted": "alone", "greeted_at": NOW},
            )
        ):
            await store.save(tx, GUILD, replace(newcomer(user_id), **values))
        assert set(await store.underway(tx, GUILD, NOW)) == {0, 1, 2, 6}
        assert await store.present_ids(tx, GUILD) == {0, 1, 2, 3, 4, 6, 7}


async def test_looking_after_a_server_begins_once_and_anew_after_it_ended(house):
    async with house.write() as tx:
        await store.begin(tx, GUILD, NOW)
        await store.begin(tx, GUILD, NOW + DAY)
        assert await store.since(tx, GUILD) == NOW
        await store.end(tx, GUILD)
        await store.begin(tx, GUILD, NOW + DAY)
        assert await store.since(tx, GUILD) == NOW + DAY


async def test_a_rush_marks_who_joined_in_it_and_is_not_greeted(house):
    async with house.write() as tx:
        await store.save(tx, GUILD, newcomer(1))
        await store.save(tx, GUILD, newcomer(2, greeted="alone"))
        await store.save(tx, GUILD, replace(newcomer(3), joined_at=NOW - DAY))
        await store.keep_rush(tx, GUILD, NOW, calm_at=NOW + DAY)
        await store.mark_rush(tx, GUILD, NOW)
        assert await store.open_rush(tx, GUILD) == (NOW, NOW + DAY)
        assert [one.user_id for one in await store.joined_in_rush(tx, GUILD, NOW)] == [1]
        await store.end_rush(tx, GUILD, NOW, NOW + DAY)
        assert await store.open_rush(tx, GUILD) is None


async def test_a_note_is_kept_once_a_day_and_done_once(house):
    async with house.write() as tx:
        assert await store.add_note(tx, GUILD, NOW.date())
        assert not await store.add_note(tx, GUILD, NOW.date())
        assert await store.note_done(tx, GUILD, NOW.date(), 5, NOW)
        assert not await store.note_done(tx, GUILD, NOW.date(), 6, NOW)


async def test_a_step_is_ticked_and_taken_back(house):
    async with house.write() as tx:
        await progress.tick(tx, GUILD, 7, "ask", NOW)
        await progress.tick(tx, GUILD, 7, "guide", NOW)
        await progress.tick(tx, GUILD, 7, "ask", NOW)
        assert await progress.steps_done(tx, GUILD, 7) == {"guide"}
        assert await progress.count_steps(tx, GUILD) == {7: 1}


async def test_a_wave_counts_once_for_each_person(house):
    async with house.write() as tx:
        assert await progress.wave(tx, GUILD, 7, 2, NOW)
        assert not await progress.wave(tx, GUILD, 7, 2, NOW + DAY)
        assert await progress.wave(tx, GUILD, 7, 1, NOW + DAY)
        assert await progress.waved(tx, GUILD, 7) == [2, 1]


async def test_greeters_keep_their_place_when_they_offer_again(house):
    async with house.write() as tx:
        await progress.offer(tx, GUILD, 2, pings=False, now=NOW)
        await progress.offer(tx, GUILD, 1, pings=False, now=NOW + DAY)
        await progress.offer(tx, GUILD, 2, pings=True, now=NOW + 2 * DAY)
        assert [(one.user_id, one.pings) for one in await progress.rota(tx, GUILD)] == [
            (2, True),
            (1, False),
        ]
        assert await progress.step_down(tx, GUILD, 2)
        assert not await progress.away(tx, GUILD, 2, NOW.date())


async def test_old_records_are_deleted_and_young_ones_stay(house):
    async with house.write() as tx:
        await store.save(tx, GUILD, replace(newcomer(1), joined_at=NOW - 401 * DAY))
        await store.save(tx, GUILD, newcomer(2))
        await progress.tick(tx, GUILD, 1, "ask", NOW - 401 * DAY)
        await progress.wave(tx, GUILD, 1, 2, NOW)
        assert await store.purge(tx, NOW - 400 * DAY) == 1
        await progress.purge(tx, NOW - 400 * DAY)
        assert list(await store.present(tx, GUILD)) == [2]
        assert await progress.steps_done(tx, GUILD, 1) == frozenset()
        assert await progress.waved(tx, GUILD, 1) == [2]


async def test_a_member_gets_everything_that_is_kept_and_can_have_it_erased(house):
    async with house.write() as tx:
        for user_id in (7, 8):
            await store.save(tx, GUILD, newcomer(user_id))
            await progress.tick(tx, GUILD, user_id, "ask", NOW)
            await progress.offer(tx, GUILD, user_id, pings=False, now=NOW)
        await progress.wave(tx, GUILD, 8, 7, NOW)
        await progress.wave(tx, GUILD, 7, 8, NOW)
        await store.add_note(tx, GUILD, NOW.date())
        await store.note_done(tx, GUILD, NOW.date(), 7, NOW)
        exported = await export_member(tx, GUILD, 7)
        assert set(exported) == {data.table for data in FEATURE.personal_data}
        assert len(exported["welcome_waves"]) == 2
        await forget_member(tx, GUILD, 7)
        assert await export_member(tx, GUILD, 7) == {}
        assert set(await export_member(tx, GUILD, 8)) == {
            "welcome_newcomers",
            "welcome_steps",
            "welcome_greeters",
        }
        assert not await store.note_done(tx, GUILD, NOW.date(), 8, NOW)
