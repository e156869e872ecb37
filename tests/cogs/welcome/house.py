"""Riverside Makers with the bot in it, greeting newcomers; the process can end and begin anew."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import Steward
from bot.features import FeaturePackage
from bot.settings import Deployment
from bot.signals import EffectHindered, MemberContributed, MemberSettled, Signal
from cogs.welcome import FEATURE
from cogs.welcome.newcomer import Newcomer
from cogs.welcome.store import find
from sandbox import LoopbackConnector, Sandbox
from sandbox.model import Message
from sandbox.person import Person
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.processes import OwnAlarms

SETTINGS = """\
version: 1
community:
  name: Riverside Makers
  language: {language}
  timezone: Europe/Madrid
  staff: {{managers: [Community team], moderators: [Moderators]}}
  staff_channel: "#community-team"
features:
  welcome:
    channel: "#welcome"
    introductions_channel: "#general"
"""
PACKAGE = FeaturePackage(FEATURE, "cogs.welcome")


class House:
    """A town, and the bot as one process after another runs it on the same database."""

    def __init__(self, sandbox: Sandbox, town: Town, folder: Path) -> None:
        self.sandbox, self.town, self.folder = sandbox, town, folder
        self.guidelines = folder / "guidelines.yml"
        self.signals: list[Signal] = []
        self.steward: Steward | None = None
        self.package = PACKAGE
        sandbox.clock.add_settle(self.settled)

    def write(self, *lines: str, language: str = "en") -> None:
        """Write guidelines.yml: the usual settings and these lines below `welcome`."""
        added = "".join(f"    {line}\n" for line in lines)
        self.guidelines.write_text(SETTINGS.format(language=language) + added, encoding="utf-8")

    async def begin(self) -> None:
        """Start the bot."""
        if not self.guidelines.exists():
            self.write()
        self.alarms = OwnAlarms(self.sandbox.clock)
        steward = Steward(
            Deployment(
                discord_token=SecretStr(self.sandbox.token),
                database_url=f"sqlite:///{self.folder}/steward.sqlite3",
                backup_dir=self.folder / "backups",
                guidelines=self.guidelines,
                host="127.0.0.1",
                port=0,
            ),
            clock=self.sandbox.clock,
            alarms=self.alarms,
            connector=LoopbackConnector(self.sandbox.url),
            packages=[self.package],
            guild_ready_timeout=0.05,
        )
        for kind in (MemberContributed, MemberSettled, EffectHindered):
            steward.core.signals.on(kind, self._hear)
        await steward.start()
        self.steward = steward
        await steward.ready.wait()
        await self.settled()

    async def end(self) -> None:
        """Stop the bot in order."""
        if self.steward is not None:
            await self.settled()
            steward, self.steward = self.steward, None
            await steward.stop()
            self.alarms.fall_silent()

    async def die(self) -> None:
        """End the process in the middle of what it does: nothing is finished or recorded."""
        assert self.steward is not None
        steward, self.steward = self.steward, None
        self.alarms.fall_silent()
        outbox = steward.core.outbox
        tasks = [task for task in (outbox._worker, *outbox._running.values()) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        outbox._worker = None
        outbox._running.clear()
        await steward.stop()

    async def restart(self) -> None:
        """Stop the bot and start it again."""
        await self.end()
        await self.begin()

    async def settled(self) -> None:
        """Wait until the bot has dealt with everything that has happened and fallen due."""
        while (steward := self.steward) is not None:
            await steward.settled()
            if self._has_heard_everything(steward) and self.sandbox.is_quiet():
                await steward.settled()
                return
            await asyncio.sleep(0)

    def _has_heard_everything(self, steward: Steward) -> bool:
        socket = steward.client.ws
        session = self.sandbox.gateway.sessions.get(socket.session_id or "")
        return session is not None and socket.sequence == session.seq

    async def _hear(self, signal: Signal) -> None:
        self.signals.append(signal)

    async def newcomer(self, name: str, **join: object) -> Person:
        """Let somebody new join."""
        person = await self.town.person(name)
        await person.join(**join)
        await self.settled()
        return person

    async def say(self, person: Person, text: str = "Hello everybody", where="#general") -> Message:
        message = await person.say(where, text)
        await self.settled()
        return message

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait for something that the town does not tell of."""
        async with asyncio.timeout(10):
            while not holds():  # noqa: ASYNC110 - requests under way announce nothing to wait for
                await asyncio.sleep(0)

    async def pass_time(self, **duration: float) -> None:
        await self.settled()
        await self.town.advance(**duration)

    def posted(self, where: str = "#welcome") -> list[Message]:
        """Return what the bot has said in a channel and not taken back."""
        bot = self.sandbox.world.bot
        return [message for message in self.town.messages(where) if message.author is bot]

    def texts(self, where: str = "#welcome") -> list[str]:
        return [text_of(message) for message in self.posted(where)]

    def greetings(self, person: Person) -> list[str]:
        return [text for text in self.texts() if person.mention in text]

    async def known(self, person: Person) -> Newcomer | None:
        """Return what is kept about somebody."""
        assert self.steward is not None
        async with self.steward.core.db.read() as tx:
            return await find(tx, self.town.guild.id, person.id)

    def heard(self, kind: type[Signal]) -> list[Signal]:
        return [signal for signal in self.signals if type(signal) is kind]


@pytest.fixture
async def house(sandbox: Sandbox, town: Town, tmp_path: Path) -> AsyncIterator[House]:
    """The town before the bot is started: `await house.begin()`."""
    house = House(sandbox, town, tmp_path)
    yield house
    await house.end()
