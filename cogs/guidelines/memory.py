"""What people wrote in the last minutes, as far as detection needs it; nothing of it is stored."""

from collections import OrderedDict, deque
from datetime import timedelta

from bot.messages import MessageEvent
from cogs.guidelines.detection import Earlier, fingerprint

MOST_AUTHORS = 20_000
MOST_MESSAGES = 50
LONGEST = timedelta(minutes=30)


class Memory:
    """Remembers the latest messages of the latest authors, and no more than that."""

    def __init__(self, most_authors: int = MOST_AUTHORS) -> None:
        self._most_authors = most_authors
        self._by_author: OrderedDict[tuple[int, int], deque[Earlier]] = OrderedDict()
        self._names: OrderedDict[tuple[int, int], str] = OrderedDict()

    def earlier(self, event: MessageEvent) -> tuple[Earlier, ...]:
        """Return what the author wrote before, oldest first."""
        written = self._by_author.get(_author(event), ())
        return tuple(one for one in written if event.at - one.at <= LONGEST)

    def remember(self, event: MessageEvent) -> None:
        """Remember a message for those that follow."""
        author = _author(event)
        written = self._by_author.setdefault(author, deque(maxlen=MOST_MESSAGES))
        written.append(Earlier(event.at, event.channel_id, fingerprint(event.content)))
        self._by_author.move_to_end(author)
        while len(self._by_author) > self._most_authors:
            self._by_author.popitem(last=False)

    def start_over(self, event: MessageEvent) -> None:
        """Forget what the author wrote: a flood is told when it has begun, not with each drop."""
        self._by_author.pop(_author(event), None)

    def new_name(self, event: MessageEvent) -> str:
        """Return the author's name if it has not been seen yet, so that it is examined once."""
        author, name = _author(event), event.author.name if event.author else ""
        if self._names.get(author) == name:
            return ""
        self._names[author] = name
        self._names.move_to_end(author)
        while len(self._names) > self._most_authors:
            self._names.popitem(last=False)
        return name

    def __len__(self) -> int:
        """Count the authors who are remembered."""
        return len(self._by_author)


def _author(event: MessageEvent) -> tuple[int, int]:
    assert event.author is not None, "only what people write is examined"
    return event.guild_id, event.author.id
