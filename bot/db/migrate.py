"""Bringing the schema up to date: one linear history per feature, all in one transaction."""

import importlib.util
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import SystemClock
from bot.db.backup import back_up, backups
from bot.db.database import Database
from bot.db.problems import DatabaseTooNew

if TYPE_CHECKING:
    from bot.features import FeaturePackage

_FILE = re.compile(r"(\d{4})_\w+\.py")


@dataclass(frozen=True)
class MigrationSet:
    """The migrations of one feature: `<package>/migrations/0001_….py`, `0002_….py`, and so on.

    The file `0001_….py` holds the revision "<name>_0001".
    """

    name: str
    package: str

    @property
    def version_table(self) -> str:
        """Where the database keeps the revision of this set."""
        return f"schema_{self.name}"

    @cached_property
    def folder(self) -> Path:
        """Where the scripts are."""
        spec = importlib.util.find_spec(self.package)
        if spec is None or not spec.submodule_search_locations:
            raise ValueError(f"migration set {self.name}: there is no package {self.package}")
        return Path(spec.submodule_search_locations[0], "migrations")

    @cached_property
    def revisions(self) -> tuple[str, ...]:
        """All revisions by number, read off the file names. ValueError: one is missing or twice."""
        found = sorted(
            match[1] for path in self.folder.glob("*.py") if (match := _FILE.fullmatch(path.name))
        )
        if found != [f"{number:04}" for number in range(1, len(found) + 1)]:
            raise ValueError(
                f"migration set {self.name}: files are numbered {', '.join(found)}, "
                f"but each number from 0001 on is needed once"
            )
        return tuple(f"{self.name}_{number}" for number in found)


def migration_sets(packages: "Iterable[FeaturePackage]") -> tuple[MigrationSet, ...]:
    """Return what makes the tables of the core and of these features, in the order to apply it."""
    features = (MigrationSet(package.feature.name, package.module) for package in packages)
    return MigrationSet("core", "bot"), *features


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
