"""The composition root: every part is built, wired, started and stopped here, in order."""

import asyncio
import gc
from collections.abc import Iterable, Sequence
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import sqlalchemy as sa
import structlog

from bot.access import AccessService, operators_of
from bot.actions.dry_run import DryRunActions
from bot.actions.live import LiveActions
from bot.catch_up import CatchUp
from bot.client import StewardClient
from bot.clock import Alarms, Clock, SystemClock
from bot.core import Core
from bot.db import Database
from bot.db.migrate import migrate
from bot.db.migration_set import migration_sets
from bot.features import FeaturePackage, discover
from bot.messages import Pipeline
from bot.metrics import Metrics
from bot.outbox import Outbox
from bot.outbox.budget import Budget
from bot.outbox.reports import Reports
from bot.publishing import publish_commands
from bot.scheduler import Job, Scheduler, SystemAlarms
from bot.services import Services
from bot.settings import Deployment, SettingsService
from bot.signals import Signals
from bot.starting import NO_TOKEN, StartProblem, problem_of
from bot.texts.commands import CommandTranslator
from bot.texts.service import Texts
from bot.web import Web

log = structlog.get_logger(__name__)

DRAIN_SECONDS = 10
TIDY_EVERY = timedelta(days=1)


class Steward:
    """The bot, from settings to a running connection.

    `clock` and `alarms` are the system's unless a town in virtual time brings its own;
    `connector` and `client_options` let it talk to something else than Discord's own hosts.
    """

    def __init__(
        self,
        deployment: Deployment,
        *,
        clock: Clock | None = None,
        alarms: Alarms | None = None,
        connector: aiohttp.BaseConnector | None = None,
        packages: Sequence[FeaturePackage] | None = None,
        **client_options: Any,
    ) -> None:
        self._deployment = deployment
        self._packages = discover() if packages is None else tuple(packages)
        self._system_alarms: SystemAlarms | None = None
        if alarms is None:
            alarms = self._system_alarms = SystemAlarms()
        self._stack = AsyncExitStack()
        self._stopping = asyncio.Event()
        self._connection: asyncio.Task[None] | None = None
        self._meeting = asyncio.Lock()
        self.ready = asyncio.Event()
        self.client = StewardClient(self._packages, connector=connector, **client_options)
        self.core = self.client.core = self._build(clock or SystemClock(), alarms)

    def _build(self, clock: Clock, alarms: Alarms) -> Core:
        metrics = Metrics()
        signals = Signals(on_failure=lambda name: metrics.error(f"signal:{name}"))
        db = Database(self._deployment.database_url)
        settings = SettingsService(
            self._deployment, db, signals, clock, [one.feature for one in self._packages]
        )
        messages = Pipeline(
            is_enabled=settings.enabled,
            observe=metrics.observe_message,
            on_failure=lambda feature: metrics.error(f"message:{feature}"),
        )
        texts = Texts.load(
            ["bot", *(package.module for package in self._packages)],
            db=db,
            guild_language=lambda guild_id: settings.of(guild_id).community.language,
        )
        reports = Reports(signals, metrics)
        return Core(
            clock=clock,
            alarms=alarms,
            db=db,
            settings=settings,
            texts=texts,
            access=AccessService(settings, self._packages),
            outbox=Outbox(
                db,
                DryRunActions() if self._deployment.dry_run else LiveActions(self.client),
                clock,
                alarms,
                on_settled=reports.settled,
                on_postponed=reports.postponed,
                budget=Budget(self._deployment.dm_per_minute, self._deployment.dm_per_hour),
            ),
            scheduler=Scheduler(db, clock, alarms, metrics),
            messages=messages,
            catch_up=CatchUp(db, messages, signals, clock, alarms),
            signals=signals,
            services=Services(),
            metrics=metrics,
            web=Web(self._deployment.host, self._deployment.port, metrics),
            features=self._packages,
        )

    async def start(self) -> None:
        """Start every part in order; when one fails, those already started are stopped again."""
        async with AsyncExitStack() as stack:
            await self._start_parts(stack)
            self._stack = stack.pop_all()

    async def _start_parts(self, stack: AsyncExitStack) -> None:
        core = self.core
        if self._system_alarms is not None:
            self._system_alarms.start()
            stack.callback(self._system_alarms.stop)
        await core.db.start()
        stack.push_async_callback(core.db.close)
        await migrate(core.db, migration_sets(self._packages), self._deployment.backup_dir)
        await core.settings.start()
        stack.push_async_callback(core.settings.stop)
        core.web.vital["database"] = self._database_state
        core.web.checks["gateway"] = self._gateway_state
        core.metrics.watch_waiting(lambda: core.outbox.waiting)
        core.metrics.watch_gateway(lambda: self.client.latency, lambda: len(self.client.guilds))
        await core.web.start()
        stack.push_async_callback(core.web.stop)
        await self._log_in()
        stack.push_async_callback(self._disconnect)
        await self.client.tree.set_translator(CommandTranslator(core.texts))
        await self.client.load_features()
        self._listen()
        stack.push_async_callback(core.outbox.stop)
        stack.push_async_callback(core.scheduler.stop)
        stack.push_async_callback(self._drain)
        self._connection = asyncio.create_task(self.client.connect(), name="gateway")
        self._connection.add_done_callback(lambda _: self._stopping.set())

    async def run(self) -> None:
        """Start, stay connected until asked to stop, and stop in order.

        Raises StartProblem when Discord refuses us, be it at the start or later.
        """
        await self.start()
        try:
            await self._stopping.wait()
        finally:
            await self.stop()
        assert self._connection is not None, "start() connects"
        if self._connection.done() and not self._connection.cancelled():
            error = self._connection.exception()
            if error is not None:
                raise problem_of(error) from error

    def ask_to_stop(self) -> None:
        """Let `run` finish what is under way and return."""
        self._stopping.set()

    async def stop(self) -> None:
        """Stop every part in reverse order; what is planned waits for the next start."""
        log.info("stopping")
        await self._stack.aclose()

    @property
    def busy(self) -> bool:
        """Whether something that has come in or fallen due has not been dealt with."""
        core = self.core
        return bool(self.client.in_flight()) or core.outbox.busy or core.scheduler.busy

    async def settled(self) -> None:
        """Wait until everything that has come in and fallen due has been dealt with."""
        while self.busy:
            await self.client.settled()
            await asyncio.sleep(0)

    def _listen(self) -> None:
        for listener in (self.on_connect, self.on_ready, self.on_guild_join, self.on_guild_remove):
            self.client.add_listener(listener)
        self.client.add_listener(self.on_guild_join, "on_guild_available")

    async def on_connect(self) -> None:
        """Note that a new session begins."""
        self.core.catch_up.connected()

    async def on_ready(self) -> None:
        """Catch up and begin to act; after a lost session only catch up."""
        async with self._meeting:
            await publish_commands(self.client, self.core.db)
            await self._meet(self.client.guilds)
            if not self.ready.is_set():
                self.core.catch_up.begin()
                self.core.scheduler.every("core.texts", TIDY_EVERY, self._tidy)
                await self.core.outbox.start()
                await self.core.scheduler.start()
                # What is alive now stays alive: full collections need not walk it again.
                gc.freeze()
                self._stack.callback(gc.unfreeze)
                self.ready.set()
        log.info("ready", guilds=len(self.client.guilds), features=len(self._packages))

    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Meet a guild that was added or has come back."""
        async with self._meeting:
            await self._meet([guild])

    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Note that the bot was removed."""
        self.core.catch_up.forget_guild(guild.id)

    async def _meet(self, guilds: Iterable[discord.Guild]) -> None:
        for guild in guilds:
            if guild.unavailable or self.core.catch_up.has_met(guild.id):
                continue
            try:
                await self.core.catch_up.guild_ready(guild)
            except Exception:  # one guild's trouble must not keep the others waiting
                log.exception("could not take up a guild", guild_id=guild.id)

    async def _tidy(self, _: Job) -> None:
        await self.core.outbox.forget_old_texts()

    async def _log_in(self) -> None:
        token = self._deployment.discord_token
        if token is None:
            raise StartProblem(NO_TOKEN)
        try:
            await self.client.login(token.get_secret_value())
        except (discord.DiscordException, aiohttp.ClientError, OSError) as error:
            await self.client.close()
            raise problem_of(error) from error
        assert self.client.application is not None, "login asks for it"
        self.core.access.operators = operators_of(self.client.application)

    async def _drain(self) -> None:
        """Let handlers that are under way finish, for as long as a service manager waits."""
        self.client.hold()
        try:
            await asyncio.wait_for(self.client.settled(), DRAIN_SECONDS)
        except TimeoutError:
            log.warning("stopped while handlers were still running")
        await self.core.catch_up.stop()

    async def _disconnect(self) -> None:
        await self.client.close()
        if self._connection is not None:
            await asyncio.wait([self._connection])

    async def _database_state(self) -> str | None:
        async with self.core.db.read() as tx:
            await tx.execute(sa.text("SELECT 1"))
        return None

    async def _gateway_state(self) -> str | None:
        return None if self.ready.is_set() and self.client.is_ready() else "not connected yet"
