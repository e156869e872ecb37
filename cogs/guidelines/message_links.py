"""Links to messages, as Discord writes them."""

import re
from dataclasses import dataclass

_LINK = re.compile(
    r"<?https://(?:\w+\.)?discord(?:app)?\.com/channels/(\d{15,20})/(\d{15,20})/(\d{15,20})/?>?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class MessageLink:
    """Where a link leads."""

    guild_id: int
    channel_id: int
    message_id: int


def link_to(guild_id: int, channel_id: int, message_id: int) -> str:
    """Return the link to a message."""
    return f"https://discord.com/channels/{guild_id}/{channel_id}/{message_id}"


def read_link(text: str) -> MessageLink | None:
    """Return where a text leads that is nothing but the link to a message."""
    found = _LINK.fullmatch(text.strip())
    return MessageLink(*map(int, found.groups())) if found else None
