"""Who has accepted the guidelines, and what posted guidelines say."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Json, Snowflake

revision = "guidelines_0003"
down_revision = "guidelines_0002"


def upgrade() -> None:
    op.add_column("guidelines_posts", sa.Column("known", Json))
    op.create_table(
        "guidelines_accepted",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("member_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("edition", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
