"""discord.py clients that live in the sandbox."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import discord

from sandbox import LoopbackConnector

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sandbox import Sandbox


class Steward(discord.Client):
    """A client that says when it is ready and resumed, and identifies without waiting."""

    def __init__(self, url: str, intents: discord.Intents | None = None) -> None:
        super().__init__(
            intents=intents or discord.Intents.all(),
            connector=LoopbackConnector(url),
            guild_ready_timeout=0.05,
        )
        self.tree = discord.app_commands.CommandTree(self)
        self.came_ready = asyncio.Event()
        self.resumed = asyncio.Event()
        self.heard: asyncio.Queue[str] = asyncio.Queue()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Identify at once."""

    async def on_ready(self) -> None:
        self.came_ready.set()

    async def on_resumed(self) -> None:
        self.resumed.set()

    async def on_message(self, message: discord.Message) -> None:
        self.heard.put_nowait(message.content)


@contextlib.asynccontextmanager
async def connected(client: Steward, sandbox: Sandbox) -> AsyncIterator[Steward]:
    """Run a client from ready to the end of the block; what ends it early is raised."""
    running = asyncio.create_task(client.start(sandbox.token))
    ready = asyncio.create_task(client.came_ready.wait())
    try:
        async with asyncio.timeout(10):
            await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
        yield client
    finally:
        ready.cancel()
        await client.close()
        await asyncio.gather(running, return_exceptions=True)
