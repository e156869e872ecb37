"""Messages that were suggested to the team, and servers where nothing is suggested."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Snowflake

revision = "testimonials_0002"
down_revision = "testimonials_0001"


def upgrade() -> None:
    op.create_table(
        "testimonials_suggested",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("author_id", Snowflake, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_index("ix_testimonials_suggested_at", "testimonials_suggested", ["guild_id", "at"])
    op.create_table(
        "testimonials_stopped",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("since", Instant, nullable=False),
    )
