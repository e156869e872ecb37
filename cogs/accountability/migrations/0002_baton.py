"""Who may be named in a recap to go first."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Snowflake

revision = "accountability_0002"
down_revision = "accountability_0001"


def upgrade() -> None:
    op.create_table(
        "accountability_baton",
        sa.Column("guild_id", Snowflake, primary_key=True),
        sa.Column("user_id", Snowflake, primary_key=True),
        sa.Column("week", sa.Text),
    )
