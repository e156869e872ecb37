"""How often a prompt was tried to be posted before."""

import sqlalchemy as sa
from alembic import op

revision = "prompts_0003"
down_revision = "prompts_0002"


def upgrade() -> None:
    op.add_column(
        "prompts_planned", sa.Column("attempt", sa.Integer, nullable=False, server_default="0")
    )
