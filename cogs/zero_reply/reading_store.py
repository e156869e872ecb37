"""Up to where the history of a channel was read."""

from datetime import datetime
from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.zero_reply.tables import reading


async def upto(tx: AsyncConnection, channel_id: int, asked_at: datetime) -> int | None:
    """Return up to which message a channel was read since reading was asked for."""
    statement = sa.select(reading.c.upto_id).where(
        reading.c.channel_id == channel_id, reading.c.asked_at == asked_at
    )
    return cast("int | None", (await tx.execute(statement)).scalar())


async def keep(
    tx: AsyncConnection, guild_id: int, channel_id: int, asked_at: datetime, upto_id: int
) -> None:
    """Note up to which message a channel was read."""
    values = {"guild_id": guild_id, "asked_at": asked_at, "upto_id": upto_id}
    statement = insert(tx, reading).values(channel_id=channel_id, **values)
    await tx.execute(
        statement.on_conflict_do_update(index_elements=[reading.c.channel_id], set_=values)
    )
