"""The channels that are closed, and how each of them was before."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.raids.overwrites import Overwrites, as_json, from_json
from cogs.raids.tables import overwrites

State = Literal["closing", "closed", "reopening"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """A channel that an incident has closed; `turn` is the interaction that asked for it last."""

    guild_id: int
    channel_id: int
    number: int
    turn: int
    state: State
    before: Overwrites
    during: Overwrites


async def keep(tx: AsyncConnection, one: Closed) -> None:
    """Keep how a channel was, and how it is while it is closed."""
    row = overwrites.insert().values(
        guild_id=one.guild_id,
        channel_id=one.channel_id,
        number=one.number,
        turn=one.turn,
        state=one.state,
        before=as_json(one.before),
        during=as_json(one.during),
    )
    await tx.execute(row)


async def all_of(tx: AsyncConnection, guild_id: int, number: int | None = None) -> Sequence[Closed]:
    """Return a guild's channels that are closed, or those that one incident has closed."""
    query = (
        sa.select(overwrites)
        .where(overwrites.c.guild_id == guild_id)
        .order_by(overwrites.c.channel_id)
    )
    if number is not None:
        query = query.where(overwrites.c.number == number)
    return [
        Closed(**{**row, "before": from_json(row["before"]), "during": from_json(row["during"])})
        for row in (await tx.execute(query)).mappings()
    ]


async def change(tx: AsyncConnection, one: Closed) -> None:
    """Keep how far a channel is."""
    await tx.execute(overwrites.update().where(*_is(one)).values(state=one.state, turn=one.turn))


async def remove(tx: AsyncConnection, one: Closed) -> None:
    """Forget a channel, which is open again or gone."""
    await tx.execute(overwrites.delete().where(*_is(one)))


def _is(one: Closed) -> tuple[sa.ColumnElement[bool], ...]:
    return overwrites.c.guild_id == one.guild_id, overwrites.c.channel_id == one.channel_id
