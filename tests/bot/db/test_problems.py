"""What an operator reads when a database cannot be used."""

import asyncio
import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.db import Database, DatabaseProblem

OPEN_AND_WRITE = """
import asyncio, os, sys
import aiosqlite, sqlalchemy.dialects.sqlite.aiosqlite  # while they may be read
from bot.db import Database, DatabaseProblem

if sys.argv[2:] == ["as nobody"]:
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)

async def main():
    db = Database(sys.argv[1])
    try:
        await db.start()
    except DatabaseProblem as problem:
        print(problem)
        return
    print("open", flush=True)
    sys.stdin.read()
    await db.close()

asyncio.run(main())
"""


def in_a_process(url: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPEN_AND_WRITE, url, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def as_nobody(url: str) -> str:
    """Open the database without root's power to write everywhere; return what it says."""
    with in_a_process(url, "as nobody") as process:
        said, _ = process.communicate("", timeout=60)
    return said.strip()


@pytest.fixture
def common_ground() -> Iterator[Path]:
    """A folder that every user can reach, unlike those of the tests."""
    folder = Path("/tmp", f"steward-test-{os.getpid()}-{os.urandom(4).hex()}")
    folder.mkdir(mode=0o755)
    yield folder
    shutil.rmtree(folder)


async def opened(url: str) -> Database:
    db = Database(url)
    await db.start()
    return db


async def problem_of(url: str) -> str:
    db = Database(url)
    with pytest.raises(DatabaseProblem) as caught:
        await db.start()
    return str(caught.value)


async def test_folder_and_file_are_made_for_the_owner_alone(tmp_path: Path):
    path = tmp_path / "data" / "steward.sqlite3"
    db = await opened(f"sqlite:///{path}")
    async with db.write() as tx:
        await tx.execute(sa.text("CREATE TABLE t (x)"))
    modes = {entry.name: stat.S_IMODE(entry.stat().st_mode) for entry in path.parent.iterdir()}
    await db.close()
    names = ["", "-shm", "-wal", ".lock"]
    assert modes == {f"steward.sqlite3{name}": 0o600 for name in names}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


async def test_a_temporary_database_leaves_nothing_behind():
    db = await opened("sqlite://")
    assert db.path is not None
    folder = db.path.parent
    assert folder.exists()
    await db.close()
    assert not folder.exists()


async def test_a_database_can_be_opened_again_after_it_was_closed(database_url: str):
    for _ in range(2):
        db = await opened(database_url)
        await db.close()


async def test_a_database_that_is_not_open_says_so():
    db = Database("sqlite://")
    with pytest.raises(RuntimeError, match=r"db\.start"):
        async with db.read():
            pass


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become somebody else")
def test_a_file_that_may_not_be_written_is_named_with_the_way_out(common_ground: Path):
    path = common_ground / "steward.sqlite3"
    sqlite3.connect(path).close()
    said = as_nobody(f"sqlite:///{path}")
    assert said.startswith(f"{path}")
    assert "Give the user that runs Steward the right to write" in said


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root to become somebody else")
def test_a_folder_that_may_not_be_written_is_named_with_the_way_out(common_ground: Path):
    said = as_nobody(f"sqlite:///{common_ground / 'data' / 'steward.sqlite3'}")
    assert "steward.sqlite3" in said
    assert "permission denied" in said
    assert "Give the user that runs Steward the right to write" in said


async def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path):
    assert "is a folder. Name a file" in await problem_of(f"sqlite:///{tmp_path}")


async def test_a_file_that_is_something_else_is_left_alone(tmp_path: Path):
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"\xff\xd8 certainly not a database " * 100)
    assert "is not a SQLite database" in await problem_of(f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"\xff\xd8 certainly")


async def test_a_file_that_another_program_locks_is_named(sqlite_url: str, tmp_path: Path):
    other = sqlite3.connect(tmp_path / "steward.sqlite3", isolation_level=None)
    other.execute("PRAGMA journal_mode=WAL")
    other.execute("BEGIN IMMEDIATE")
    message = await problem_of(sqlite_url)
    other.close()
    assert "is locked by another program" in message


async def test_a_second_steward_on_the_same_file_is_refused(sqlite_url: str, tmp_path: Path):
    db = await opened(sqlite_url)
    message = await problem_of(sqlite_url)
    with in_a_process(sqlite_url) as second:
        said, _ = second.communicate("", timeout=60)
    async with db.write() as tx:
        await tx.execute(sa.text("CREATE TABLE t (x)"))
    await db.close()
    assert "in use by another Steward" in message
    assert said.strip() == message
    assert f"process {os.getpid()}" in message


