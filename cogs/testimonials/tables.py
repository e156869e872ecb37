"""The tables of the testimonials."""

import sqlalchemy as sa

from bot.db.columns import Instant, Json, Snowflake

metadata = sa.MetaData()

items = sa.Table(
    "testimonials_items",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("author_id", Snowflake),  # empty once the author's data was erased
    sa.Column("display_name", sa.Text, nullable=False),
    sa.Column("handle", sa.Text, nullable=False),
    sa.Column("avatar_url", sa.Text, nullable=False),
    sa.Column("affiliation", sa.Text, nullable=False),
    sa.Column("original", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("likeness", sa.String(64), nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("channel_id", Snowflake),
    sa.Column("message_id", Snowflake),
    sa.Column("captured_by", Snowflake),
    sa.Column("captured_at", Instant, nullable=False),
    sa.Column("asked_at", Instant),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Column("tags", Json, nullable=False),
    sa.Index("ix_testimonials_items_state", "guild_id", "state", "number"),
    sa.Index("ix_testimonials_items_author", "guild_id", "author_id", "number"),
    sa.Index("ix_testimonials_items_likeness", "guild_id", "likeness"),
)

words = sa.Table(
    "testimonials_words",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("plain", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)
"""What is searched: beside each other and without all else, words are read quickly."""

consents = sa.Table(
    "testimonials_consents",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("revision", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("member_id", Snowflake),
    sa.Column("text_digest", sa.String(64), nullable=False),
    sa.Column("statement", sa.Text, nullable=False),
    sa.Column("language", sa.String(8), nullable=False),
    sa.Column("scopes", Json, nullable=False),
    sa.Column("shown", sa.Text, nullable=False),
    sa.Column("with_picture", sa.Boolean, nullable=False),
    sa.Column("until", sa.Date),
    sa.Column("interaction_id", Snowflake, nullable=False),
    sa.Column("given_at", Instant, nullable=False),
    sa.Column("withdrawn_at", Instant),
)

history = sa.Table(
    "testimonials_history",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("by_id", Snowflake),
    sa.Column("event", sa.Text, nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Index("ix_testimonials_history_item", "guild_id", "number"),
)

unasked = sa.Table(
    "testimonials_unasked",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("since", Instant, nullable=False),
)
"""Who does not want to be asked again."""

suggested = sa.Table(
    "testimonials_suggested",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("author_id", Snowflake, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("ix_testimonials_suggested_at", "guild_id", "at"),
)
"""Messages that were shown to the team as kind words; what they say is not kept."""

stopped = sa.Table(
    "testimonials_stopped",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("since", Instant, nullable=False),
)
"""Where the team wants no suggestions."""

ALL = (items, words, consents, history, unasked, suggested, stopped)
