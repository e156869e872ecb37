"""Where Discord's events, the core's jobs and the clock meet the events feature."""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType

import discord
from discord.ext import commands

from bot.client import StewardClient
from bot.scheduler import Job
from bot.services import ComingUp
from bot.signals import EffectSettled, GuildReady, SettingsChanged
from cogs.events import store
from cogs.events.agenda import Agenda
from cogs.events.commands import EventGroup
from cogs.events.desk import Desk
from cogs.events.feed import ROOM, Feed
from cogs.events.keys import OFFER, REMIND, SHOW, TELL, TURN
from cogs.events.mine import ListenButton, own_events
from cogs.events.organiser_views import BUTTONS as ORGANISERS_BUTTONS
from cogs.events.place import Place
from cogs.events.policy import Status
from cogs.events.server import listing_of, place_of
from cogs.events.views import BUTTONS as MEMBERS_BUTTONS

BUTTONS = (ListenButton, *MEMBERS_BUTTONS, *ORGANISERS_BUTTONS)
SWEEP = "events.sweep"
SWEEP_EVERY = timedelta(hours=1)
PURGE = "events.purge"
PURGE_EVERY = timedelta(days=1)
KEPT = timedelta(days=400)
DRAFTS_KEPT = timedelta(days=2)
STATUS: Mapping[discord.EventStatus, Status] = MappingProxyType(
    {
        discord.EventStatus.active: "active",
        discord.EventStatus.completed: "completed",
        discord.EventStatus.cancelled: "cancelled",
    }
)


class EventsCog(commands.Cog):
    """Translates what happens into facts for the desk."""

    def __init__(self, client: StewardClient) -> None:
        self.client, self.core = client, client.core
        self.desk = Desk(client.core)
        self.agenda = Agenda(client)
        self.feed = Feed(client.core, self._place)
        self.commands = EventGroup(client.core, self.desk)
        self.mine = own_events(self.desk)

    async def cog_load(self) -> None:
        """Ask the core for everything that concerns events."""
        core = self.core
        core.signals.on(GuildReady, self.on_guild_known)
        core.signals.on(SettingsChanged, self.on_settings)
        core.signals.on(EffectSettled, self.on_settled)
        core.scheduler.handle(TURN, self.turn)
        core.scheduler.handle(SHOW, self.show)
        core.scheduler.handle(OFFER, self.lapse)
        core.scheduler.handle(TELL, self.tell)
        core.scheduler.handle(REMIND, self.remind)
        core.scheduler.every(SWEEP, SWEEP_EVERY, self.sweep)
        core.scheduler.every(PURGE, PURGE_EVERY, self.purge)
        core.services.provide(ComingUp, self.agenda)
        core.web.offer(ROOM, self.feed.answer)
        self.client.add_dynamic_items(*BUTTONS)
        self.client.tree.add_command(self.commands)
        self.client.own_commands.add(self.mine)

    async def cog_unload(self) -> None:
        """Take back what was asked for."""
        core = self.core
        for handler in (self.on_guild_known, self.on_settings, self.on_settled):
            core.signals.off(handler)
        for name in (TURN, SHOW, OFFER, TELL, REMIND, SWEEP, PURGE):
            core.scheduler.forget(name)
        core.services.withdraw(ComingUp)
        core.web.withdraw(ROOM)
        self.client.remove_dynamic_items(*BUTTONS)
        self.client.tree.remove_command(self.commands.name)
        self.client.own_commands.remove(self.mine.name)

    async def on_guild_known(self, signal: GuildReady) -> None:
        """Catch up with what was missed: ids, channels, and dates to come."""
        if (place := self._place(signal.guild_id)) is not None:
            await self.desk.listings.catch_up(place)
            await self.desk.course.look_again(place)
            await self.desk.planner.tend(place)

    async def on_settings(self, signal: SettingsChanged) -> None:
        """Bring in what other settings ask for."""
        if (place := self._place(signal.guild_id)) is not None:
            await self.desk.planner.tend(place)

    async def on_settled(self, signal: EffectSettled) -> None:
        """Learn under which id Discord knows what was made."""
        if signal.feature == "events":
            await self.desk.listings.settled(signal)

    @commands.Cog.listener()
    async def on_scheduled_event_update(
        self, before: discord.ScheduledEvent, after: discord.ScheduledEvent
    ) -> None:
        """Notice what was changed in Discord's own list."""
        if (place := self._place(after.guild_id)) is None:
            return
        if after.status != before.status and after.status in STATUS:
            await self.desk.listings.status(place, after.id, STATUS[after.status])
            return
        await self.desk.listings.edited(place, after.id, listing_of(before), listing_of(after))

    @commands.Cog.listener()
    async def on_scheduled_event_delete(self, event: discord.ScheduledEvent) -> None:
        """Notice that an event was taken out of Discord's own list."""
        if (place := self._place(event.guild_id)) is not None:
            await self.desk.listings.status(place, event.id, "cancelled")

    @commands.Cog.listener()
    async def on_voice_state_update(
        self, member: discord.Member, before: discord.VoiceState, after: discord.VoiceState
    ) -> None:
        """Notice who comes and goes."""
        left = before.channel.id if before.channel is not None else None
        entered = after.channel.id if after.channel is not None else None
        place = self._place(member.guild.id)
        if place is not None and left != entered and not member.bot:
            await self.desk.course.moved(place, member.id, left, entered)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Free the seats of somebody who has left."""
        if (place := self._place(payload.guild_id)) is not None:
            await self.desk.seats.gone(place, payload.user.id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Tell staff which events have lost their channel."""
        if (place := self._place(channel.guild.id)) is not None:
            await self.desk.listings.channel_gone(place, channel.id)

    async def turn(self, job: Job) -> None:
        """Begin or end an occurrence."""
        if (place := self._place(job.guild_id)) is not None:
            await self.desk.course.turn(place, int(job.subject))

    async def show(self, job: Job) -> None:
        """Show answers below an announcement."""
        if (place := self._place(job.guild_id)) is not None:
            await self.desk.planner.show(place, int(job.subject), job.due_at)

    async def lapse(self, job: Job) -> None:
        """Let offers lapse."""
        if (place := self._place(job.guild_id)) is not None:
            await self.desk.seats.lapse(place, int(job.subject))

    async def tell(self, job: Job) -> None:
        """Tell those concerned."""
        if (place := self._place(job.guild_id)) is not None:
            await self.desk.telling.tell(place, job)

    async def remind(self, job: Job) -> None:
        """Remind those who go."""
        if (place := self._place(job.guild_id)) is not None:
            await self.desk.telling.remind(place, job)

    async def sweep(self, _: Job) -> None:
        """Bring in what is coming, in every server."""
        for guild in self.client.guilds:
            place = place_of(self.core, guild)
            if place is not None and not guild.unavailable:
                await self.desk.planner.tend(place)

    async def purge(self, job: Job) -> None:
        """Delete what has been kept for long enough."""
        async with self.core.db.write() as tx:
            await store.purge(tx, job.now - KEPT)
            await store.purge_drafts(tx, job.now - DRAFTS_KEPT)

    def _place(self, guild_id: int) -> Place | None:
        guild = self.client.get_guild(guild_id)
        return place_of(self.core, guild) if guild is not None else None
