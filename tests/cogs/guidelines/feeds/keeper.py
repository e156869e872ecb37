"""Somebody who keeps a list of domains: a real server on this machine."""

import asyncio
from types import TracebackType
from typing import Self

from aiohttp import web

LIST = "# bad ones\nscam.example\n0.0.0.0 casino.example\n||phish.example^\n"


class Keeper:
    """Serves `text` under /list, with an ETag; `answer` may say something else instead."""

    def __init__(self) -> None:
        self.text = LIST
        self.is_gone = False
        self.asked: list[str] = []
        self.patience = asyncio.Event()
        self.address = ""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        app = web.Application()
        for name in ("list", "moved", "round", "inside", "slow", "bytes"):
            app.router.add_get(f"/{name}", getattr(self, f"_{name}"))
        self._runner = web.AppRunner(app, shutdown_timeout=0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.address = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.patience.set()
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def list(self) -> str:
        return f"{self.address}/list"

    async def _list(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.headers.get("If-None-Match", ""))
        if self.is_gone:
            raise web.HTTPInternalServerError
        mark = f'"{len(self.text)}"'
        if request.headers.get("If-None-Match") == mark:
            raise web.HTTPNotModified
        return web.Response(text=self.text, headers={"ETag": mark})

    async def _moved(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/list")

    async def _round(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/round")

    async def _inside(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound(request.query["to"])

    async def _slow(self, request: web.Request) -> web.StreamResponse:
        await self.patience.wait()
        return web.Response(text=self.text)

    async def _bytes(self, request: web.Request) -> web.StreamResponse:
        return web.Response(body=b"\xff\xfe\xfd")
