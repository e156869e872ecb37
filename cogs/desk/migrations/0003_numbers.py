"""No number of an item, case or conversation comes twice: effects are named after them."""

from bot.db.numbering import never_again

revision = "desk_0003"
down_revision = "desk_0002"


def upgrade() -> None:
    never_again("desk_items", "desk_cases", "desk_mediations")
