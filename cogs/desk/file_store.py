"""Copies of files, as long as the evidence is kept."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.desk.tables import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file of a message; without content it was too large. `digest` is its SHA-256, if known."""

    guild_id: int
    message_id: int
    number: int
    item_id: int
    filename: str
    size: int
    description: str
    digest: str
    content: bytes | None


async def keep(tx: AsyncConnection, kept: Sequence[Kept]) -> None:
    """Keep copies; those that are there stay."""
    for one in kept:
        await tx.execute(insert(tx, files).values(asdict(one)).on_conflict_do_nothing())


async def of_message(tx: AsyncConnection, guild_id: int, message_id: int) -> list[Kept]:
    """Return the files of a message, in their order."""
    statement = (
        sa.select(files)
        .where(files.c.guild_id == guild_id, files.c.message_id == message_id)
        .order_by(files.c.number)
    )
    rows = (await tx.execute(statement)).mappings()
    return [Kept(**cast("dict[str, Any]", dict(row))) for row in rows]
