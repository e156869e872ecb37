"""Effects, jobs, watermarks, versions of settings, languages, and what the bot notes of itself."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Json, Snowflake

revision = "core_0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _effects()
    _jobs()
    _places()
    _choices()


def _effects() -> None:
    op.create_table(
        "core_outbox",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("feature", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("lane", Snowflake, nullable=False),
        sa.Column("effect", Json),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("planned_at", Instant, nullable=False),
        sa.Column("expires_at", Instant),
        sa.Column("due_at", Instant),
        sa.Column("attempted_at", Instant),
        sa.Column("settled_at", Instant),
        sa.Column("created_id", Snowflake),
        sa.Column("channel_id", Snowflake),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.UniqueConstraint("guild_id", "kind", "subject", "period"),
    )
    op.create_index("ix_core_outbox_due", "core_outbox", ["due_at"])
    op.create_index("ix_core_outbox_lane", "core_outbox", ["lane", "state"])
    op.create_index("ix_core_outbox_subject", "core_outbox", ["subject"])


def _jobs() -> None:
    op.create_table(
        "core_jobs",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("due_at", Instant, nullable=False),
        sa.Column("run_at", Instant, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("planned", sa.Integer, nullable=False),
        sa.Column("payload", Json, nullable=False),
        sa.Column("times", sa.Text),
        sa.Column("zone", sa.Text),
        sa.Column("error", sa.Text),
        sa.UniqueConstraint("name", "guild_id", "subject"),
    )
    op.create_index("core_jobs_run_at", "core_jobs", ["state", "run_at"])


def _places() -> None:
    op.create_table(
        "core_watermarks",
        sa.Column("channel_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("message_id", Snowflake, nullable=False),
    )
    op.create_index("ix_core_watermarks_guild_id", "core_watermarks", ["guild_id"])
    op.create_table(
        "core_guilds",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("last_seen_at", Instant, nullable=False),
    )
    op.create_table(
        "core_facts",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )


def _choices() -> None:
    op.create_table(
        "core_settings_versions",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("text", sa.Text),
        sa.Column("author_id", Snowflake),
        sa.Column("note", sa.Text, nullable=False),
        sa.Column("saved_at", Instant, nullable=False),
    )
    op.create_table(
        "core_member_languages",
        sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("language", sa.String(8), nullable=False),
    )
