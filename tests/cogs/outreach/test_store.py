"""What is kept about private words, on both databases."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database
from bot.effects import EffectKey, Message
from bot.services import PrivateMessage
from cogs.outreach import store
from cogs.outreach.personal import export_member, forget_member
from cogs.outreach.tables import metadata

GUILD, MIA, LEO = 10, 7, 8
NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
async def house(db: Database) -> Database:
    async with db.reshape() as tx:
        await tx.run_sync(metadata.create_all)
    return db


def words(subject: str = "1", member_id: int = MIA, **parts: object) -> PrivateMessage:
    key = EffectKey(feature="desk", kind="desk.note", guild_id=GUILD, subject=subject)
    return PrivateMessage(key=key, member_id=member_id, message=Message(text="hello"), **parts)


async def kept(tx: AsyncConnection, subject: str = "1", **parts: object) -> store.Row:
    row_id = await store.add(tx, words(subject, **parts), NOW)
    assert row_id is not None
    row = await store.by_id(tx, row_id)
    assert row is not None
    return row


async def test_the_same_words_are_kept_once(house):
    async with house.write() as tx:
        row = await kept(tx, answerable=True, instead="thread")
        assert await store.add(tx, words(), NOW) is None
        assert await store.by_key(tx, GUILD, "desk.note", "1", "") == row
    assert (row.message.text, row.instead, row.answerable, row.how) == ("hello", "thread", True, "")


async def test_what_nobody_has_heard_of_is_told_in_order_and_then_no_more(house):
    async with house.write() as tx:
        first, second = await kept(tx, "1"), await kept(tx, "2")
        assert [row.id for row in await store.untold(tx, GUILD)] == [first.id, second.id]
        await store.told(tx, first.id)
        assert [row.id for row in await store.untold(tx, GUILD)] == [second.id]


async def test_only_what_is_unseen_and_still_means_something_waits_for_a_visit(house):
    async with house.write() as tx:
        rows = [
            await kept(tx, "1"),
            await kept(tx, "2", expires_at=NOW + timedelta(hours=1)),
            await kept(tx, "3", member_id=LEO),
        ]
        for row in rows:
            await store.settle(tx, row.id, "visit")
        later = NOW + timedelta(hours=2)
        assert [one.id for one in await store.waiting(tx, GUILD, MIA, NOW)] == [
            rows[0].id,
            rows[1].id,
        ]
        assert [one.id for one in await store.waiting(tx, GUILD, MIA, later)] == [rows[0].id]
        await store.seen(tx, rows[0].id, NOW)
        assert await store.waiting(tx, GUILD, MIA, later) == []


async def test_a_member_has_one_thread_the_latest(house):
    async with house.write() as tx:
        assert await store.thread_of(tx, GUILD, MIA) is None
        for subject in "12":
            row = await kept(tx, subject, answerable=True)
            await store.goes_to_thread(tx, row.id, row.id, "dm_closed")
            await store.settle(tx, row.id, "thread", channel_id=500 + row.id)
        assert await store.thread_of(tx, GUILD, MIA) == row.id
        assert (await store.threads(tx, GUILD))[500 + row.id] == MIA


async def test_an_answer_is_kept_once_until_it_is_handed_on(house):
    async with house.write() as tx:
        row = await kept(tx)
        given = {"message_id": 99, "text": "yes", "attachments": ("a.png",), "at": NOW}
        assert await store.keep_reply(tx, row, **given)
        assert not await store.keep_reply(tx, row, **given)
        (reply,) = await store.untold_replies(tx, GUILD)
        assert (reply.key, reply.text, reply.attachments) == (row.key, "yes", ("a.png",))
        await store.reply_told(tx, 99)
        assert await store.untold_replies(tx, GUILD) == []
        assert not await store.keep_reply(tx, row, **given)
        assert (await export_member(tx, GUILD, MIA))["outreach_replies"][0]["text"] == ""


async def test_a_wish_is_remembered_for_its_server_and_taken_back(house):
    async with house.write() as tx:
        await store.stop(tx, GUILD, MIA, NOW)
        await store.stop(tx, GUILD, MIA, NOW)
        assert await store.has_stopped(tx, GUILD, MIA)
        assert not await store.has_stopped(tx, GUILD + 1, MIA)
        assert not await store.has_stopped(tx, GUILD, LEO)
        await store.resume(tx, GUILD, MIA)
        assert not await store.has_stopped(tx, GUILD, MIA)


async def test_what_is_old_is_deleted_and_no_number_comes_twice(house):
    async with house.write() as tx:
        old = await kept(tx, "1")
        await store.purge(tx, NOW + timedelta(seconds=1))
        assert await store.by_id(tx, old.id) is None
        new = await kept(tx, "2")
    assert new.id > old.id


async def test_somebody_is_forgotten_and_nobody_else(house):
    async with house.write() as tx:
        await kept(tx, "1")
        theirs = await kept(tx, "2", member_id=LEO)
        await store.stop(tx, GUILD, MIA, NOW)
        await forget_member(tx, GUILD, MIA)
        assert await export_member(tx, GUILD, MIA) == {}
        assert await store.by_id(tx, theirs.id) == theirs
