"""The connection to Discord: events in, commands checked at one door."""

import asyncio
import re
import sys
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Literal

import discord
import structlog
from aiohttp import BaseConnector
from discord import app_commands
from discord.ext import commands

from bot import errors, lost_forms
from bot.core import Core
from bot.features import FeaturePackage, intents_of
from bot.messages import MessageEvent
from bot.messages.reading import read
from bot.own_commands import OwnCommands

log = structlog.get_logger(__name__)

# Handed a form that came back, and how its custom_id matched; tells the person of failures itself.
TakeForm = Callable[[discord.Interaction[Any], re.Match[str]], Awaitable[None]]

# The names that discord.py gives to the tasks in which it calls us.
OUR_TASKS = ("discord.py: ", "CommandTree-invoker", "discord-ui-")
NEVER_HELD = frozenset({"connect", "disconnect", "ready", "resumed", "socket_event_type"})


class Tree(app_commands.CommandTree["StewardClient"]):
    """The slash commands, each checked before it runs."""

    async def interaction_check(self, interaction: discord.Interaction["StewardClient"], /) -> bool:
        """Let the command run only for those who may use it; others are told why not."""
        await interaction.client.commands_are_there()
        if interaction.type is discord.InteractionType.autocomplete:
            return True
        try:
            await interaction.client.core.access.check_command(interaction)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
            await errors.report(interaction, error)
            interaction.client.answered(interaction)
            return False
        return True

    async def on_error(
        self, interaction: discord.Interaction["StewardClient"], error: Exception, /
    ) -> None:
        """Tell the person what happened."""
        await errors.report(interaction, error)
        interaction.client.answered(interaction)


