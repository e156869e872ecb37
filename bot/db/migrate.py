"""Bringing the schema up to date: one linear history per feature, all in one transaction."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import SystemClock
from bot.db.backup import back_up, backups
from bot.db.database import Database
from bot.db.migration_set import MigrationSet
from bot.db.problems import DatabaseTooNew


async def migrate(
    db: Database,
    sets: Sequence[MigrationSet],
    backup_dir: Path,
    *,
    now: datetime | None = None,
) -> tuple[str, ...]:
    """Apply what is missing, in the order of `sets`; return the revisions that were applied.

    All or nothing. A SQLite database that holds data is copied to `backup_dir` first; the copy is
    named after `now`, by default the machine's time. Raises DatabaseTooNew for a revision that this
    version does not know, and then changes nothing.
    """
    async with db.read() as tx:
        stored = await _stored_revisions(tx, sets)
        has_data = bool(await tx.run_sync(lambda sync: sa.inspect(sync).get_table_names()))
    _refuse_unknown(sets, stored, backup_dir)
    pending = _pending(sets, stored)
    if not pending:
        return ()
    log = structlog.stdlib.get_logger(__name__)
    if db.path is not None and has_data:
        copy = await back_up(db.path, backup_dir, pending[0], now or SystemClock().now())
        log.info("database_backed_up", path=str(copy))
    from bot.db.alembic_runner import upgrade  # noqa: PLC0415  a third of a second, seldom needed

    async with db.reshape() as tx:
        # Another process may have been faster on a shared server.
        stored = await _stored_revisions(tx, sets)
        _refuse_unknown(sets, stored, backup_dir)
        pending = _pending(sets, stored)
        for one in sets:
            if one.revisions and stored.get(one.name) != one.revisions[-1]:
                await tx.run_sync(upgrade, one)
    log.info("database_migrated", revisions=pending)
    return pending


async def _stored_revisions(tx: AsyncConnection, sets: Sequence[MigrationSet]) -> dict[str, str]:
    """Read the revision of each set that was ever applied."""
    tables = set(await tx.run_sync(lambda sync: sa.inspect(sync).get_table_names()))
    stored: dict[str, str] = {}
    for one in sets:
        if one.version_table in tables:
            table = sa.table(one.version_table, sa.column("version_num", sa.String))
            revision = (await tx.execute(sa.select(table.c.version_num))).scalar_one_or_none()
            if revision is not None:
                stored[one.name] = revision
    return stored


def _refuse_unknown(sets: Sequence[MigrationSet], stored: dict[str, str], backup_dir: Path) -> None:
    for one in sets:
        revision = stored.get(one.name)
        if revision is not None and revision not in one.revisions:
            newest = one.revisions[-1] if one.revisions else "nothing"
            copies = backups(backup_dir)
            newest_copy = f" ({copies[0]} is the newest)" if copies else ""
            raise DatabaseTooNew(
                f"The database was last used by a newer version of Steward: it is at {revision}, "
                f"this version knows up to {newest}. Nothing was changed. Install the newer "
                f"version again, or restore the backup made before that update{newest_copy}."
            )


def _pending(sets: Sequence[MigrationSet], stored: dict[str, str]) -> tuple[str, ...]:
    return tuple(
        revision
        for one in sets
        for revision in one.revisions
        if revision > stored.get(one.name, "")
    )
