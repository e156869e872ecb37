"""Testimonials, what their authors agreed to, and who is not asked."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Json, Snowflake

revision = "testimonials_0001"
down_revision = None


def upgrade() -> None:
    _items()
    _consents()
    _history()
    _unasked()


def _items() -> None:
    op.create_table(
        "testimonials_items",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("author_id", Snowflake),
        sa.Column("display_name", sa.Text, nullable=False),
        sa.Column("handle", sa.Text, nullable=False),
        sa.Column("avatar_url", sa.Text, nullable=False),
        sa.Column("affiliation", sa.Text, nullable=False),
        sa.Column("original", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("likeness", sa.String(64), nullable=False),
        sa.Column("plain", sa.Text, nullable=False),
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
    )
    op.create_index("ix_testimonials_items_state", "testimonials_items", ["guild_id", "state"])
    op.create_index("ix_testimonials_items_author", "testimonials_items", ["guild_id", "author_id"])
    op.create_index(
        "ix_testimonials_items_likeness", "testimonials_items", ["guild_id", "likeness"]
    )


def _consents() -> None:
    op.create_table(
        "testimonials_consents",
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


def _history() -> None:
    op.create_table(
        "testimonials_history",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("at", Instant, nullable=False),
        sa.Column("by_id", Snowflake),
        sa.Column("event", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
    )
    op.create_index("ix_testimonials_history_item", "testimonials_history", ["guild_id", "number"])


def _unasked() -> None:
    op.create_table(
        "testimonials_unasked",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("since", Instant, nullable=False),
    )
