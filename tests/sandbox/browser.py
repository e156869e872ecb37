"""A real browser on the sandbox's page; what leaves the origin or goes wrong in it is kept."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, async_playwright, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# Outcomes are awaited; this is how long a busy machine may take for one.
expect.set_options(timeout=15_000)
needs_browser = pytest.mark.skipif(
    CHROMIUM is None, reason="no browser: install one with `apt-get install chromium`"
)


@dataclass
class Looking:
    """The page as somebody sees it."""

    page: Page
    requests: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    async def be(self, url: str, person) -> None:
        await self.page.goto(f"{url}/?as={person.id}")
        await self.page.wait_for_selector("html[data-ready]")

    async def open(self, name: str) -> None:
        await self.page.locator("#places .entry", has_text=name).first.click()
        await self.page.get_by_role("heading", name=name).wait_for()

    def message(self, text: str):
        """The latest message that says this itself, not only in the line it answers to."""
        content = self.page.locator(".content", has_text=text)
        return self.page.locator(".message", has=content).last

    async def write(self, text: str) -> None:
        field = self.page.get_by_label("Message", exact=True)
        await field.fill(text)
        await field.press("Enter")

    async def overflows(self) -> bool:
        """Whether the page scrolls sideways."""
        return await self.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )


@asynccontextmanager
async def browsing(
    url: str, *, width: int = 1440, height: int = 900, scheme: str = "light"
) -> AsyncIterator[Looking]:
    """Open a browser in Madrid; afterwards nothing may have left the origin or failed."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        context = await browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            timezone_id="Europe/Madrid",
            locale="en-US",
        )
        context.set_default_timeout(15_000)
        page = await context.new_page()
        looking = Looking(page)
        page.on("request", lambda request: looking.requests.append(request.url))
        page.on("pageerror", lambda error: looking.problems.append(str(error)))
        page.on("dialog", lambda dialog: looking.problems.append(f"alert: {dialog.message}"))
        yield looking
        await browser.close()
    assert [one for one in looking.requests if not one.startswith((f"{url}/", "blob:"))] == []
    assert looking.problems == []


class Wire:
    """A connection between browser and sandbox that can be cut and mended."""

    def __init__(self, url: str) -> None:
        self._target = urlsplit(url)
        self._open: set[asyncio.StreamWriter] = set()
        self._whole = True

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_error: object) -> None:
        self.cut()
        self._server.close()

    def cut(self) -> None:
        """Break all connections, and every new one."""
        self._whole = False
        for writer in self._open:
            writer.transport.abort()

    def mend(self) -> None:
        """Let new connections through again."""
        self._whole = True

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._whole:
            writer.transport.abort()
            return
        far_reader, far_writer = await asyncio.open_connection(
            self._target.hostname, self._target.port
        )
        self._open |= {writer, far_writer}
        await asyncio.gather(_copy(reader, far_writer), _copy(far_reader, writer))


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except ConnectionError:
        pass
    finally:
        writer.close()
