"""What managers see of jobs that recur: whether they are paused, and how the last run ended."""

import sqlalchemy as sa
from alembic import op

from bot.db.columns import Instant

revision = "core_0002"
down_revision = "core_0001"


def upgrade() -> None:
    with op.batch_alter_table("core_jobs") as jobs:
        jobs.add_column(
            sa.Column("is_paused", sa.Boolean, nullable=False, server_default=sa.false())
        )
        jobs.add_column(sa.Column("then_due_at", Instant))
        jobs.add_column(sa.Column("last_due_at", Instant))
        jobs.add_column(sa.Column("last_ended_at", Instant))
        jobs.add_column(sa.Column("last_outcome", sa.Text))
        jobs.add_column(sa.Column("last_error", sa.Text))
