"""What is kept about suggestions, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.db import Database
from cogs.testimonials import suggestion_store as store
from cogs.testimonials.tables import metadata

GUILD, OTHER = 10, 11
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
async def house(db: Database) -> Database:
    async with db.reshape() as tx:
        await tx.run_sync(metadata.create_all)
    return db


async def test_suggestions_are_counted_and_forgotten_by_age_in_each_guild(house):
    async with house.write() as tx:
        for message_id, guild_id, days in ((1, GUILD, 9), (2, GUILD, 3), (3, OTHER, 3)):
            await store.add(tx, guild_id, message_id, author_id=7, now=NOW - days * DAY)
        assert await store.count_since(tx, GUILD, NOW - 7 * DAY) == 1
        assert await store.by_author(tx, GUILD, 7) == [1, 2]
        assert await store.by_author(tx, GUILD, 8) == []
        assert await store.take_before(tx, NOW - 7 * DAY) == [(GUILD, 1)]
        assert await store.by_author(tx, GUILD, 7) == [2]


async def test_a_team_that_stopped_twice_begins_again_once(house):
    async with house.write() as tx:
        await store.stop(tx, GUILD, NOW)
        await store.stop(tx, GUILD, NOW + DAY)
        assert await store.is_stopped(tx, GUILD)
        assert not await store.is_stopped(tx, OTHER)
        await store.resume(tx, GUILD)
        assert not await store.is_stopped(tx, GUILD)
