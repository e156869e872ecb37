"""The tables of the desk."""

import sqlalchemy as sa

from bot.db.columns import Instant, Json, Snowflake

metadata = sa.MetaData()

RowId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ERASED = "erased"
"""Instead of a state: what is left of an item or a case is there for the figures alone."""

items = sa.Table(
    "desk_items",
    metadata,
    sa.Column("id", RowId, primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),  # message, blocked, member
    sa.Column("member_id", Snowflake, nullable=False),  # whom it is about; the first of several
    sa.Column("member_name", sa.Text, nullable=False),
    sa.Column("joined_at", Instant),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("updated_at", Instant, nullable=False),
    sa.Column("severity", sa.Integer, nullable=False),
    sa.Column("fingerprint", sa.Text, nullable=False),  # tells one text from another
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("claimed_by", Snowflake),
    sa.Column("claimed_at", Instant),
    sa.Column("handed_by", Snowflake),  # who has given it to whoever has it
    sa.Column("settled_by", Snowflake),
    sa.Column("settled_at", Instant),
    sa.Column("verdict", sa.Text, nullable=False),  # "", right, wrong
    sa.Column("verdict_is_told", sa.Boolean, nullable=False),
    sa.Column("escalated_at", Instant),
    sa.Column("refresh_is_due", sa.Boolean, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),  # of the card
    sa.Index("ix_desk_items_state", "guild_id", "state", "opened_at"),
    sa.Index("ix_desk_items_queue", "guild_id", "state", "id"),
    sa.Index("ix_desk_items_member", "guild_id", "member_id"),
    sa.Index("ix_desk_items_fingerprint", "guild_id", "fingerprint"),
    sqlite_autoincrement=True,  # effects are named after it: no number comes twice
)

messages = sa.Table(
    "desk_messages",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("item_id", RowId, nullable=False),
    sa.Column("channel_id", Snowflake, nullable=False),
    sa.Column("author_id", Snowflake, nullable=False),
    sa.Column("author_name", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("content", Json),  # emptied when the evidence has been kept
    sa.Index("ix_desk_messages_item", "item_id"),
)

context = sa.Table(
    "desk_context",
    metadata,
    sa.Column("item_id", RowId, primary_key=True, autoincrement=False),
    sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("author_id", Snowflake, nullable=False),
    sa.Column("author_name", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Index("ix_desk_context_author", "guild_id", "author_id"),
)

files = sa.Table(
    "desk_files",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("item_id", RowId, nullable=False),
    sa.Column("filename", sa.Text, nullable=False),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("digest", sa.Text, nullable=False),
    sa.Column("content", sa.LargeBinary),
    sa.Index("ix_desk_files_item", "item_id"),
)

flags = sa.Table(
    "desk_flags",
    metadata,
    sa.Column("item_id", RowId, primary_key=True, autoincrement=False),
    sa.Column("guideline", sa.Text, primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("severity", sa.Text, nullable=False),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("excerpt", sa.Text, nullable=False),
    sa.Column("why", Json, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

reports = sa.Table(
    "desk_reports",
    metadata,
    sa.Column("item_id", RowId, primary_key=True, autoincrement=False),
    sa.Column("reporter_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("ix_desk_reports_reporter", "guild_id", "reporter_id", "at"),
)

cases = sa.Table(
    "desk_cases",
    metadata,
    sa.Column("id", RowId, primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("item_id", RowId),
    sa.Column("member_id", Snowflake, nullable=False),  # 0: it is about a channel
    sa.Column("member_name", sa.Text, nullable=False),
    sa.Column("channel_id", Snowflake),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("guideline", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("points", sa.Integer, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("expires_at", Instant),
    sa.Column("until", Instant),  # of a timeout
    sa.Column("done_by", Snowflake),  # empty: the bot, for a guideline that is trusted to
    sa.Column("reason", sa.Text, nullable=False),  # for the team
    sa.Column("words", sa.Text, nullable=False),  # for the member
    sa.Column("reached", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),  # acting, telling, done, failed
    sa.Column("trouble", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),  # active, undone
    sa.Column("linked_to", sa.Integer),  # the number of another case
    sa.UniqueConstraint("guild_id", "number"),
    sa.Index("ix_desk_cases_member", "guild_id", "member_id"),
    sa.Index("ix_desk_cases_item", "item_id"),
    sa.Index("ix_desk_cases_stage", "stage"),
    sqlite_autoincrement=True,  # effects are named after it: no number comes twice
)

events = sa.Table(
    "desk_events",
    metadata,
    sa.Column("id", RowId, primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("case_id", RowId, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("done_by", Snowflake),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("before", sa.Text, nullable=False),
    sa.Column("after", sa.Text, nullable=False),
    sa.Index("ix_desk_events_case", "case_id"),
)

acts = sa.Table(
    "desk_acts",
    metadata,
    sa.Column("case_id", RowId, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("period", sa.Text, primary_key=True),
)

appeals = sa.Table(
    "desk_appeals",
    metadata,
    sa.Column("case_id", RowId, primary_key=True, autoincrement=False),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("member_id", Snowflake, nullable=False),
    sa.Column("statement", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("outcome", sa.Text, nullable=False),  # "", granted, declined
    sa.Column("settled_by", Snowflake),
    sa.Column("settled_at", Instant),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Index("ix_desk_appeals_guild", "guild_id", "outcome"),
)

mediations = sa.Table(
    "desk_mediations",
    metadata,
    sa.Column("id", RowId, primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("channel_id", Snowflake, nullable=False),
    sa.Column("member_id", Snowflake, nullable=False),
    sa.Column("other_member_id", Snowflake, nullable=False),
    sa.Column("done_by", Snowflake),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("first", sa.Text, nullable=False),
    sa.Column("second", sa.Text, nullable=False),
    sqlite_autoincrement=True,  # effects are named after it: no number comes twice
)

ALL = (items, messages, context, files, flags, reports, cases, events, acts, appeals, mediations)

# What belongs to an item or a case, and goes with it.
OF_ITEM = (messages, context, files, flags, reports)
OF_CASE = (events, acts, appeals)
