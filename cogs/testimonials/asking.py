"""Whom not to ask."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.testimonials.tables import unasked


async def never_ask(tx: AsyncConnection, guild_id: int, user_id: int, now: datetime) -> None:
    """Remember that somebody does not want to be asked."""
    row = insert(tx, unasked).values(guild_id=guild_id, user_id=user_id, since=now)
    await tx.execute(row.on_conflict_do_nothing())


async def may_ask(tx: AsyncConnection, guild_id: int, user_id: int) -> bool:
    """Tell whether somebody may be asked."""
    statement = sa.select(unasked.c.since).where(
        unasked.c.guild_id == guild_id, unasked.c.user_id == user_id
    )
    return (await tx.execute(statement)).first() is None


async def ask_again(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Forget that somebody did not want to be asked."""
    await tx.execute(
        unasked.delete().where(unasked.c.guild_id == guild_id, unasked.c.user_id == user_id)
    )
