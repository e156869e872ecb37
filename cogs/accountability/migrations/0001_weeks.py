"""Weeks with their threads, goals, check-ins, breaks and what members chose."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Snowflake

revision = "accountability_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "accountability_weeks",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("week", sa.Text, primary_key=True),
        sa.Column("channel_id", Snowflake, nullable=False),
        sa.Column("opened_at", Instant, nullable=False),
        sa.Column("attempt", sa.Integer, nullable=False),
        sa.Column("thread_attempt", sa.Integer, nullable=False),
        sa.Column("message_id", Snowflake),
        sa.Column("thread_id", Snowflake),
        sa.Column("recap_at", Instant),
        sa.Column("recap_edits", sa.Integer, nullable=False),
    )
    op.create_table(
        "accountability_goals",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("week", sa.Text, primary_key=True),
        sa.Column("user_id", Snowflake, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("is_public", sa.Boolean, nullable=False),
        sa.Column("result", sa.Text),
    )
    op.create_table(
        "accountability_turns",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("week", sa.Text, primary_key=True),
        sa.Column("user_id", Snowflake, primary_key=True),
        sa.Column("is_new", sa.Boolean, nullable=False),
        sa.Column("checked_in_at", Instant),
        sa.Column("note", sa.Text, nullable=False),
    )
    op.create_table(
        "accountability_members",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("user_id", Snowflake, primary_key=True),
        sa.Column("wants_reminders", sa.Boolean, nullable=False),
        sa.Column("zone", sa.Text),
        sa.Column("left_at", Instant),
    )
    op.create_table(
        "accountability_breaks",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("user_id", Snowflake, primary_key=True),
        sa.Column("since", sa.Text, primary_key=True),
        sa.Column("until", sa.Text),
    )
    op.create_table(
        "accountability_cards",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("week", sa.Text, nullable=False),
        sa.Column("user_id", Snowflake),
        sa.Column("edits", sa.Integer, nullable=False),
        sa.Column("is_gone", sa.Boolean, nullable=False),
    )
    op.create_index(
        "ix_accountability_cards_member", "accountability_cards", ["guild_id", "week", "user_id"]
    )
