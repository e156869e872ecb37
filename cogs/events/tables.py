"""The tables of the events feature. Wall times are ISO text without zone; instants are UTC."""

import sqlalchemy as sa

from bot.db.columns import Instant, Json, Snowflake

metadata = sa.MetaData()

series = sa.Table(
    "events_series",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("author_id", Snowflake, nullable=False),  # 0 once forgotten
    sa.Column("host_id", Snowflake),
    sa.Column("details", Json, nullable=False),
    sa.Column("zone", sa.Text, nullable=False),
    sa.Column("start", sa.Text, nullable=False),
    sa.Column("rule", sa.Text, nullable=False),  # RFC 5545, empty for a single gathering
    sa.Column("left_out", Json, nullable=False),
    sa.Column("added", Json, nullable=False),
    sa.Column("skip_holidays", sa.Boolean, nullable=False),
    sa.Column("status", sa.Text, nullable=False),  # open, ended, cancelled
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("created_at", Instant, nullable=False),
    sa.Index("ix_events_series_open", "guild_id", "status"),
    sqlite_autoincrement=True,  # effects are named after it: no number comes twice
)

occurrences = sa.Table(
    "events_occurrences",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("series_id", sa.Integer, nullable=False),
    sa.Column("slot", sa.Text, nullable=False),  # the wall time that the series gives it
    sa.Column("starts_at", Instant, nullable=False),
    sa.Column("ends_at", Instant, nullable=False),
    sa.Column("changes", Json, nullable=False),  # what differs from the details of the series
    sa.Column("host_id", Snowflake),
    sa.Column("status", sa.Text, nullable=False),  # planned, active, completed, cancelled
    sa.Column("sequence", sa.Integer, nullable=False),
    sa.Column("changed_at", Instant, nullable=False),
    sa.Column("posted_at", Instant),
    sa.Column("shown_at", Instant),  # when the announcement was last written anew
    sa.Column("native_id", Snowflake),  # Discord's own event
    sa.Column("listing", sa.Integer, nullable=False),  # how often it had to be listed anew
    sa.Column("message_id", Snowflake),
    sa.Column("recording", sa.Text, nullable=False),
    sa.UniqueConstraint("series_id", "slot", name="uq_events_occurrences_slot"),
    sa.Index("ix_events_occurrences_start", "guild_id", "starts_at"),
    sa.Index("ix_events_occurrences_native", "native_id"),
    sqlite_autoincrement=True,  # effects are named after it: no number comes twice
)

rsvps = sa.Table(
    "events_rsvps",
    metadata,
    sa.Column("occurrence_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Column("turn", sa.Integer, nullable=False),
    sa.Column("answered_at", Instant, nullable=False),
    sa.Column("offer_until", Instant),
    sa.Index("ix_events_rsvps_user", "guild_id", "user_id"),
)

reminded = sa.Table(
    "events_reminded",
    metadata,
    sa.Column("occurrence_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("minutes", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("ix_events_reminded_user", "guild_id", "user_id"),
)

wishes = sa.Table(
    "events_wishes",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("minutes", Json, nullable=False),  # how long before an event to be reminded
)

listeners = sa.Table(
    "events_listeners",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("since", Instant, nullable=False),
)

presence = sa.Table(
    "events_presence",
    metadata,
    sa.Column("occurrence_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("seconds", sa.Integer, nullable=False),
    sa.Column("since", Instant),
    sa.Column("checked_in", sa.Boolean, nullable=False),
    sa.Index("ix_events_presence_user", "guild_id", "user_id"),
)

feedback = sa.Table(
    "events_feedback",
    metadata,
    sa.Column("occurrence_id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("mark", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Index("ix_events_feedback_user", "guild_id", "user_id"),
)

templates = sa.Table(
    "events_templates",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("author_id", Snowflake, nullable=False),  # 0 once forgotten
    sa.Column("details", Json, nullable=False),
)

drafts = sa.Table(
    "events_drafts",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("author_id", Snowflake, nullable=False),
    sa.Column("data", Json, nullable=False),
    sa.Column("at", Instant, nullable=False),
)

feeds = sa.Table(
    "events_feeds",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("secret", sa.Text, nullable=False, unique=True),
    sa.Column("since", Instant, nullable=False),
)

ALL = (
    series, occurrences, rsvps, reminded, wishes, listeners, presence, feedback, templates, drafts,
    feeds,
)  # fmt: skip
