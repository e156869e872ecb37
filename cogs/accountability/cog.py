"""Where Discord's events, the core's jobs and the clock meet the weekly thread."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import discord
from discord.ext import commands

from bot.client import StewardClient
from bot.messages import MessageEvent
from bot.scheduler import Job
from bot.signals import EffectSettled, GuildReady, SettingsChanged
from bot.texts import N_
from bot.times import iso_week_key
from cogs.accountability import policy
from cogs.accountability.commands import AccountabilityGroup, goals_command
from cogs.accountability.goals import Goals
from cogs.accountability.keys import OPEN, POST, RECAP, REMIND, SWEEP, THREAD
from cogs.accountability.place import Place, place_of
from cogs.accountability.reminders import Reminders
from cogs.accountability.views import BUTTONS
from cogs.accountability.weekly import NOT_DONE, Weekly

SWEEP_EVERY = timedelta(hours=1)
KEPT = timedelta(days=400)
ANYWHERE = ZoneInfo("UTC")
RECAP_LATE_WITHIN = timedelta(days=3)


class AccountabilityCog(commands.Cog):
    """Hands on what happens to those who know what to do."""

    def __init__(self, client: StewardClient) -> None:
        self.client, self.core = client, client.core
        self.weekly = Weekly(client.core)
        self.goals = Goals(client.core)
        self.reminders = Reminders(client.core)
        self.commands = (AccountabilityGroup(client.core), goals_command(client.core))

    async def cog_load(self) -> None:
        """Ask the core for everything that concerns the weekly thread."""
        core = self.core
        core.messages.listen("accountability", self.on_written)
        core.signals.on(GuildReady, self.on_guild_known)
        core.signals.on(SettingsChanged, self.on_settings)
        core.signals.on(EffectSettled, self.on_settled)
        scheduler = core.scheduler
        scheduler.handle(OPEN, self.open, title=N_("Weekly accountability thread"))
        scheduler.handle(
            RECAP,
            self.recap,
            title=N_("Recap in the accountability thread"),
            late_within=RECAP_LATE_WITHIN,
        )
        scheduler.handle(REMIND, self.remind)
        scheduler.every(SWEEP, SWEEP_EVERY, self.sweep)
        self.client.add_dynamic_items(*BUTTONS)
        for command in self.commands:
            self.client.tree.add_command(command)

    async def cog_unload(self) -> None:
        """Take back what was asked for."""
        core = self.core
        core.messages.leave("accountability")
        core.signals.off(self.on_guild_known)
        core.signals.off(self.on_settings)
        core.signals.off(self.on_settled)
        for name in (OPEN, RECAP, REMIND, SWEEP):
            core.scheduler.forget(name)
        self.client.remove_dynamic_items(*BUTTONS)
        for command in self.commands:
            self.client.tree.remove_command(command.name)

    async def on_guild_known(self, signal: GuildReady) -> None:
        """Plan a server's weeks, and go on where a process may have ended."""
        await self._look_after(signal.guild_id)

    async def on_settings(self, signal: SettingsChanged) -> None:
        """Plan a server's weeks anew where the times have changed."""
        await self._look_after(signal.guild_id)

    async def on_settled(self, signal: EffectSettled) -> None:
        """Go on when a week's message or thread is there, or will not be."""
        if signal.feature != "accountability" or signal.kind not in {POST, THREAD}:
            return
        place = self._place(signal.guild_id)
        if place is None:
            return
        await self.weekly.go_on(place, signal.period)
        if signal.kind == THREAD and signal.state in NOT_DONE:
            await self.weekly.tell_of_thread(place, signal.period, signal.code)

    async def on_written(self, event: MessageEvent) -> None:
        """Take a message in a week's thread for a check-in."""
        author = event.author
        if event.kind == "deleted":
            await self.weekly.is_gone(event.guild_id, event.message_id)
        if event.kind != "created" or event.parent_id is None or event.is_system:
            return
        if author is None or not author.is_human:
            return
        place = self._place(event.guild_id)
        if place is not None and place.settings.messages_count:
            await self.goals.wrote(place, event.channel_id, author.id)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Notice when a week has lost its thread."""
        await self.weekly.is_gone(payload.guild_id, payload.thread_id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Notice when a week has lost its thread and all."""
        await self.weekly.is_gone(channel.guild.id, channel.id)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Hide the goals of somebody who has left."""
        if (place := self._place(payload.guild_id)) is not None:
            await self.goals.has_left(place, payload.user.id)

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Notice somebody who is back."""
        if (place := self._place(member.guild.id)) is not None:
            await self.goals.is_here(place, member.id)

    async def open(self, job: Job) -> None:
        """Open the week that has come."""
        place = self._place(job.guild_id)
        if place is None:
            return
        opening = policy.to_open(job.due_at, job.now, place.settings.post_at, place.zone)
        if opening is not None and not (opening.is_late and place.settings.when_late == "skip"):
            await self.weekly.open(place, opening)

    async def recap(self, job: Job) -> None:
        """Sum a week up."""
        if (place := self._place(job.guild_id)) is not None:
            await self.weekly.recap(place, policy.of_recap(job.due_at, place.zone))

    async def remind(self, job: Job) -> None:
        """Remind a member."""
        if (place := self._place(job.guild_id)) is not None:
            await self.reminders.remind(place, job)

    async def sweep(self, job: Job) -> None:
        """Take away what is no longer to be seen, in every server."""
        await self.goals.tidy(iso_week_key(job.now - KEPT, ANYWHERE))

    async def _look_after(self, guild_id: int) -> None:
        place, scheduler = self._place(guild_id), self.core.scheduler
        async with self.core.db.write() as tx:
            for name in (OPEN, RECAP):
                if place is None:
                    await scheduler.cancel(tx, name, guild_id=guild_id)
                    continue
                settings = place.settings
                times = settings.post_at if name == OPEN else settings.recap_at
                await scheduler.repeat(tx, name, guild_id=guild_id, times=times, zone=place.zone)
            if place is not None:
                await self.reminders.plan_week(tx, place, place.week(self.core.clock.now()))
        if place is not None:
            await self.weekly.catch_up(place)

    def _place(self, guild_id: int) -> Place | None:
        guild = self.client.get_guild(guild_id)
        return place_of(self.core, guild) if guild is not None else None
