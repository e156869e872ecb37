"""The core's migrations make the tables that its rooms declare."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

import bot
from bot.db import Database
from bot.db.migrate import migrate
from bot.db.migration_set import MigrationSet
from tests.databases import drift


def tables_of_the_core() -> Iterator[sa.Table]:
    for found in pkgutil.walk_packages(bot.__path__, "bot."):
        if found.name.rpartition(".")[2] in {"store", "facts"}:
            metadata = getattr(importlib.import_module(found.name), "metadata", None)
            if isinstance(metadata, sa.MetaData):
                yield from metadata.tables.values()


def test_every_room_with_tables_is_known() -> None:
    assert {table.name for table in tables_of_the_core()} == {
        "core_facts",
        "core_guilds",
        "core_jobs",
        "core_member_languages",
        "core_outbox",
        "core_settings_versions",
        "core_watermarks",
    }


async def test_migrations_make_the_tables_as_declared(db: Database, tmp_path: Path) -> None:
    await migrate(db, [MigrationSet("core", "bot")], tmp_path / "backups")
    declared = sa.MetaData()
    for table in tables_of_the_core():
        table.to_metadata(declared)
    assert await drift(db, declared) == []


@pytest.mark.parametrize("change", ["column", "index"])
async def test_a_table_that_has_changed_without_a_migration_is_noticed(
    db: Database, tmp_path: Path, change: str
) -> None:
    await migrate(db, [MigrationSet("core", "bot")], tmp_path / "backups")
    declared = sa.MetaData()
    for table in tables_of_the_core():
        table.to_metadata(declared)
    facts = declared.tables["core_facts"]
    if change == "column":
        facts.append_column(sa.Column("surprise", sa.Text))
    else:
        sa.Index("ix_core_facts_value", facts.c.value)
    assert await drift(db, declared) != []
