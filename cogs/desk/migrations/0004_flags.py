"""A flag knows its guild, as all do that keep words of people."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Snowflake

revision = "desk_0004"
down_revision = "desk_0003"


def upgrade() -> None:
    op.add_column("desk_flags", sa.Column("guild_id", Snowflake))
    op.execute(
        "UPDATE desk_flags SET guild_id ="
        " (SELECT guild_id FROM desk_items WHERE desk_items.id = desk_flags.item_id)"
    )
    op.execute("DELETE FROM desk_flags WHERE guild_id IS NULL")
    with op.batch_alter_table("desk_flags") as table:
        table.alter_column("guild_id", existing_type=Snowflake(), nullable=False)
