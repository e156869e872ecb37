"""Up to where each person has read each channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.snowflake import first_at

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.model import Channel, User

_MOST = 99


class ReadMarks:
    """Counts what somebody has not read yet; looking at a channel reads it."""

    def __init__(self) -> None:
        self._read_to: dict[tuple[int, int], int] = {}

    def read(self, user: User, channel: Channel) -> None:
        """Note that the person has seen the newest message."""
        self._read_to[user.id, channel.id] = channel.last_message_id or 0

    def unread(self, user: User, channel: Channel, since: datetime | None) -> int:
        """Return how many messages of others are new, at most 99; nothing from before `since`."""
        start = first_at(since) if since is not None else 0
        mark = self._read_to.get((user.id, channel.id), start)
        count = 0
        for message in reversed(channel.messages.values()):
            if message.id <= mark or count == _MOST:
                break
            count += message.author.id != user.id and message.only_for in {None, user.id}
        return count
