"""What people wrote in the last minutes, as far as detection needs it; nothing of it is stored."""

from collections import OrderedDict, deque

from bot.messages import MessageEvent
from cogs.guidelines.conduct_settings import MOST_REMEMBERED, REMEMBERED
from cogs.guidelines.detection import Context, Earlier, fingerprint, sketch

MOST_AUTHORS = 20_000
MOST_LATELY = 300


class Memory:
    """Remembers the latest messages of the latest authors and of each guild, and no more."""

    def __init__(self, most_authors: int = MOST_AUTHORS) -> None:
        self._most_authors = most_authors
        self._by_author: OrderedDict[tuple[int, int], deque[Earlier]] = OrderedDict()
        self._by_guild: dict[int, deque[Earlier]] = {}

    def before(self, event: MessageEvent, known: Context) -> Context:
        """Add what was written before a message to what is known around it."""
        return known._replace(
            is_first=self.is_first(event),
            earlier=self.earlier(event),
            lately=self.lately(event),
        )

    def earlier(self, event: MessageEvent) -> tuple[Earlier, ...]:
        """Return what the author wrote before, oldest first."""
        written = self._by_author.get(_author(event), ())
        return tuple(one for one in written if event.at - one.at <= REMEMBERED)

    def lately(self, event: MessageEvent) -> tuple[Earlier, ...]:
        """Return what everybody wrote before, in the order in which it came."""
        return tuple(self._by_guild.get(event.guild_id, ()))

    def is_first(self, event: MessageEvent) -> bool:
        """Tell whether nothing is remembered that the author wrote before."""
        return _author(event) not in self._by_author

    def remember(self, event: MessageEvent) -> None:
        """Remember a message for those that follow."""
        assert event.author is not None, "only what people write is examined"
        author, is_first = _author(event), self.is_first(event)
        message = Earlier(
            at=event.at,
            channel_id=event.channel_id,
            fingerprint=fingerprint(event.content),
            sketch=sketch(event.content),
            author_id=event.author.id,
            joined_at=event.author.joined_at,
            is_first=is_first,
        )
        self._by_author.setdefault(author, deque(maxlen=MOST_REMEMBERED)).append(message)
        self._by_author.move_to_end(author)
        while len(self._by_author) > self._most_authors:
            self._by_author.popitem(last=False)
        lately = self._by_guild.setdefault(event.guild_id, deque(maxlen=MOST_LATELY))
        lately.append(message)
        while event.at - lately[0].at > REMEMBERED:
            lately.popleft()

    def start_over(self, event: MessageEvent) -> None:
        """Forget what the author wrote: a flood is told when it has begun, not with each drop."""
        if (written := self._by_author.get(_author(event))) is not None:
            written.clear()

    def forget(self, guild_id: int) -> None:
        """Forget what everybody in a guild wrote."""
        self._by_guild.pop(guild_id, None)

    def __len__(self) -> int:
        """Count the authors who are remembered."""
        return len(self._by_author)


def _author(event: MessageEvent) -> tuple[int, int]:
    assert event.author is not None, "only what people write is examined"
    return event.guild_id, event.author.id
