"""Effects that name a person: shown to them, and erased when they wish."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.outbox.store import outbox


async def concerning(tx: AsyncConnection, guild_id: int, user_id: int) -> list[dict[str, Any]]:
    """Return the effects that name somebody, the oldest first."""
    statement = (
        sa.select(
            outbox.c.kind,
            outbox.c.subject,
            outbox.c.period,
            outbox.c.state,
            outbox.c.planned_at,
            outbox.c.settled_at,
            outbox.c.effect,
        )
        .where(_names(guild_id, user_id))
        .order_by(outbox.c.id)
    )
    return [dict(row) for row in (await tx.execute(statement)).mappings()]


async def forget_person(tx: AsyncConnection, guild_id: int, user_id: int) -> bool:
    """Erase somebody from the effects; False while one that names them is being carried out.

    Of an effect that others share, such as a list in which somebody stood, the bare fact stays.
    Whose words a message repeats is not known: of all that was sent in the guild, the words go.
    """
    here, theirs = _names(guild_id, user_id), _carries(user_id, outbox.c.subject, outbox.c.period)
    await tx.execute(outbox.delete().where(here, outbox.c.state == "planned"))
    settled = outbox.c.settled_at.is_not(None)
    await tx.execute(outbox.delete().where(here, settled, theirs))
    await tx.execute(outbox.update().where(here, settled).values(detail=""))
    of_guild = sa.and_(outbox.c.guild_id == guild_id, outbox.c.effect.is_not(None))
    await tx.execute(outbox.update().where(of_guild, settled).values(effect=None))
    statement = sa.select(outbox.c.id).where(here).limit(1)
    return (await tx.execute(statement)).first() is None


def _names(guild_id: int, user_id: int) -> sa.ColumnElement[bool]:
    written = (
        outbox.c.subject,
        outbox.c.period,
        outbox.c.detail,
        sa.cast(outbox.c.effect, sa.Text),
    )
    return sa.and_(outbox.c.guild_id == guild_id, _carries(user_id, *written))


def _carries(user_id: int, *columns: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    return sa.or_(*(column.contains(str(user_id)) for column in columns))
