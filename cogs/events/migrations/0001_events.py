"""Series, occurrences, answers, reminders, attendance, feedback, templates, drafts and feeds."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Json, Snowflake

revision = "events_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "events_series",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("author_id", Snowflake, nullable=False),
        sa.Column("host_id", Snowflake),
        sa.Column("details", Json, nullable=False),
        sa.Column("zone", sa.Text, nullable=False),
        sa.Column("start", sa.Text, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("left_out", Json, nullable=False),
        sa.Column("added", Json, nullable=False),
        sa.Column("skip_holidays", sa.Boolean, nullable=False),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("created_at", Instant, nullable=False),
    )
    op.create_index("ix_events_series_open", "events_series", ["guild_id", "status"])
    op.create_table(
        "events_occurrences",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("series_id", sa.Integer, nullable=False),
        sa.Column("slot", sa.Text, nullable=False),
        sa.Column("starts_at", Instant, nullable=False),
        sa.Column("ends_at", Instant, nullable=False),
        sa.Column("changes", Json, nullable=False),
        sa.Column("host_id", Snowflake),
        sa.Column("status", sa.Text, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("changed_at", Instant, nullable=False),
        sa.Column("posted_at", Instant),
        sa.Column("shown_at", Instant),
        sa.Column("native_id", Snowflake),
        sa.Column("listing", sa.Integer, nullable=False),
        sa.Column("message_id", Snowflake),
        sa.Column("recording", sa.Text, nullable=False),
        sa.UniqueConstraint("series_id", "slot", name="uq_events_occurrences_slot"),
    )
    op.create_index("ix_events_occurrences_start", "events_occurrences", ["guild_id", "starts_at"])
    op.create_index("ix_events_occurrences_native", "events_occurrences", ["native_id"])
    op.create_table(
        "events_rsvps",
        sa.Column("occurrence_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("turn", sa.Integer, nullable=False),
        sa.Column("answered_at", Instant, nullable=False),
        sa.Column("offer_until", Instant),
    )
    op.create_index("ix_events_rsvps_user", "events_rsvps", ["guild_id", "user_id"])
    op.create_table(
        "events_reminded",
        sa.Column("occurrence_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("minutes", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_index("ix_events_reminded_user", "events_reminded", ["guild_id", "user_id"])
    op.create_table(
        "events_wishes",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("minutes", Json, nullable=False),
    )
    op.create_table(
        "events_presence",
        sa.Column("occurrence_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("seconds", sa.Integer, nullable=False),
        sa.Column("since", Instant),
        sa.Column("checked_in", sa.Boolean, nullable=False),
    )
    op.create_index("ix_events_presence_user", "events_presence", ["guild_id", "user_id"])
    op.create_table(
        "events_feedback",
        sa.Column("occurrence_id", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("mark", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_index("ix_events_feedback_user", "events_feedback", ["guild_id", "user_id"])
    op.create_table(
        "events_templates",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("author_id", Snowflake, nullable=False),
        sa.Column("details", Json, nullable=False),
    )
    op.create_table(
        "events_drafts",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("author_id", Snowflake, nullable=False),
        sa.Column("data", Json, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_table(
        "events_feeds",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("secret", sa.Text, nullable=False, unique=True),
        sa.Column("since", Instant, nullable=False),
    )
