"""What was lately attempted in a lane is found quickly."""

from alembic import op

revision = "core_0003"
down_revision = "core_0002"


def upgrade() -> None:
    op.create_index("ix_core_outbox_attempted", "core_outbox", ["lane", "attempted_at"])
