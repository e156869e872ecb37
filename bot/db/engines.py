"""How each kind of database is connected to."""

import errno
import importlib.util
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool, NullPool

from bot.db.problems import DatabaseProblem
from bot.db.sqlite import connect

_BUSY_TIMEOUT = 5.0
"""Seconds that SQLite waits for another program's lock."""
_READERS = 4
_BORROWED_READERS = 28
"""Beyond the usual ones, closed after use: tasks that hold one while they ask for another."""
_OLDEST_SQLITE = (3, 35, 0)
"""The first that knows RETURNING."""


class SqliteEngines:
    """Three ways into one SQLite file: reading, writing, and changing the schema."""

    def __init__(self, path: Path) -> None:
        self.reader = _sqlite_engine(
            path, "BEGIN", ("foreign_keys=ON", "query_only=ON"), size=_READERS
        )
        self.writer = _sqlite_engine(path, "BEGIN IMMEDIATE", ("foreign_keys=ON",), size=1)
        # Rebuilding a table drops the old one, which would delete rows that refer to it.
        self.shaper = _sqlite_engine(path, "BEGIN IMMEDIATE", ("foreign_keys=OFF",), size=0)


class PostgresqlEngines:
    """The same three ways into PostgreSQL, over one pool."""

    def __init__(self, server: sa.URL) -> None:
        if importlib.util.find_spec("asyncpg") is None:
            raise DatabaseProblem(
                "PostgreSQL needs one package more: pip install 'steward[postgres]'."
            )
        self.writer = self.shaper = create_async_engine(
            server,
            pool_pre_ping=True,
            pool_size=_READERS,
            max_overflow=_READERS,
            json_serializer=_to_json,
            json_deserializer=_from_json,
            hide_parameters=True,
        )
        self.reader = self.writer.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )


def prepare_file(path: Path) -> None:
    """Create folder and file for the owner alone, before SQLite does it for everybody."""
    if sqlite3.sqlite_version_info < _OLDEST_SQLITE:
        raise DatabaseProblem(
            f"This Python brings SQLite {sqlite3.sqlite_version}, which is too old: "
            f"3.35 or later is needed. Install a newer Python."
        )
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        path.chmod(0o600)
    except IsADirectoryError:
        raise DatabaseProblem(f"{path} is a folder. Name a file in DATABASE_URL.") from None
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise DatabaseProblem(
                f"The disk is full: {path} cannot be created. Free some space."
            ) from None
        raise DatabaseProblem(
            f"{path} cannot be written ({(error.strerror or 'refused').lower()}). Give the user "
            f"that runs Steward the right to write this file and its folder."
        ) from None


def _sqlite_engine(path: Path, begin: str, pragmas: tuple[str, ...], *, size: int) -> AsyncEngine:
    pool: dict[str, Any] = (
        {"poolclass": NullPool}
        if size == 0
        else {
            "poolclass": AsyncAdaptedQueuePool,
            "pool_size": size,
            "max_overflow": _BORROWED_READERS if size > 1 else 0,
        }
    )
    engine = create_async_engine(
        sa.URL.create("sqlite+aiosqlite", database=str(path)),
        # None: the driver leaves BEGIN to us, so that DDL is part of the transaction as well.
        connect_args={
            "isolation_level": None,
            "timeout": _BUSY_TIMEOUT,
            "async_creator_fn": connect,
        },
        json_serializer=_to_json,
        json_deserializer=_from_json,
        hide_parameters=True,
        **pool,
    )
    sa.event.listen(engine.sync_engine, "connect", _set_pragmas(pragmas))
    sa.event.listen(engine.sync_engine, "begin", _say(begin))
    return engine


def _set_pragmas(pragmas: tuple[str, ...]) -> Callable[[DBAPIConnection, object], None]:
    def on_connect(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", *pragmas):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return on_connect


def _say(begin: str) -> Callable[[sa.Connection], None]:
    def on_begin(connection: sa.Connection) -> None:
        driver: Any = connection.connection.driver_connection
        driver.begin(begin)

    return on_begin


def _to_json(value: object) -> str:
    return orjson.dumps(value).decode()


def _from_json(stored: str | float) -> object:
    # SQLite hands a document that is one bare number out as a number.
    return orjson.loads(stored) if isinstance(stored, str) else stored
