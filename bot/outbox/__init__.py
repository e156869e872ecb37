"""Effects that happen exactly once, as far as Discord allows."""

from bot.outbox.outbox import Outbox

__all__ = ["Outbox"]
