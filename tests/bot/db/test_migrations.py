"""Schema changes: all or nothing, backed up, and never backwards."""

import stat
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db import Database, DatabaseProblem, DatabaseTooNew
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
from tests.databases import drift

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
Write = Callable[..., MigrationSet]

PARENTS = 'op.create_table("parents", sa.Column("id", sa.Integer, primary_key=True))'
CHILDREN = (
    'op.create_table("children", sa.Column("id", sa.Integer, primary_key=True), '
    'sa.Column("parent", sa.Integer, sa.ForeignKey("parents.id", ondelete="CASCADE"), '
    "nullable=False))"
)
FAMILY = (
    'op.execute("INSERT INTO parents VALUES (1)"); op.execute("INSERT INTO children VALUES (1, 1)")'
)


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Write a package with a migration for each body of `upgrade()`, and return its set."""
    root = tmp_path / "100% of code, here"
    root.mkdir()
    monkeypatch.syspath_prepend(root)

    def write(name: str, *bodies: str, revisions: tuple[str, ...] = ()) -> MigrationSet:
        package = f"{name}_{tmp_path.name}".replace("-", "_")
        folder = root / package / "migrations"
        folder.mkdir(parents=True, exist_ok=True)
        (folder.parent / "__init__.py").touch()
        before = None
        for number, body in enumerate(bodies, 1):
            revision = revisions[number - 1] if revisions else f"{name}_{number:04}"
            (folder / f"{number:04}_change.py").write_text(
                "import sqlalchemy as sa\nfrom alembic import op\n"
                f"revision = {revision!r}\ndown_revision = {before!r}\n"
                f"def upgrade():\n    {body}\n"
            )
            before = revision
        return MigrationSet(name, package)

    return write


async def tables(tx: AsyncConnection) -> set[str]:
    return set(await tx.run_sync(lambda sync: sa.inspect(sync).get_table_names()))


async def test_each_set_is_applied_in_order_and_keeps_its_own_version(
    db: Database, write: Write, tmp_path: Path
):
    core, extra = write("core", PARENTS, CHILDREN), write("extra", FAMILY)
    applied = await migrate(db, [core, extra], tmp_path / "backups", now=NOW)
    assert applied == ("core_0001", "core_0002", "extra_0001")
    async with db.read() as tx:
        assert await tables(tx) == {"parents", "children", "schema_core", "schema_extra"}
        versions = [
            (await tx.execute(sa.text(f"SELECT version_num FROM {name}"))).scalar_one()
            for name in ("schema_core", "schema_extra")
        ]
    assert versions == ["core_0002", "extra_0001"]


async def test_a_database_that_is_up_to_date_is_left_alone(
    db: Database, write: Write, tmp_path: Path
):
    core = write("core", PARENTS)
    await migrate(db, [core], tmp_path / "backups", now=NOW)
    assert await migrate(db, [core], tmp_path / "backups", now=NOW) == ()
    assert not (tmp_path / "backups").exists()


async def test_only_what_is_missing_is_applied(db: Database, write: Write, tmp_path: Path):
    await migrate(db, [write("core", PARENTS)], tmp_path / "backups", now=NOW)
    core = write("core", PARENTS, CHILDREN)
    assert await migrate(db, [core], tmp_path / "backups", now=NOW) == ("core_0002",)


async def test_a_migration_that_fails_leaves_schema_and_versions_as_they_were(
    db: Database, write: Write, tmp_path: Path
):
    await migrate(db, [write("core", PARENTS)], tmp_path / "backups", now=NOW)
    core = write("core", PARENTS, CHILDREN)
    broken = write("broken", 'op.execute("CREATE TABLE half (id INTEGER)"); op.execute("nonsense")')
    with pytest.raises(sa.exc.DBAPIError, match="nonsense"):
        await migrate(db, [core, broken], tmp_path / "backups", now=NOW)
    async with db.read() as tx:
        assert await tables(tx) == {"parents", "schema_core"}
        version = (await tx.execute(sa.text("SELECT version_num FROM schema_core"))).scalar_one()
    assert version == "core_0001"
    assert await migrate(db, [core], tmp_path / "backups", now=NOW) == ("core_0002",)


async def test_a_database_of_a_newer_version_is_refused_untouched(
    db: Database, write: Write, tmp_path: Path
):
    newer = write("core", PARENTS, CHILDREN)
    await migrate(db, [newer], tmp_path / "backups", now=NOW)
    (newer.folder / "0002_change.py").unlink()
    older = MigrationSet("core", newer.package)
    extra = write("extra", FAMILY)
    with pytest.raises(DatabaseTooNew, match="at core_0002, this version knows up to core_0001"):
        await migrate(db, [extra, older], tmp_path / "backups", now=NOW)
    async with db.read() as tx:
        assert await tables(tx) == {"parents", "children", "schema_core"}


async def test_rebuilding_a_table_keeps_the_rows_that_refer_to_it(
    db: Database, write: Write, tmp_path: Path
):
    rebuild = (
        'with op.batch_alter_table("parents", recreate="auto") as table: '
        'table.add_column(sa.Column("name", sa.Text, nullable=False, server_default="?")); '
        'table.alter_column("id", type_=sa.BigInteger)'
    )
    core = write("core", PARENTS, CHILDREN, FAMILY, rebuild)
    await migrate(db, [core], tmp_path / "backups", now=NOW)
    async with db.read() as tx:
        family = await tx.execute(sa.text("SELECT name, parent FROM parents, children"))
        assert [tuple(row) for row in family] == [("?", 1)]


async def test_a_migration_that_leaves_rows_dangling_is_undone(
    db: Database, write: Write, tmp_path: Path
):
    await migrate(db, [write("core", PARENTS, CHILDREN, FAMILY)], tmp_path / "b", now=NOW)
    orphan = 'op.execute("INSERT INTO children VALUES (2, 99)")'
    with pytest.raises(sa.exc.IntegrityError, match=r"(?i)foreign.key"):
        await migrate(db, [write("extra", orphan)], tmp_path / "b", now=NOW)
    async with db.read() as tx:
        assert (await tx.execute(sa.text("SELECT id FROM children"))).scalars().all() == [1]
        assert "schema_extra" not in await tables(tx)


@pytest.mark.parametrize(
    ("revisions", "complaint"),
    [(("core_0001", "core_0003"), "not named after its file"), (("a", "b"), "not named after")],
)
async def test_a_history_that_is_not_linear_is_a_mistake_of_the_author(
    db: Database, write: Write, tmp_path: Path, revisions: tuple[str, ...], complaint: str
):
    core = write("core", PARENTS, CHILDREN, revisions=revisions)
    with pytest.raises(ValueError, match=complaint):
        await migrate(db, [core], tmp_path / "backups", now=NOW)
    async with db.read() as tx:
        assert await tables(tx) == set()


def test_a_number_that_is_missing_is_a_mistake_of_the_author(write: Write):
    core = write("core", PARENTS, CHILDREN)
    (core.folder / "0001_change.py").unlink()
    with pytest.raises(ValueError, match="numbered 0002"):
        _ = core.revisions


def test_a_package_that_is_not_there_is_a_mistake_of_the_author():
    with pytest.raises(ValueError, match="no package bot_nowhere"):
        _ = MigrationSet("core", "bot_nowhere").folder


async def test_a_copy_is_made_before_the_change_and_for_the_owner_alone(
    sqlite_url: str, write: Write, tmp_path: Path
):
    db, backups = Database(sqlite_url), tmp_path / "a 'backup' folder"
    await db.start()
    await migrate(db, [write("core", PARENTS, CHILDREN, FAMILY)], backups, now=NOW)
    await migrate(db, [write("extra", 'op.drop_table("children")')], backups, now=NOW)
    await db.close()
    (copy,) = backups.iterdir()
    assert copy.name == "steward-20261116T090000.000000Z-before-extra_0001.sqlite3"
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    restored = Database(f"sqlite:///{copy}")
    await restored.start()
    async with restored.read() as tx:
        assert (await tx.execute(sa.text("SELECT parent FROM children"))).scalars().all() == [1]
        assert "schema_extra" not in await tables(tx)
    await restored.close()


async def test_the_newest_five_copies_are_kept(sqlite_url: str, write: Write, tmp_path: Path):
    db, backups = Database(sqlite_url), tmp_path / "backups"
    await db.start()
    for number in range(1, 9):
        extra = write("extra", *[f'op.execute("SELECT {n}")' for n in range(number)])
        await migrate(db, [extra], backups, now=NOW + timedelta(minutes=number))
    await db.close()
    kept = sorted(path.name.split("-before-")[1] for path in backups.iterdir())
    assert kept == [f"extra_{number:04}.sqlite3" for number in range(4, 9)]


async def test_no_change_is_made_when_its_backup_cannot_be_written(
    sqlite_url: str, write: Write, tmp_path: Path
):
    db, backups = Database(sqlite_url), tmp_path / "backups"
    backups.write_text("a file in the way")
    await db.start()
    await migrate(db, [write("core", PARENTS)], backups, now=NOW)
    with pytest.raises(DatabaseProblem, match="BACKUP_DIR"):
        await migrate(db, [write("core", PARENTS, CHILDREN)], backups, now=NOW)
    async with db.read() as tx:
        assert "children" not in await tables(tx)
    await db.close()


async def test_tables_that_differ_from_their_migrations_are_found(
    db: Database, write: Write, tmp_path: Path
):
    await migrate(db, [write("core", PARENTS, CHILDREN)], tmp_path / "backups", now=NOW)
    metadata = sa.MetaData()
    parents = sa.Table("parents", metadata, sa.Column("id", sa.Integer, primary_key=True))
    assert await drift(db, metadata) == []
    parents.append_column(sa.Column("name", sa.Text))
    (difference,) = await drift(db, metadata)
    assert "add_column" in difference
