"""Copies of a SQLite file, made before its schema changes."""

import asyncio
import os
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from bot.db.problems import DatabaseProblem

_KEPT = 5
_PATTERN = "steward-*-before-*.sqlite3"


async def back_up(database: Path, folder: Path, before: str, now: datetime) -> Path:
    """Copy the database to `steward-<utc>-before-<revision>.sqlite3` and keep the newest five.

    DatabaseProblem says what is in the way; then no unfinished copy is left.
    """
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    copy = folder / f"steward-{stamp}-before-{before}.sqlite3"
    try:
        await asyncio.to_thread(_copy, database, copy)
    except (OSError, sqlite3.Error) as error:
        raise DatabaseProblem(
            f"The backup that comes before a change of the database cannot be written to {folder} "
            f"({error}). Nothing was changed. Free some space, or name another BACKUP_DIR."
        ) from error
    for old in backups(folder)[_KEPT:]:
        old.unlink(missing_ok=True)
    return copy


def backups(folder: Path) -> list[Path]:
    """List the copies in `folder`, newest first."""
    return sorted(folder.glob(_PATTERN), reverse=True)


def _copy(database: Path, copy: Path) -> None:
    copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    copy.unlink(missing_ok=True)
    # SQLite fills an empty file and keeps its mode; one that it creates would be open to all.
    os.close(os.open(copy, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        source = sqlite3.connect(database)
        try:
            source.execute("VACUUM INTO ?", (str(copy),))
        finally:
            source.close()
    except BaseException:
        copy.unlink()
        raise
