"""Transactions: the only way to the data."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.db.address import Dialect, read_address
from bot.db.engines import PostgresqlEngines, SqliteEngines, prepare_file
from bot.db.ownership import FileOwnership
from bot.db.problems import DatabaseProblem, explain

_CALLBACKS = "after_commit"


class Database:
    """One database, SQLite or PostgreSQL, behind short transactions.

    Accepts `sqlite:///path`, `sqlite://` (a temporary one, gone at the end) and `postgresql://…`;
    any other URL raises DatabaseProblem.
    """

    def __init__(self, url: str) -> None:
        self._address = read_address(url)
        self.dialect: Dialect = self._address.dialect
        self.path: Path | None = self._address.path
        """The file of SQLite, once open also of a temporary one; None for PostgreSQL."""
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._ownership: FileOwnership | None = None
        self._engines: SqliteEngines | PostgresqlEngines | None = None
        self._turn = asyncio.Lock()
        self._writing: asyncio.Task[Any] | None = None

    async def start(self, *, as_guest: bool = False) -> None:
        """Open it and prove that it can be written; DatabaseProblem says what is in the way.

        A guest does a short piece of work beside the process that owns an SQLite file, and leaves
        its schema alone.
        """
        try:
            if self._address.server is not None:
                self._engines = PostgresqlEngines(self._address.server)
            else:
                self._engines = SqliteEngines(self._found_file() if as_guest else self._own_file())
            async with self.write() as tx:
                await tx.execute(sa.text("SELECT 1"))
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Close all connections; harmless when it is not open."""
        if self._engines is not None:
            for engine in (self._engines.reader, self._engines.writer, self._engines.shaper):
                await engine.dispose()
            self._engines = None
        if self._ownership is not None:
            self._ownership.release()
            self._ownership = None
        if self._temporary is not None:
            self._temporary.cleanup()
            self._temporary = self.path = None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """One transaction that sees one state of the data and cannot change it."""
        async with self._transaction(self._open().reader) as tx:
            yield tx

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """One transaction, committed at the end or undone when an exception leaves it.

        Writers of this process wait for each other, so what was read stays true until the end.
        Keep it short, and do not nest it: hand the transaction on.
        """
        callbacks: list[Callable[[], None]] = []
        async with self._alone(), self._transaction(self._open().writer) as tx:
            await tx.execution_options(**{_CALLBACKS: callbacks})
            yield tx
        for callback in callbacks:
            _run(callback)

    @asynccontextmanager
    async def reshape(self) -> AsyncIterator[AsyncConnection]:
        """One transaction for changes of the schema, on SQLite free to rebuild tables.

        Foreign keys are checked at the end; a row that refers to nothing raises IntegrityError.
        """
        async with self._alone(), self._transaction(self._open().shaper) as tx:
            if self.dialect == "postgresql":
                await tx.execute(sa.text("SELECT pg_advisory_xact_lock(hashtext('steward'))"))
            yield tx
            if self.dialect == "sqlite":
                await _refuse_dangling_rows(tx)

    def _found_file(self) -> Path:
        if self._address.path is None or not self._address.path.is_file():
            raise DatabaseProblem(f"There is no database at {self._address.path} yet.")
        return self._address.path

    def _own_file(self) -> Path:
        if self._address.path is None:
            self._temporary = tempfile.TemporaryDirectory(prefix="steward-")
            self.path = Path(self._temporary.name, "steward.sqlite3")
        else:
            self.path = self._address.path
        prepare_file(self.path.with_name(self.path.name + ".lock"))
        ownership = FileOwnership(self.path)
        ownership.take()
        self._ownership = ownership
        prepare_file(self.path)
        return self.path

    def _open(self) -> SqliteEngines | PostgresqlEngines:
        if self._engines is None:
            raise RuntimeError("the database is not open: await db.start() first")
        return self._engines

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        task = asyncio.current_task()
        if self._writing is task:
            raise RuntimeError("a transaction inside a transaction: hand the outer one on")
        async with self._turn:
            self._writing = task
            try:
                yield
            finally:
                self._writing = None

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        connecting = True
        try:
            async with engine.begin() as tx:
                connecting = False
                yield tx
        except Exception as error:
            # Once connected, what is not the database's belongs to the caller.
            ours = connecting or isinstance(error, sa.exc.SQLAlchemyError)
            problem = explain(error, self._address.shown) if ours else None
            if problem is None:
                raise
            raise problem from error


def after_commit(tx: AsyncConnection, callback: Callable[[], None]) -> None:
    """Call back once the `db.write()` around `tx` has committed; never when it is undone."""
    options = tx.sync_connection.get_execution_options() if tx.sync_connection else {}
    callbacks: list[Callable[[], None]] | None = options.get(_CALLBACKS)
    if callbacks is None:
        raise RuntimeError("after_commit needs the transaction of db.write()")
    callbacks.append(callback)


def _run(callback: Callable[[], None]) -> None:
    try:
        callback()
    except Exception:  # noqa: BLE001  the data is committed: this is no failed write
        structlog.stdlib.get_logger(__name__).exception("after_commit_failed")


async def _refuse_dangling_rows(tx: AsyncConnection) -> None:
    found = await tx.exec_driver_sql("PRAGMA foreign_key_check")
    dangling: list[tuple[Any, ...]] = [tuple(row) for row in found]
    if dangling:
        rows = ", ".join(f"{table} row {row} → {parent}" for table, row, parent, _ in dangling[:5])
        raise sa.exc.IntegrityError("PRAGMA foreign_key_check", None, ValueError(rows))
