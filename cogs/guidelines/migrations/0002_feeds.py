"""Lists of domains that somebody else keeps."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant

revision = "guidelines_0002"
down_revision = "guidelines_0001"


def upgrade() -> None:
    op.create_table(
        "guidelines_feeds",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("mark", sa.Text, nullable=False),
        sa.Column("domains", sa.Text, nullable=False),
        sa.Column("fetched_at", Instant),
        sa.Column("tried_at", Instant, nullable=False),
        sa.Column("failing_since", Instant),
    )
