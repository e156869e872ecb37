"""The rules that were applied, and the differences that staff want to keep."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant, Snowflake

revision = "automod_0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "automod_rules",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("guideline", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("digest", sa.Text, nullable=False),
        sa.Column("rule_id", Snowflake),
        sa.Column("effect", sa.Text, nullable=False),
        sa.Column("at", Instant, nullable=False),
    )
    op.create_table(
        "automod_kept",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("signature", sa.Text, primary_key=True),
    )
