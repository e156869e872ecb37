"""The door that every REST request comes through: token, limits, faults, errors, journal."""

from __future__ import annotations

import asyncio
import hmac
import logging
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Final

import orjson
from aiohttp import web

from sandbox.errors import ApiError, not_found, unauthorized
from sandbox.rest.bodies import read_body, read_reason
from sandbox.rest.call import Answer, Call, Reply, Route
from sandbox.rest.routes import all_routes

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from sandbox.faults import Fault, Faults
    from sandbox.journal import Journal
    from sandbox.model import Json
    from sandbox.ratelimit import RateLimiter, Verdict
    from sandbox.world import World

_log: Final = logging.getLogger(__name__)
PREFIXES: Final = ("/api/v10", "/api/v9", "/api")
_DOOR: Final[web.AppKey[Door]] = web.AppKey("door")
_VIA: Final = {"Via": "1.1 google"}
_CLOUDFLARE: Final = (
    "<html><title>Access denied | Error 1015: You are being rate limited</title></html>"
)


@dataclass(slots=True, frozen=True)
class Exchange:
    """A request and its answer; status 0 if the connection was cut instead."""

    method: str
    route: str
    status: int
    request: Json | list[Json] | None
    answer: Json | list[Json] | None
    query: Mapping[str, str] = field(default_factory=dict)
    by_fault: bool = False
    """Whether a fault on request answered instead of the sandbox."""
    surprise: Exception | None = None
    """What the request raised that no rule expects, and that was answered with 50035."""


@dataclass(slots=True)
class _Turn:
    """A request while it is served, and what becomes of it."""

    route: Route
    request: web.Request
    headers: dict[str, str] = field(default_factory=lambda: dict(_VIA))
    content: Json | list[Json] | None = None
    status: int = 0
    answer: Json | list[Json] | None = None
    by_fault: bool = False
    surprise: Exception | None = None

    def exchange(self) -> Exchange:
        """Return what listeners are told."""
        return Exchange(
            self.request.method,
            self.route.path,
            self.status,
            self.content,
            self.answer,
            self.request.query,
            self.by_fault,
            self.surprise,
        )


class _Limited(Exception):
    """A request that is within its bucket and beyond a limit inside it."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__()
        self.verdict = verdict


class Door:
    """Serves the REST API; `limiter` None switches the rate limits off."""

    def __init__(
        self, world: World, faults: Faults, journal: Journal, limiter: RateLimiter | None
    ) -> None:
        self._world = world
        self._faults = faults
        self._journal = journal
        self._limiter = limiter
        self.in_flight = 0
        self.listeners: list[Callable[[Exchange], None]] = []
        """Called with every request that was answered."""

    def add_to(self, app: web.Application) -> None:
        """Register all routes under every prefix, and 404 for the rest of each."""
        app[_DOOR] = self
        for resource in _resources():
            app.router.register_resource(resource)

    async def handle(self, route: Route, request: web.Request) -> web.StreamResponse:
        """Answer a request by its route."""
        self.in_flight += 1
        try:
            return await self._through_faults(route, request)
        finally:
            self.in_flight -= 1

    async def _through_faults(self, route: Route, request: web.Request) -> web.StreamResponse:
        path = _after_prefix(request.path)
        fault = self._faults.striking(request.method, path)
        if fault is None:
            return await self._serve(route, request)
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.drop == "before":
            self._note(request, _Turn(route, request, by_fault=True).exchange())
            return _cut(request)
        if fault.status is not None:
            turn = _Turn(route, request, status=fault.status, answer=fault.body(), by_fault=True)
            self._note(request, turn.exchange())
            return _faulty(fault)
        response = await self._serve(route, request)
        return _cut(request) if fault.drop == "after" else response

    async def _serve(self, route: Route, request: web.Request) -> web.StreamResponse:
        """Answer a request by its route, errors in Discord's shape."""
        if self._limiter is not None and self._limiter.banned:
            return web.Response(status=429, text=_CLOUDFLARE, content_type="text/html")
        turn = _Turn(route, request)
        try:
            await self._take(turn)
        except _Limited as refusal:
            turn.status, turn.answer = 429, _limited(refusal.verdict)
            self._note_invalid(429, shared=refusal.verdict.shared)
        except ApiError as refusal:
            turn.status, turn.answer = refusal.status, refusal.body()
            self._note_invalid(refusal.status)
        except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as unexpected:
            # A field of a type that no rule expects; Discord names the field, we the place.
            _log.warning("%s %s has a malformed body", request.method, route.path, exc_info=True)
            turn.status, turn.answer = 400, ApiError(400, 50035, "Invalid Form Body").body()
            turn.surprise = unexpected
        self._note(request, turn.exchange())
        return _response(turn.status, turn.answer, turn.headers)

    async def _take(self, turn: _Turn) -> None:
        """Carry a request out, past limits and token."""
        route, request, major = turn.route, turn.request, turn.route.major(turn.request.match_info)
        if self._limiter is not None and route.limited:
            self._enforce(turn, self._limiter.check(request.method, route.path, major))
        self._check_token(route, request)
        turn.content, files = await read_body(request)
        if self._limiter is not None:
            sub = self._limiter.sub_check(request.method, route.path, major, turn.content)
            self._enforce(turn, sub)
        params, query = request.match_info, request.query
        reason = read_reason(request)
        call = Call(self._world, params, query, turn.content, files, reason)
        turn.status, turn.answer = _status(route.serve(call))

    def _enforce(self, turn: _Turn, verdict: Verdict | None) -> None:
        if verdict is not None:
            turn.headers |= verdict.headers
            if not verdict.allowed:
                raise _Limited(verdict)

    def _note_invalid(self, status: int, *, shared: bool = False) -> None:
        """Count what Cloudflare counts towards a ban."""
        if self._limiter is not None and status in {401, 403, 429} and not shared:
            self._limiter.note_invalid()

    def _check_token(self, route: Route, request: web.Request) -> None:
        if not route.needs_token:
            return
        given = request.headers.get("Authorization", "").encode()
        expected = f"Bot {self._world.application.token}".encode()
        if not hmac.compare_digest(given, expected):
            raise unauthorized()

    def _note(self, request: web.Request, exchange: Exchange) -> None:
        path = _after_prefix(request.path)
        if token := request.match_info.get("token"):
            path = path.replace(token, "(secret)")
        facts: Json = {
            "method": exchange.method,
            "route": exchange.route,
            "path": path,
            "query": dict(exchange.query),
            "status": exchange.status,
            "body": exchange.request,
        }
        if exchange.status >= 400:
            facts["answer"] = exchange.answer
        if reason := request.headers.get("X-Audit-Log-Reason"):
            facts["reason"] = reason
        self._journal.note("request", facts)
        for listener in self.listeners:
            listener(exchange)


