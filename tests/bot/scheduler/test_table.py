"""The table of jobs, as the migrations make it."""

from pathlib import Path

from bot.db import Database
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
from bot.scheduler import store
from tests.databases import drift


async def test_the_migrations_make_the_table_that_the_scheduler_uses(db: Database, tmp_path: Path):
    await migrate(db, [MigrationSet("core", "bot")], tmp_path)
    assert await drift(db, store.metadata) == []
