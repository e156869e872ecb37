"""The tables of private words."""

import sqlalchemy as sa

from bot.db.columns import Instant, Json, Snowflake

metadata = sa.MetaData()
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

words = sa.Table(
    "outreach_words",
    metadata,
    sa.Column("id", NUMBER, primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("feature", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("period", sa.Text, nullable=False),
    sa.Column("member_id", Snowflake, nullable=False),
    sa.Column("message", Json),  # emptied when it has been kept for long enough
    sa.Column("instead", sa.Text, nullable=False),
    sa.Column("answerable", sa.Boolean, nullable=False),
    sa.Column("written_at", Instant, nullable=False),
    sa.Column("expires_at", Instant),
    sa.Column("how", sa.Text, nullable=False),  # empty until it is known how they were told
    sa.Column("code", sa.Text, nullable=False),  # why not by direct message
    sa.Column("is_told", sa.Boolean, nullable=False),  # whether others have heard of `how`
    sa.Column("channel_id", Snowflake),  # the conversation or thread
    sa.Column("message_id", Snowflake),
    sa.Column("thread_of", NUMBER),  # the row whose thread these words stand in
    sa.Column("seen_at", Instant),  # when words kept for the next visit were shown
    sa.UniqueConstraint("guild_id", "kind", "subject", "period"),
    sa.Index("ix_outreach_words_member", "member_id", "how"),
    sqlite_autoincrement=True,  # effects are named after rows, so no number comes twice
)

replies = sa.Table(
    "outreach_replies",
    metadata,
    sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("words_id", NUMBER, nullable=False),
    sa.Column("member_id", Snowflake, nullable=False),
    sa.Column("text", sa.Text, nullable=False),  # emptied once it was handed on
    sa.Column("attachments", Json, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("is_told", sa.Boolean, nullable=False),
)

stops = sa.Table(
    "outreach_stops",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("member_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("at", Instant, nullable=False),
)
"""Who wants no more invitations."""

ALL = (words, replies, stops)
