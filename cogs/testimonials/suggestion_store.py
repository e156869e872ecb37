"""Which messages were suggested to the team, and where nothing is."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.testimonials.tables import stopped, suggested


async def add(
    tx: AsyncConnection, guild_id: int, message_id: int, *, author_id: int, now: datetime
) -> None:
    """Remember that a message was suggested."""
    await tx.execute(
        suggested.insert().values(
            guild_id=guild_id, message_id=message_id, author_id=author_id, at=now
        )
    )


async def count_since(tx: AsyncConnection, guild_id: int, instant: datetime) -> int:
    """Return how many messages were suggested since an instant."""
    statement = sa.select(sa.func.count()).where(
        suggested.c.guild_id == guild_id, suggested.c.at > instant
    )
    return int((await tx.execute(statement)).scalar_one())


async def by_author(tx: AsyncConnection, guild_id: int, author_id: int) -> list[int]:
    """Return the messages of somebody that were suggested."""
    statement = sa.select(suggested.c.message_id).where(
        suggested.c.guild_id == guild_id, suggested.c.author_id == author_id
    )
    return list((await tx.execute(statement)).scalars())


async def take_before(tx: AsyncConnection, instant: datetime) -> list[tuple[int, int]]:
    """Forget what was suggested before an instant; returns guild and message of each."""
    statement = (
        suggested.delete()
        .where(suggested.c.at < instant)
        .returning(suggested.c.guild_id, suggested.c.message_id)
    )
    return [(row[0], row[1]) for row in await tx.execute(statement)]


async def stop(tx: AsyncConnection, guild_id: int, now: datetime) -> None:
    """Remember that a team wants no suggestions."""
    row = insert(tx, stopped).values(guild_id=guild_id, since=now)
    await tx.execute(row.on_conflict_do_nothing())


async def resume(tx: AsyncConnection, guild_id: int) -> None:
    """Forget that a team wanted no suggestions."""
    await tx.execute(stopped.delete().where(stopped.c.guild_id == guild_id))


async def is_stopped(tx: AsyncConnection, guild_id: int) -> bool:
    """Tell whether a team wants no suggestions."""
    statement = sa.select(stopped.c.since).where(stopped.c.guild_id == guild_id)
    return (await tx.execute(statement)).first() is not None
