"""What somebody brings to the desk by hand."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.messages.event import Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A message, or a member as such, that somebody reports."""

    member_id: int
    member_name: str
    joined_at: datetime | None
    reporter_id: int = 0
    reason: str = ""
    message_id: int = 0
    channel_id: int = 0
    written_at: datetime | None = None
    content: Content = field(default_factory=Content)
