"""Where Discord's AutoMod, settings and the clock meet the rules."""

from datetime import timedelta

import discord
from discord.ext import commands

from bot.client import StewardClient
from bot.scheduler import Job
from bot.signals import SettingsChanged
from cogs.automod.commands import AutomodGroup
from cogs.automod.executions import Executions
from cogs.automod.keys import CHECK, SWEEP
from cogs.automod.rulebook import Rulebook
from cogs.automod.telling import Telling
from cogs.automod.views import ActButton

ONCE_A_DAY = timedelta(days=1)
# Whoever changes a rule changes it several times.
SOON = timedelta(minutes=1)


class AutomodCog(commands.Cog):
    """Hands on what happens to those who know what to do."""

    def __init__(self, client: StewardClient) -> None:
        self.client, self.core = client, client.core
        rulebook = Rulebook(client.core)
        self.telling = Telling(client.core, rulebook)
        self.executions = Executions(client.core, rulebook)
        self.commands = AutomodGroup(client.core)

    async def cog_load(self) -> None:
        """Ask the core for everything that concerns AutoMod."""
        core = self.core
        core.signals.on(SettingsChanged, self.on_settings)
        core.scheduler.handle(CHECK, self.check)
        core.scheduler.every(SWEEP, ONCE_A_DAY, self.sweep)
        self.client.add_dynamic_items(ActButton)
        self.client.tree.add_command(self.commands)

    async def cog_unload(self) -> None:
        """Take back what was asked for."""
        core = self.core
        core.signals.off(self.on_settings)
        for name in (CHECK, SWEEP):
            core.scheduler.forget(name)
        self.client.remove_dynamic_items(ActButton)
        self.client.tree.remove_command(self.commands.name)

    async def on_settings(self, signal: SettingsChanged) -> None:
        """Look whether guidelines have changed that AutoMod keeps to."""
        await self._check_soon(signal.guild_id)

    @commands.Cog.listener()
    async def on_automod_action(self, execution: discord.AutoModAction) -> None:
        """Take in what a rule did."""
        guild = self.client.get_guild(execution.guild_id)
        if guild is not None:
            await self.executions.happened(guild, execution)

    @commands.Cog.listener()
    async def on_automod_rule_create(self, rule: discord.AutoModRule) -> None:
        """Look at the rules anew: others take room as well."""
        await self._check_soon(rule.guild.id)

    @commands.Cog.listener()
    async def on_automod_rule_update(self, rule: discord.AutoModRule) -> None:
        """Look whether somebody has changed one of ours."""
        self.executions.forget_name(rule.id)
        await self._check_soon(rule.guild.id)

    @commands.Cog.listener()
    async def on_automod_rule_delete(self, rule: discord.AutoModRule) -> None:
        """Look whether somebody has deleted one of ours."""
        self.executions.forget_name(rule.id)
        await self._check_soon(rule.guild.id)

    async def check(self, job: Job) -> None:
        """Tell staff of one server what differs."""
        if (guild := self.client.get_guild(job.guild_id)) is not None:
            await self.telling.check(guild)

    async def sweep(self, _: Job) -> None:
        """Look at the rules of every server, each by itself."""
        for guild in self.client.guilds:
            await self._check_soon(guild.id)

    async def _check_soon(self, guild_id: int) -> None:
        if not self.core.settings.enabled(guild_id, "automod"):
            return
        due_at = self.core.clock.now() + SOON
        async with self.core.db.write() as tx:
            await self.core.scheduler.schedule(tx, CHECK, guild_id=guild_id, due_at=due_at)
