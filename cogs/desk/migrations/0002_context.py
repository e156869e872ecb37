"""What was said before a message, who has handed an item over, cases about channels."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Snowflake

revision = "desk_0002"
down_revision = "desk_0001"

RowId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("desk_items", sa.Column("handed_by", Snowflake))
    op.create_index("ix_desk_items_queue", "desk_items", ["guild_id", "state", "id"])
    op.add_column("desk_cases", sa.Column("channel_id", Snowflake))
    op.create_table(
        "desk_context",
        sa.Column("item_id", RowId, primary_key=True, autoincrement=False),
        sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("author_id", Snowflake, nullable=False),
        sa.Column("author_name", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
    )
    op.create_index("ix_desk_context_author", "desk_context", ["guild_id", "author_id"])
