"""The bot running in a town: both started, wired and stopped together."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.app import Steward
from bot.features import FeaturePackage
from bot.settings import Deployment
from sandbox import LoopbackConnector, Sandbox, VirtualClock
from sandbox.town import Town

SETTINGS = Path(__file__).with_name("riverside.yml")
BREATH = 0.001
"""Seconds of real time between two looks."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A running town with the bot in it."""

    sandbox: Sandbox
    town: Town
    steward: Steward

    async def settled(self) -> None:
        """Wait until the bot has dealt with everything that the town has told it."""
        # Rest has no event of its own: it is the absence of work in two programs. Looking without
        # a pause would keep the database's thread from its part of that work.
        while not is_at_rest(self.sandbox, self.steward):
            await self.steward.client.settled()
            await self.steward.core.scheduler.settled()
            await asyncio.sleep(BREATH)


def is_at_rest(sandbox: Sandbox, steward: Steward) -> bool:
    """Tell whether all that the town said has arrived, and nothing is being done about it."""
    heard = all(
        session.seq == getattr(steward.client.ws, "sequence", None)
        for session in sandbox.gateway.sessions.values()
        if session.connected
    )
    return heard and sandbox.is_quiet() and not steward.busy


@asynccontextmanager
async def stage(
    clock: VirtualClock,
    *,
    before: Callable[[Town], Awaitable[None]],
    port: int = 0,
    rate_limits: bool = False,
) -> AsyncIterator[Stage]:
    """Start a town, then the bot in it; the bot's data go with it when it ends.

    `before` furnishes the town before the bot comes. `port` 0 takes a free one. While the clock
    moves, the bot gets the time it needs.
    """
    with tempfile.TemporaryDirectory(prefix="steward-demo-") as folder:
        async with Sandbox(port=port, clock=clock, rate_limits=rate_limits) as sandbox:
            town = Town(sandbox)
            await before(town)
            async with steward_in(town, Path(folder)) as running:
                yield running


@asynccontextmanager
async def steward_in(
    town: Town,
    folder: Path,
    *,
    settings: Path = SETTINGS,
    packages: Sequence[FeaturePackage] | None = None,
) -> AsyncIterator[Stage]:
    """Start the bot in a town that is there, with its data in a folder.

    `packages` are the features that run; by default all that are installed.
    """
    sandbox, clock = town.sandbox, town.sandbox.clock
    steward = Steward(
        _deployment(sandbox.token, folder, settings),
        clock=clock,
        alarms=clock,
        packages=packages,
        connector=LoopbackConnector(sandbox.url),
        guild_ready_timeout=0.05,
    )
    await steward.start()
    running = Stage(sandbox, town, steward)
    try:
        await steward.ready.wait()
        clock.add_settle(running.settled)
        yield running
    finally:
        await steward.stop()


def _deployment(token: str, folder: Path, settings: Path) -> Deployment:
    return Deployment(
        _env_file=None,
        dry_run=False,
        discord_token=SecretStr(token),
        database_url=f"sqlite:///{folder}/steward.sqlite3",
        backup_dir=folder / "backups",
        guidelines=settings,
        host="127.0.0.1",
        port=0,
    )
