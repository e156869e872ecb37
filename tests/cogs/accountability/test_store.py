"""What is kept of weeks, goals and wishes, on both databases."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.db import Database
from cogs.accountability import store, wishes
from cogs.accountability.personal import export_member, forget_member
from cogs.accountability.policy import Break, Goal, Turn
from cogs.accountability.store import Week
from cogs.accountability.tables import metadata
from cogs.accountability.wishes import Wishes

GUILD, ANA, BO = 10, 7, 8
NOW = datetime(2026, 11, 16, 8, tzinfo=UTC)
W47, W48 = "2026-W47", "2026-W48"


@pytest.fixture
async def house(db: Database) -> Database:
    async with db.reshape() as tx:
        await tx.run_sync(metadata.create_all)
    return db


def goal(number: int, text: str, *, is_public: bool = True, result: str | None = None) -> Goal:
    return Goal(number, text, is_public, result)


def week(name: str = W47) -> Week:
    return Week(guild_id=GUILD, week=name, channel_id=5, opened_at=NOW)


async def test_a_week_is_kept_once_and_the_latest_come_first(house):
    async with house.write() as tx:
        assert await store.add_week(tx, week())
        assert not await store.add_week(tx, replace(week(), channel_id=6))
        await store.add_week(tx, week("2027-W01"))
        await store.add_week(tx, week("2026-W53"))
        await store.change_week(tx, week(), thread_id=99, recap_at=NOW)
        assert await store.week_of(tx, GUILD, W47) == replace(week(), thread_id=99, recap_at=NOW)
        assert await store.week_of(tx, GUILD + 1, W47) is None
        latest = await store.latest_weeks(tx, GUILD, 2)
    assert [one.week for one in latest] == ["2027-W01", "2026-W53"]


async def test_goals_replace_earlier_ones_of_the_same_week_and_person(house):
    first = [goal(1, "a"), goal(2, "b", is_public=False)]
    async with house.write() as tx:
        await store.set_goals(tx, GUILD, W47, ANA, first)
        await store.set_goals(tx, GUILD, W47, BO, [goal(1, "c", result="done")])
        await store.set_goals(tx, GUILD, W48, ANA, [goal(1, "d")])
        await store.set_goals(tx, GUILD, W47, ANA, [goal(1, "e")])
        assert await store.goals_of(tx, GUILD, W47, ANA) == [goal(1, "e")]
        assert await store.all_goals(tx, GUILD, W47) == [
            (ANA, goal(1, "e")),
            (BO, goal(1, "c", result="done")),
        ]


async def test_turns_are_kept_and_tell_which_weeks_were_answered(house):
    async with house.write() as tx:
        assert await store.turn_of(tx, GUILD, W47, ANA) == Turn(ANA)
        await store.save_turn(tx, GUILD, W47, Turn(ANA, is_new=True))
        await store.save_turn(
            tx, GUILD, W47, Turn(ANA, is_new=True, checked_in_at=NOW, note="fine")
        )
        await store.save_turn(tx, GUILD, W48, Turn(ANA))
        assert await store.turns_in(tx, GUILD, W47) == [
            Turn(ANA, is_new=True, checked_in_at=NOW, note="fine")
        ]
        assert await store.answered_weeks(tx, GUILD, ANA) == {W47}


async def test_a_break_begins_ends_and_may_begin_again_in_the_same_week(house):
    async with house.write() as tx:
        assert not await wishes.end_break(tx, GUILD, ANA, W47)
        await wishes.begin_break(tx, GUILD, ANA, W47)
        assert await wishes.end_break(tx, GUILD, ANA, W47)
        await wishes.begin_break(tx, GUILD, ANA, W47)
        assert await wishes.breaks_of(tx, GUILD, ANA) == [Break(W47)]
        assert await wishes.end_break(tx, GUILD, ANA, W48)
        assert await wishes.breaks_of(tx, GUILD, ANA) == [Break(W47, W48)]


async def test_only_those_are_reminded_who_want_it_and_are_here(house):
    async with house.write() as tx:
        await wishes.save(tx, GUILD, Wishes(ANA, wants_reminders=True, zone="Asia/Ho_Chi_Minh"))
        await wishes.save(tx, GUILD, Wishes(BO, wants_reminders=True))
        await wishes.save(tx, GUILD, Wishes(9))
        await wishes.note_presence(tx, GUILD, BO, NOW)
        assert [one.user_id for one in await wishes.to_remind(tx, GUILD)] == [ANA]
        await wishes.note_presence(tx, GUILD, BO, None)
        assert len(await wishes.to_remind(tx, GUILD)) == 2


async def test_the_cards_of_whoever_is_forgotten_are_left_for_the_sweep(house):
    async with house.write() as tx:
        mine = await store.add_card(tx, GUILD, W47, ANA)
        await store.add_card(tx, GUILD, W47, BO)
        await store.set_goals(tx, GUILD, W47, ANA, [goal(1, "secret", is_public=False)])
        assert "secret" in str(await export_member(tx, GUILD, ANA))
        await forget_member(tx, GUILD, ANA)
        assert await export_member(tx, GUILD, ANA) == {}
        assert [card.id for card in await store.orphaned_cards(tx)] == [mine.id]
        await store.change_card(tx, mine, is_gone=True)
        assert await store.orphaned_cards(tx) == []
        assert await store.card_of(tx, GUILD, W47, BO) is not None


async def test_old_goals_are_forgotten_and_weeks_stay(house):
    async with house.write() as tx:
        await store.add_week(tx, week())
        await store.set_goals(tx, GUILD, W47, ANA, [goal(1, "a")])
        await store.set_goals(tx, GUILD, W48, ANA, [goal(1, "b")])
        await store.purge(tx, W48)
        assert await store.goals_of(tx, GUILD, W47, ANA) == []
        assert len(await store.goals_of(tx, GUILD, W48, ANA)) == 1
        assert await store.week_of(tx, GUILD, W47) is not None
