"""What was flagged, and where the guidelines are posted."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Json, Snowflake

revision = "guidelines_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "guidelines_flags",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guideline", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("channel_id", Snowflake, nullable=False),
        sa.Column("author_id", Snowflake, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("mode", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("excerpt", sa.Text, nullable=False),
        sa.Column("matches", Json, nullable=False),
        sa.Column("settled_by", Snowflake),
        sa.Column("settled_at", Instant),
    )
    op.create_index("ix_guidelines_flags_at", "guidelines_flags", ["guild_id", "at"])
    op.create_table(
        "guidelines_posts",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("channel_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("edition", sa.Text, nullable=False),
        sa.Column("parts", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
    )
