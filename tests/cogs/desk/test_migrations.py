"""What was kept by an earlier version is there after the migrations."""

import shutil
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

import cogs.desk
from bot.db import Database
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
from tests.cogs.desk.test_store import NOW

EARLIER = "desk_as_it_was"


@pytest.fixture
def earlier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MigrationSet:
    """The migrations before flags knew their guild."""
    folder = tmp_path / EARLIER / "migrations"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    for script in sorted(Path(*cogs.desk.__path__, "migrations").glob("000[123]_*.py")):
        shutil.copy(script, folder)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, EARLIER, raising=False)
    return MigrationSet("desk", EARLIER)


async def test_a_flag_learns_of_which_guild_it_is(
    db: Database, earlier: MigrationSet, tmp_path: Path
) -> None:
    await migrate(db, [earlier], tmp_path / "backups")
    item = {
        "id": 7, "guild_id": 1, "kind": "message", "member_id": 4, "member_name": "Mia",
        "opened_at": NOW, "updated_at": NOW, "severity": 1, "fingerprint": "", "state": "open",
        "verdict": "", "verdict_is_told": False, "refresh_is_due": False, "revision": 1,
    }  # fmt: skip
    flag = {
        "guideline": "be-kind", "version": 1, "severity": "low", "step": "warn", "excerpt": "",
        "why": "[]", "at": NOW,
    }  # fmt: skip
    async with db.write() as tx:
        for table, row in (
            ("desk_items", item),
            ("desk_flags", {**flag, "item_id": 7}),
            ("desk_flags", {**flag, "item_id": 8}),  # its item is gone
        ):
            columns = [sa.column(name) for name in row]
            await tx.execute(sa.table(table, *columns).insert().values(row))
    await migrate(db, [MigrationSet("desk", "cogs.desk")], tmp_path / "backups")
    async with db.read() as tx:
        kept = await tx.execute(sa.text("SELECT item_id, guild_id FROM desk_flags"))
        assert [tuple(row) for row in kept] == [(7, 1)]
