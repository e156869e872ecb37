"""What all control requests share: the sandbox they are for, their fields, and their answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Protocol
from urllib.parse import urlsplit

import orjson
from aiohttp import web

from sandbox.control.fields import Fields, channel_of, guild_of
from sandbox.control.refusal import Refusal, discord_sentence
from sandbox.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.control.unread import ReadMarks
    from sandbox.faults import Faults
    from sandbox.gateway import Hub
    from sandbox.journal import Journal
    from sandbox.model import Channel, Guild
    from sandbox.world import World


class Running(Protocol):
    """The running sandbox, as far as it is controlled."""

    world: World
    gateway: Hub
    faults: Faults
    journal: Journal

    def is_quiet(self) -> bool:
        """Say whether no request is being served and every event has been handed over."""


SANDBOX: Final[web.AppKey[Running]] = web.AppKey("sandbox")
ASKED: Final[web.RequestKey[dict[str, object]]] = web.RequestKey("asked")
_BYTES: Final = "content_base64"
READ_MARKS: Final[web.AppKey[ReadMarks]] = web.AppKey("read_marks")


def sandbox_of(request: web.Request) -> Running:
    """Return the sandbox that a request is for."""
    return request.app[SANDBOX]


def world_of(request: web.Request) -> World:
    """Return the world that a request is for."""
    return request.app[SANDBOX].world


async def fields_of(request: web.Request) -> Fields:
    """Return the fields of the query string and of the JSON body, the body first."""
    values: dict[str, object] = dict(request.query)
    if request.can_read_body:
        if request.content_type != "application/json":
            raise Refusal(
                f"send JSON with Content-Type application/json, not {request.content_type}"
            )
        try:
            body = await request.json(loads=orjson.loads)
        except json.JSONDecodeError as problem:
            raise Refusal(f"the body is not JSON: {problem}") from None
        if not isinstance(body, dict):
            raise Refusal("the body must be a JSON object")
        values |= body
    request[ASKED] = values
    return Fields(world_of(request), values)


async def in_guild(request: web.Request) -> tuple[World, Guild, Fields]:
    """Return what a request about a guild is about: its world, the guild, the fields."""
    world = world_of(request)
    return world, guild_of(world, request.match_info["gid"]), await fields_of(request)


async def in_channel(request: web.Request) -> tuple[World, Channel, Fields]:
    """Return what a request about a channel is about: its world, the channel, the fields."""
    world = world_of(request)
    return world, channel_of(world, request.match_info["cid"]), await fields_of(request)


def answer(data: object, *, status: int = 200) -> web.Response:
    """Return data as JSON."""
    return web.Response(body=orjson.dumps(data), status=status, content_type="application/json")


def done() -> web.Response:
    """Return the answer to an act that has nothing to show."""
    return answer({})


@web.middleware
async def in_sentences(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Answer every refusal with a sentence, and pages of other origins not at all."""
    try:
        _refuse_strangers(request)
        response = await handler(request)
    except ApiError as problem:
        body = {"error": discord_sentence(problem), "code": problem.code}
        return answer(body, status=problem.status)
    except Refusal as problem:
        return answer({"error": str(problem)}, status=problem.status)
    except web.HTTPException as problem:
        if problem.status < 400:
            raise
        sentence = f"{request.method} {request.path} is not part of the control API"
        return answer({"error": sentence}, status=problem.status)
    if request.method != "GET":
        _note(request)
    return response


def _note(request: web.Request) -> None:
    """Write an act into the journal, without the bytes of files."""
    sandbox = sandbox_of(request)
    values = {key: _without_bytes(value) for key, value in request.get(ASKED, {}).items()}
    who = str(values.pop("as", None) or request.match_info.get("uid", ""))
    user = sandbox.world.users_by_id.get(int(who)) if who.isdigit() else None
    act = f"{request.method} {request.path.removeprefix('/_sandbox')}"
    facts = {"act": act, "person": user.name if user else None, "said": values}
    sandbox.journal.note("act", facts)


def _without_bytes(value: object) -> object:
    if isinstance(value, dict):
        return {key: _without_bytes(item) for key, item in value.items() if key != _BYTES}
    return [_without_bytes(item) for item in value] if isinstance(value, list) else value


def _refuse_strangers(request: web.Request) -> None:
    """Keep other websites in the same browser from acting here in a person's name."""
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        raise Refusal("pages of another origin may not use the control API", status=403)