class StewardClient(commands.Bot):
    """discord.py's client with the house's core; features reach everything through `core`."""

    core: Core

    def __init__(
        self,
        features: Iterable[FeaturePackage],
        *,
        connector: BaseConnector | None = None,
        **options: Any,
    ) -> None:
        packages = tuple(features)
        # We never speak: that the libraries for voice are not there is no news to anybody.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        flags = intents_of(package.feature for package in packages)
        super().__init__(
            command_prefix=(),
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(**dict.fromkeys(flags, True)),
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            connector=connector,
            **options,
        )
        self._forms: dict[re.Pattern[str], TakeForm] = {}
        self.own_commands = OwnCommands(self.tree)
        self._packages = {package.feature.name: package for package in packages}
        self._held: list[tuple[str, tuple[Any, ...], dict[str, Any]]] | None = None
        self._commands_are_there = asyncio.Event()
        self._commands_are_there.set()

    async def load_features(self) -> None:
        """Load every feature; one that cannot be loaded stops the start."""
        for package in self._packages.values():
            await self.load_extension(package.module)

    async def close(self) -> None:
        """Disconnect and unload the features; their code stays for the next client.

        discord.py forgets it: a start in the same process would compile and run all of it anew.
        """
        loaded = dict(sys.modules)
        try:
            await super().close()
        finally:
            forgotten = loaded.keys() - sys.modules.keys()
            sys.modules.update({name: loaded[name] for name in forgotten})

    async def reload_feature(self, name: str) -> None:
        """Load a feature's code anew; what Discord tells us meanwhile is handled afterwards."""
        self.hold()
        try:
            await self.settled()
            self._commands_are_there.clear()
            await self.reload_extension(self._packages[name].module)
        finally:
            self._commands_are_there.set()
            self._let_go()

    def hold(self) -> None:
        """Keep back what Discord tells us from now on; what is not let go is caught up later."""
        self._held = []

    async def commands_are_there(self) -> None:
        """Wait while a feature is being loaded anew."""
        await self._commands_are_there.wait()

    def _let_go(self) -> None:
        held, self._held = self._held or [], None
        for event, args, kwargs in held:
            self.dispatch(event, *args, **kwargs)

    def dispatch(self, event: str, /, *args: Any, **kwargs: Any) -> None:
        """Pass an event on, unless events are held back."""
        if self._held is not None and event not in NEVER_HELD:
            self._held.append((event, args, kwargs))
        else:
            super().dispatch(event, *args, **kwargs)

    @staticmethod
    def in_flight() -> list[asyncio.Task[Any]]:
        """Return the tasks in which an event, command or button is being handled."""
        current = asyncio.current_task()
        return [
            task
            for task in asyncio.all_tasks()
            if task is not current and task.get_name().startswith(OUR_TASKS)
        ]

    async def settled(self) -> None:
        """Wait until everything that has come in has been handled."""
        while tasks := self.in_flight():
            await asyncio.wait(tasks)

    def answered(self, interaction: discord.Interaction[Any]) -> None:
        """Tell listeners (`on_answered`) that somebody who used the bot has their answer."""
        self.dispatch("answered", interaction)

    def add_forms(self, forms: Mapping[re.Pattern[str], TakeForm]) -> None:
        """Take forms by their custom_id alone, whichever process has opened them."""
        self._forms.update(forms)

    def remove_forms(self, forms: Mapping[re.Pattern[str], TakeForm]) -> None:
        """Take such forms no more."""
        for pattern in forms:
            self._forms.pop(pattern, None)

    async def on_interaction(self, interaction: discord.Interaction[Any], /) -> None:
        """Hand a form to whoever takes those of its id; give back one that nobody knows."""
        if interaction.type is not discord.InteractionType.modal_submit:
            return
        custom_id = str(dict(interaction.data or {}).get("custom_id"))
        for pattern, take in self._forms.items():
            if (found := pattern.fullmatch(custom_id)) is not None:
                await take(interaction, found)
                return
        # discord.py drops such a form without a word, and offers no way to ask for those it knows.
        if custom_id in self._connection._view_store._modals:  # noqa: SLF001 - see above
            return
        t = await self.core.texts.for_interaction(interaction)
        await lost_forms.give_back_lost(interaction, t)

    async def on_app_command_completion(
        self, interaction: discord.Interaction[Any], _command: object, /
    ) -> None:
        """Note that a command was answered."""
        self.answered(interaction)

    async def on_message(self, message: discord.Message, /) -> None:
        """Hand a new message to the features; there are no prefix commands."""
        if message.guild is not None:
            event = read(message, "created", at=message.created_at)
            self.core.catch_up.arrived(event)
            await self.core.messages.hand_on(event)
            self.core.catch_up.handled(event)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Hand an edited message to the features, also one that was never cached."""
        message = payload.message
        if message.guild is not None and message.edited_at is not None:
            await self.core.messages.hand_on(read(message, "edited", at=message.edited_at))

    async def on_raw_message_delete(self, payload: discord.RawMessageDeleteEvent) -> None:
        """Tell the features that a message is gone."""
        await self._gone(payload.guild_id, payload.channel_id, [payload.message_id])

    async def on_raw_bulk_message_delete(self, payload: discord.RawBulkMessageDeleteEvent) -> None:
        """Tell the features that messages are gone, the oldest first."""
        await self._gone(payload.guild_id, payload.channel_id, sorted(payload.message_ids))

    async def on_error(self, event_method: str, /, *_args: Any, **_kwargs: Any) -> None:
        """Log a listener's failure; discord.py goes on."""
        log.error("listener failed", listener=event_method, exc_info=sys.exception())
        self.core.metrics.error("listener")

    async def _gone(self, guild_id: int | None, channel_id: int, message_ids: list[int]) -> None:
        if guild_id is None:
            return
        kind: Literal["deleted"] = "deleted"
        for message_id in message_ids:
            await self.core.messages.hand_on(
                MessageEvent(
                    kind=kind,
                    guild_id=guild_id,
                    channel_id=channel_id,
                    message_id=message_id,
                    at=self.core.clock.now(),
                )
            )


def core_of(interaction: discord.Interaction[Any]) -> Core:
    """Return the house's core from anything that a person did on Discord."""
    client = interaction.client
    assert isinstance(client, StewardClient), "interactions come through our own client"
    return client.core
