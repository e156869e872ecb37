"""A session: what one client has identified for, and what it has yet to be told."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING, Final

import orjson

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.model import Guild
    from sandbox.state import Event

REPLAYED: Final = 20_000
"""How many events a session keeps for RESUME."""
SURVIVES: Final = 180.0
"""Real seconds that a session without connection can be resumed."""


class Session:
    """Numbers the events of one client, keeps them for RESUME, queues them for its connection."""

    def __init__(self, session_id: str, intents: int, shard: tuple[int, int], large: int) -> None:
        self.id = session_id
        self.intents = intents
        self.shard = shard
        self.large_threshold = large
        self.seq = 0
        self.outbox: deque[bytes] = deque()
        self.stirred = asyncio.Event()
        self.drained = asyncio.Event()
        self.drained.set()
        self.connected = True
        self._let_go: Callable[[], None] | None = None
        self._left_at = 0.0
        self._sent: deque[tuple[int, bytes]] = deque(maxlen=REPLAYED)

    def dispatch(self, name: str, body: bytes) -> None:
        """Queue an event whose data is serialised, with the next number."""
        self.seq += 1
        frame = b'{"t":"%b","s":%d,"op":0,"d":%b}' % (name.encode(), self.seq, body)
        self._sent.append((self.seq, frame))
        if self.connected:
            self.send(frame)

    def send(self, frame: bytes) -> None:
        """Queue a frame for the connection."""
        self.outbox.append(frame)
        self.stirred.set()
        self.drained.clear()

    def send_json(self, payload: object) -> None:
        """Queue a payload that is no event, such as a heartbeat's acknowledgement."""
        self.send(orjson.dumps(payload))

    def hand_over(self, let_go: Callable[[], None]) -> None:
        """Leave the connection that held the session, if one does, for one that can let go too."""
        if self._let_go is not None and self._let_go != let_go:
            self._let_go()
        self._let_go = let_go

    def leave(self) -> None:
        """Note that the connection is gone; events are kept meanwhile."""
        self.connected = False
        self._let_go = None
        self._left_at = time.monotonic()
        self.outbox.clear()
        self.drained.set()

    @property
    def absent(self) -> float:
        """For how many real seconds there has been no connection."""
        return 0.0 if self.connected else time.monotonic() - self._left_at

    def replay(self, seq: int) -> bool:
        """Queue everything after an event's number; False if that is no longer kept."""
        first_kept = self._sent[0][0] if self._sent else self.seq + 1
        if seq + 1 < first_kept:
            return False
        self.connected = True
        for number, frame in self._sent:
            if number > seq:
                self.send(frame)
        return True

    def covers(self, event: Event) -> bool:
        """Say whether the event is for this session's shard; private ones go to the first."""
        if event.guild is not None:
            return self.covers_guild(event.guild)
        guild_id = event.channel.guild_id if event.channel else None
        if guild_id is not None:
            return (guild_id >> 22) % self.shard[1] == self.shard[0]
        return event.name == "USER_UPDATE" or self.shard[0] == 0

    def covers_guild(self, guild: Guild) -> bool:
        """Say whether a guild is on this session's shard."""
        return (guild.id >> 22) % self.shard[1] == self.shard[0]
