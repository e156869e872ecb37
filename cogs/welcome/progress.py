"""Steps that people have ticked, waves that they have given, and the rota of greeters: queries."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.welcome.rota import Greeter
from cogs.welcome.tables import greeters, steps, waves


async def steps_done(tx: AsyncConnection, guild_id: int, user_id: int) -> frozenset[str]:
    """Return the steps that somebody has ticked."""
    statement = sa.select(steps.c.step).where(
        steps.c.guild_id == guild_id, steps.c.user_id == user_id
    )
    return frozenset((await tx.execute(statement)).scalars())


async def count_steps(tx: AsyncConnection, guild_id: int) -> dict[int, int]:
    """Return how many steps each person has ticked."""
    statement = (
        sa.select(steps.c.user_id, sa.func.count())
        .where(steps.c.guild_id == guild_id)
        .group_by(steps.c.user_id)
    )
    return {row[0]: row[1] for row in await tx.execute(statement)}


async def tick(tx: AsyncConnection, guild_id: int, user_id: int, step: str, now: datetime) -> None:
    """Tick a step, or take the tick away where there is one."""
    mine = (steps.c.guild_id == guild_id, steps.c.user_id == user_id, steps.c.step == step)
    if (await tx.execute(steps.delete().where(*mine))).rowcount:
        return
    values = {"guild_id": guild_id, "user_id": user_id, "step": step, "done_at": now}
    await tx.execute(insert(tx, steps).values(values).on_conflict_do_nothing())


async def wave(
    tx: AsyncConnection, guild_id: int, newcomer_id: int, user_id: int, now: datetime
) -> bool:
    """Note that somebody waved; False when they had before."""
    values = {
        "guild_id": guild_id,
        "newcomer_id": newcomer_id,
        "user_id": user_id,
        "waved_at": now,
    }
    done = await tx.execute(insert(tx, waves).values(values).on_conflict_do_nothing())
    return done.rowcount == 1


async def waved(tx: AsyncConnection, guild_id: int, newcomer_id: int) -> Sequence[int]:
    """Return who has waved to a newcomer, the first one first."""
    statement = (
        sa.select(waves.c.user_id)
        .where(waves.c.guild_id == guild_id, waves.c.newcomer_id == newcomer_id)
        .order_by(waves.c.waved_at, waves.c.user_id)
    )
    return (await tx.execute(statement)).scalars().all()


async def rota(tx: AsyncConnection, guild_id: int) -> Sequence[Greeter]:
    """Return those who have offered to greet, in the order in which they did."""
    statement = (
        sa.select(greeters)
        .where(greeters.c.guild_id == guild_id)
        .order_by(greeters.c.offered_at, greeters.c.user_id)
    )
    return [Greeter(row.user_id, row.pings, row.away_until) for row in await tx.execute(statement)]


async def offer(
    tx: AsyncConnection, guild_id: int, user_id: int, *, pings: bool, now: datetime
) -> None:
    """Put somebody on the rota; who is on it keeps their place."""
    statement = insert(tx, greeters).values(
        guild_id=guild_id, user_id=user_id, pings=pings, away_until=None, offered_at=now
    )
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[greeters.c.guild_id, greeters.c.user_id],
            set_={"pings": pings, "away_until": None},
        )
    )


async def step_down(tx: AsyncConnection, guild_id: int, user_id: int) -> bool:
    """Take somebody off the rota; False when they were not on it."""
    done = await tx.execute(greeters.delete().where(*_greeter(guild_id, user_id)))
    return done.rowcount == 1


async def away(tx: AsyncConnection, guild_id: int, user_id: int, until: date | None) -> bool:
    """Note until when a greeter is away; False when they are not on the rota."""
    done = await tx.execute(
        greeters.update().where(*_greeter(guild_id, user_id)).values(away_until=until)
    )
    return done.rowcount == 1


async def purge(tx: AsyncConnection, before: datetime) -> None:
    """Delete ticks and waves that were made long ago."""
    await tx.execute(steps.delete().where(steps.c.done_at < before))
    await tx.execute(waves.delete().where(waves.c.waved_at < before))


def _greeter(guild_id: int, user_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return greeters.c.guild_id == guild_id, greeters.c.user_id == user_id
