"""What people call themselves and their threads, as something that goes against a guideline."""

from collections import OrderedDict
from datetime import datetime
from hashlib import blake2b

import discord

from bot.messages import Author, MessageEvent
from bot.messages.reading import author_of

MOST_NAMES = 20_000


class Names:
    """Remembers the names that have been examined, the latest of them."""

    def __init__(self, most: int = MOST_NAMES) -> None:
        self._most = most
        self._seen: OrderedDict[tuple[int, int], str] = OrderedDict()

    def is_new(self, guild_id: int, author: Author) -> bool:
        """Tell whether the name has not been examined yet; from now on it has been."""
        person = (guild_id, author.id)
        if self._seen.get(person) == author.name:
            return False
        self._seen[person] = author.name
        self._seen.move_to_end(person)
        while len(self._seen) > self._most:
            self._seen.popitem(last=False)
        return True

    def forget(self, guild_id: int) -> None:
        """Have the names in a guild examined anew."""
        for person in [one for one in self._seen if one[0] == guild_id]:
            del self._seen[person]

    def __len__(self) -> int:
        """Count the people whose names are remembered."""
        return len(self._seen)


def about_name(guild_id: int, author: Author, at: datetime) -> MessageEvent:
    """Return somebody's name as something that can be flagged, once under each guideline.

    No message has its id, which stands for this name of this person; it is in no channel.
    """
    said = f"{guild_id} {author.id} {author.name}".encode("utf-8", "surrogatepass")
    return MessageEvent(
        kind="created",
        guild_id=guild_id,
        channel_id=0,
        message_id=int.from_bytes(blake2b(said, digest_size=8).digest()) >> 1,
        at=at,
        author=author,
    )


def about_title(thread: discord.Thread, owner: discord.Member, at: datetime) -> MessageEvent:
    """Return the title of a thread as something that can be flagged: by the thread's id."""
    return MessageEvent(
        kind="created",
        guild_id=thread.guild.id,
        channel_id=thread.id,
        message_id=thread.id,
        at=at,
        author=author_of(owner),
        parent_id=thread.parent_id,
        thread_title=thread.name,
    )
