"""Who is left out of figures, and how many erasures a month saw."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Snowflake

revision = "privacy_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "privacy_choices",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("chosen_at", Instant, nullable=False),
    )
    op.create_table(
        "privacy_finished",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("month", sa.String(7), primary_key=True),
        sa.Column("erasures", sa.Integer, nullable=False),
    )
