"""The sessions of the bot, and the events that reach each of them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

import orjson

from sandbox.gateway.intents import emptied, hides_content, lets_through
from sandbox.gateway.session import SURVIVES, Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.model import Json
    from sandbox.state import Event
    from sandbox.world import World

HEARTBEAT_INTERVAL: Final = 41250
FORGOTTEN: Final = 600.0
"""Real seconds after which nothing is known of a session that is away."""


class Sessions:
    """All of the bot's; `rate_limits` switches rules 4, 6 and the limit of op 8."""

    def __init__(self, world: World, *, rate_limits: bool = True) -> None:
        self.world = world
        self.rate_limits = rate_limits
        self.sessions: dict[str, Session] = {}
        self.heartbeat_interval = HEARTBEAT_INTERVAL
        """Real milliseconds that clients are told to let pass between heartbeats."""
        self.session_seconds = SURVIVES
        """Real seconds that a session without connection can be resumed."""
        self.member_requests: dict[int, float] = {}
        """When each guild's whole member list was last asked for, in monotonic seconds."""
        self.listeners: list[Callable[[str, Json], None]] = []
        """Called with name and data of what is sent to one session alone, such as READY."""
        world.subscribe(self._on_event)

    def open(self, intents: int, shard: tuple[int, int], large: int) -> Session:
        """Make a session for a client that has identified."""
        for old in [one for one in self.sessions.values() if one.absent > FORGOTTEN]:
            self.forget(old)
        session = Session(secrets.token_hex(16), intents, shard, large)
        self.sessions[session.id] = session
        return session

    def find(self, session_id: str) -> Session | None:
        """Return a session that is not forgotten."""
        return self.sessions.get(session_id)

    def forget(self, session: Session) -> None:
        """Know nothing of a session any more."""
        del self.sessions[session.id]

    def tell(self, session: Session, name: str, data: Json) -> None:
        """Send an event to one session alone."""
        for listener in self.listeners:
            listener(name, data)
        session.dispatch(name, orjson.dumps(data))

    def _on_event(self, event: Event) -> None:
        """Queue an event for every session that may see it, serialising each view of it once."""
        if not self.sessions:
            return
        bot_id = self.world.bot.id
        if not self.world.sees(bot_id, event):
            return
        full = hidden = b""
        for session in self.sessions.values():
            if not session.covers(event) or not lets_through(session.intents, event, bot_id):
                continue
            if hides_content(session.intents, event, bot_id):
                hidden = hidden or orjson.dumps(emptied(event.data))
                session.dispatch(event.name, hidden)
            else:
                full = full or orjson.dumps(event.data)
                session.dispatch(event.name, full)

    @property
    def quiet(self) -> bool:
        """Whether every event has been handed to its socket."""
        return all(session.drained.is_set() for session in self.sessions.values())
