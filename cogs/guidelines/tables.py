"""The tables of the guidelines."""

import sqlalchemy as sa

from bot.db.columns import Instant, Json, Snowflake

metadata = sa.MetaData()

flags = sa.Table(
    "guidelines_flags",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("guideline", sa.Text, primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),  # of the guild's settings, 0: the file
    sa.Column("channel_id", Snowflake, nullable=False),
    sa.Column("author_id", Snowflake, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("mode", sa.Text, nullable=False),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("excerpt", sa.Text, nullable=False),  # emptied when the evidence has been kept
    sa.Column("matches", Json, nullable=False),
    sa.Column("settled_by", Snowflake),
    sa.Column("settled_at", Instant),
    sa.Index("ix_guidelines_flags_at", "guild_id", "at"),
)

posts = sa.Table(
    "guidelines_posts",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("channel_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("edition", sa.Text, nullable=False),  # tells one publication from the next
    sa.Column("parts", sa.Integer, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("known", Json),  # the guidelines as they read there, and what was new about them
)

accepted = sa.Table(
    "guidelines_accepted",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("member_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("edition", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Integer, nullable=False),  # of the guild's settings, 0: the file
    sa.Column("at", Instant, nullable=False),
)

feeds = sa.Table(
    "guidelines_feeds",
    metadata,
    sa.Column("source", sa.Text, primary_key=True),  # the address, or the name of the file
    sa.Column("mark", sa.Text, nullable=False),  # tells this version of the list from the next
    sa.Column("domains", sa.Text, nullable=False),  # the last good ones, one on each line
    sa.Column("fetched_at", Instant),
    sa.Column("tried_at", Instant, nullable=False),
    sa.Column("failing_since", Instant),
)

ALL = (flags, posts, accepted, feeds)
