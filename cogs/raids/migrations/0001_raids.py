"""Raids, who took part, what was done, and the channels that were closed."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Json, Snowflake

revision = "raids_0001"
down_revision = None

RowId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "raids_incidents",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("since", Instant, nullable=False),
        sa.Column("opened_at", Instant, nullable=False),
        sa.Column("calm_at", Instant, nullable=False),
        sa.Column("ended_at", Instant),
        sa.Column("paused_until", Instant),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_table(
        "raids_members",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("user_id", Snowflake, primary_key=True),
        sa.Column("joined_at", Instant, nullable=False),
        sa.Column("signs", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("batch", sa.Integer, nullable=False),
    )
    op.create_index("ix_raids_members_state", "raids_members", ["guild_id", "state"])
    op.create_table(
        "raids_events",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("by_id", Snowflake),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("count", sa.Integer, nullable=False),
    )
    op.create_index("ix_raids_events_incident", "raids_events", ["guild_id", "number"])
    op.create_table(
        "raids_overwrites",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("channel_id", Snowflake, primary_key=True),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("turn", Snowflake, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("before", Json, nullable=False),
        sa.Column("during", Json, nullable=False),
    )