async def test_a_steward_that_was_killed_does_not_keep_the_file(sqlite_url: str):
    with in_a_process(sqlite_url) as first:
        assert first.stdout is not None
        assert await asyncio.to_thread(first.stdout.readline) == "open\n"
        first.send_signal(signal.SIGKILL)
    db = await opened(sqlite_url)
    await db.close()


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A file system with 256 KiB, outside pytest's folders, which it could not remove."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder]
        if subprocess.run(mount, check=False, capture_output=True).returncode != 0:
            pytest.skip("mounting a small disk needs root")
        try:
            yield Path(folder)
        finally:
            # Lazily: a test that failed may have left files open.
            subprocess.run(["umount", "-l", folder], check=True)


async def test_a_full_disk_is_told_and_nothing_half_written_stays(small_disk: Path):
    db = await opened(f"sqlite:///{small_disk}/steward.sqlite3")
    async with db.write() as tx:
        await tx.execute(sa.text("CREATE TABLE t (x)"))
    with pytest.raises(DatabaseProblem, match="disk is full"):
        await fill(db)
    async with db.read() as tx:
        assert (await tx.execute(sa.text("SELECT count(*) FROM t"))).scalar_one() == 0
    await db.close()


async def test_a_disk_that_was_full_before_the_start_is_told(small_disk: Path):
    filler = small_disk / "filler"
    with suppress(OSError):
        filler.write_bytes(bytes(1_000_000))
    assert "disk is full" in await problem_of(f"sqlite:///{small_disk}/data/steward.sqlite3")
    filler.unlink()
    db = await opened(f"sqlite:///{small_disk}/data/steward.sqlite3")
    await db.close()


async def test_a_database_that_may_not_grow_is_told_and_goes_on_afterwards(sqlite_url: str):
    db = await opened(sqlite_url)
    async with db.write() as tx:
        await tx.execute(sa.text("CREATE TABLE t (x)"))
        await tx.execute(sa.text("PRAGMA max_page_count=20"))
    with pytest.raises(DatabaseProblem, match="disk is full"):
        await fill(db)
    async with db.write() as tx:
        await tx.execute(sa.text("PRAGMA max_page_count=1000000"))
        await tx.execute(sa.text("INSERT INTO t VALUES (1)"))
    async with db.read() as tx:
        assert (await tx.execute(sa.text("SELECT count(*) FROM t"))).scalar_one() == 1
    await db.close()


async def fill(db: Database) -> None:
    async with db.write() as tx:
        for _ in range(100):
            await tx.execute(sa.text("INSERT INTO t VALUES (zeroblob(10000))"))


async def test_a_server_that_cannot_be_reached_is_named_without_the_password(
    unused_tcp_port: int,
):
    url = f"postgresql://ada:hunter2@127.0.0.1:{unused_tcp_port}/steward"
    message = await problem_of(url)
    assert "steward on 127.0.0.1 cannot be reached" in message
    assert "hunter2" not in message


async def test_a_host_that_does_not_exist_is_named():
    message = await problem_of("postgresql://ada@db.invalid/steward")
    assert "steward on db.invalid cannot be reached" in message


async def test_a_database_that_does_not_exist_is_named(postgres_server: sa.URL):
    url = postgres_server.set(database="nowhere").render_as_string(hide_password=False)
    assert "nowhere on" in (message := await problem_of(url))
    assert "does not exist. Create it" in message


async def test_a_user_who_may_not_connect_is_told(postgres_server: sa.URL):
    url = postgres_server.set(username="stranger").render_as_string(hide_password=False)
    assert "refuses this user or password" in await problem_of(url)


async def test_connections_that_the_server_cut_are_replaced(postgres_url: str):
    db = await opened(postgres_url)
    cut = sa.text(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    )
    with pytest.raises(DatabaseProblem, match="was lost"):  # noqa: PT012  one transaction
        async with db.write() as tx, db.read() as other:
            await other.execute(sa.text("SELECT 1"))
            await tx.execute(cut)
    async with db.write() as tx:
        assert (await tx.execute(sa.text("SELECT 1"))).scalar_one() == 1
    async with db.read() as tx:
        assert (await tx.execute(sa.text("SELECT 1"))).scalar_one() == 1
    await db.close()


def test_without_asyncpg_the_way_to_install_it_is_told():
    code = (
        "import sys; sys.modules['asyncpg'] = None\n"
        "import asyncio; from bot.db import Database, DatabaseProblem\n"
        "try: asyncio.run(Database('postgresql://a@localhost/b').start())\n"
        "except DatabaseProblem as problem: print(problem)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "pip install 'steward[postgres]'" in ran.stdout


async def test_a_fault_of_the_program_stays_visible_as_what_it_is(db: Database):
    with pytest.raises(sa.exc.DBAPIError, match="nowhere"):
        async with db.read() as tx:
            await tx.execute(sa.text("SELECT * FROM nowhere"))


async def test_an_error_of_the_caller_passes_through_untouched(db: Database):
    with pytest.raises(ConnectionRefusedError):
        async with db.read():
            raise ConnectionRefusedError
