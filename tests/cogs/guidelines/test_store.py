"""What is kept of flags, and how long."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.db import Database
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
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


async def test_what_was_only_counted_is_judged_by_itself_once(house: Database) -> None:
    async with house.write() as tx:
        await store.add(tx, record())
        await store.add(tx, record(guideline="two", state="counted", mode="shadow"))
        await store.add(tx, record(3, guideline="two", state="counted", mode="shadow", excerpt=""))
        assert [one.message_id for one in await store.counted(tx, 1, "two", limit=9)] == [2]
        assert not await store.settle_counted(tx, (1, 2, "one"), is_right=True, by=9, now=NOW)
        assert await store.settle_counted(tx, (1, 2, "two"), is_right=True, by=9, now=NOW)
        assert not await store.settle_counted(tx, (1, 2, "two"), is_right=False, by=8, now=NOW)
        assert await store.counted(tx, 1, "two", limit=9) == []
        assert await store.settle(tx, 1, 2, "not", by=8, now=NOW, over=("right",))
        assert await store.counts(tx, 1) == {"one": {"not": 1}, "two": {"right": 1, "counted": 1}}


async def test_what_was_judged_lately_leaves_out_shadow_and_what_is_old(house: Database) -> None:
    async with house.write() as tx:
        for number, mode in enumerate(("propose", "auto", "shadow", "propose")):
            judged = NOW - timedelta(days=40 if number == 3 else 1)
            await store.add(tx, record(number, mode=mode, state="not", settled_at=judged))
        assert await store.judged_since(tx, 1, "one", NOW - timedelta(days=30)) == {"not": 2}


async def test_the_messages_of_one_author_are_found(house: Database) -> None:
    async with house.write() as tx:
        await store.add(tx, record())
        await store.add(tx, record(guideline="two"))
        await store.add(tx, record(3, author_id=5))
        assert await store.messages_of(tx, 1, 4) == [2]


async def test_words_go_first_and_the_rest_later(house: Database) -> None:
    async with house.write() as tx:
        for number, days in enumerate((500, 40, 1)):
            await store.add(tx, record(number, at=NOW - timedelta(days=days)))
        await store.drop_evidence(tx, 1, NOW - timedelta(days=30))
        await store.purge(tx, NOW - timedelta(days=400))
        found = await store.latest(tx, 1, offset=0, limit=10)
    assert [(one.message_id, one.excerpt) for one in found] == [(2, "»bad«"), (1, "")]


async def test_an_edition_is_accepted_once_by_each(house: Database) -> None:
    async with house.write() as tx:
        assert await store.accept(tx, 1, 7, 1, version=3, now=NOW)
        assert not await store.accept(tx, 1, 7, 1, version=4, now=NOW + timedelta(days=1))
        assert await store.accept(tx, 1, 7, 2, version=4, now=NOW)
        assert await store.accept(tx, 1, 8, 1, version=4, now=NOW)
        assert await store.accept(tx, 2, 7, 1, version=0, now=NOW)
        assert await store.accepted_at(tx, 1, 7, 1) == NOW
        assert await store.accepted_at(tx, 1, 8, 2) is None
        await store.drop_accepted(tx, 1, 7)
        assert await store.accepted_by(tx, 1) == {8}
        assert await store.accepted_by(tx, 2) == {7}


async def test_the_reach_of_a_guideline_counts_messages_and_people(house: Database) -> None:
    async with house.write() as tx:
        for number, (author_id, days) in enumerate([(4, 1), (4, 2), (5, 3), (6, 40)]):
            at = NOW - timedelta(days=days)
            await store.add(tx, record(number, author_id=author_id, at=at))
        await store.add(tx, record(9, guideline="two", author_id=7))
        assert await store.reach(tx, 1, "one", NOW - timedelta(days=30)) == (3, 2)
        assert await store.reach(tx, 1, "none", NOW) == (0, 0)
        found = await store.latest(tx, 1, offset=0, limit=9, guideline="two")
    assert [one.message_id for one in found] == [9]


@pytest.mark.parametrize("known", [None, {"guidelines": {"one": ["One", "abc"]}, "news": ""}])
async def test_what_a_post_says_is_kept_with_it(
    house: Database, known: dict[str, object] | None
) -> None:
    post = store.Post(
        guild_id=1, channel_id=3, edition="e", parts=1, revision=0, digest="d", known=known
    )
    async with house.write() as tx:
        await store.save_post(tx, post)
        assert await store.posts_of(tx, 1) == [post]
