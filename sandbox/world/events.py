"""What happens in the town, and who may notice it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sandbox.model import Channel, Guild, Message
    from sandbox.wire import Json


KNOWN_TO_BOTS: Final = frozenset({"CHANNEL_CREATE", "CHANNEL_UPDATE", "CHANNEL_DELETE"})


@dataclass(slots=True, frozen=True)
class Event:
    """A gateway event before anybody's intents are applied.

    It reaches the users in `to`; else whoever can view `channel`; else the members of `guild`
    with all permissions in `needs`. Bots are told of all channels that are made, changed or
    removed, also of those that they cannot view.
    """

    name: str
    data: Json
    guild: Guild | None = None
    channel: Channel | None = None
    to: frozenset[int] | None = None
    needs: int = 0
    message: Message | None = None
