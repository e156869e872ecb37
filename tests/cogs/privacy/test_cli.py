"""`steward privacy …`, as the operator meets it: a process of its own, on a real database."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import erasure
from bot.db import Database
from bot.db.migrate import migrate
from bot.db.migration_set import migration_sets
from bot.features import discover
from cogs.privacy import store
from tests.steward import SETTINGS

GUILD, MIA = 11, 77_000_077


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot", "privacy", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={
            "DATABASE_URL": f"sqlite:///{folder}/steward.sqlite3",
            "BACKUP_DIR": str(folder / "backups"),
            "GUIDELINES": str(folder / "guidelines.yml"),
            "PYTHONPATH": str(Path(__file__).parents[3]),
        },
    )


@pytest.fixture
async def db(tmp_path: Path):
    (tmp_path / "guidelines.yml").write_text(SETTINGS)
    db = Database(f"sqlite:///{tmp_path}/steward.sqlite3")
    await db.start()
    await migrate(db, migration_sets(discover()), tmp_path / "backups")
    yield db
    await db.close()


async def test_somebody_s_data_is_handed_out_and_erased_without_discord(
    db: Database, tmp_path: Path
):
    async with db.write() as tx:
        await store.leave_out(tx, GUILD, MIA, datetime(2026, 11, 2, tzinfo=UTC))
    file = tmp_path / "mia.json"
    assert run(tmp_path, "export", str(GUILD), str(MIA), "--output", str(file)).returncode == 0
    assert list(json.loads(file.read_text())["kept"]) == ["privacy"]
    assert file.stat().st_mode & 0o777 == 0o600
    erased = run(tmp_path, "erase", str(GUILD), str(MIA), "--yes", "--without-bot")
    assert erased.returncode == 0, erased.stderr
    assert "but for what stands on Discord" in erased.stdout
    features = [package.feature for package in discover()]
    assert (await erasure.export_member(db, features, GUILD, MIA)).found == {}


async def test_what_is_handed_out_is_json_and_nothing_else(db: Database, tmp_path: Path):
    printed = run(tmp_path, "export", str(GUILD), str(MIA))
    assert printed.returncode == 0, printed.stderr
    assert json.loads(printed.stdout)["could_not_be_read"] == []


async def test_an_id_that_is_none_is_refused_in_a_sentence(tmp_path: Path):
    refused = run(tmp_path, "erase", "mia", "7")
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr


async def test_where_nothing_is_kept_yet_that_is_said(tmp_path: Path):
    (tmp_path / "guidelines.yml").write_text(SETTINGS)
    refused = run(tmp_path, "export", str(GUILD), str(MIA))
    assert refused.returncode == 1
    assert refused.stderr.startswith("There is no database at")
