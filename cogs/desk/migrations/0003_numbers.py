"""No number of an item, case or conversation comes twice: effects are named after them."""

from alembic import op

revision = "desk_0003"
down_revision = "desk_0002"

NUMBERED = ("desk_items", "desk_cases", "desk_mediations")


def upgrade() -> None:
    # PostgreSQL never counts back; SQLite gives the highest number again once its row is deleted.
    if op.get_context().dialect.name == "sqlite":
        for table in NUMBERED:
            counting = {"sqlite_autoincrement": True}
            with op.batch_alter_table(table, recreate="always", table_kwargs=counting):
                pass
