"""One websocket: HELLO, IDENTIFY or RESUME, then events out and requests in."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Final

import orjson
from aiohttp import WSMsgType, web

from sandbox.gateway.closing import CloseGateway, decoding
from sandbox.gateway.compression import compressor
from sandbox.gateway.identify import identify, resume
from sandbox.gateway.limits import SendLimit
from sandbox.gateway.requests import request_members, update_presence, update_voice_state

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from sandbox.gateway.session import Session
    from sandbox.gateway.sessions import Sessions
    from sandbox.model import Json

PATIENCE: Final = 1.5
"""How many of its intervals a client may let pass without a heartbeat."""
LARGEST_PAYLOAD: Final = 4096
HEARTBEAT, IDENTIFY, PRESENCE, VOICE_STATE, RESUME, REQUEST_MEMBERS = 1, 2, 3, 4, 6, 8


class Connection:
    """Speaks with one client."""

    def __init__(self, sessions: Sessions, request: web.Request) -> None:
        self.session: Session | None = None
        self._sessions = sessions
        self._request = request
        self.socket = web.WebSocketResponse(compress=False, autoping=True)
        self._compress: Callable[[bytes], bytes] | None = None
        self._sends = SendLimit()
        self._writer: asyncio.Task[None] | None = None
        self._chores: set[asyncio.Task[None]] = set()
        self._patience: asyncio.TimerHandle | None = None

    async def serve(self) -> web.StreamResponse:
        """Speak until either side has had enough."""
        await self.socket.prepare(self._request)
        query = self._request.query
        try:
            self._compress = _agreed(query)
            await self._write(
                orjson.dumps(
                    {
                        "op": 10,
                        "d": {"heartbeat_interval": self._sessions.heartbeat_interval},
                        "s": None,
                        "t": None,
                    }
                )
            )
            self._expect_heartbeat()
            await self._listen()
        except CloseGateway as end:
            await self.close(end.code, end.reason)
        except ConnectionError:
            pass  # The client has gone; its session waits for a RESUME.
        finally:
            await self._finish()
        return self.socket

    async def _finish(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
        if self.session is not None:
            self.session.leave()
        for task in (self._writer, *self._chores):
            if task is not None and task is not asyncio.current_task():
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError, ConnectionError):
                    await task

    async def _listen(self) -> None:
        async for message in self.socket:
            if message.type not in {WSMsgType.TEXT, WSMsgType.BINARY}:
                break
            raw = message.data.encode() if isinstance(message.data, str) else message.data
            if len(raw) > LARGEST_PAYLOAD:
                raise CloseGateway(4002, "Payload exceeds 4096 bytes")
            try:
                payload = orjson.loads(raw)
                opcode, data = payload["op"], payload.get("d")
            except (orjson.JSONDecodeError, KeyError, TypeError):
                raise CloseGateway(4002, "Error while decoding payload") from None
            if self._sends.exceeded() and self._sessions.rate_limits:
                raise CloseGateway(4008, "You are being rate limited")
            with decoding():
                self._handle(opcode, data)

    def _expect_heartbeat(self) -> None:
        """Close the connection unless a heartbeat comes in good time."""
        if self._patience is not None:
            self._patience.cancel()
        loop = asyncio.get_running_loop()
        wait = self._sessions.heartbeat_interval / 1000 * PATIENCE
        self._patience = loop.call_later(wait, self._lose_patience)

    def _lose_patience(self) -> None:
        self._do(self.close(4009, "Session timed out"))

    def _do(self, chore: Coroutine[None, None, None]) -> None:
        """Do something beside listening, as long as the connection lasts."""
        task = asyncio.create_task(self._while_it_lasts(chore))
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    async def _while_it_lasts(self, chore: Coroutine[None, None, None]) -> None:
        try:
            await chore
        except CloseGateway as end:
            await self.close(end.code, end.reason)
        except ConnectionError:
            pass  # The client has gone; its session waits for a RESUME.

    def _handle(self, opcode: int, data: Json) -> None:
        if opcode == HEARTBEAT:
            self._expect_heartbeat()
            self.tell({"op": 11, "d": None, "s": None, "t": None})
        elif opcode == IDENTIFY:
            if self.session is not None:
                raise CloseGateway(4005, "Already authenticated")
            self._begin(identify(self._sessions, data))
        elif opcode == RESUME:
            self._begin(resume(self._sessions, data))
        elif opcode not in {PRESENCE, VOICE_STATE, REQUEST_MEMBERS}:
            raise CloseGateway(4001, "Unknown opcode")
        elif self.session is None:
            raise CloseGateway(4003, "Not authenticated")
        elif opcode == REQUEST_MEMBERS:
            self._do(request_members(self._sessions, self.session, data))
        elif opcode == PRESENCE:
            update_presence(self._sessions.world, data)
        else:
            update_voice_state(self._sessions.world, data)

    def _begin(self, session: Session | None) -> None:
        """Take a session up, or tell the client that there is none for it."""
        if session is None:
            self.tell({"op": 9, "d": False, "s": None, "t": None})
            return
        session.hand_over(self._lose_session)
        self.session = session
        self._writer = asyncio.create_task(self._write_outbox(session))

    def tell(self, payload: Json) -> None:
        """Queue a payload, also to a client that has not identified yet."""
        if self.session is not None:
            self.session.send_json(payload)
            return
        self._do(self._write(orjson.dumps(payload)))

    async def _write_outbox(self, session: Session) -> None:
        with contextlib.suppress(ConnectionError):
            while True:
                await session.stirred.wait()
                session.stirred.clear()
                while session.outbox:
                    await self._write(session.outbox.popleft())
                session.drained.set()

    async def _write(self, frame: bytes) -> None:
        if self._compress is None:
            await self.socket.send_frame(frame, WSMsgType.TEXT)
        else:
            await self.socket.send_frame(self._compress(frame), WSMsgType.BINARY)

    def _lose_session(self) -> None:
        """Give the session up to the connection that has resumed it, and end this one."""
        self.session = None
        if self._writer is not None:
            self._writer.cancel()
        self.abort()

    def abort(self) -> None:
        """Cut the connection without closing it."""
        if self._request.transport is not None:
            self._request.transport.abort()

    async def close(self, code: int, reason: str = "") -> None:
        """Close the connection with a code."""
        await self.socket.close(code=code, message=reason.encode())


def _agreed(query: Mapping[str, str]) -> Callable[[bytes], bytes] | None:
    """Return the connection's compression, or close on a version or encoding never heard of."""
    if query.get("v", "10") not in {"9", "10"} or query.get("encoding", "json") != "json":
        raise CloseGateway(4012, "Invalid API version or encoding")
    try:
        return compressor(query.get("compress"))
    except ValueError as unknown:
        raise CloseGateway(4012, str(unknown)) from None
