"""Private words, what was answered, and who wants no invitations."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Json, Snowflake

revision = "outreach_0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _words()
    _replies()
    op.create_table(
        "outreach_stops",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("member_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("at", Instant, nullable=False),
    )


def _words() -> None:
    op.create_table(
        "outreach_words",
        sa.Column("id", NUMBER, primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("feature", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("member_id", Snowflake, nullable=False),
        sa.Column("message", Json),
        sa.Column("instead", sa.Text, nullable=False),
        sa.Column("answerable", sa.Boolean, nullable=False),
        sa.Column("written_at", Instant, nullable=False),
        sa.Column("expires_at", Instant),
        sa.Column("how", sa.Text, nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("is_told", sa.Boolean, nullable=False),
        sa.Column("channel_id", Snowflake),
        sa.Column("message_id", Snowflake),
        sa.Column("thread_of", NUMBER),
        sa.Column("seen_at", Instant),
        sa.UniqueConstraint("guild_id", "kind", "subject", "period"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outreach_words_member", "outreach_words", ["member_id", "how"])


def _replies() -> None:
    op.create_table(
        "outreach_replies",
        sa.Column("message_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("words_id", NUMBER, nullable=False),
        sa.Column("member_id", Snowflake, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("attachments", Json, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("is_told", sa.Boolean, nullable=False),
    )
