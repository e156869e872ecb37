"""The log of what went over the wire: the last requests, events, and acts of people."""

from __future__ import annotations

import itertools
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from sandbox.clock import VirtualClock
    from sandbox.model import Json

KEPT: Final = 10_000
Kind: TypeAlias = Literal["request", "event", "act"]


@dataclass(slots=True, frozen=True)
class Entry:
    """One line: for a request its method, route, path, status and bodies; for an event its name."""

    n: int
    at: str
    kind: Kind
    facts: Json = field(default_factory=dict)

    def json(self) -> Json:
        """Return the line for the control API, without secrets."""
        shown: Json = {"n": self.n, "at": self.at, "kind": self.kind} | self.facts
        if isinstance(shown.get("d"), dict) and "token" in shown["d"]:
            shown["d"] = shown["d"] | {"token": "(secret)"}
        return shown


class Journal:
    """A ring of the last 10,000 entries, numbered from 1."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._numbers = itertools.count(1)
        self.last = 0

    def note(self, kind: Kind, facts: Json) -> None:
        """Add an entry."""
        self.last = next(self._numbers)
        self._entries.append(Entry(self.last, self._clock.now().isoformat(), kind, facts))

    def entries(self, *, after: int = 0, kind: Kind | None = None) -> list[Entry]:
        """Return the entries after a number, oldest first, of one kind or all."""
        return [
            entry
            for entry in self._entries
            if entry.n > after and (kind is None or entry.kind == kind)
        ]

    def requests(self, method: str = "*", route: str = "*") -> list[Json]:
        """Return the facts of requests to a route template such as `/channels/{channel_id}`."""
        return [
            entry.facts
            for entry in self._entries
            if entry.kind == "request"
            and method in {"*", entry.facts["method"]}
            and route in {"*", entry.facts["route"]}
        ]
