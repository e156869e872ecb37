"""No number of a series or an occurrence comes twice: effects are named after them."""

from alembic import op

revision = "events_0003"
down_revision = "events_0002"


def upgrade() -> None:
    # PostgreSQL never counts back; SQLite gives the highest number again once its row is deleted.
    if op.get_context().dialect.name == "sqlite":
        for table in ("events_series", "events_occurrences"):
            counting = {"sqlite_autoincrement": True}
            with op.batch_alter_table(table, recreate="always", table_kwargs=counting):
                pass
