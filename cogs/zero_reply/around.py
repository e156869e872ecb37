"""Which openers a message may concern, and what is to be looked at to judge one."""

from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.zero_reply import store
from cogs.zero_reply.opener import Opener
from cogs.zero_reply.policy import INLINE_WITHIN, Written


async def concerned(tx: AsyncConnection, one: Written) -> set[int]:
    """Return the ids of all messages whose state as openers may depend on this one."""
    ids = {one.message_id, one.channel_id}
    ids.update(start.message_id for start in await store.thread_starts(tx, one.channel_id))
    before = await store.asked_between(tx, one.channel_id, one.at - INLINE_WITHIN, one.at)
    ids.update(asked.message_id for asked in before)
    return ids | await _replied_to(tx, one)


async def answered_by(tx: AsyncConnection, one: Written) -> set[int]:
    """Return the ids of what a message that asks nothing may answer."""
    ids = {one.channel_id} | await _replied_to(tx, one)
    ids.update(start.message_id for start in await store.thread_starts(tx, one.channel_id))
    if one.reply_to is None:
        before = await store.asked_between(tx, one.channel_id, one.at - INLINE_WITHIN, one.at)
        earlier = [asked for asked in before if asked.order < one.order]
        # Unless it says whom it is for, it is for whoever asked last.
        meant = one.addressed_to or (earlier[-1].author_id if earlier else None)
        ids.update(asked.message_id for asked in earlier if asked.author_id == meant)
    return ids


async def _replied_to(tx: AsyncConnection, one: Written) -> set[int]:
    """Return the ids of what a message replies to, or what its author had asked before that."""
    if one.reply_to is None:
        return set()
    target = await store.find(tx, one.reply_to)
    if target is None or target.is_deleted:
        return {one.reply_to}
    said = target.written
    near = await store.asked_between(tx, said.channel_id, said.at - INLINE_WITHIN, said.at)
    return {one.reply_to, *(asked.message_id for asked in near)}


def may_change(opener: Opener, one: Written) -> bool:
    """Tell whether a message that came last can be the first answer, or the first sure one."""
    if opener.answered_at is None or opener.answered_at > one.at:
        return True
    if opener.how == "sure":
        return False
    is_probable = one.reply_to is None and one.channel_id != opener.thread_id
    return not (opener.how == "probable" and is_probable)


async def stands(tx: AsyncConnection, one: Written) -> bool:
    """Tell whether a message asks; of what an owner writes in a thread, only the first does."""
    if one.asks != "thread":
        return bool(one.asks)
    starts = await store.thread_starts(tx, one.channel_id)
    return starts[:1] == [one]


async def neighbourhood(tx: AsyncConnection, one: Written) -> list[Written]:
    """Return the messages that may answer one, and those that decide what is said to it."""
    near = await store.between(tx, one.channel_id, one.at, one.at + INLINE_WITHIN)
    own = {said.message_id for said in near if said.author_id == one.author_id}
    return [
        *near,
        *await store.first_of_others(tx, one.thread_id, one.author_id, one.at),
        *await store.referring(tx, own | {one.message_id}),
    ]
