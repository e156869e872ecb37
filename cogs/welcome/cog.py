"""Where Discord's events, the core's jobs and the clock meet the welcome feature."""

from datetime import timedelta

import discord
from discord.ext import commands

from bot.client import StewardClient
from bot.messages import MessageEvent
from bot.scheduler import Job
from bot.signals import GuildReady, SettingsChanged
from bot.texts import N_
from cogs.welcome.commands import WelcomeGroup
from cogs.welcome.company import SHOW_WAVES, Company
from cogs.welcome.departures import Departures
from cogs.welcome.invites import UNKNOWN, Invites
from cogs.welcome.keys import GREET
from cogs.welcome.newcomer import MemberFacts
from cogs.welcome.place import Place
from cogs.welcome.reception import Reception
from cogs.welcome.rushes import CALM, Rushes
from cogs.welcome.server import facts_of, place_of
from cogs.welcome.settings import WelcomeSettings
from cogs.welcome.staff import NOTE, StaffNotes
from cogs.welcome.views import BUTTONS

SWEEP = "welcome.sweep"
SWEEP_EVERY = timedelta(minutes=10)
PURGE = "welcome.purge"
PURGE_EVERY = timedelta(days=1)


class WelcomeCog(commands.Cog):
    """Translates what happens into facts for the reception."""

    def __init__(self, client: StewardClient) -> None:
        self.client, self.core = client, client.core
        self.reception = Reception(client.core)
        self.departures = Departures(client.core)
        self.rushes = Rushes(client.core)
        self.company = Company(client.core)
        self.notes = StaffNotes(client.core)
        self.invites = Invites()
        self.commands = WelcomeGroup(client.core, self.reception)

    async def cog_load(self) -> None:
        """Ask the core for everything that concerns newcomers."""
        core = self.core
        core.messages.listen("welcome", self.on_written)
        core.signals.on(GuildReady, self.on_guild_known)
        core.signals.on(SettingsChanged, self.on_settings)
        core.scheduler.handle(GREET, self.greet)
        core.scheduler.handle(CALM, self.calm_down)
        core.scheduler.handle(SHOW_WAVES, self.show_waves)
        core.scheduler.handle(NOTE, self.post_note, title=N_("Note to staff about quiet newcomers"))
        core.scheduler.every(SWEEP, SWEEP_EVERY, self.sweep)
        core.scheduler.every(PURGE, PURGE_EVERY, self.purge)
        self.client.add_dynamic_items(*BUTTONS)
        self.client.tree.add_command(self.commands)

    async def cog_unload(self) -> None:
        """Take back what was asked for."""
        core = self.core
        core.messages.leave("welcome")
        core.signals.off(self.on_guild_known)
        core.signals.off(self.on_settings)
        for name in (GREET, CALM, SHOW_WAVES, NOTE, SWEEP, PURGE):
            core.scheduler.forget(name)
        self.client.remove_dynamic_items(*BUTTONS)
        self.client.tree.remove_command(self.commands.name)

    async def on_guild_known(self, signal: GuildReady) -> None:
        """Begin with a server, or catch up with what was missed."""
        guild = self.client.get_guild(signal.guild_id)
        if guild is not None:
            await self._look_after(guild)

    async def on_settings(self, signal: SettingsChanged) -> None:
        """Begin or end with servers where the feature was switched on or off."""
        guild = self.client.get_guild(signal.guild_id)
        if guild is not None:
            await self._look_after(guild)

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Take note of somebody who has joined."""
        place = place_of(self.core, member.guild)
        if place is None:
            return
        new = await self.reception.meet(place, [facts_of(self.core, member)])
        if new and place.settings.invite_sources:
            source = UNKNOWN
            if not await self.rushes.is_on(place):  # no request for each member of a raid
                source = await self.invites.of_newcomer(member.guild)
            await self.reception.note_source(place, member.id, source)

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """Notice when somebody has passed screening or onboarding, or stays after a visit."""
        if before.pending == after.pending and before.flags == after.flags:
            return
        if (place := place_of(self.core, after.guild)) is not None:
            await self.reception.meet(place, [facts_of(self.core, after)])

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Notice that somebody has left."""
        place = self._place(payload.guild_id)
        if place is not None:
            await self.departures.farewell(place, payload.user.id, payload.user.display_name)

    @commands.Cog.listener()
    async def on_member_ban(
        self, guild: discord.Guild, user: discord.User | discord.Member
    ) -> None:
        """Remember a ban."""
        if (place := place_of(self.core, guild)) is not None:
            await self.departures.banned(place, user.id)

    @commands.Cog.listener()
    async def on_member_unban(self, guild: discord.Guild, user: discord.User) -> None:
        """Remember a ban that came about while the bot was off."""
        if (place := place_of(self.core, guild)) is not None:
            await self.departures.banned(place, user.id)

    async def on_written(self, event: MessageEvent) -> None:
        """Count a newcomer's message."""
        author = event.author
        if event.kind != "created" or author is None or not author.is_human or event.is_system:
            return
        settings = self.core.settings.active(event.guild_id, WelcomeSettings)
        if settings is None or not await self.reception.may_be_new(
            event.guild_id,
            author.id,
            joined_at=author.joined_at,
            late_within=settings.late_within,
        ):
            return
        if (place := self._place(event.guild_id)) is None:
            return
        facts = place.member(author.id)
        if facts is None and not await self.reception.is_on_the_way(event.guild_id, author.id):
            facts = await self._ask_for(event.guild_id, author.id)
        await self.reception.heard(place, event, facts)

    async def greet(self, job: Job) -> None:
        """Greet somebody whose quiet delay is over."""
        place, user_id = self._place(job.guild_id), int(job.subject)
        if place is None:
            return
        facts = place.member(user_id)
        if facts is not None:
            await self.reception.meet(place, [facts])

    async def calm_down(self, job: Job) -> None:
        """End a rush of joins."""
        if (place := self._place(job.guild_id)) is not None:
            await self.rushes.calm_down(place)

    async def show_waves(self, job: Job) -> None:
        """Show who has waved to a newcomer."""
        if (place := self._place(job.guild_id)) is not None:
            await self.company.show_waves(place, int(job.subject))

    async def post_note(self, job: Job) -> None:
        """Tell staff of newcomers who have been quiet."""
        if (place := self._place(job.guild_id)) is not None:
            await self.notes.post_note(place)

    async def sweep(self, _: Job) -> None:
        """Do what time alone has brought about, in every server."""
        for guild in self.client.guilds:
            place = place_of(self.core, guild)
            if place is not None and not guild.unavailable:
                await self.reception.sweep(place, self._joined_lately(place, guild))

    async def purge(self, _: Job) -> None:
        """Delete what has been kept for long enough."""
        await self.reception.purge()

    async def _look_after(self, guild: discord.Guild) -> None:
        place = place_of(self.core, guild)
        if place is None:
            await self.reception.close(guild.id)
            return
        joined = self._joined_lately(place, guild)
        is_new = await self.reception.open(place, joined)
        await self.notes.plan(place)
        if place.settings.invite_sources:
            await self.invites.remember(guild)
        if not is_new:
            # Only a complete list of members shows who has left.
            members = {member.id for member in guild.members} if guild.chunked else None
            await self.reception.catch_up(place, joined, members)

    def _joined_lately(self, place: Place, guild: discord.Guild) -> set[int]:
        """Return the members who joined lately enough to be greeted still."""
        earliest = self.core.clock.now() - place.settings.late_within
        return {
            member.id
            for member in guild.members
            if member.joined_at is not None and member.joined_at > earliest
        }

    async def _ask_for(self, guild_id: int, user_id: int) -> MemberFacts | None:
        """Ask Discord for a member whom we were not told of, for want of the members intent."""
        guild = self.client.get_guild(guild_id)
        try:
            member = await guild.fetch_member(user_id) if guild is not None else None
        except discord.HTTPException:
            return None
        return facts_of(self.core, member) if member is not None else None

    def _place(self, guild_id: int) -> Place | None:
        guild = self.client.get_guild(guild_id)
        return place_of(self.core, guild) if guild is not None else None
