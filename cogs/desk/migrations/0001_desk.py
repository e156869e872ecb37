"""What is to be judged, what was decided, and what members say to it."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Json, Snowflake

revision = "desk_0001"
down_revision = None

RowId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "desk_items",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("member_id", Snowflake, nullable=False),
        sa.Column("member_name", sa.Text, nullable=False),
        sa.Column("joined_at", Instant),
        sa.Column("opened_at", Instant, nullable=False),
        sa.Column("updated_at", Instant, nullable=False),
        sa.Column("severity", sa.Integer, nullable=False),
        sa.Column("fingerprint", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("claimed_by", Snowflake),
        sa.Column("claimed_at", Instant),
        sa.Column("settled_by", Snowflake),
        sa.Column("settled_at", Instant),
        sa.Column("verdict", sa.Text, nullable=False),
        sa.Column("verdict_is_told", sa.Boolean, nullable=False),
        sa.Column("escalated_at", Instant),
        sa.Column("refresh_is_due", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
    )
    op.create_index("ix_desk_items_state", "desk_items", ["guild_id", "state", "opened_at"])
    op.create_index("ix_desk_items_member", "desk_items", ["guild_id", "member_id"])
    op.create_index("ix_desk_items_fingerprint", "desk_items", ["guild_id", "fingerprint"])
    op.create_table(
        "desk_messages",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("item_id", RowId, nullable=False),
        sa.Column("channel_id", Snowflake, nullable=False),
        sa.Column("author_id", Snowflake, nullable=False),
        sa.Column("author_name", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("content", Json),
    )
    op.create_index("ix_desk_messages_item", "desk_messages", ["item_id"])
    op.create_table(
        "desk_files",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("item_id", RowId, nullable=False),
        sa.Column("filename", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("content", sa.LargeBinary),
    )
    op.create_index("ix_desk_files_item", "desk_files", ["item_id"])
    op.create_table(
        "desk_flags",
        sa.Column("item_id", RowId, primary_key=True, autoincrement=False),
        sa.Column("guideline", sa.Text, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("severity", sa.Text, nullable=False),
        sa.Column("step", sa.Text, nullable=False),
        sa.Column("excerpt", sa.Text, nullable=False),
        sa.Column("why", Json, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_table(
        "desk_reports",
        sa.Column("item_id", RowId, primary_key=True, autoincrement=False),
        sa.Column("reporter_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_index("ix_desk_reports_reporter", "desk_reports", ["guild_id", "reporter_id", "at"])
    op.create_table(
        "desk_cases",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("item_id", RowId),
        sa.Column("member_id", Snowflake, nullable=False),
        sa.Column("member_name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("guideline", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("points", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("expires_at", Instant),
        sa.Column("until", Instant),
        sa.Column("done_by", Snowflake),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("reached", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("trouble", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("linked_to", sa.Integer),
        sa.UniqueConstraint("guild_id", "number"),
    )
    op.create_index("ix_desk_cases_member", "desk_cases", ["guild_id", "member_id"])
    op.create_index("ix_desk_cases_item", "desk_cases", ["item_id"])
    op.create_index("ix_desk_cases_stage", "desk_cases", ["stage"])
    op.create_table(
        "desk_events",
        sa.Column("id", RowId, primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("case_id", RowId, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("done_by", Snowflake),
        sa.Column("what", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
    )
    op.create_index("ix_desk_events_case", "desk_events", ["case_id"])
    op.create_table(
        "desk_acts",
        sa.Column("case_id", RowId, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text, primary_key=True),
        sa.Column("period", sa.Text, primary_key=True),
    )
    op.create_table(
        "desk_appeals",
        sa.Column("case_id", RowId, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("member_id", Snowflake, nullable=False),
        sa.Column("statement", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("due_at", Instant, nullable=False),
        sa.Column("outcome", sa.Text, nullable=False),
        sa.Column("settled_by", Snowflake),
        sa.Column("settled_at", Instant),
        sa.Column("answer", sa.Text, nullable=False),
    )
    op.create_index("ix_desk_appeals_guild", "desk_appeals", ["guild_id", "outcome"])
    op.create_table(
        "desk_mediations",
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
    )
