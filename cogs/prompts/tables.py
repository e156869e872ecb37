"""The tables of the prompts feature."""

import sqlalchemy as sa

from bot.db.columns import Instant, Json, Snowflake

metadata = sa.MetaData()

own = sa.Table(
    "prompts_own",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("tags", Json, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("author_id", Snowflake),
    sa.Column("wants_credit", sa.Boolean, nullable=False),
)

planned = sa.Table(
    "prompts_planned",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("due_at", Instant, primary_key=True),
    sa.Column("prompt", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("message_id", Snowflake),
    sa.Column("attempt", sa.Integer, nullable=False, server_default="0"),
    sa.Index("ix_prompts_planned_message", "guild_id", "message_id"),
)

replies = sa.Table(
    "prompts_replies",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True),
    sa.Column("message_id", Snowflake, primary_key=True),
    sa.Column("prompt_id", Snowflake, nullable=False),  # the message that it replies to
    sa.Column("user_id", Snowflake, nullable=False),
    sa.Column("was_new", sa.Boolean, nullable=False),
    sa.Index("ix_prompts_replies_prompt", "guild_id", "prompt_id"),
)

notes = sa.Table(
    "prompts_notes",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("day", sa.Text, nullable=False),  # of the latest note to staff
)

ALL = (own, planned, replies, notes)