@cache  # they are the same for every sandbox, and several hundred
def _resources() -> tuple[web.AbstractResource, ...]:
    """Make what leads from a method and path to its route."""
    router = web.UrlDispatcher()
    unknown = Route("*", "/{path}", _unknown, needs_token=False, limited=False)
    for prefix in PREFIXES:
        for route in all_routes():
            router.add_route(route.method, prefix + route.path, _handler(route))
    for prefix in PREFIXES:
        router.add_route("*", prefix + "/{path:.*}", _handler(unknown))
    return tuple(router.resources())


def _handler(route: Route) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        return await request.app[_DOOR].handle(route, request)

    return handle


def _unknown(_call: Call) -> Answer:
    raise not_found()


def _after_prefix(path: str) -> str:
    for prefix in PREFIXES:
        if path.startswith(prefix + "/"):
            return path.removeprefix(prefix)
    return path


def _status(answer: Answer) -> tuple[int, Json | list[Json] | None]:
    if isinstance(answer, Reply):
        return answer.status, answer.body
    return (204, None) if answer is None else (200, answer)


def _limited(verdict: Verdict) -> Json:
    return {
        "message": "You are being rate limited.",
        "retry_after": round(verdict.retry_after, 3),
        "global": verdict.everywhere,
    }


def _response(status: int, body: Json | list[Json] | None, headers: dict[str, str]) -> web.Response:
    if body is None:
        return web.Response(status=status, headers=headers)
    # Clients take an answer for JSON only if the type is exactly this, without a charset.
    return web.Response(
        body=orjson.dumps(body), status=status, headers=headers, content_type="application/json"
    )


def _faulty(fault: Fault) -> web.Response:
    headers = dict(_VIA) if fault.via else {}
    if fault.status == 429:
        headers |= {"Retry-After": str(fault.retry_after or 1.0)}
        headers |= {"X-RateLimit-Scope": "global" if fault.global_ else "user"}
    if fault.global_:
        headers["X-RateLimit-Global"] = "true"
    return _response(fault.status or 500, fault.body(), headers)


def _cut(request: web.Request) -> web.StreamResponse:
    """Cut the connection; the response that is returned reaches nobody."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()
