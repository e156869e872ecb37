"""Drafts in the database."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.db import Database
from cogs.setup import store

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
async def drafts(db: Database) -> Database:
    async with db.reshape() as tx:
        await tx.run_sync(store.metadata.create_all)
    return db


async def put(db: Database, draft_id: str, *, user_id: int = 2, now: datetime = NOW) -> None:
    async with db.write() as tx:
        await store.put(
            tx, "setup", draft_id, guild_id=1, user_id=user_id, content={"step": "zone"}, now=now
        )


async def get(db: Database, user_id: int = 2):
    async with db.read() as tx:
        return await store.get(tx, "setup", guild_id=1, user_id=user_id)


async def test_a_draft_is_found_again(drafts: Database):
    await put(drafts, "a" * 12)
    assert await get(drafts) == ("a" * 12, {"step": "zone"})


async def test_a_new_draft_replaces_the_old_one_of_the_same_person(drafts: Database):
    await put(drafts, "a" * 12)
    await put(drafts, "b" * 12)
    await put(drafts, "c" * 12, user_id=3)
    assert (await get(drafts))[0] == "b" * 12
    assert (await get(drafts, 3))[0] == "c" * 12


async def test_only_one_of_two_takes_a_draft_away(drafts: Database):
    await put(drafts, "a" * 12)
    async with drafts.write() as tx:
        assert await store.drop(tx, "a" * 12)
    async with drafts.write() as tx:
        assert not await store.drop(tx, "a" * 12)


async def test_what_nobody_comes_back_to_is_forgotten(drafts: Database):
    await put(drafts, "a" * 12, now=NOW - timedelta(days=8))
    await put(drafts, "b" * 12, user_id=3, now=NOW)
    async with drafts.write() as tx:
        await store.drop_untouched_since(tx, NOW - timedelta(days=7))
    assert await get(drafts) is None
    assert await get(drafts, 3) is not None


async def test_people_get_what_is_kept_about_them_and_have_it_erased(drafts: Database):
    await put(drafts, "a" * 12)
    await put(drafts, "b" * 12, user_id=3)
    async with drafts.write() as tx:
        exported = await store.export_member(tx, 1, 2)
        assert exported["setup_drafts"][0]["content"] == {"step": "zone"}
        await store.forget_member(tx, 1, 2)
    async with drafts.read() as tx:
        assert await store.export_member(tx, 1, 2) == {}
    assert await get(drafts, 3) is not None
