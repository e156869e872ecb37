"""The bot running in a town: both started, wired and stopped together."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from bot.app import Steward
from bot.settings import Deployment
from sandbox import LoopbackConnector, Sandbox, VirtualClock
from sandbox.town import Town

SETTINGS = Path(__file__).with_name("riverside.yml")


@dataclass(frozen=True, slots=True)
class Stage:
    """A running town with the bot in it."""

    sandbox: Sandbox
    town: Town
    steward: Steward

    async def settled(self) -> None:
        """Wait until the bot has dealt with everything that the town has told it."""
        while True:
            await self.sandbox.delivered_to(self.steward.client.ws.sequence)
            await self.steward.settled()
            if self.sandbox.is_quiet():
                return


@asynccontextmanager
async def stage(clock: VirtualClock, *, port: int, rate_limits: bool) -> AsyncIterator[Stage]:
    """Start a town, then the bot in it; the bot's data go with it when it ends.

    `port` 0 takes a free one. While the clock moves, the bot gets the time it needs.
    """
    with tempfile.TemporaryDirectory(prefix="steward-demo-") as folder:
        async with Sandbox(port=port, clock=clock, rate_limits=rate_limits) as sandbox:
            town = Town(sandbox)
            steward = Steward(
                _deployment(sandbox.token, Path(folder)),
                clock=clock,
                alarms=clock,
                connector=LoopbackConnector(sandbox.url),
                guild_ready_timeout=0.05,
            )
            await steward.start()
            try:
                await steward.ready.wait()
                running = Stage(sandbox, town, steward)
                clock.add_settle(running.settled)
                yield running
            finally:
                await steward.stop()


def _deployment(token: str, folder: Path) -> Deployment:
    return Deployment(
        discord_token=SecretStr(token),
        database_url=f"sqlite:///{folder}/steward.sqlite3",
        backup_dir=folder / "backups",
        guidelines=SETTINGS,
        host="127.0.0.1",
        port=0,
    )
