"""From Discord's guilds, channels and threads to the plain facts that the feature decides by."""

from dataclasses import replace
from datetime import datetime, timedelta

import discord

from bot.access import Access, resolve
from bot.core import Core
from bot.messages import MessageEvent
from bot.places import channel_id_of
from bot.services import AnalyticsChoices
from bot.settings.types import ChannelRef
from bot.times import WeeklyHours
from cogs.zero_reply.opener import Closed
from cogs.zero_reply.place import Place
from cogs.zero_reply.policy import Room
from cogs.zero_reply.settings import ZeroReplySettings

ALWAYS = WeeklyHours.parse("daily 00:00-24:00")
# A thread that somebody opens on a message comes later than the message whose id it has.
SAME_MOMENT = timedelta(seconds=3)
# Discord archives a silent thread within some minutes of its time.
ARCHIVED_BY_ITSELF = timedelta(minutes=10)

Parent = discord.ForumChannel | discord.TextChannel


def place_of(core: Core, guild: discord.Guild) -> Place | None:
    """Return what is to be known of a server, None where the feature is off."""
    settings = core.settings.active(guild.id, ZeroReplySettings)
    if settings is None:
        return None
    community = core.settings.of(guild.id).community
    roles = [(role.id, role.name) for role in guild.roles]
    staff_channel_id = channel_id_of(guild, community.staff_channel)
    choices = core.services.get(AnalyticsChoices)

    def is_staff(user_id: int) -> bool:
        member = guild.get_member(user_id)
        return member is not None and core.access.level_of(member) > Access.MEMBER

    def name_of(user_id: int) -> str | None:
        member = guild.get_member(user_id)
        return member.display_name if member is not None else None

    def sees(user_id: int, channel_id: int) -> bool:
        member, channel = guild.get_member(user_id), guild.get_channel_or_thread(channel_id)
        return member is not None and channel is not None and _may_see(channel, member)

    def is_open(thread_id: int) -> bool:
        thread = guild.get_thread(thread_id)
        return thread is not None and not thread.archived and not thread.locked

    def closed(thread_id: int) -> Closed:
        thread = guild.get_thread(thread_id)
        return closed_by(thread, settings) if thread is not None else ""

    def looks_after(channel_id: int) -> bool:
        channel = guild.get_channel(channel_id)
        return channel is not None and is_looked_after(settings, channel)

    def team_channel(team: str) -> int | None:
        return channel_id_of(guild, settings.teams.get(team))

    return Place(
        guild_id=guild.id,
        name=guild.name,
        zone=community.timezone,
        hours=community.hours or replace(ALWAYS, holidays=community.holidays),
        quiet_hours=community.quiet_hours,
        t=core.texts.for_guild(guild.id),
        settings=settings,
        channel_id=channel_id_of(guild, settings.channel) or staff_channel_id,
        helpers_channel_id=channel_id_of(guild, settings.helpers_channel),
        staff_channel_id=staff_channel_id,
        managers_mention=tuple(sorted(resolve(community.staff.managers, roles))),
        is_staff=is_staff,
        is_member=lambda user_id: not guild.chunked or guild.get_member(user_id) is not None,
        name_of=name_of,
        sees=sees,
        has_thread=lambda message_id: guild.get_thread(message_id) is not None,
        is_open=is_open,
        closed=closed,
        left_out=choices.left_out(guild.id) if choices is not None else (),
        looks_after=looks_after,
        team_channel=team_channel,
    )


def room_of(guild: discord.Guild, settings: ZeroReplySettings, event: MessageEvent) -> Room | None:
    """Say where a message stands, None where nobody waits for answers, or in private."""
    thread = guild.get_thread(event.channel_id)
    if thread is not None and thread.is_private():
        return None
    parent_id = event.parent_id or (thread.parent_id if thread is not None else None)
    parent = guild.get_channel(parent_id or event.channel_id)
    if parent is None or not is_looked_after(settings, parent):
        return None
    if isinstance(parent, discord.ForumChannel):
        return "forum_post"
    if parent_id is None:
        return "text"
    author = event.author
    if thread is not None and author is not None and author.id == thread.owner_id:
        made_at = thread.created_at or discord.utils.snowflake_time(thread.id)
        if made_at - discord.utils.snowflake_time(thread.id) < SAME_MOMENT:
            return "own_thread"
    return "thread"


def is_looked_after(settings: ZeroReplySettings, parent: discord.abc.GuildChannel) -> bool:
    """Tell whether posts in a channel should find an answer."""
    if not isinstance(parent, discord.ForumChannel | discord.TextChannel):
        return False
    category = parent.category
    if _named(settings.leave_out, parent) or (
        category is not None and _named(settings.leave_out, category)
    ):
        return False
    if settings.channels:
        return _named(settings.channels, parent)
    return isinstance(parent, discord.ForumChannel)


def places_of(guild: discord.Guild, settings: ZeroReplySettings) -> list[Parent]:
    """Return the forums and text channels that are looked after and can be read."""
    candidates: list[Parent] = [*guild.forums, *guild.text_channels]
    return [
        channel
        for channel in candidates
        if is_looked_after(settings, channel)
        and channel.permissions_for(guild.me).read_message_history
    ]


def closed_by(thread: discord.Thread, settings: ZeroReplySettings) -> Closed:
    """Say why a thread needs no answers any more; one that fell silent by itself still does."""
    if thread.parent is None or not is_looked_after(settings, thread.parent):
        return "left_out"
    solved = {tag.casefold() for tag in settings.solved_tags}
    if any(tag.name.casefold() in solved for tag in thread.applied_tags):
        return "solved"
    if thread.locked:
        return "locked"
    return "archived" if thread.archived and not _fell_asleep(thread) else ""


def _fell_asleep(thread: discord.Thread) -> bool:
    silence = timedelta(minutes=thread.auto_archive_duration)
    return thread.archive_timestamp - _last_word(thread) >= silence - ARCHIVED_BY_ITSELF


def _last_word(thread: discord.Thread) -> datetime:
    made_at = thread.created_at or discord.utils.snowflake_time(thread.id)
    if thread.last_message_id is None:
        return made_at
    return max(made_at, discord.utils.snowflake_time(thread.last_message_id))


def _may_see(channel: discord.abc.GuildChannel | discord.Thread, member: discord.Member) -> bool:
    may = channel.permissions_for(member)
    return may.view_channel and may.read_message_history


def _named(refs: tuple[ChannelRef, ...], channel: discord.abc.GuildChannel) -> bool:
    return any(ref.matches(channel.id, channel.name) for ref in refs)
