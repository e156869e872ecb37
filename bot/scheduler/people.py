"""Jobs that name a person: shown to them, and dropped when they wish."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.scheduler.store import jobs


async def concerning(tx: AsyncConnection, guild_id: int, user_id: int) -> list[dict[str, Any]]:
    """Return a guild's jobs about somebody, the next first."""
    statement = (
        sa.select(jobs.c.name, jobs.c.subject, jobs.c.due_at, jobs.c.payload)
        .where(_names(guild_id, user_id))
        .order_by(jobs.c.run_at)
    )
    return [dict(row) for row in (await tx.execute(statement)).mappings()]


async def forget_person(tx: AsyncConnection, guild_id: int, user_id: int, *, keep: str) -> None:
    """Drop a guild's jobs about somebody, but for those called `keep`."""
    await tx.execute(jobs.delete().where(_names(guild_id, user_id), jobs.c.name != keep))


def _names(guild_id: int, user_id: int) -> sa.ColumnElement[bool]:
    written = (jobs.c.subject, sa.cast(jobs.c.payload, sa.Text), jobs.c.error)
    return sa.and_(
        jobs.c.guild_id == guild_id,
        sa.or_(*(column.contains(str(user_id)) for column in written)),
    )
