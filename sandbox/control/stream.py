"""What one person notices, as it happens: server-sent events."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import orjson
from aiohttp import web

from sandbox.control.asking import fields_of, world_of
from sandbox.control.clock import clock_json
from sandbox.wire.messages import message_json

if TYPE_CHECKING:
    from sandbox.model import Json, User
    from sandbox.state import Event
    from sandbox.world import World

MOST_WAITING: Final = 1000
KEEPALIVE_SECONDS: Final = 15
_NAMES: Final = {"TYPING_START": "TYPING"}


class Audience:
    """The open streams of a sandbox; they end before the server stops."""

    def __init__(self) -> None:
        self._open: set[Listener] = set()

    def add(self, listener: Listener) -> None:
        """Remember an open stream."""
        self._open.add(listener)

    def remove(self, listener: Listener) -> None:
        """Forget a stream that ended."""
        self._open.discard(listener)

    async def close(self, _app: web.Application) -> None:
        """End all streams."""
        for listener in tuple(self._open):
            listener.end()


class Listener:
    """One person's queue. It ends when its reader falls too far behind: a page then reloads."""

    def __init__(self, world: World, person: User) -> None:
        self._world = world
        self._person = person
        self._queue: asyncio.Queue[bytes | None] = asyncio.Queue(MOST_WAITING)
        self._ended = False

    def hear(self, event: Event) -> None:
        """Queue an event if the person may notice it."""
        world = self._world
        if not (world.sees(self._person.id, event) or self._leaves(event)):
            return
        message = event.message
        name, data = _NAMES.get(event.name, event.name), event.data
        if message is not None and event.name.startswith("MESSAGE_"):
            data = message_json(world, message, self._person.id)
            if message.only_for is not None and event.name == "MESSAGE_CREATE":
                name = "EPHEMERAL"
        if event.name == "INTERACTION_ANSWERED":
            name = "MODAL" if data["modal"] else event.name
        self._put(name, data)

    def _leaves(self, event: Event) -> bool:
        """Tell whether the person has just left, or was put out: the last they see of a guild."""
        who = event.data.get("user") or {}
        return event.name == "GUILD_MEMBER_REMOVE" and who.get("id") == str(self._person.id)

    async def tick(self) -> None:
        """Queue the time after the clock was moved."""
        self._put("CLOCK", clock_json(self._world.clock))

    def _put(self, name: str, data: Json) -> None:
        if self._queue.full():
            self.end()
        if not self._ended:
            line = orjson.dumps({"t": name, "d": data}, default=str)
            self._queue.put_nowait(b"data: " + line + b"\n\n")

    def end(self) -> None:
        """Let the reader finish."""
        self._ended = True
        while self._queue.full():
            self._queue.get_nowait()
        self._queue.put_nowait(None)

    async def next(self) -> bytes | None:
        """Return the next line, a comment when it has been quiet for long, or None at the end."""
        try:
            async with asyncio.timeout(KEEPALIVE_SECONDS):
                return await self._queue.get()
        except TimeoutError:
            return b": still here\n\n"


AUDIENCE: Final[web.AppKey[Audience]] = web.AppKey("audience")


async def stream(request: web.Request) -> web.StreamResponse:
    """Send what a person notices until either side goes."""
    world = world_of(request)
    fields = await fields_of(request)
    listener = Listener(world, fields.person())
    fields.finish()
    response = web.StreamResponse(
        headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
    )
    audience = request.app[AUDIENCE]
    audience.add(listener)
    unsubscribe = world.subscribe(listener.hear)
    world.clock.add_settle(listener.tick)
    try:
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        while (line := await listener.next()) is not None:
            await response.write(line)
    except ConnectionResetError:
        pass
    finally:
        audience.remove(listener)
        unsubscribe()
        world.clock.remove_settle(listener.tick)
    return response


ROUTES: Final = (web.get("/stream", stream),)
