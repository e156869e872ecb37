"""Openers, answers, digests, the rescue ladder and the registry of helpers."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Snowflake

revision = "zero_reply_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "zero_reply_places",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("since", Instant, nullable=False),
        sa.Column("digest_at", sa.Text, nullable=False),
    )
    op.create_table(
        "zero_reply_messages",
        sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("channel_id", Snowflake, nullable=False),
        sa.Column("author_id", Snowflake, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("reply_to", Snowflake),
        sa.Column("addressed_to", Snowflake),
        sa.Column("asks", sa.Text, nullable=False),
        sa.Column("revised_at", Instant, nullable=False),
        sa.Column("is_deleted", sa.Boolean, nullable=False),
    )
    op.create_index("ix_zero_reply_messages_channel", "zero_reply_messages", ["channel_id", "at"])
    op.create_index("ix_zero_reply_messages_reply", "zero_reply_messages", ["reply_to"])
    op.create_index("ix_zero_reply_messages_at", "zero_reply_messages", ["at"])
    op.create_table(
        "zero_reply_openers",
        sa.Column("opener_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("channel_id", Snowflake, nullable=False),
        sa.Column("parent_id", Snowflake),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("author_id", Snowflake, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("excerpt", sa.Text, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("answer_id", Snowflake),
        sa.Column("answered_by", Snowflake),
        sa.Column("answered_at", Instant),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("by_staff", sa.Boolean, nullable=False),
        sa.Column("closed", sa.Text, nullable=False),
        sa.Column("settled", sa.Text, nullable=False),
        sa.Column("settled_by_id", Snowflake),
        sa.Column("author_left", sa.Boolean, nullable=False),
        sa.Column("is_first", sa.Boolean, nullable=False),
        sa.Column("is_urgent", sa.Boolean, nullable=False),
        sa.Column("is_marked", sa.Boolean, nullable=False),
        sa.Column("same_question", sa.Integer, nullable=False),
        sa.Column("snoozed_until", Instant),
        sa.Column("claimed_by_id", Snowflake),
        sa.Column("claimed_at", Instant),
    )
    op.create_index(
        "ix_zero_reply_openers_status",
        "zero_reply_openers",
        ["guild_id", "status", "is_first", "at", "snoozed_until"],
    )
    op.create_index("ix_zero_reply_openers_channel", "zero_reply_openers", ["channel_id"])
    op.create_index("ix_zero_reply_openers_author", "zero_reply_openers", ["guild_id", "author_id"])
    op.create_table(
        "zero_reply_digests",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("period", sa.Text, primary_key=True),
        sa.Column("since", Instant, nullable=False),
        sa.Column("posted_at", Instant, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("shown", sa.Text, nullable=False),
    )
    op.create_table(
        "zero_reply_items",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("period", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("opener_id", Snowflake, nullable=False),
    )
    op.create_index("ix_zero_reply_items_opener", "zero_reply_items", ["opener_id"])
    op.create_table(
        "zero_reply_steps",
        sa.Column("opener_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("step", sa.Text, primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_table(
        "zero_reply_registry",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("helper_id", Snowflake, primary_key=True),
        sa.Column("topics", sa.Text, nullable=False),
        sa.Column("quiet", sa.Text, nullable=False),
        sa.Column("a_week", sa.Integer, nullable=False),
        sa.Column("paused_until", Instant),
        sa.Column("joined_at", Instant, nullable=False),
    )
    op.create_table(
        "zero_reply_pings",
        sa.Column("opener_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("helper_id", Snowflake, primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("declined", sa.Boolean, nullable=False),
    )
    op.create_index(
        "ix_zero_reply_pings_helper", "zero_reply_pings", ["guild_id", "helper_id", "at"]
    )
    op.create_table(
        "zero_reply_reading",
        sa.Column("channel_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("asked_at", Instant, nullable=False),
        sa.Column("upto_id", Snowflake, nullable=False),
    )
