"""Who may be named to go first, and who was: the baton that a recap passes on."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.accountability.tables import baton


async def takes_it(tx: AsyncConnection, guild_id: int, user_id: int) -> bool:
    """Whether a member has said that they may be named."""
    query = sa.select(baton.c.user_id).where(_is_mine(guild_id, user_id))
    return (await tx.execute(query)).first() is not None


async def choose(tx: AsyncConnection, guild_id: int, user_id: int, *, wanted: bool) -> None:
    """Keep whether a member may be named."""
    if wanted:
        values = insert(tx, baton).values(guild_id=guild_id, user_id=user_id)
        await tx.execute(values.on_conflict_do_nothing())
    else:
        await tx.execute(baton.delete().where(_is_mine(guild_id, user_id)))


async def in_line(tx: AsyncConnection, guild_id: int) -> list[int]:
    """Return those who may be named; first who never was, then who was longest ago."""
    query = (
        sa.select(baton.c.user_id)
        .where(baton.c.guild_id == guild_id)
        .order_by(sa.func.coalesce(baton.c.week, ""), baton.c.user_id)
    )
    return list((await tx.execute(query)).scalars())


async def give(tx: AsyncConnection, guild_id: int, user_id: int, week: str) -> None:
    """Keep in which week's recap somebody is named."""
    await tx.execute(baton.update().where(_is_mine(guild_id, user_id)).values(week=week))


async def holder(tx: AsyncConnection, guild_id: int, week: str) -> int | None:
    """Return who is named in a week's recap."""
    query = sa.select(baton.c.user_id).where(baton.c.guild_id == guild_id, baton.c.week == week)
    found: int | None = (await tx.execute(query)).scalar()
    return found


def _is_mine(guild_id: int, user_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(baton.c.guild_id == guild_id, baton.c.user_id == user_id)
