"""The versions of settings that guilds have saved, and the last good text of the file."""

from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.columns import Instant, Snowflake
from bot.db.upsert import insert

metadata = sa.MetaData()

KEPT = 100
"""Versions of a guild that are kept; older ones go when a new one is saved."""

_THE_FILE = 0

settings_versions = sa.Table(
    "core_settings_versions",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("text", sa.Text, nullable=True),
    sa.Column("author_id", Snowflake, nullable=True),
    sa.Column("note", sa.Text, nullable=False),
    sa.Column("saved_at", Instant, nullable=False),
)
_columns = settings_versions.c


@dataclass(frozen=True, slots=True)
class Version:
    """One saved version; a `text` of None means that the guild went back to the file."""

    guild_id: int
    version: int
    text: str | None
    author_id: int | None
    note: str
    saved_at: datetime


async def append(tx: AsyncConnection, version: Version) -> bool:
    """Add the next version of a guild; False when somebody else has added it already."""
    latest = await latest_number(tx, version.guild_id)
    if latest != version.version - 1:
        return False
    row = asdict(version)
    added = await tx.execute(insert(tx, settings_versions).values(row).on_conflict_do_nothing())
    await tx.execute(
        sa.delete(settings_versions).where(
            _columns.guild_id == version.guild_id, _columns.version <= version.version - KEPT
        )
    )
    return added.rowcount == 1


async def latest_number(tx: AsyncConnection, guild_id: int) -> int:
    """Return the number of a guild's latest version, 0 when it has none."""
    query = sa.select(sa.func.max(_columns.version)).where(_columns.guild_id == guild_id)
    return int(await tx.scalar(query) or 0)


async def guilds(tx: AsyncConnection) -> list[int]:
    """Return the guilds that have versions of their own."""
    query = sa.select(_columns.guild_id).where(_columns.guild_id != _THE_FILE).distinct()
    return list(await tx.scalars(query))


async def history(tx: AsyncConnection, guild_id: int) -> list[Version]:
    """Return a guild's versions, newest first."""
    query = sa.select(settings_versions).where(_columns.guild_id == guild_id)
    rows = await tx.execute(query.order_by(_columns.version.desc()))
    return [Version(**row) for row in rows.mappings()]


async def one(tx: AsyncConnection, guild_id: int, version: int) -> Version | None:
    """Return one version, None when there is no such one (any more)."""
    query = sa.select(settings_versions).where(
        _columns.guild_id == guild_id, _columns.version == version
    )
    row = (await tx.execute(query)).mappings().one_or_none()
    return Version(**row) if row else None


async def keep_file(tx: AsyncConnection, text: str, at: datetime) -> None:
    """Remember the text of the file as the last one that was good."""
    values = {"text": text, "saved_at": at}
    row = {"guild_id": _THE_FILE, "version": 1, "author_id": None, "note": "", **values}
    added = insert(tx, settings_versions).values(row)
    await tx.execute(
        added.on_conflict_do_update(index_elements=["guild_id", "version"], set_=values)
    )


async def kept_file(tx: AsyncConnection) -> str | None:
    """Return the last good text of the file, None when there never was one."""
    kept = await one(tx, _THE_FILE, 1)
    return kept.text if kept else None
