"""Messages as facts, and the openers among them with the state that follows from the facts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.zero_reply.opener import Closed, Opener
from cogs.zero_reply.policy import Answer, Written
from cogs.zero_reply.tables import messages, openers

_WRITTEN = tuple(messages.c[name] for name in Written.__dataclass_fields__)
_room = sa.func.coalesce(openers.c.parent_id, openers.c.channel_id)
_OPENER = tuple(openers.c[name] for name in Opener.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Kept:
    """A message as it is kept; one that was deleted stays known, so that it never comes back."""

    written: Written
    revised_at: datetime
    is_deleted: bool


@dataclass(frozen=True, slots=True)
class Texts:
    """What is kept of the words of a post, to show it and to find who can help."""

    title: str
    excerpt: str


async def find(tx: AsyncConnection, message_id: int) -> Kept | None:
    """Return what is kept of a message."""
    columns = (*_WRITTEN, messages.c.revised_at, messages.c.is_deleted)
    row = (
        (await tx.execute(sa.select(*columns).where(messages.c.message_id == message_id)))
        .mappings()
        .first()
    )
    if row is None:
        return None
    return Kept(Written(**_named(row, _WRITTEN)), row["revised_at"], row["is_deleted"])


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


async def put_new(tx: AsyncConnection, several: Collection[tuple[int, Kept]]) -> None:
    """Keep messages of guilds, but for those of which something is kept already."""
    rows = [_row(guild_id, kept) for guild_id, kept in several]
    await tx.execute(insert(tx, messages).on_conflict_do_nothing(), rows)


async def times_asked(tx: AsyncConnection, channel_id: int, since: datetime) -> list[datetime]:
    """Return when somebody asked in a channel."""
    statement = sa.select(messages.c.at).where(
        messages.c.channel_id == channel_id, messages.c.at >= since, messages.c.asks != ""
    )
    return list((await tx.execute(statement)).scalars())


async def between(
    tx: AsyncConnection, channel_id: int, first: datetime, last: datetime
) -> list[Written]:
    """Return the messages of a channel in a stretch of time, its ends included."""
    return await _select(
        tx, messages.c.channel_id == channel_id, messages.c.at.between(first, last)
    )


async def asked_between(
    tx: AsyncConnection, channel_id: int, first: datetime, last: datetime
) -> list[Written]:
    """Return those messages of a channel in a stretch of time that ask something."""
    return await _select(
        tx,
        messages.c.channel_id == channel_id,
        messages.c.at.between(first, last),
        messages.c.asks != "",
    )


async def referring(tx: AsyncConnection, message_ids: Collection[int]) -> list[Written]:
    """Return the messages that reply to one of these."""
    return await _select(tx, messages.c.reply_to.in_(message_ids))


async def first_of_others(
    tx: AsyncConnection, channel_id: int, author_id: int, since: datetime
) -> list[Written]:
    """Return the first message in a thread by somebody else; the ends of equal instants too."""
    return await _select(
        tx,
        messages.c.channel_id == channel_id,
        messages.c.author_id != author_id,
        messages.c.at >= since,
        limit=2,
    )


async def thread_starts(tx: AsyncConnection, channel_id: int) -> list[Written]:
    """Return the first messages by the owner of a thread that hangs on no message."""
    return await _select(
        tx, messages.c.channel_id == channel_id, messages.c.asks == "thread", limit=2
    )


async def ids_in(
    tx: AsyncConnection, channel_id: int, after_id: int, before_id: int
) -> frozenset[int]:
    """Return the ids of the messages of a channel between two ids, both excluded."""
    statement = sa.select(messages.c.message_id).where(
        messages.c.channel_id == channel_id,
        messages.c.message_id > after_id,
        messages.c.message_id < before_id,
        messages.c.is_deleted.is_(False),
    )
    return frozenset((await tx.execute(statement)).scalars())


async def bury_channel(tx: AsyncConnection, channel_id: int) -> None:
    """Mark everything in a channel or thread as deleted."""
    await tx.execute(
        messages.update().where(messages.c.channel_id == channel_id).values(is_deleted=True)
    )
    inside = sa.or_(openers.c.channel_id == channel_id, openers.c.parent_id == channel_id)
    await tx.execute(openers.update().where(inside).values(status="deleted", title="", excerpt=""))


async def keep_opener(
    tx: AsyncConnection,
    guild_id: int,
    one: Written,
    parent_id: int | None,
    texts: Texts,
    *,
    closed: Closed = "",
) -> None:
    """Note that a message asks for an answer; what people decided about it stays.

    `closed` says how its thread stands now; of one that is known that was heard before.
    """
    values = {
        "opener_id": one.message_id,
        "guild_id": guild_id,
        "channel_id": one.channel_id,
        "parent_id": parent_id,
        "kind": one.asks,
        "author_id": one.author_id,
        "at": one.at,
        "title": texts.title,
        "excerpt": texts.excerpt,
    }
    fresh: dict[str, Any] = {
        "status": "open",
        "how": "",
        "by_staff": False,
        "closed": closed,
        "settled": "",
        "author_left": False,
        "is_first": False,
        "is_urgent": False,
        "is_marked": False,
        "same_question": 0,
    }
    statement = insert(tx, openers).values({**values, **fresh})
    changed = {name: statement.excluded[name] for name in ("kind", "title", "excerpt")}
    await tx.execute(
        statement.on_conflict_do_update(index_elements=[openers.c.opener_id], set_=changed)
    )


async def opener(tx: AsyncConnection, opener_id: int) -> Opener | None:
    """Return an opener."""
    found = await openers_where(tx, openers.c.opener_id == opener_id)
    return found[0] if found else None


async def openers_of(tx: AsyncConnection, ids: Collection[int]) -> list[Opener]:
    """Return openers by their ids."""
    return await openers_where(tx, openers.c.opener_id.in_(ids)) if ids else []


async def openers_where(
    tx: AsyncConnection, *conditions: sa.ColumnElement[bool], limit: int | None = None
) -> list[Opener]:
    """Return openers, the oldest first."""
    statement = sa.select(*_OPENER).where(*conditions).order_by(openers.c.at, openers.c.opener_id)
    rows = await tx.execute(statement.limit(limit) if limit is not None else statement)
    return [Opener(**row) for row in rows.mappings()]


async def asked_in(tx: AsyncConnection, thread_id: int) -> list[Opener]:
    """Return the openers whose answers stand in a thread."""
    own = sa.and_(openers.c.channel_id == thread_id, openers.c.kind == "thread")
    return await openers_where(tx, sa.or_(openers.c.opener_id == thread_id, own))


async def by_author(tx: AsyncConnection, guild_id: int, user_id: int) -> list[Opener]:
    """Return what somebody asked and has not deleted."""
    return await openers_where(
        tx,
        openers.c.guild_id == guild_id,
        openers.c.author_id == user_id,
        openers.c.status != "deleted",
    )


async def authors(tx: AsyncConnection, guild_id: int) -> list[tuple[int, bool]]:
    """Return who has asked something, and whether they are known to have left."""
    statement = (
        sa.select(openers.c.author_id, openers.c.author_left)
        .where(openers.c.guild_id == guild_id, openers.c.status != "deleted")
        .distinct()
    )
    return [(row.author_id, row.author_left) for row in await tx.execute(statement)]


async def rooms(tx: AsyncConnection, guild_id: int) -> list[tuple[int, Closed]]:
    """Return the forums and text channels in which something was asked, with why it rests."""
    statement = sa.select(_room, openers.c.closed).where(openers.c.guild_id == guild_id).distinct()
    return [(row[0], row[1]) for row in await tx.execute(statement)]


async def change_closed(
    tx: AsyncConnection, room_id: int, *, before: Closed, after: Closed
) -> list[int]:
    """Change why what was asked in a forum or text channel rests; return its ids."""
    statement = (
        openers.update()
        .where(_room == room_id, openers.c.closed == before, openers.c.status != "deleted")
        .values(closed=after)
        .returning(openers.c.opener_id)
    )
    return list((await tx.execute(statement)).scalars())


async def set_answer(
    tx: AsyncConnection,
    opener_id: int,
    answer: Answer | None,
    *,
    status: str,
    by_staff: bool,
) -> None:
    """Keep the state that follows from the facts."""
    await change(
        tx,
        opener_id,
        status=status,
        how=answer.how if answer else "",
        answer_id=answer.message_id if answer else None,
        answered_by=answer.author_id if answer else None,
        answered_at=answer.at if answer else None,
        by_staff=by_staff,
    )


async def change(tx: AsyncConnection, opener_id: int, **values: object) -> bool:
    """Change what is kept of an opener; False when it is not known."""
    done = await tx.execute(
        openers.update().where(openers.c.opener_id == opener_id).values(**values)
    )
    return done.rowcount == 1


async def count_reaction(tx: AsyncConnection, opener_id: int, step: int) -> None:
    """Count somebody who has the same question, or has no longer."""
    await change(tx, opener_id, same_question=openers.c.same_question + step)


async def purge(tx: AsyncConnection, before: datetime) -> None:
    """Delete what was written long ago."""
    await tx.execute(messages.delete().where(messages.c.at < before))
    await tx.execute(openers.delete().where(openers.c.at < before))


async def _select(
    tx: AsyncConnection, *conditions: sa.ColumnElement[bool], limit: int | None = None
) -> list[Written]:
    statement = (
        sa.select(*_WRITTEN)
        .where(*conditions, messages.c.is_deleted.is_(False))
        .order_by(messages.c.at, messages.c.message_id)
    )
    rows = await tx.execute(statement.limit(limit) if limit is not None else statement)
    return [Written(**row) for row in rows.mappings()]


def _row(guild_id: int, kept: Kept) -> dict[str, Any]:
    return {
        **{column.name: getattr(kept.written, column.name) for column in _WRITTEN},
        "guild_id": guild_id,
        "revised_at": kept.revised_at,
        "is_deleted": kept.is_deleted,
    }


def _named(row: sa.RowMapping, columns: Sequence[sa.Column[Any]]) -> dict[str, Any]:
    return {column.name: row[column.name] for column in columns}
