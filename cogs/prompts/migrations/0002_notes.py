"""Which note shows the team the coming prompts."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Snowflake

revision = "prompts_0002"
down_revision = "prompts_0001"


def upgrade() -> None:
    op.create_table(
        "prompts_notes",
        sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
        sa.Column("day", sa.Text, nullable=False),
    )
