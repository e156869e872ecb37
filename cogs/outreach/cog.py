"""Where signals, messages and the core's jobs meet private words."""

from datetime import timedelta
from typing import Any

import discord
from discord.ext import commands

from bot.client import StewardClient
from bot.messages import MessageEvent
from bot.scheduler import Job
from bot.services import PrivateWords
from bot.signals import EffectSettled, GuildReady
from cogs.outreach import policy, store
from cogs.outreach.answering import REPLIES, AnswerButton
from cogs.outreach.delivery import INSIDE, TELL, THREAD, Delivery
from cogs.outreach.replies import READ_ON, Replies
from cogs.outreach.views import StopButton
from cogs.outreach.visits import Visits

PURGE = "outreach.purge"


class OutreachCog(commands.Cog):
    """Hands on what happens to those who know what to do."""

    def __init__(self, client: StewardClient) -> None:
        self.client, self.core = client, client.core
        self.delivery = Delivery(client)
        self.replies = Replies(client)
        self.visits = Visits(client.core)

    async def cog_load(self) -> None:
        """Ask the core for everything that concerns private words."""
        core = self.core
        core.services.provide(PrivateWords, self.delivery)
        core.signals.on(EffectSettled, self.on_settled)
        core.signals.on(GuildReady, self.on_guild_known)
        core.messages.listen("outreach", self.on_written)
        core.scheduler.handle(TELL, self.delivery.tell)
        core.scheduler.handle(READ_ON, self.replies.read_on)
        core.scheduler.every(PURGE, timedelta(days=1), self.purge)
        core.services.provide(REPLIES, self.replies)
        self.client.add_dynamic_items(StopButton, AnswerButton)
        for guild in self.client.guilds:  # known already when the feature is loaded anew
            await self._take_up(guild.id)

    async def cog_unload(self) -> None:
        """Take back what was asked for."""
        core = self.core
        core.services.withdraw(PrivateWords)
        core.services.withdraw(REPLIES)
        core.signals.off(self.on_settled)
        core.signals.off(self.on_guild_known)
        core.messages.leave("outreach")
        for name in (TELL, READ_ON, PURGE):
            core.scheduler.forget(name)
        self.client.remove_dynamic_items(StopButton, AnswerButton)

    async def on_guild_known(self, signal: GuildReady) -> None:
        """Go on with what was left behind, and read what was answered meanwhile."""
        core, guild_id = self.core, signal.guild_id
        await self._take_up(guild_id)
        if signal.offline_since is not None:
            async with core.db.write() as tx:
                await core.scheduler.schedule(
                    tx, READ_ON, guild_id=guild_id, due_at=core.clock.now()
                )

    async def _take_up(self, guild_id: int) -> None:
        await self.delivery.catch_up(guild_id)
        await self.replies.catch_up(guild_id)

    async def on_settled(self, signal: EffectSettled) -> None:
        """Send words on, or note that they have come."""
        await self.delivery.settled(signal)
        if signal.kind in {THREAD, INSIDE} and signal.state == "sent":
            await self.replies.learn_threads(signal.guild_id)

    async def on_written(self, event: MessageEvent) -> None:
        """Hear what members write in their private threads."""
        await self.replies.in_thread(event)

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Hear what people write to the bot directly."""
        if message.guild is None and not message.author.bot:
            await self.replies.direct(message)

    @commands.Cog.listener()
    async def on_answered(self, interaction: discord.Interaction[Any]) -> None:
        """Show a visitor what waits for them."""
        await self.visits.answered(interaction)

    async def purge(self, job: Job) -> None:
        """Delete what has been kept for long enough."""
        async with self.core.db.write() as tx:
            await store.purge(tx, job.now - policy.KEPT)
