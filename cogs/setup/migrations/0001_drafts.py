"""What managers have begun and not yet confirmed."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Json, Snowflake

revision = "setup_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "setup_drafts",
        sa.Column("id", sa.String(12), nullable=False, unique=True),
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(8), primary_key=True),
        sa.Column("content", Json, nullable=False),
        sa.Column("touched_at", Instant, nullable=False),
    )
