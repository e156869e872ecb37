"""Where Discord's events, the core's jobs and the clock meet the zero-reply feature."""

from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.access import Access, needs
from bot.answers import Press
from bot.client import StewardClient
from bot.messages import MessageEvent
from bot.messages.reading import read
from bot.refusal import Refusal
from bot.scheduler import Job
from bot.signals import ErasureBegun, GuildReady, MemberContributed, SettingsChanged
from bot.texts import N_
from cogs.zero_reply.commands import HelperGroup, answered, unanswered
from cogs.zero_reply.consequences import REFRESH, TAG
from cogs.zero_reply.digest import DIGEST, Digests
from cogs.zero_reply.history import READ, History
from cogs.zero_reply.ladder import Ladder
from cogs.zero_reply.mornings import put_off_to
from cogs.zero_reply.place import Place, written_at
from cogs.zero_reply.pressed import here
from cogs.zero_reply.server import closed_by, place_of, places_of, room_of
from cogs.zero_reply.settings import ZeroReplySettings
from cogs.zero_reply.tagging import Tagging
from cogs.zero_reply.tracker import Heard, Tracker
from cogs.zero_reply.views import BUTTONS, show_panel

LADDER = "zero_reply.ladder"
LADDER_EVERY = timedelta(minutes=15)
PURGE = "zero_reply.purge"
PURGE_EVERY = timedelta(days=1)
# A newcomer's first post must be known before others say that it was one.
EARLY = 50


def _says_of_itself(channel: discord.abc.GuildChannel) -> tuple[object, ...]:
    """Return what decides about whether a channel is looked after and can be read."""
    return channel.name, channel.category, channel.overwrites


Command = app_commands.Command[Any, ..., Any] | app_commands.Group
Marks = Callable[[Press, discord.Message], Coroutine[Any, Any, None]]


def menu_entry(callback: Marks) -> app_commands.ContextMenu:
    """Return the entry in the menu of messages with which staff put one on the list."""
    menu = app_commands.ContextMenu(name=N_("Needs an answer…"), callback=callback)
    return needs(Access.MODERATOR)(app_commands.guild_only(menu))


