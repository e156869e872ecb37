"""A running sandbox: clock, world, Gateway and REST API on one port of loopback."""

from __future__ import annotations

import ipaddress
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final, Self, TypeVar
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.cdn import add_cdn_routes
from sandbox.clock import VirtualClock
from sandbox.control import add_control_routes
from sandbox.faults import Faults
from sandbox.gateway import Hub
from sandbox.journal import Journal
from sandbox.page import add_page_routes
from sandbox.ratelimit import RateLimiter, SessionStarts
from sandbox.rest import Door
from sandbox.rest.bodies import LARGEST_REQUEST
from sandbox.state import PRIVILEGED_INTENTS, Registration
from sandbox.stream import Pulse
from sandbox.transcript import transcript
from sandbox.world import World

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import TracebackType

    from sandbox.state import Event

T = TypeVar("T")
_DISCORD: Final = ("discord.com", "discord.gg", "discordapp.com", "discordapp.net")

OBSERVERS: Final[ContextVar[tuple[Callable[[Sandbox], None], ...]]] = ContextVar(
    "OBSERVERS", default=()
)
"""Called with every sandbox that opens in this context, for instance to check all it says."""


class Sandbox:
    """A Discord of its own. Use it as `async with Sandbox() as sandbox`.

    `port` 0 takes a free one. `rate_limits` False switches off the REST buckets, the Gateway's
    send and identify limits, and the limit of member lists. `privileged_intents` are those that
    are switched on for the bot's application; `shards` is how many Discord recommends, and
    `max_concurrency` how many of them may identify at once.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        host: str = "127.0.0.1",
        clock: VirtualClock | None = None,
        rate_limits: bool = True,
        bot_name: str = "Steward",
        token: str | None = None,
        privileged_intents: int = PRIVILEGED_INTENTS,
        shards: int = 1,
        max_concurrency: int = 1,
    ) -> None:
        self.clock = clock or VirtualClock()
        self.world = World(
            self.clock,
            Registration(bot_name, token, privileged_intents),
            SessionStarts(shards=shards, max_concurrency=max_concurrency),
        )
        self.journal = Journal(self.clock)
        self.faults = Faults()
        self.gateway = Hub(self.world, rate_limits=rate_limits)
        self.limiter = RateLimiter() if rate_limits else None
        self.rest = Door(self.world, self.faults, self.journal, self.limiter)
        self._host = host
        self._port = port
        self._pulse = Pulse()
        self._runner: web.AppRunner | None = None
        self.rest.listeners.append(lambda _exchange: self._pulse.beat())
        self.world.subscribe(self._on_event)

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.world.application.token

    @property
    def url(self) -> str:
        """Where the page is, and what a `LoopbackConnector` is given."""
        return self.world.base_url

    async def __aenter__(self) -> Self:
        for observe in OBSERVERS.get():
            observe(self)
        app = web.Application(
            middlewares=[self._known_hosts, self._gateway_upgrades],
            client_max_size=LARGEST_REQUEST,
        )
        self.rest.add_to(app)
        add_cdn_routes(app, self.world)
        add_control_routes(app, self)
        add_page_routes(app)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        port = self._runner.addresses[0][1]
        host = f"[{self._host}]" if ":" in self._host else self._host
        self.world.base_url = f"http://{host}:{port}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clock.stop()
        await self.gateway.close(1001, "The sandbox is closing")
        if self._runner is not None:
            await self._runner.cleanup()

    @web.middleware
    async def _known_hosts(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        """Refuse browsers that came by a foreign name: a website may let its name lead here.

        Discord's own names are what clients ask for through a `LoopbackConnector`.
        """
        name = urlsplit(f"//{request.host}").hostname or ""
        if is_loopback(self._host) and not (is_loopback(name) or _is_discords(name)):
            text = f"{request.host} is not a name of this sandbox; use {self.url}\n"
            return web.Response(status=421, text=text)
        return await handler(request)

    @web.middleware
    async def _gateway_upgrades(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        """Lead every websocket to the Gateway: clients connect to the root of its host."""
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await self.gateway.connect(request)
        return await handler(request)

    def _on_event(self, event: Event) -> None:
        self.journal.note("event", {"t": event.name, "d": event.data})
        self._pulse.beat()

    def is_quiet(self) -> bool:
        """Say whether no request is being served and every event has been handed over."""
        return self.rest.in_flight == 0 and self.gateway.quiet

    async def until(self, predicate: Callable[[], T | None], seconds: float = 5.0) -> T:
        """Return the first truthy value of the predicate, looking again whenever something happens.

        Raises AssertionError with a transcript of the town after so many real seconds.
        """
        explain = f"not within {seconds} s:\n"
        return await self._pulse.until(predicate, seconds, lambda: explain + self.transcript())

    def transcript(self) -> str:
        """Return the town as text: what was said where, and the bot's last requests."""
        return transcript(self.world, self.journal)


def is_loopback(host: str) -> bool:
    """Say whether an address or name means this machine alone."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _is_discords(host: str) -> bool:
    return any(host == name or host.endswith(f".{name}") for name in _DISCORD)
