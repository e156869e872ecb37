"""The community's own prompts, the planned ones, and who replied."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Json, Snowflake

revision = "prompts_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "prompts_own",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
        sa.Column("guild_id", Snowflake, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("tags", Json, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("author_id", Snowflake),
        sa.Column("wants_credit", sa.Boolean, nullable=False),
    )
    op.create_table(
        "prompts_planned",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("due_at", Instant, primary_key=True),
        sa.Column("prompt", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("message_id", Snowflake),
    )
    op.create_index("ix_prompts_planned_message", "prompts_planned", ["guild_id", "message_id"])
    op.create_table(
        "prompts_replies",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("message_id", Snowflake, primary_key=True),
        sa.Column("prompt_id", Snowflake, nullable=False),
        sa.Column("user_id", Snowflake, nullable=False),
        sa.Column("was_new", sa.Boolean, nullable=False),
    )
    op.create_index("ix_prompts_replies_prompt", "prompts_replies", ["guild_id", "prompt_id"])
