"""The Gateway of a sandbox: connections come in, and are disturbed on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.gateway.closing import TooManyStarts
from sandbox.gateway.connection import Connection
from sandbox.gateway.sessions import Sessions
from sandbox.tokens import new_token

if TYPE_CHECKING:
    from aiohttp import web

    from sandbox.world import World


class Hub(Sessions):
    """The connections over which the sessions are served."""

    def __init__(self, world: World, *, rate_limits: bool = True) -> None:
        super().__init__(world, rate_limits=rate_limits)
        self.connections: set[Connection] = set()

    async def connect(self, request: web.Request) -> web.StreamResponse:
        """Serve one websocket until it ends."""
        connection = Connection(self, request)
        self.connections.add(connection)
        try:
            return await connection.serve()
        except TooManyStarts:
            await self.reset_token()
            return connection.socket
        finally:
            self.connections.discard(connection)

    async def reset_token(self) -> None:
        """Do what follows a 1001st IDENTIFY in a day: a new token, and an end to all sessions."""
        self.world.application.token = new_token(self.world.bot.id)
        self.world.session_starts.begin_anew()
        self.sessions.clear()
        await self.close(4004, "Authentication failed")

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
