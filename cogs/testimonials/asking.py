"""Whom not to ask, and what was suggested before."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.testimonials.tables import suggestions, unasked


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


async def suggest(
    tx: AsyncConnection, guild_id: int, message_id: int, channel_id: int, at: datetime
) -> bool:
    """Keep that a message was suggested; False when it was before."""
    row = insert(tx, suggestions).values(
        guild_id=guild_id, message_id=message_id, channel_id=channel_id, at=at
    )
    return (await tx.execute(row.on_conflict_do_nothing())).rowcount == 1


async def forget_suggestions(tx: AsyncConnection, before: datetime) -> None:
    """Drop old suggestions."""
    await tx.execute(suggestions.delete().where(suggestions.c.at < before))
