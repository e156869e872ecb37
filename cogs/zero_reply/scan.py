"""`steward scan --task questions` and `--task threads`: the decisions, over files of messages."""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.scans import Answer, Row, Scan
from cogs.zero_reply.questions import asks_something
from cogs.zero_reply.unthreaded import AHEAD, BEHIND, Line, Said, said, signs, unanswered

REMEMBERED = 1000
MIDNIGHT = 24 * 60


def _questions(rows: Iterable[Row]) -> Iterator[Answer]:
    for row in rows:
        yield {"id": row["id"], "flagged": asks_something(row["text"])}


@dataclass(slots=True)
class _Channel:
    """A stretch of conversation: what was said, and who said it lately."""

    lines: deque[tuple[object, Said]] = field(default_factory=deque)
    before: deque[Said] = field(default_factory=lambda: deque(maxlen=BEHIND))
    users: deque[str] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    days: int = 0
    minute: int = 0

    def add(self, row: Row) -> None:
        """Take a row in; a clock that jumps back by hours has passed midnight."""
        about: dict[str, Any] = dict(row.get("meta") or {})
        user, minute = str(about.get("user", "")), int(about.get("minute", self.minute))
        if minute < self.minute - MIDNIGHT // 2:
            self.days += 1
        self.minute = minute
        self.users.append(user.casefold())
        line = Line(user, minute + self.days * MIDNIGHT, row["text"])
        around = frozenset(one for one in self.users if len(one) > 2)
        self.lines.append((row["id"], said(line, around)))

    def settled(self, keep: int) -> Iterator[tuple[object, frozenset[str]]]:
        """Look at the first lines until only so many are left that wait for what follows."""
        while len(self.lines) > keep:
            row_id, one = self.lines.popleft()
            found = frozenset(signs(self.before, one, [line for _, line in self.lines]))
            self.before.append(one)
            yield row_id, found


def signs_of(rows: Iterable[Row]) -> Iterator[tuple[object, frozenset[str]]]:
    """Yield each row's id and signs; rows stand in their order, by channel or day."""
    channel, part = _Channel(), object()
    for row in rows:
        day = (row.get("meta") or {}).get("day")
        if day != part:
            yield from channel.settled(0)
            channel, part = _Channel(), day
        channel.add(row)
        yield from channel.settled(AHEAD)
    yield from channel.settled(0)


def _threads(rows: Iterable[Row]) -> Iterator[Answer]:
    """Say which messages nobody takes up."""
    for row_id, found in signs_of(rows):
        score = unanswered(found)
        yield {"id": row_id, "flagged": score > 0, "score": round(score, 3)}


questions = Scan(
    about="Which messages ask something.",
    positive=frozenset({"question"}),
    negative=frozenset({"statement"}),
    answers=_questions,
)
threads = Scan(
    about="Which messages of a channel without threads nobody has taken up.",
    positive=frozenset({"root_unreplied"}),
    negative=frozenset({"root_replied"}),
    answers=_threads,
)
