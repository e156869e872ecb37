"""The real bot in the town of a test: `steward` is connected over real sockets and ready.

`await steward.settled()` waits until bot and town have nothing left to do now; virtual time waits
for it as well. `await steward.restart()` stops and starts it; `await steward.crash()` kills it
where it stands, and `await steward.begin()` starts the next process.
"""

import asyncio
import gc
import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from pydantic import SecretStr

from bot.app import Steward
from bot.client import StewardClient
from bot.core import Core
from bot.features import FeaturePackage
from bot.settings import Deployment
from demo.stage import BREATH, is_at_rest
from sandbox import LoopbackConnector, Sandbox
from sandbox.town import Town
from tests.databases import MigratedFiles
from tests.processes import OwnAlarms

SETTINGS = """\
version: 1
community:
  name: Riverside Makers
  timezone: Europe/Madrid
  staff:
    managers: ["Community team"]
    moderators: ["Moderators"]
"""

BOTS_KEPT = 100
"""After so many, memory is given back; to look for what is to be given takes a while."""

# Tasks inherit the context of the task that starts them: so each knows its process.
_process: ContextVar[int] = ContextVar("process", default=0)


class Running:
    """One Steward at a time, and what outlives it: the database and the settings file."""

    def __init__(
        self,
        sandbox: Sandbox,
        town: Town,
        folder: Path,
        packages: tuple[FeaturePackage, ...],
        migrated_files: MigratedFiles,
    ) -> None:
        self.sandbox, self.town, self.folder = sandbox, town, folder
        self.packages = packages
        self._migrated_files = migrated_files
        self.settings_file = folder / "guidelines.yml"
        self.settings_file.write_text(SETTINGS)
        self.options: dict[str, Any] = {}
        self.prepare: Callable[[Core], None] = lambda _: None
        """Called with the parts of each process before it starts."""
        self.deployment = Deployment(
            _env_file=None,
            discord_token=SecretStr(sandbox.token),
            database_url=f"sqlite:///{folder}/steward.sqlite3",
            backup_dir=folder / "backups",
            guidelines=self.settings_file,
            port=0,
        )
        self._tasks: dict[int, set[asyncio.Task[Any]]] = {}
        self._number = 0
        self._app: Steward | None = None
        self._alarms: OwnAlarms | None = None
        asyncio.get_running_loop().set_task_factory(self._make_task)
        sandbox.clock.add_settle(self.settled)

    @property
    def app(self) -> Steward:
        assert self._app is not None, "the bot does not run"
        return self._app

    @property
    def client(self) -> StewardClient:
        return self.app.client

    @property
    def core(self) -> Core:
        return self.app.core

    @property
    def is_running(self) -> bool:
        return self._app is not None

    async def begin(self) -> None:
        """Start a process and wait until it has caught up."""
        await self.launch()
        await asyncio.wait_for(self.app.ready.wait(), 30)
        await self.settled()

    async def launch(self) -> None:
        """Start a process without waiting until it is ready."""
        assert self._app is None, "one process at a time"
        self._number += 1
        await self._migrated_files.lay_out(self.packages, self.folder / "steward.sqlite3")
        # Discord allows one IDENTIFY in five seconds; a process takes longer than that to return.
        self.sandbox.world.session_starts.begin_anew()
        self._alarms = OwnAlarms(self.sandbox.clock)
        token = _process.set(self._number)
        try:
            app = Steward(
                self.deployment,
                clock=self.sandbox.clock,
                alarms=self._alarms,
                packages=self.packages,
                connector=LoopbackConnector(self.sandbox.url),
                **{"guild_ready_timeout": 0.05, **self.options},
            )
            self.prepare(app.core)
            await app.start()
        finally:
            _process.reset(token)
        self._app = app

    async def stop(self) -> None:
        """Stop as SIGTERM does."""
        app, self._app = self.app, None
        await app.stop()

    async def restart(self) -> None:
        """Stop as SIGTERM does, and start again."""
        await self.stop()
        await self.begin()

    async def sleep_through(self, **duration: float) -> None:
        """Stop, let weeks or months pass, and start again for a day: the sweeps have been."""
        await self.stop()
        await self.town.advance(**duration)
        await self.begin()
        await self.pass_time(days=1)

    async def crash(self) -> None:
        """Die where it stands: nothing is finished, nothing is recorded."""
        app, self._app = self.app, None
        assert self._alarms is not None
        self._alarms.fall_silent()
        tasks = self._tasks.pop(self._number, set())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        # What the kernel does for a dead process: sockets close, the lock on the file goes.
        heartbeat = getattr(app.client.ws, "_keep_alive", None)
        if heartbeat is not None:
            heartbeat.stop()
        await app.core.web.stop()
        await app.client.http.close()
        await app.core.db.close()
        gc.unfreeze()

    async def settled(self) -> None:
        """Wait until the bot has dealt with everything that the town has told it, and rests."""
        async with asyncio.timeout(30):
            while self._is_working():  # noqa: ASYNC110 - no single event tells that all parts rest
                await asyncio.sleep(BREATH)

    async def pass_time(self, **duration: float) -> None:
        """Let everything come to rest, then move the clock: minutes=5, hours=1, …"""
        await self.settled()
        await self.town.advance(**duration)

    def write_settings(self, text: str) -> None:
        """Write the file that the bot reads at its next start; see `use` for a running one."""
        self.settings_file.write_text(text)

    async def use(self, text: str) -> None:
        """Let other settings count."""
        self.write_settings(text)
        if self._app is not None:
            await self.core.settings.reload()
            await self.settled()

    def _is_working(self) -> bool:
        app = self._app
        return app is not None and app.ready.is_set() and not is_at_rest(self.sandbox, app)

    def _make_task(
        self, loop: asyncio.AbstractEventLoop, coro: Any, **options: Any
    ) -> asyncio.Task[Any]:
        task: asyncio.Task[Any] = asyncio.Task(coro, loop=loop, **options)
        # A connection goes back in a task of its own: cut off, it would never be given back.
        gives_back = getattr(coro, "__qualname__", "") == "AsyncConnection.close"
        if (number := _process.get()) and not gives_back:
            mine = self._tasks.setdefault(number, set())
            mine.add(task)
            task.add_done_callback(mine.discard)
        return task


@pytest.fixture
def steward_packages(features: tuple[FeaturePackage, ...]) -> tuple[FeaturePackage, ...]:
    """The features that run: those that the marker names; override it to run one of your own."""
    return features


@pytest.fixture(scope="session")
def ended() -> Iterator[int]:
    """Count the bots whose tests have ended."""
    return itertools.count(1)


@pytest_asyncio.fixture
async def idle_steward(
    sandbox: Sandbox,
    town: Town,
    tmp_path: Path,
    steward_packages: tuple[FeaturePackage, ...],
    migrated_files: MigratedFiles,
    ended: Iterator[int],
) -> AsyncIterator[Running]:
    """The bot before its first start."""
    running = Running(sandbox, town, tmp_path, steward_packages, migrated_files)
    yield running
    if running.is_running:
        await running.stop()
    sandbox.clock.remove_settle(running.settled)
    asyncio.get_running_loop().set_task_factory(None)
    # A bot that is ready freezes what lives: Python hardly ever sees a reason to look through it.
    if next(ended) % BOTS_KEPT == 0:
        gc.collect()


@pytest_asyncio.fixture
async def steward(idle_steward: Running) -> Running:
    """The bot in the town, ready."""
    await idle_steward.begin()
    return idle_steward
