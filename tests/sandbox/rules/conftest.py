"""A small place, a raw REST client and raw Gateway connections for the tests of the rules."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import aiohttp
import pytest

from sandbox import Sandbox, VirtualClock
from tests.sandbox.rules.place import Place, RawGateway, Rest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

START = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
async def sandbox(request: pytest.FixtureRequest) -> AsyncIterator[Sandbox]:
    options = getattr(request, "param", {})
    clock = VirtualClock(START, frozen=True)
    async with Sandbox(clock=clock, **({"rate_limits": False} | options)) as running:
        yield running


@pytest.fixture
def place(sandbox: Sandbox) -> Place:
    return Place(sandbox)


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def rest(sandbox: Sandbox, http: aiohttp.ClientSession) -> Rest:
    return Rest(sandbox, http)


@pytest.fixture
async def connect(
    sandbox: Sandbox, http: aiohttp.ClientSession
) -> AsyncIterator[Callable[[], Awaitable[RawGateway]]]:
    async with contextlib.AsyncExitStack() as stack:

        async def dial() -> RawGateway:
            context = http.ws_connect(f"{sandbox.url}/?v=10&encoding=json")
            return RawGateway(sandbox, await stack.enter_async_context(context))

        yield dial
