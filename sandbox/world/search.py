"""Looking for messages in a whole guild."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox import permissions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sandbox.model import Channel, Guild, Message, User
    from sandbox.state import State


@dataclass(slots=True)
class Wanted:
    """What a search is for; empty fields ask for nothing."""

    content: str = ""
    author_ids: set[int] = field(default_factory=set)
    channel_ids: set[int] = field(default_factory=set)
    mentions: set[int] = field(default_factory=set)
    has: set[str] = field(default_factory=set)
    pinned: bool | None = None
    min_id: int = 0
    max_id: int | None = None
    oldest_first: bool = False

    def matches(self, message: Message) -> bool:
        """Say whether a message is among those that are wanted."""
        words = self.content.lower().split()
        text = message.content.lower()
        return (
            all(word in text for word in words)
            and (not self.author_ids or message.author.id in self.author_ids)
            and (not self.channel_ids or message.channel_id in self.channel_ids)
            and (not self.mentions or bool(self.mentions & {u.id for u in message.mentions}))
            and (self.pinned is None or self.pinned == (message.pinned_at is not None))
            and message.id > self.min_id
            and (self.max_id is None or message.id < self.max_id)
            and all(_has(message, kind) for kind in self.has)
        )


class Search:
    """Finds messages; a guild's index is made when it is first asked for, as Discord does."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._indexed: set[int] = set()

    def ready(self, guild: Guild) -> bool:
        """Say whether the guild is indexed, and begin with that if it is not."""
        if guild.id in self._indexed:
            return True
        self._indexed.add(guild.id)
        return False

    def find(self, actor: User, guild: Guild, wanted: Wanted) -> list[Message]:
        """Return the messages that the actor may read and wants, newest first by default."""
        found = [
            message
            for channel in self._readable(actor, guild)
            for message in channel.messages.values()
            if message.only_for is None and wanted.matches(message)
        ]
        return sorted(found, key=lambda message: message.id, reverse=not wanted.oldest_first)

    def _readable(self, actor: User, guild: Guild) -> Iterator[Channel]:
        needed = permissions.VIEW_CHANNEL | permissions.READ_MESSAGE_HISTORY
        for channel in (*guild.channels.values(), *guild.threads.values()):
            if self._state.permissions(actor, channel) & needed == needed:
                yield channel


def _has(message: Message, kind: str) -> bool:
    """Say whether a message has something of a kind; "-kind" asks for it to have none."""
    wanted = not kind.startswith("-")
    look = _LOOKS.get(kind.removeprefix("-"))
    return look is None or look(message) == wanted


_LOOKS: dict[str, Callable[[Message], bool]] = {
    "link": lambda message: "http://" in message.content or "https://" in message.content,
    "embed": lambda message: bool(message.embeds),
    "file": lambda message: bool(message.attachments),
    "image": lambda message: any(
        item.content_type.startswith("image/") for item in message.attachments
    ),
    "poll": lambda message: message.poll is not None,
    "sticker": lambda message: bool(message.stickers),
    "forward": lambda message: bool(message.snapshots),
}
