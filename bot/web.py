"""The bot's own small web server: is it alive, is it ready, and its numbers."""

import asyncio
import errno
import ipaddress
from collections.abc import Awaitable, Callable, Iterable, Mapping

import orjson
import structlog
from aiohttp import web

from bot.metrics import Metrics

log = structlog.get_logger(__name__)

Check = Callable[[], Awaitable[str | None]]
"""Answers with None when all is well, else with the reason in a few words."""

Page = Callable[[web.Request], Awaitable[web.StreamResponse]]
"""Answers what is asked for below a room; the rest of the path is `request.match_info["path"]`."""

CHECK_SECONDS = 3.0


class WebProblem(Exception):
    """The web server cannot start, with the reason and the way out."""


class Web:
    """Serves /healthz, /readyz and /metrics on one address.

    `vital` checks say whether the process should be restarted (the database answers), `checks`
    whether it does its work (the gateway is connected). Port 0 takes any free port.
    """

    def __init__(
        self, host: str, port: int, metrics: Metrics, *, check_seconds: float = CHECK_SECONDS
    ) -> None:
        self.vital: dict[str, Check] = {}
        self.checks: dict[str, Check] = {}
        self._host, self._port, self._metrics = host, port, metrics
        self._check_seconds = check_seconds
        self._app = web.Application()
        self._app.add_routes(
            [
                web.get("/healthz", self._healthz),
                web.get("/readyz", self._readyz),
                web.get("/metrics", self._metrics_page),
                web.get("/{room}/{path:.+}", self._page),
            ]
        )
        self._runner: web.AppRunner | None = None
        self._pages: dict[str, Page] = {}

    def offer(self, room: str, page: Page) -> None:
        """Let `page` answer GET requests below `/<room>/`; possible at any time."""
        self._pages[room] = page

    def withdraw(self, room: str) -> None:
        """Take the offer back; harmless when there was none."""
        self._pages.pop(room, None)

    def add_routes(self, routes: Iterable[web.AbstractRouteDef]) -> None:
        """Serve further pages. Raises RuntimeError once the server has started."""
        self._app.add_routes(routes)

    @property
    def url(self) -> str:
        """Where the server listens, once it does."""
        assert self._runner is not None, "the server has not started"
        host, port = self._runner.addresses[0][:2]
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    async def start(self) -> None:
        """Listen. Raises WebProblem when the address cannot be had."""
        runner = web.AppRunner(self._app, access_log=None, handle_signals=False)
        await runner.setup()
        try:
            await web.TCPSite(runner, self._host, self._port).start()
        except OSError as error:
            await runner.cleanup()
            raise WebProblem(self._reason(error)) from error
        self._runner = runner
        log.info("web server listens", url=self.url)
        if not _is_loopback(self._host):
            log.warning(
                "health and metrics can be read from other machines: keep the port behind a "
                "firewall or set HOST=127.0.0.1",
                host=self._host,
            )

    async def stop(self) -> None:
        """Stop listening; harmless when the server never started."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _healthz(self, _: web.Request) -> web.Response:
        return _answer(await self._reasons(self.vital))

    async def _readyz(self, _: web.Request) -> web.Response:
        return _answer(await self._reasons({**self.vital, **self.checks}))

    async def _page(self, request: web.Request) -> web.StreamResponse:
        page = self._pages.get(request.match_info["room"])
        if page is None:
            raise web.HTTPNotFound
        return await page(request)

    async def _metrics_page(self, request: web.Request) -> web.Response:
        body, content_type = self._metrics.page(request.headers.get("Accept", ""))
        return web.Response(body=body, headers={"Content-Type": content_type})

    async def _reasons(self, checks: Mapping[str, Check]) -> dict[str, str]:
        answers = await asyncio.gather(*(self._ask(name, one) for name, one in checks.items()))
        return {
            name: reason for name, reason in zip(checks, answers, strict=True) if reason is not None
        }

    async def _ask(self, name: str, check: Check) -> str | None:
        try:
            return await asyncio.wait_for(check(), self._check_seconds)
        except TimeoutError:
            return f"no answer within {self._check_seconds:g} seconds"
        except Exception:  # the page must answer whatever is broken
            # The details may hold addresses and passwords: they belong into the log alone.
            log.exception("health check failed", check=name)
            return "the check itself failed, see the log"

    def _reason(self, error: OSError) -> str:
        place = f"port {self._port} on {self._host}"
        match error.errno:
            case errno.EADDRINUSE:
                return (
                    f"The web server cannot start: {place} is already in use. Stop the other "
                    "program (perhaps a second Steward) or set PORT to a free port."
                )
            case errno.EACCES | errno.EPERM:
                return (
                    f"The web server cannot start: {place} needs special rights. Set PORT to a "
                    "number above 1023, such as 8421."
                )
            case errno.EADDRNOTAVAIL:
                return (
                    f"The web server cannot start: {self._host} is not an address of this "
                    "machine. Set HOST to 127.0.0.1, or to 0.0.0.0 inside a container."
                )
        return (
            f"The web server cannot start on {place}: {error.strerror or error}. "
            "Check HOST and PORT."
        )


def _answer(reasons: Mapping[str, str]) -> web.Response:
    body = {"status": "failing", "reasons": reasons} if reasons else {"status": "ok"}
    return web.Response(
        body=orjson.dumps(body),
        status=503 if reasons else 200,
        content_type="application/json",
        headers={"Cache-Control": "no-store"},
    )


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
