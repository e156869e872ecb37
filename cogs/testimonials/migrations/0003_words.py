"""What is searched stands by itself, and what is listed is found in its order."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Snowflake

revision = "testimonials_0003"
down_revision = "testimonials_0002"


def upgrade() -> None:
    op.create_table(
        "testimonials_words",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("plain", sa.Text, nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO testimonials_words (guild_id, number, plain) "
        "SELECT guild_id, number, plain FROM testimonials_items WHERE plain <> ''"
    )
    op.drop_column("testimonials_items", "plain")
    for column in ("state", "author_id"):
        name = f"ix_testimonials_items_{column.removesuffix('_id')}"
        op.drop_index(name, "testimonials_items")
        op.create_index(name, "testimonials_items", ["guild_id", column, "number"])
