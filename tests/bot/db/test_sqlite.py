"""The driver's connection: what is one transaction stays one, with few errands to the thread."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from bot.db import Database
from bot.db.sqlite import SqliteConnection, connect

INSERT = "INSERT INTO notes VALUES (1)"


@pytest.fixture
async def connection(tmp_path: Path):
    opened = await connect(str(tmp_path / "notes.sqlite3"), isolation_level=None, timeout=0)
    await execute(opened, "CREATE TABLE notes (id INTEGER)")
    await opened.commit()
    yield opened
    await opened.close()


async def execute(connection: SqliteConnection, sql: str) -> list[tuple[int, ...]]:
    async with asyncio.timeout(5):
        cursor = await connection.cursor().execute(sql)
        return await cursor.fetchall()


async def test_a_transaction_begins_with_its_first_statement_and_ends_once(
    connection: SqliteConnection,
):
    connection.begin("BEGIN IMMEDIATE")
    assert not connection.in_transaction
    await execute(connection, INSERT)
    assert connection.in_transaction
    await connection.rollback()
    assert not connection.in_transaction
    assert await execute(connection, "SELECT * FROM notes") == []


async def test_a_transaction_in_which_nothing_was_asked_never_begins(connection: SqliteConnection):
    connection.begin("BEGIN IMMEDIATE")
    await connection.commit()
    await execute(connection, INSERT)
    assert not connection.in_transaction


async def test_what_could_not_begin_begins_before_anything_else_is_written(
    connection: SqliteConnection, tmp_path: Path
):
    other = sqlite3.connect(tmp_path / "notes.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    connection.begin("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        await execute(connection, INSERT)
    other.close()
    await execute(connection, INSERT)
    await connection.rollback()
    assert await execute(connection, "SELECT * FROM notes") == []


@pytest.mark.parametrize("breaths", range(6))
async def test_writers_cancelled_at_any_moment_leave_nothing_behind(breaths: int):
    database = Database("sqlite://")
    await database.start()
    async with database.write() as tx:
        await tx.exec_driver_sql("CREATE TABLE notes (id INTEGER)")

    async def write() -> None:
        async with database.write() as tx:
            await tx.exec_driver_sql(INSERT)
            await asyncio.Event().wait()

    for _ in range(10):
        writer = asyncio.create_task(write())
        for _ in range(breaths):
            await asyncio.sleep(0)
        writer.cancel()
        await asyncio.wait([writer])
    async with database.read() as tx:
        assert (await tx.exec_driver_sql("SELECT * FROM notes")).all() == []
    await database.close()
