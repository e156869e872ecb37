"""No number of a series or an occurrence comes twice: effects are named after them."""

from bot.db.numbering import never_again

revision = "events_0003"
down_revision = "events_0002"


def upgrade() -> None:
    never_again("events_series", "events_occurrences")
