"""Who wants to be told of new events."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Snowflake

revision = "events_0002"
down_revision = "events_0001"


def upgrade() -> None:
    op.create_table(
        "events_listeners",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("since", Instant, nullable=False),
    )
