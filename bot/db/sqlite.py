"""A connection to SQLite for SQLAlchemy that sends as few errands as possible to its thread.

Going to the thread and back costs more than most statements. Here a statement with all its rows
is one errand, the first one begins the transaction on the way, and where nothing was begun there
is nothing to end.
"""

import sqlite3
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Literal, Self

import aiosqlite


class SqliteConnection(aiosqlite.Connection):
    """What SQLAlchemy's adapter for aiosqlite calls, with our cursors."""

    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, iter_chunk_size=64)
        self._thread.daemon = True  # as SQLAlchemy has it for its own
        self._opening: str | None = None
        self._is_touched = False

    def begin(self, opening: str) -> None:
        """Begin a transaction with the next statement."""
        self._opening = opening

    def cursor(self) -> "Cursor":  # type: ignore[override]  # the adapter enters either kind
        """Return a cursor; that alone is no errand."""
        return Cursor(self)

    async def run(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Do something on the thread, in the transaction that is to begin or under way."""
        self._is_touched = True
        opening, self._opening = self._opening, None
        try:
            await self._execute(  # type: ignore[no-untyped-call]  # the driver's own way in
                self._run, opening, work
            )
        except BaseException:
            # What did not begin must begin before anything else is written.
            if opening is not None and not self.in_transaction:
                self._opening = opening
            raise

    def _run(self, opening: str | None, work: Callable[[sqlite3.Connection], None]) -> None:
        if opening is not None:
            self._conn.execute(opening).close()
        work(self._conn)

    async def commit(self) -> None:
        """Keep what was done since the beginning."""
        await self._end(super().commit)

    async def rollback(self) -> None:
        """Undo what was done since the beginning."""
        await self._end(super().rollback)

    async def _end(self, end: Callable[[], Any]) -> None:
        self._opening = None
        if self._is_touched:
            await end()
            self._is_touched = False


class Cursor:
    """One statement at a time; its rows are there when it is done."""

    arraysize = 1

    def __init__(self, connection: SqliteConnection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Any = ()) -> Self:  # noqa: ANN401  the driver's
        """Carry out a statement."""
        await self._connection.run(partial(self._carry_out, "execute", sql, parameters))
        return self

    async def executemany(self, sql: str, parameters: Iterable[Any]) -> Self:
        """Carry out a statement for each set of parameters."""
        await self._connection.run(partial(self._carry_out, "executemany", sql, parameters))
        return self

    async def fetchall(self) -> list[Any]:
        """Return the rows, which are here already."""
        return self._rows

    async def close(self) -> None:
        """Nothing is held open."""

    def _carry_out(
        self,
        how: Literal["execute", "executemany"],
        sql: str,
        parameters: Any,  # noqa: ANN401  the driver's
        connection: sqlite3.Connection,
    ) -> None:
        cursor = connection.cursor()
        try:
            getattr(cursor, how)(sql, parameters)
            self._rows = cursor.fetchall()
            self.description = cursor.description
            self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        finally:
            cursor.close()


def connect(database: str, **options: Any) -> SqliteConnection:
    """Return a connection that opens when it is awaited."""
    return SqliteConnection(partial(sqlite3.connect, database, **options))
