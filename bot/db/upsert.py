"""INSERT … ON CONFLICT, which both databases know and SQLAlchemy spells per dialect."""

from typing import TypeAlias

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Insert: TypeAlias = sqlite.Insert | postgresql.Insert


def insert(tx: AsyncConnection, table: sa.Table) -> Insert:
    """Begin an INSERT that has `on_conflict_do_nothing`, `on_conflict_do_update`, `excluded`."""
    return sqlite.insert(table) if tx.dialect.name == "sqlite" else postgresql.insert(table)
