"""Messages as facts: who, where, when and to whom; what decides about openers is asked of them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.columns import Instant, Snowflake
from bot.db.upsert import insert
from cogs.zero_reply.opener import Opener
from cogs.zero_reply.policy import INLINE_WITHIN, Written
from cogs.zero_reply.tables import messages

_WRITTEN = tuple(messages.c[name] for name in Written._fields)
_STANDS = messages.c.is_deleted.is_(False)


def _standing(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return sa.select(*_WRITTEN).where(*conditions, _STANDS)


def _first_two(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Select the first message; if two came at the same instant, both."""
    in_order = _standing(*conditions).order_by(messages.c.at, messages.c.message_id)
    return sa.select(in_order.limit(2).subquery())


# Each message asks these questions: so they are put together once.
_id, _channel, _author, _thread = (
    sa.bindparam(name, type_=Snowflake)
    for name in ("message_id", "channel_id", "author_id", "thread_id")
)
_first, _last = (sa.bindparam(name, type_=Instant) for name in ("first", "last"))
_here = sa.and_(messages.c.channel_id == _channel, messages.c.at.between(_first, _last))
_follows = sa.and_(_here, sa.or_(messages.c.at > _first, messages.c.message_id > _id))
_own = sa.select(messages.c.message_id).where(_here, messages.c.author_id == _author, _STANDS)
_FOLLOWING = (
    sa.select(messages.c.message_id)
    .where(sa.or_(_follows, messages.c.reply_to == _id), _STANDS)
    .limit(1)
)
_STARTS = _first_two(messages.c.channel_id == _channel, messages.c.asks == "thread")
_ASKED = sa.union_all(_standing(_here, messages.c.asks != ""), _STARTS)
_by_others = messages.c.channel_id == _thread, messages.c.author_id != _author
_NEIGHBOURHOOD = sa.union_all(
    _standing(_here),
    _standing(messages.c.reply_to.in_(_own)),
    _first_two(*_by_others, messages.c.at >= _first),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A message as it is kept; one that was deleted stays known, so that it never comes back."""

    written: Written
    revised_at: datetime
    is_deleted: bool


async def find(tx: AsyncConnection, message_id: int) -> Kept | None:
    """Return what is kept of a message."""
    columns = (*_WRITTEN, messages.c.revised_at, messages.c.is_deleted)
    statement = sa.select(*columns).where(messages.c.message_id == message_id)
    row = (await tx.execute(statement)).first()
    if row is None:
        return None
    *written, revised_at, is_deleted = row
    return Kept(Written(*written), revised_at, is_deleted)


async def add(tx: AsyncConnection, guild_id: int, one: Written, revised_at: datetime) -> bool:
    """Keep a message; False when something is kept of it already."""
    row = _row(guild_id, Kept(one, revised_at, is_deleted=False))
    done = await tx.execute(insert(tx, messages).on_conflict_do_nothing(), row)
    return done.rowcount == 1


async def add_all(tx: AsyncConnection, several: Collection[tuple[int, Kept]]) -> None:
    """Keep messages of guilds, but for those of which something is kept already."""
    rows = [_row(guild_id, kept) for guild_id, kept in several]
    await tx.execute(insert(tx, messages).on_conflict_do_nothing(), rows)


async def put(
    tx: AsyncConnection,
    guild_id: int,
    one: Written,
    revised_at: datetime,
    *,
    is_deleted: bool = False,
) -> None:
    """Keep a message in place of what was kept of it before."""
    values = _row(guild_id, Kept(one, revised_at, is_deleted))
    statement = insert(tx, messages).values(values)
    changed = {name: statement.excluded[name] for name in values if name != "message_id"}
    await tx.execute(
        statement.on_conflict_do_update(index_elements=[messages.c.message_id], set_=changed)
    )


async def times_asked(tx: AsyncConnection, channel_id: int, since: datetime) -> list[datetime]:
    """Return when somebody asked in a channel."""
    statement = sa.select(messages.c.at).where(
        messages.c.channel_id == channel_id, messages.c.at >= since, messages.c.asks != ""
    )
    return list((await tx.execute(statement)).scalars())


async def is_latest(tx: AsyncConnection, one: Written) -> bool:
    """Tell whether nothing refers to a message, and nothing stands soon after it."""
    after = {"first": one.at, "last": one.at + INLINE_WITHIN}
    values = {"message_id": one.message_id, "channel_id": one.channel_id, **after}
    return (await tx.execute(_FOLLOWING, values)).first() is None


async def asked_until(tx: AsyncConnection, channel_id: int, last: datetime) -> list[Written]:
    """Return what was asked in a channel shortly before an instant, and how a thread began."""
    before = {"first": last - INLINE_WITHIN, "last": last}
    return _in_order(await tx.execute(_ASKED, {"channel_id": channel_id, **before}))


async def thread_starts(tx: AsyncConnection, channel_id: int) -> list[Written]:
    """Return the first messages by the owner of a thread that hangs on no message."""
    return _in_order(await tx.execute(_STARTS, {"channel_id": channel_id}))


async def neighbourhood(tx: AsyncConnection, opener: Opener) -> list[Written]:
    """Return an opener with what may answer it, and what decides about what is said to it."""
    values = {
        "channel_id": opener.channel_id,
        "thread_id": opener.thread_id,
        "author_id": opener.author_id,
        "first": opener.at,
        "last": opener.at + INLINE_WITHIN,
    }
    return _in_order(await tx.execute(_NEIGHBOURHOOD, values))


async def ids_in(
    tx: AsyncConnection, channel_id: int, after_id: int, before_id: int
) -> frozenset[int]:
    """Return the ids of the messages of a channel between two ids, both excluded."""
    statement = sa.select(messages.c.message_id).where(
        messages.c.channel_id == channel_id,
        messages.c.message_id > after_id,
        messages.c.message_id < before_id,
        _STANDS,
    )
    return frozenset((await tx.execute(statement)).scalars())


async def bury_channel(tx: AsyncConnection, channel_id: int) -> None:
    """Mark everything in a channel or thread as deleted."""
    await tx.execute(
        messages.update().where(messages.c.channel_id == channel_id).values(is_deleted=True)
    )


async def purge(tx: AsyncConnection, before: datetime) -> None:
    """Delete what was written long ago."""
    await tx.execute(messages.delete().where(messages.c.at < before))


def _in_order(rows: Iterable[sa.Row[Any]]) -> list[Written]:
    found = {row[0]: Written._make(row) for row in rows}
    return sorted(found.values(), key=lambda one: one.order)


def _row(guild_id: int, kept: Kept) -> dict[str, Any]:
    return {
        **kept.written._asdict(),
        "guild_id": guild_id,
        "revised_at": kept.revised_at,
        "is_deleted": kept.is_deleted,
    }