class ZeroReplyCog(commands.Cog):
    """Translates what happens into facts for the tracker."""

    def __init__(self, client: StewardClient) -> None:
        self.client, self.core = client, client.core
        self.tracker = Tracker(client.core)
        self.history = History(client.core, self.tracker)
        self.digests = Digests(client.core)
        self.ladder = Ladder(client.core)
        self.tagging = Tagging(client.core)
        self.helpers = HelperGroup(client.core)
        self.menu = menu_entry(self.mark)
        self.commands: tuple[Command, ...] = (unanswered, answered, self.helpers)
        self._rooms: dict[int, set[int]] = {}

    async def cog_load(self) -> None:
        """Ask the core for everything that concerns posts and answers."""
        core = self.core
        core.messages.listen("zero_reply", self.on_written, order=EARLY, keep=self.tracker.keep)
        core.signals.on(GuildReady, self.on_guild_known)
        core.signals.on(SettingsChanged, self.on_settings)
        core.signals.on(MemberContributed, self.on_first_post)
        core.signals.on(ErasureBegun, self.on_erasure)
        core.scheduler.handle(
            DIGEST,
            self.post_digest,
            title=N_("List of unanswered posts"),
            ask_first=lambda _, guild_id, __: self.digests.ask_first(self._place(guild_id)),
            put_off=self._after_holidays,
        )
        core.scheduler.handle(REFRESH, self.refresh)
        core.scheduler.handle(TAG, self.tag)
        core.scheduler.handle(READ, self.read)
        core.scheduler.every(LADDER, LADDER_EVERY, self.climb)
        core.scheduler.every(PURGE, PURGE_EVERY, self.purge)
        self.client.add_dynamic_items(*BUTTONS)
        for command in self.commands:
            self.client.tree.add_command(command)
        self.client.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        """Take back what was asked for."""
        core = self.core
        core.messages.leave("zero_reply")
        core.signals.off(self.on_guild_known)
        core.signals.off(self.on_settings)
        core.signals.off(self.on_first_post)
        core.signals.off(self.on_erasure)
        for name in (DIGEST, REFRESH, TAG, READ, LADDER, PURGE):
            core.scheduler.forget(name)
        self.client.remove_dynamic_items(*BUTTONS)
        for command in self.commands:
            self.client.tree.remove_command(command.name)
        self.client.tree.remove_command(self.menu.name, type=self.menu.type)
        await self.tracker.keep()

    async def on_guild_known(self, signal: GuildReady) -> None:
        """Begin with a server, or make good what was missed."""
        await self._look_after(signal.guild_id)
        if (place := self._place(signal.guild_id)) is not None:
            await self.history.begin(place)

    async def on_settings(self, signal: SettingsChanged) -> None:
        """Begin with servers where the feature was switched on, at the times that count now."""
        await self._look_after(signal.guild_id)

    async def on_first_post(self, signal: MemberContributed) -> None:
        """Let a newcomer's first post stand at the top."""
        if self._place(signal.guild_id) is not None:
            await self.tracker.first_post(signal.message_id)

    async def on_erasure(self, signal: ErasureBegun) -> None:
        """Take the posts of somebody off the list who wants nothing kept."""
        if (place := self._place(signal.guild_id)) is not None:
            await self.tracker.take_back(place, signal.member_id)

    async def on_written(self, event: MessageEvent) -> None:
        """Keep what a message says about who waits and who answers."""
        guild = self.client.get_guild(event.guild_id)
        settings = self.core.settings.active(event.guild_id, ZeroReplySettings)
        if guild is None or settings is None:
            return
        room = room_of(guild, settings, event)
        if room is None:
            return
        heard = Heard(event, room, written_at(event.message_id))
        if event.kind != "deleted" and await self.tracker.passes_by(settings, heard):
            return
        place = place_of(self.core, guild)
        assert place is not None, "the feature is on"
        if event.kind == "deleted":
            await self.tracker.gone(place, event.channel_id, [event.message_id])
        else:
            await self.tracker.hear(place, heard)

    @commands.Cog.listener()
    async def on_thread_update(self, _: discord.Thread, after: discord.Thread) -> None:
        """Notice when a post is solved, locked or put away."""
        await self._thread_stands(after)

    @commands.Cog.listener()
    async def on_thread_join(self, thread: discord.Thread) -> None:
        """Notice when a post that was put away is opened again."""
        await self._thread_stands(thread)

    @commands.Cog.listener()
    async def on_raw_thread_delete(self, payload: discord.RawThreadDeleteEvent) -> None:
        """Forget what was written in a thread."""
        if (place := self._place(payload.guild_id)) is not None:
            await self.tracker.channel_gone(place, payload.thread_id)

    @commands.Cog.listener()
    async def on_guild_channel_delete(self, channel: discord.abc.GuildChannel) -> None:
        """Forget what was written in a channel."""
        if (place := self._place(channel.guild.id)) is not None:
            await self.tracker.channel_gone(place, channel.id)

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """Notice when a channel is looked after no more, or again, or can be read again."""
        place = self._place(after.guild.id)
        if place is not None and _says_of_itself(before) != _says_of_itself(after):
            await self._rooms_are(place, after.guild)

    @commands.Cog.listener()
    async def on_guild_role_update(self, _: discord.Role, after: discord.Role) -> None:
        """Notice when a role of the bot's may let it read a channel again."""
        place = self._place(after.guild.id)
        if place is not None and after in after.guild.me.roles:
            await self._rooms_are(place, after.guild)

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """Notice when the bot is given a role, or loses one."""
        place = self._place(after.guild.id)
        if place is not None and after == after.guild.me and before.roles != after.roles:
            await self._rooms_are(place, after.guild)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Put the posts of somebody who left on a list of their own."""
        if (place := self._place(payload.guild_id)) is not None:
            await self.tracker.author_is_here(place, payload.user.id, here=False)

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Take up the posts of somebody who came back."""
        if (place := self._place(member.guild.id)) is not None:
            await self.tracker.author_is_here(place, member.id, here=True)

    @commands.Cog.listener()
    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Count people with the same question."""
        await self._react(payload, 1)

    @commands.Cog.listener()
    async def on_raw_reaction_remove(self, payload: discord.RawReactionActionEvent) -> None:
        """Count people who have the question no longer."""
        await self._react(payload, -1)

    async def mark(self, interaction: Press, message: discord.Message) -> None:
        """Put a message on the list by hand, and show what can be done for it."""
        place, guild = here(interaction), interaction.guild
        assert guild is not None, "this entry is there on servers alone"
        event = read(message, "created", at=message.edited_at or message.created_at)
        room = room_of(guild, place.settings, event)
        if room is None:
            raise Refusal(
                "Nobody looks after {channel} here. Name it under {setting}.",
                channel=f"<#{message.channel.id}>",
                setting="`features.zero_reply.channels`",
            )
        if not await self.tracker.mark(place, Heard(event, room, message.created_at)):
            raise Refusal("Only what a person wrote can need an answer.")
        await show_panel(interaction, message.id)

    async def post_digest(self, job: Job) -> None:
        """Post the list of unanswered posts."""
        if (place := self._place(job.guild_id)) is not None:
            await self.digests.post(place, job.due_at)

    async def refresh(self, job: Job) -> None:
        """Show the list as it is now."""
        if (place := self._place(job.guild_id)) is not None:
            await self.digests.refresh(place, job.subject)

    async def tag(self, job: Job) -> None:
        """Set or remove the tag of a post."""
        guild = self.client.get_guild(job.guild_id)
        place = self._place(job.guild_id)
        if guild is not None and place is not None:
            await self.tagging.tag(place, guild, int(job.subject), job.due_at)

    async def climb(self, _: Job) -> None:
        """Do the next thing for what waits, in every server."""
        for guild in self.client.guilds:
            place = place_of(self.core, guild)
            if place is not None and not guild.unavailable:
                await self.ladder.climb(place)

    async def purge(self, job: Job) -> None:
        """Delete what has been kept for long enough."""
        await self.tracker.purge(job.now)

    def _after_holidays(self, guild_id: int, due_at: datetime) -> datetime | None:
        place = self._place(guild_id)
        if place is None:
            return None
        return put_off_to(due_at, place.settings.digest_at, place.hours, place.zone)

    async def _look_after(self, guild_id: int) -> None:
        guild = self.client.get_guild(guild_id)
        place = place_of(self.core, guild) if guild is not None else None
        if guild is None or place is None:
            return
        await self.digests.plan(place)
        await self._rooms_are(place, guild)
        await self.tagging.offer(place, guild)

    async def _rooms_are(self, place: Place, guild: discord.Guild) -> None:
        """Take up what is looked after now; what was said there before that is read."""
        rooms = {channel.id for channel in places_of(guild, place.settings)}
        new = rooms - self._rooms.get(guild.id, rooms)
        self._rooms[guild.id] = rooms
        await self.tracker.rooms_are(place)
        for room_id in sorted(new):
            await self.history.begin(place, str(room_id))

    async def read(self, job: Job) -> None:
        """Read what may have happened unheard."""
        guild, place = self.client.get_guild(job.guild_id), self._place(job.guild_id)
        if guild is not None and place is not None:
            await self.history.read(place, guild, job.due_at, job.subject)

    async def _thread_stands(self, thread: discord.Thread) -> None:
        place = self._place(thread.guild.id)
        if place is not None:
            closed = closed_by(thread, place.settings)
            await self.tracker.thread_stands(place, thread.id, closed)

    async def _react(self, payload: discord.RawReactionActionEvent, step: int) -> None:
        if payload.guild_id is not None and self._place(payload.guild_id) is not None:
            await self.tracker.react(payload.message_id, step)

    def _place(self, guild_id: int | None) -> Place | None:
        guild = self.client.get_guild(guild_id) if guild_id is not None else None
        return place_of(self.core, guild) if guild is not None else None
