"""The openers with the state that follows from the facts."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.zero_reply.opener import Closed, Opener
from cogs.zero_reply.policy import Answer, Written
from cogs.zero_reply.tables import openers

_room = sa.func.coalesce(openers.c.parent_id, openers.c.channel_id)
_OPENER = tuple(openers.c[name] for name in Opener.__dataclass_fields__)
# Each message asks for these: so they are put together once.
_CHANGE = (
    openers.update().where(openers.c.opener_id == sa.bindparam("known_id")).returning(*_OPENER)
)
_BY_ID = (
    sa.select(*_OPENER)
    .where(openers.c.opener_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(openers.c.at, openers.c.opener_id)
)


@dataclass(frozen=True, slots=True)
class Texts:
    """What is kept of the words of a post, to show it and to find who can help."""

    title: str
    excerpt: str


async def bury_channel(tx: AsyncConnection, channel_id: int) -> None:
    """Note that a channel or thread was deleted with what was asked in it."""
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
    author_left: bool = False,
) -> None:
    """Note that a message asks for an answer; what people decided about it stays.

    `closed` and `author_left` say how it stands now; of one that is known that was heard before.
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
        "author_left": author_left,
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
    rows = await tx.execute(_BY_ID, {"ids": list(ids)})
    return [Opener(**row) for row in rows.mappings()]


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
) -> Opener | None:
    """Keep the state that follows from the facts."""
    return await change(
        tx,
        opener_id,
        status=status,
        how=answer.how if answer else "",
        answer_id=answer.message_id if answer else None,
        answered_by=answer.author_id if answer else None,
        answered_at=answer.at if answer else None,
        by_staff=by_staff,
    )


async def change(tx: AsyncConnection, opener_id: int, **values: object) -> Opener | None:
    """Change what is kept of an opener and return it as it is then; None for one not known."""
    row = (await tx.execute(_CHANGE, {"known_id": opener_id, **values})).mappings().first()
    return Opener(**row) if row is not None else None


async def count_reaction(tx: AsyncConnection, opener_id: int, step: int) -> None:
    """Count somebody who has the same question, or has no longer."""
    counted = openers.update().values(same_question=openers.c.same_question + step)
    await tx.execute(counted.where(openers.c.opener_id == opener_id))


async def purge(tx: AsyncConnection, before: datetime) -> None:
    """Delete what was asked long ago."""
    await tx.execute(openers.delete().where(openers.c.at < before))
