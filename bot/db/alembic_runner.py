"""Driving Alembic without its command line and its configuration file."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from bot.db.migration_set import MigrationSet

_ENVIRONMENT = Path(__file__).with_name("alembic_env")


def upgrade(connection: sa.Connection, migrations: MigrationSet) -> None:
    """Apply all migrations of the set that are missing, inside the caller's transaction.

    ValueError when the scripts do not follow each other as their files are numbered.
    """
    config = Config()
    for option, path in (
        ("script_location", _ENVIRONMENT),
        ("version_locations", migrations.folder),
    ):
        config.set_main_option(option, str(path).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.attributes["connection"] = connection
    config.attributes["version_table"] = migrations.version_table
    _check_order(ScriptDirectory.from_config(config), migrations)
    command.upgrade(config, "head")


def _check_order(scripts: ScriptDirectory, migrations: MigrationSet) -> None:
    chain = [(script.revision, script.down_revision) for script in scripts.walk_revisions()]
    expected = zip(migrations.revisions, (None, *migrations.revisions), strict=False)
    if sorted(chain) != sorted(expected):
        raise ValueError(
            f"migration set {migrations.name}: a revision is not named after its file, or does "
            f"not follow the one before"
        )
