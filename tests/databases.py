"""Fixtures that run a test on every kind of database: ask for `db` or `database_url`.

PostgreSQL is the server of TEST_POSTGRES_URL if that is set, else a throw-away one.
"""

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Iterator, Sequence
from pathlib import Path

import asyncpg
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from bot.db import Database
from bot.db.migrate import migrate
from bot.db.migration_set import migration_sets
from bot.features import FeaturePackage
from tests.postgres_cluster import USER, find_binaries, shared_cluster

_CUT_OFF = """\
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
"""Ends what a test has left connected, and waits until it is gone."""


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.URL]:
    """A server on which databases may be created."""
    if given := os.environ.get("TEST_POSTGRES_URL"):
        yield sa.make_url(given).set(drivername="postgresql")
        return
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL: apt-get install postgresql, or set TEST_POSTGRES_URL")
    run = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        run = run.parent
    with shared_cluster(binaries, run) as socket:
        yield sa.URL.create("postgresql", USER, database="postgres", query={"host": str(socket)})


@pytest.fixture(scope="session")
def postgres_database(postgres_server: sa.URL) -> Iterator[sa.URL]:
    """A database for one test after the other: to make one takes longer than most tests."""
    name = f"t_{uuid.uuid4().hex}"
    asyncio.run(_tell(postgres_server, f'CREATE DATABASE "{name}" TEMPLATE template0'))
    yield postgres_server.set(database=name)
    asyncio.run(_tell(postgres_server, f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture
async def postgres_url(postgres_database: sa.URL) -> AsyncIterator[str]:
    """An empty database on PostgreSQL."""
    yield postgres_database.render_as_string(hide_password=False)
    await _tell(postgres_database, _CUT_OFF, "DROP SCHEMA public CASCADE", "CREATE SCHEMA public")


async def _tell(url: sa.URL, *statements: str) -> None:
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A fresh database in a file of its own."""
    return f"sqlite:///{tmp_path / 'steward.sqlite3'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh database of each kind, for tests that open it themselves."""
    kind = "sqlite_url" if request.param == "sqlite" else "postgres_url"
    url: str = request.getfixturevalue(kind)
    return url


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Database]:
    """A fresh, open database of each kind, without tables."""
    database = Database(database_url)
    await database.start()
    yield database
    await database.close()


class MigratedFiles:
    """SQLite files with the tables of a choice of features, each migrated once for all tests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def lay_out(self, packages: Sequence[FeaturePackage], file: Path) -> None:
        """Put the tables of these features where no file is yet, as their first start would."""
        if not file.exists():  # noqa: ASYNC240 - nothing else runs yet
            shutil.copyfile(await self._migrated(packages), file)

    async def _migrated(self, packages: Sequence[FeaturePackage]) -> Path:
        names = "-".join(package.feature.name for package in packages)
        file = self._folder / f"core-{names}.sqlite3"
        if not file.exists():
            database = Database(f"sqlite:///{file}")
            await database.start()
            await migrate(database, migration_sets(packages), self._folder)
            await database.close()
        return file


@pytest.fixture(scope="session")
def migrated_files(tmp_path_factory: pytest.TempPathFactory) -> MigratedFiles:
    """What spares each test the history of its tables; tests of migrations begin with nothing."""
    return MigratedFiles(tmp_path_factory.mktemp("migrated"))


async def drift(db: Database, metadata: sa.MetaData) -> list[str]:
    """What the migrations made otherwise than the tables are declared; for tests of migrations."""

    def ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or name in metadata.tables

    def compare(connection: sa.Connection) -> list[str]:
        options = {"include_object": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        found = [str(difference) for difference in compare_metadata(context, metadata)]
        return found + _counted_otherwise(connection, metadata)

    async with db.read() as tx:
        return await tx.run_sync(compare)


def _counted_otherwise(connection: sa.Connection, metadata: sa.MetaData) -> list[str]:
    """Find tables of SQLite's that give a number again against what is declared, or for good."""
    if connection.dialect.name != "sqlite":
        return []
    made = connection.execute(
        sa.text("SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'")
    )
    for_good = set(made.scalars())
    return [
        f"{table.name} counts otherwise"
        for table in metadata.tables.values()
        if table.dialect_options["sqlite"]["autoincrement"] != (table.name in for_good)
    ]
