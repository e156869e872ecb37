"""What is kept of flags, and how long."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.db import Database
from bot.db.migrate import MigrationSet, migrate
from cogs.guidelines import store
from cogs.guidelines.store import Record

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


def record(message_id: int = 2, **more: object) -> Record:
    values = {
        "guild_id": 1, "message_id": message_id, "guideline": "one", "version": 0, "channel_id": 3,
        "author_id": 4, "at": NOW, "mode": "propose", "step": "remind", "state": "open",
        "excerpt": "»bad«", "matches": [{"why": "Because."}],
    }  # fmt: skip
    return Record(**{**values, **more})


@pytest.fixture
async def house(db: Database, tmp_path: Path) -> Database:
    await migrate(db, [MigrationSet("guidelines", "cogs.guidelines")], tmp_path)
    return db


async def test_a_message_is_flagged_once_under_each_guideline(house: Database) -> None:
    async with house.write() as tx:
        assert await store.add(tx, record())
        assert not await store.add(tx, record(excerpt="other words"))
        assert await store.add(tx, record(guideline="two"))
        found = await store.of_message(tx, 1, 2)
    assert found == [record(), record(guideline="two")]


async def test_the_first_word_of_staff_counts(house: Database) -> None:
    async with house.write() as tx:
        await store.add(tx, record())
        await store.add(tx, record(guideline="two", state="counted"))
        assert await store.settle(tx, 1, 2, "right", by=9, now=NOW)
        assert not await store.settle(tx, 1, 2, "not", by=8, now=NOW)
        counts = await store.counts(tx, 1)
    assert counts == {"one": {"right": 1}, "two": {"counted": 1}}


async def test_words_go_first_and_the_rest_later(house: Database) -> None:
    async with house.write() as tx:
        for number, days in enumerate((500, 40, 1)):
            await store.add(tx, record(number, at=NOW - timedelta(days=days)))
        await store.drop_evidence(tx, 1, NOW - timedelta(days=30))
        await store.purge(tx, NOW - timedelta(days=400))
        found = await store.latest(tx, 1, offset=0, limit=10)
    assert [(one.message_id, one.excerpt) for one in found] == [(2, "»bad«"), (1, "")]
