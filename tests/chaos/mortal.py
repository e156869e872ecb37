"""A bot in a process of its own that is killed as the kernel kills: with no word to it before."""

import asyncio
import sqlite3
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path

from pydantic import SecretStr

from bot.app import Steward
from bot.features import discover
from bot.settings import Deployment
from sandbox import LoopbackConnector, Sandbox, VirtualClock

ROOT = Path(__file__).parents[2]


class Mortal:
    """One process at a time with these features; the folder with its database outlives them.

    With `town_time` each begins with the time of the town, which passes for it as it does here.
    """

    def __init__(
        self,
        sandbox: Sandbox,
        folder: Path,
        features: Iterable[str],
        *,
        town_time: bool = False,
    ) -> None:
        self._sandbox, self._folder, self._features = sandbox, folder, sorted(features)
        self._town_time = town_time
        self._process: asyncio.subprocess.Process | None = None

    async def begin(self) -> None:
        """Start a process and wait until it hears the town."""
        seen = set(self._sandbox.gateway.sessions)
        # Discord allows one IDENTIFY in five seconds; a process takes longer than that to return.
        self._sandbox.world.session_starts.begin_anew()
        time = self._sandbox.clock.now().isoformat() if self._town_time else ""
        here = (self._sandbox.url, self._sandbox.token, str(self._folder), time)
        process = self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            *("-m", "tests.chaos.mortal", *here, *self._features),
            cwd=ROOT,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        async with asyncio.timeout(60):
            while not set(self._sandbox.gateway.sessions) - seen:
                assert process.returncode is None, "the bot stopped by itself"
                await asyncio.sleep(0.01)

    async def kill(self) -> None:
        """End it where it stands."""
        assert self._process is not None, "it was begun"
        self._process.kill()
        await self._process.wait()

    def rows(self, query: str) -> list[tuple[object, ...]]:
        """Ask its database, whether it lives or not."""
        address = f"file:{self._folder}/steward.sqlite3?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as database:
            return database.execute(query).fetchall()

    async def until_some(self, query: str) -> None:
        """Wait until its database has such rows."""
        await self._until(lambda: bool(self.rows(query)))

    async def until_none(self, query: str) -> None:
        """Wait until its database has no such rows any more."""
        await self._until(lambda: not self.rows(query))

    async def _until(self, is_so: Callable[[], bool]) -> None:
        async with asyncio.timeout(60):
            while not is_so():  # noqa: ASYNC110 - another process announces nothing
                await asyncio.sleep(0.02)


async def _live(url: str, token: str, folder: Path, time: str, features: Iterable[str]) -> None:
    deployment = Deployment(
        discord_token=SecretStr(token),
        database_url=f"sqlite:///{folder}/steward.sqlite3",
        backup_dir=folder / "backups",
        guidelines=folder / "guidelines.yml",
        host="127.0.0.1",
        port=0,
        dm_per_minute=60,
        dm_per_hour=1000,
    )
    packages = [one for one in discover() if one.feature.name in features]
    clock = VirtualClock(datetime.fromisoformat(time)) if time else None
    steward = Steward(
        deployment,
        clock=clock,
        alarms=clock,
        connector=LoopbackConnector(url),
        packages=packages,
        guild_ready_timeout=0.05,
    )
    await steward.run()


if __name__ == "__main__":
    asyncio.run(_live(*sys.argv[1:3], Path(sys.argv[3]), sys.argv[4], sys.argv[5:]))
