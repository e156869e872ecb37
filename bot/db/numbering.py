"""Numbers that a database gives to rows, where something outlives the row and is named after it."""

from alembic import op


def never_again(*tables: str) -> None:
    """In a migration: let no number of these tables come twice.

    PostgreSQL never counts back; SQLite gives the highest number again once its row is deleted.
    The tables are declared with `sqlite_autoincrement=True`.
    """
    if op.get_context().dialect.name != "sqlite":
        return
    for table in tables:
        counting = {"sqlite_autoincrement": True}
        with op.batch_alter_table(table, recreate="always", table_kwargs=counting):
            pass
