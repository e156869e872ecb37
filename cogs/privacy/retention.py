"""What the tables hold, and since when: the proof that what should go does go."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.columns import Instant
from bot.features import Feature

Kept = tuple[str, int, datetime | None]


async def kept(tx: AsyncConnection, features: Iterable[Feature], guild_id: int) -> list[Kept]:
    """Count what a guild's tables about people hold: table, rows, and the oldest instant."""
    tables = [
        table
        for feature in features
        for table in feature.tables
        if table.name in {data.table for data in feature.personal_data}
    ]
    return [await _kept(tx, table, guild_id) for table in tables]


async def _kept(tx: AsyncConnection, table: sa.Table, guild_id: int) -> Kept:
    instants = [
        column
        for column in table.columns
        if isinstance(column.type, Instant) and not column.nullable
    ]
    oldest = sa.func.min(instants[0]) if instants else sa.null()
    statement = sa.select(sa.func.count(), oldest).select_from(table)
    if "guild_id" in table.c:
        statement = statement.where(table.c.guild_id == guild_id)
    rows, since = (await tx.execute(statement)).one()
    return table.name, rows, since
