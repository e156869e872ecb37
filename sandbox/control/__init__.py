"""The control API under `/_sandbox`: the world's operations over HTTP, in people's names."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from sandbox.control import (
    clock,
    events,
    faults,
    guilds,
    interactions,
    members,
    messages,
    observing,
    people,
    stream,
    view,
)
from sandbox.control.asking import READ_MARKS, SANDBOX, Running, in_sentences
from sandbox.control.unread import ReadMarks

_ROOMS: Final = (
    view,
    people,
    guilds,
    members,
    messages,
    events,
    interactions,
    clock,
    faults,
    observing,
    stream,
)


def add_control_routes(app: web.Application, sandbox: Running) -> None:
    """Put the control API into an application, as an application of its own."""
    control = web.Application(middlewares=[in_sentences], client_max_size=64 * 1024 * 1024)
    control[SANDBOX] = sandbox
    control[READ_MARKS] = ReadMarks()
    control[stream.AUDIENCE] = audience = stream.Audience()
    control.on_shutdown.append(audience.close)
    for room in _ROOMS:
        control.add_routes(room.ROUTES)
    app.add_subapp("/_sandbox", control)
