"""The tables of the zero-reply feature."""

import sqlalchemy as sa

from bot.db.columns import Instant, Snowflake

metadata = sa.MetaData()

places = sa.Table(
    "zero_reply_places",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("since", Instant, nullable=False),
    sa.Column("digest_at", sa.Text, nullable=False),  # the times for which digests are planned
)

messages = sa.Table(
    "zero_reply_messages",
    metadata,
    sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("channel_id", Snowflake, nullable=False),
    sa.Column("author_id", Snowflake, nullable=False),  # 0 for somebody who asked to be forgotten
    sa.Column("at", Instant, nullable=False),
    sa.Column("reply_to", Snowflake),
    sa.Column("addressed_to", Snowflake),
    sa.Column("asks", sa.Text, nullable=False),
    sa.Column("revised_at", Instant, nullable=False),
    sa.Column("is_deleted", sa.Boolean, nullable=False),
    sa.Index("ix_zero_reply_messages_channel", "channel_id", "at"),
    sa.Index("ix_zero_reply_messages_reply", "reply_to"),
    sa.Index("ix_zero_reply_messages_at", "at"),
)

openers = sa.Table(
    "zero_reply_openers",
    metadata,
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
    sa.Column("closed", sa.Text, nullable=False),  # solved, locked, archived
    sa.Column("settled", sa.Text, nullable=False),  # answered, not_a_question, never_mind
    sa.Column("settled_by_id", Snowflake),
    sa.Column("author_left", sa.Boolean, nullable=False),
    sa.Column("is_first", sa.Boolean, nullable=False),
    sa.Column("is_urgent", sa.Boolean, nullable=False),
    sa.Column("is_marked", sa.Boolean, nullable=False),
    sa.Column("same_question", sa.Integer, nullable=False),
    sa.Column("snoozed_until", Instant),
    sa.Column("claimed_by_id", Snowflake),
    sa.Column("claimed_at", Instant),
    # All that counting and paging the list looks at, so that neither reads the posts themselves.
    sa.Index(
        "ix_zero_reply_openers_status", "guild_id", "status", "is_first", "at", "snoozed_until"
    ),
    sa.Index("ix_zero_reply_openers_channel", "channel_id"),
    sa.Index("ix_zero_reply_openers_author", "guild_id", "author_id"),
)

digests = sa.Table(
    "zero_reply_digests",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("period", sa.Text, primary_key=True),
    sa.Column("since", Instant, nullable=False),
    sa.Column("posted_at", Instant, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("shown", sa.Text, nullable=False),  # a fingerprint of what it says now
)

items = sa.Table(
    "zero_reply_items",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("period", sa.Text, primary_key=True),
    sa.Column("number", sa.Integer, primary_key=True),
    sa.Column("opener_id", Snowflake, nullable=False),
    sa.Index("ix_zero_reply_items_opener", "opener_id"),
)

steps = sa.Table(
    "zero_reply_steps",
    metadata,
    sa.Column("opener_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("step", sa.Text, primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

registry = sa.Table(
    "zero_reply_registry",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("helper_id", Snowflake, primary_key=True),
    sa.Column("topics", sa.Text, nullable=False),
    sa.Column("quiet", sa.Text, nullable=False),
    sa.Column("a_week", sa.Integer, nullable=False),
    sa.Column("paused_until", Instant),
    sa.Column("joined_at", Instant, nullable=False),
)

pings = sa.Table(
    "zero_reply_pings",
    metadata,
    sa.Column("opener_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("helper_id", Snowflake, primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("declined", sa.Boolean, nullable=False),
    sa.Index("ix_zero_reply_pings_helper", "guild_id", "helper_id", "at"),
)

reading = sa.Table(
    "zero_reply_reading",
    metadata,
    sa.Column("channel_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("upto_id", Snowflake, nullable=False),
)

ALL = (places, messages, openers, digests, items, steps, registry, pings, reading)
