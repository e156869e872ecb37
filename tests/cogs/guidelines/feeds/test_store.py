"""What is kept of lists that somebody else keeps."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.db import Database
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
from cogs.guidelines.feeds import store
from cogs.guidelines.feeds.store import Feed

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
async def house(db: Database, tmp_path: Path) -> Database:
    await migrate(db, [MigrationSet("guidelines", "cogs.guidelines")], tmp_path)
    return db


async def test_the_latest_of_a_list_is_kept(house: Database) -> None:
    first = Feed(source="a", mark="1", domains="x.example", fetched_at=NOW, tried_at=NOW)
    later = Feed(source="a", mark="2", domains="y.example", tried_at=NOW, failing_since=NOW)
    async with house.write() as tx:
        assert await store.find(tx, "a") is None
        await store.save(tx, first)
        assert await store.find(tx, "a") == first
        await store.save(tx, later)
        assert await store.find(tx, "a") == later


async def test_lists_that_nobody_wants_go_after_a_while(house: Database) -> None:
    async with house.write() as tx:
        for source, days in (("wanted", 40), ("left", 40), ("late", 1)):
            await store.save(tx, Feed(source=source, tried_at=NOW - timedelta(days=days)))
        await store.drop_others(tx, {"wanted"}, NOW - timedelta(days=30))
        found = [await store.find(tx, source) for source in ("wanted", "left", "late")]
    assert [feed is not None for feed in found] == [True, False, True]
