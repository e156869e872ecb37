"""All sessions of the bot, the events that reach them, and disturbances on request."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

import orjson

from sandbox.gateway.connection import Connection
from sandbox.gateway.intents import emptied, hides_content, lets_through
from sandbox.gateway.session import SURVIVES, Session
from sandbox.tokens import new_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp import web

    from sandbox.wire import Json
    from sandbox.world import World
    from sandbox.world.events import Event

HEARTBEAT_INTERVAL: Final = 41250
FORGOTTEN: Final = 600.0
"""Real seconds after which nothing is known of a session that is away."""


class Hub:
    """The Gateway of one sandbox; `rate_limits` switches rules 4, 6 and the limit of op 8."""

    def __init__(self, world: World, *, rate_limits: bool = True) -> None:
        self.world = world
        self.rate_limits = rate_limits
        self.sessions: dict[str, Session] = {}
        self.connections: set[Connection] = set()
        self.heartbeat_interval = HEARTBEAT_INTERVAL
        """Real milliseconds that clients are told to let pass between heartbeats."""
        self.session_seconds = SURVIVES
        """Real seconds that a session without connection can be resumed."""
        self.member_requests: dict[int, float] = {}
        """When each guild's whole member list was last asked for, in monotonic seconds."""
        self.listeners: list[Callable[[str, Json], None]] = []
        """Called with name and data of what is sent to one session alone, such as READY."""
        world.subscribe(self._on_event)

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one websocket until it ends."""
        connection = Connection(self, request)
        self.connections.add(connection)
        try:
            return await connection.serve()
        finally:
            self.connections.discard(connection)

    def open_session(self, intents: int, shard: tuple[int, int], large: int) -> Session:
        """Make a session for a client that has identified."""
        for key in [key for key, session in self.sessions.items() if session.absent > FORGOTTEN]:
            del self.sessions[key]
        session = Session(secrets.token_hex(16), intents, shard, large)
        self.sessions[session.id] = session
        return session

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

    async def reset_token(self) -> None:
        """Do what follows a 1001st IDENTIFY in a day: a new token, and an end to all sessions."""
        self.world.application.token = new_token(self.world.bot.id)
        self.world.session_starts.begin_anew()
        self.sessions.clear()
        await self.close(4004, "Authentication failed")

    @property
    def quiet(self) -> bool:
        """Whether every event has been handed to its socket."""
        return all(session.drained.is_set() for session in self.sessions.values())

    def drop(self) -> None:
        """Cut all connections without a word, as a broken network does."""
        for connection in tuple(self.connections):
            connection.abort()

    def ask_to_reconnect(self) -> None:
        """Send op 7 to all: come back and resume."""
        for connection in tuple(self.connections):
            connection.tell({"op": 7, "d": None, "s": None, "t": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Send op 9 to all; sessions that are not resumable are forgotten."""
        for connection in tuple(self.connections):
            connection.tell({"op": 9, "d": resumable, "s": None, "t": None})
        if not resumable:
            self.sessions.clear()

    async def close(self, code: int = 4000, reason: str = "") -> None:
        """Close all connections with a code."""
        for connection in tuple(self.connections):
            await connection.close(code, reason)
