"""Who wants to be told of new events: queries."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.events.tables import listeners


async def begin(tx: AsyncConnection, guild_id: int, user_id: int, now: datetime) -> None:
    """Keep that somebody wants to be told."""
    row = insert(tx, listeners).values(guild_id=guild_id, user_id=user_id, since=now)
    await tx.execute(row.on_conflict_do_nothing())


async def end(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Forget that somebody wanted to be told."""
    await tx.execute(
        listeners.delete().where(listeners.c.guild_id == guild_id, listeners.c.user_id == user_id)
    )


async def listens(tx: AsyncConnection, guild_id: int, user_id: int) -> bool:
    """Tell whether somebody wants to be told."""
    statement = sa.select(listeners.c.since).where(
        listeners.c.guild_id == guild_id, listeners.c.user_id == user_id
    )
    return (await tx.execute(statement)).first() is not None


async def all_of(tx: AsyncConnection, guild_id: int) -> Sequence[int]:
    """Return who wants to be told, whoever asked first first."""
    statement = sa.select(listeners.c.user_id).where(listeners.c.guild_id == guild_id)
    return (await tx.execute(statement.order_by(listeners.c.since))).scalars().all()
