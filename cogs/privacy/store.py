"""Who is left out of figures, and how often data was erased."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.columns import Instant, Snowflake
from bot.db.upsert import insert

metadata = sa.MetaData()

choices = sa.Table(
    "privacy_choices",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("chosen_at", Instant, nullable=False),
)
"""Whoever has a row here is left out of the community's figures."""

finished = sa.Table(
    "privacy_finished",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("month", sa.String(7), primary_key=True),
    sa.Column("erasures", sa.Integer, nullable=False),
)
"""How many erasures were finished in a month ("2026-11"): all that stays of them."""

ALL = (choices, finished)


async def leave_out(tx: AsyncConnection, guild_id: int, user_id: int, now: datetime) -> None:
    """Remember that somebody does not want to be counted."""
    row = insert(tx, choices).values(guild_id=guild_id, user_id=user_id, chosen_at=now)
    await tx.execute(row.on_conflict_do_nothing())


async def count_again(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Forget that somebody did not want to be counted."""
    await tx.execute(
        choices.delete().where(choices.c.guild_id == guild_id, choices.c.user_id == user_id)
    )


async def left_out(tx: AsyncConnection, guild_id: int) -> frozenset[int]:
    """Return who does not want to be counted."""
    statement = sa.select(choices.c.user_id).where(choices.c.guild_id == guild_id)
    return frozenset((await tx.execute(statement)).scalars())


async def finish(tx: AsyncConnection, guild_id: int, now: datetime) -> None:
    """Count an erasure: all that stays of it."""
    row = insert(tx, finished).values(guild_id=guild_id, month=f"{now:%Y-%m}", erasures=1)
    await tx.execute(
        row.on_conflict_do_update(
            index_elements=[finished.c.guild_id, finished.c.month],
            set_={"erasures": finished.c.erasures + 1},
        )
    )


async def finished_in(tx: AsyncConnection, guild_id: int) -> dict[str, int]:
    """Return how many erasures were finished, by month, the latest first."""
    statement = (
        sa.select(finished.c.month, finished.c.erasures)
        .where(finished.c.guild_id == guild_id)
        .order_by(finished.c.month.desc())
    )
    return {row.month: row.erasures for row in await tx.execute(statement)}


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return what this feature keeps about somebody, ready for JSON."""
    statement = sa.select(choices.c.chosen_at).where(
        choices.c.guild_id == guild_id, choices.c.user_id == user_id
    )
    chosen_at = (await tx.execute(statement)).scalar()
    return {} if chosen_at is None else {choices.name: [{"chosen_at": chosen_at.isoformat()}]}


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Forget somebody's choice."""
    await count_again(tx, guild_id, user_id)
