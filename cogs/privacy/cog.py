"""Where commands, jobs and the start meet what is kept about people."""

from datetime import timedelta

import structlog
from discord.ext import commands

from bot import erasure
from bot.client import StewardClient
from bot.scheduler import Job
from bot.services import AnalyticsChoices
from bot.signals import GuildReady
from cogs.privacy import retention
from cogs.privacy.commands import PrivacyGroup
from cogs.privacy.eraser import Eraser
from cogs.privacy.figures import Choices
from cogs.privacy.views import ERASER, EraseButton

log = structlog.get_logger(__name__)

NIGHTLY = "privacy.report"


class PrivacyCog(commands.Cog):
    """Hands on what happens to those who know what to do."""

    def __init__(self, client: StewardClient) -> None:
        self.client, self.core = client, client.core
        self.choices = Choices(client.core)
        self.eraser = Eraser(client.core)
        self.commands = PrivacyGroup(client.core, self.choices)

    async def cog_load(self) -> None:
        """Ask the core for everything that concerns privacy."""
        core = self.core
        core.signals.on(GuildReady, self.on_guild_known)
        core.services.provide(AnalyticsChoices, self.choices)
        core.services.provide(ERASER, self.eraser)
        core.scheduler.handle(erasure.ERASE, self.eraser.again)
        core.scheduler.every(NIGHTLY, timedelta(days=1), self.report)
        self.client.add_dynamic_items(EraseButton)
        self.client.tree.add_command(self.commands)

    async def cog_unload(self) -> None:
        """Take back what was asked for."""
        core = self.core
        core.signals.off(self.on_guild_known)
        core.services.withdraw(AnalyticsChoices)
        core.services.withdraw(ERASER)
        core.scheduler.forget(erasure.ERASE)
        core.scheduler.forget(NIGHTLY)
        self.client.remove_dynamic_items(EraseButton)
        self.client.tree.remove_command(self.commands.name)

    async def on_guild_known(self, signal: GuildReady) -> None:
        """Learn who is left out of a guild's figures."""
        await self.choices.read(signal.guild_id)

    async def report(self, _: Job) -> None:
        """Log what the tables about people hold once features have deleted what is too old."""
        features = [package.feature for package in self.core.features]
        for guild in self.client.guilds:
            async with self.core.db.read() as tx:
                for table, rows, oldest in await retention.kept(tx, features, guild.id):
                    since = oldest.isoformat() if oldest else None
                    log.info("kept", guild_id=guild.id, table=table, rows=rows, oldest=since)
