"""Which openers a message may concern, and what is to be looked at to judge one."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.zero_reply import messages_store
from cogs.zero_reply.opener import Opener
from cogs.zero_reply.place import written_at
from cogs.zero_reply.policy import Written

Touched = Mapping[int, Written | None]
"""Openers by their ids, each with the message that alone may have changed it; None: anything."""


async def concerned(tx: AsyncConnection, one: Written) -> Touched:
    """Return all messages whose state as openers may depend on this one."""
    asked = await messages_store.asked_until(tx, one.channel_id, one.at)
    ids = {one.message_id, one.channel_id, *(other.message_id for other in asked)}
    if one.reply_to is not None:
        ids |= await _replied_to(tx, one.channel_id, one.reply_to)
    return dict.fromkeys(ids)


async def concerned_by_new(tx: AsyncConnection, one: Written) -> Touched:
    """Return the openers that a message may concern of which nothing was known before.

    Mostly it is the latest of all: then it can be an answer, or ask, but come between nothing.
    """
    if one.asks == "thread" or not await messages_store.is_latest(tx, one):
        return await concerned(tx, one)
    if one.asks:
        return {one.message_id: None}
    if one.reply_to is not None:
        ids = await _replied_to(tx, one.channel_id, one.reply_to)
    else:
        ids = await _meant(tx, one)
    return dict.fromkeys(ids | {one.channel_id}, one)


async def _replied_to(tx: AsyncConnection, channel_id: int, reply_to: int) -> set[int]:
    """Return what a message replies to, and what its author may have asked before that."""
    asked = await messages_store.asked_until(tx, channel_id, written_at(reply_to))
    return {reply_to, *(other.message_id for other in asked)}


async def _meant(tx: AsyncConnection, one: Written) -> set[int]:
    """Return what a remark answers: unless it says whom it is for, what was asked last."""
    asked = await messages_store.asked_until(tx, one.channel_id, one.at)
    earlier = [other for other in asked if other.order < one.order]
    meant = one.addressed_to or (earlier[-1].author_id if earlier else None)
    return {
        other.message_id for other in asked if other.asks == "thread" or other.author_id == meant
    }


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
    starts = await messages_store.thread_starts(tx, one.channel_id)
    return starts[:1] == [one]
