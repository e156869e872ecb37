"""Where messages, settings and the clock meet the guidelines."""

from datetime import timedelta

import discord
from discord.ext import commands

from bot.client import StewardClient
from bot.messages import MessageEvent
from bot.messages.reading import author_of
from bot.scheduler import Job
from bot.services import Guidelines, GuidelinesSummary, NativeGuidelines, SettingsReview
from bot.signals import ErasureBegun, FlagSettled, GuildReady, SettingsChanged
from cogs.guidelines import policy, store
from cogs.guidelines.acceptance import Acceptances
from cogs.guidelines.commands import GuidelinesGroup
from cogs.guidelines.feeds import Feeds, Fetcher
from cogs.guidelines.flagging import Flagging
from cogs.guidelines.keys import SWEEP
from cogs.guidelines.names import about_title
from cogs.guidelines.native import Native
from cogs.guidelines.offered import Offered
from cogs.guidelines.publishing import Publisher
from cogs.guidelines.reviews import Reviews
from cogs.guidelines.settings import GuidelinesSettings
from cogs.guidelines.views import BUTTONS
from cogs.guidelines.watch import Watch
from cogs.guidelines.weighing import WeighButton, WeighedButton

BEFORE_THE_OTHERS = 10
ONCE_A_DAY = timedelta(days=1)


class GuidelinesCog(commands.Cog):
    """Hands on what happens to those who know what to do."""

    def __init__(self, client: StewardClient) -> None:
        self.client, self.core = client, client.core
        self.flagging = Flagging(client.core)
        self.feeds = Feeds(client.core, Fetcher())
        self.watch = Watch(client.core, self.flagging, self.feeds)
        self.publisher = Publisher(client.core)
        self.commands = GuidelinesGroup(client.core, self.watch, self.publisher)

    async def cog_load(self) -> None:
        """Ask the core for everything that concerns the guidelines."""
        core = self.core
        core.messages.listen("guidelines", self.on_written, order=BEFORE_THE_OTHERS)
        core.signals.on(GuildReady, self.on_guild_known)
        core.signals.on(SettingsChanged, self.on_settings)
        self.feeds.start()
        core.scheduler.every(SWEEP, ONCE_A_DAY, self.sweep)
        core.signals.on(FlagSettled, self.on_settled)
        core.signals.on(ErasureBegun, self.on_erasure)
        offered = Offered(core)
        core.services.provide(GuidelinesSummary, offered)
        core.services.provide(Guidelines, offered)
        core.services.provide(NativeGuidelines, Native(core))
        core.services.provide(SettingsReview, Reviews(core, self.watch))
        self.client.add_dynamic_items(*BUTTONS, WeighButton, WeighedButton)
        self.client.tree.add_command(self.commands)

    async def cog_unload(self) -> None:
        """Take back what was asked for."""
        core = self.core
        core.messages.leave("guidelines")
        core.signals.off(self.on_guild_known)
        core.signals.off(self.on_settings)
        self.feeds.stop()
        core.scheduler.forget(SWEEP)
        core.signals.off(self.on_settled)
        core.signals.off(self.on_erasure)
        core.services.withdraw(GuidelinesSummary)
        core.services.withdraw(Guidelines)
        core.services.withdraw(NativeGuidelines)
        core.services.withdraw(SettingsReview)
        self.client.remove_dynamic_items(*BUTTONS, WeighButton, WeighedButton)
        self.client.tree.remove_command(self.commands.name)

    async def on_guild_known(self, signal: GuildReady) -> None:
        """Make a guild's guidelines ready."""
        await self._look_after(signal.guild_id)

    async def on_settings(self, signal: SettingsChanged) -> None:
        """Let new guidelines count, and change the posts that show them."""
        await self._look_after(signal.guild_id)

    async def on_settled(self, signal: FlagSettled) -> None:
        """Keep what was decided elsewhere."""
        if (guild := self.client.get_guild(signal.guild_id)) is not None:
            await self.flagging.settled(guild, signal)

    async def on_erasure(self, signal: ErasureBegun) -> None:
        """Take somebody's words out of what staff were told."""
        await self.flagging.erase(signal.guild_id, signal.member_id)

    async def on_written(self, event: MessageEvent) -> None:
        """Examine what a person has written or changed."""
        author = event.author
        if event.kind == "deleted" or author is None or not author.is_human or event.is_system:
            return
        guild = self.client.get_guild(event.guild_id)
        if guild is not None:
            await self.watch.heard(guild, event)

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Examine the name of somebody who has come."""
        await self._examine_name(member)

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """Examine a nickname."""
        if before.display_name != after.display_name:
            await self._examine_name(after)

    @commands.Cog.listener()
    async def on_user_update(self, before: discord.User, after: discord.User) -> None:
        """Examine a name that somebody has changed for all servers."""
        if before.display_name != after.display_name:
            for guild in self.client.guilds:
                if (member := guild.get_member(after.id)) is not None:
                    await self._examine_name(member)

    @commands.Cog.listener()
    async def on_thread_create(self, thread: discord.Thread) -> None:
        """Examine the title of a thread; that of a post comes with its first message."""
        if not isinstance(thread.parent, discord.ForumChannel):
            await self._examine_title(thread)

    @commands.Cog.listener()
    async def on_thread_update(self, before: discord.Thread, after: discord.Thread) -> None:
        """Examine a new title."""
        if before.name != after.name:
            await self._examine_title(after)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Let go of what was kept ready."""
        self.watch.forget(guild.id)

    async def sweep(self, _: Job) -> None:
        """Delete what has been kept for long enough."""
        await self.feeds.tidy()
        now = self.core.clock.now()
        async with self.core.db.write() as tx:
            await store.purge(tx, now - policy.COUNTS_KEPT)
            for guild in self.client.guilds:
                settings = self.core.settings.active(guild.id, GuidelinesSettings)
                kept = (settings or GuidelinesSettings()).keep_evidence
                await store.drop_evidence(tx, guild.id, now - kept)
        for guild in self.client.guilds:
            await Acceptances(self.core).forget_who_left(guild)

    async def _look_after(self, guild_id: int) -> None:
        guild = self.client.get_guild(guild_id)
        if guild is None:
            return
        adopted = await self.watch.adopt(guild)
        if adopted.agreement.is_enforced:
            await self.publisher.keep_up(guild)

    async def _examine_name(self, member: discord.Member) -> None:
        if self._is_on(member.guild) and not member.bot:
            await self.watch.named(member.guild, author_of(member))

    async def _examine_title(self, thread: discord.Thread) -> None:
        owner = thread.guild.get_member(thread.owner_id)
        if self._is_on(thread.guild) and owner is not None and not owner.bot:
            title = about_title(thread, owner, self.core.clock.now())
            await self.watch.titled(thread.guild, title)

    def _is_on(self, guild: discord.Guild) -> bool:
        return self.core.settings.enabled(guild.id, "guidelines")
