"""From Discord's guilds to the plain facts that the feature works with."""

import discord

from bot.access import resolve
from bot.core import Core
from bot.holidays import is_holiday
from bot.places import channel_id_of
from cogs.events.details import Kind
from cogs.events.gathering import Occurrence
from cogs.events.place import Place
from cogs.events.policy import Listing
from cogs.events.settings import EventsSettings

OPEN_STATES = (discord.EventStatus.scheduled, discord.EventStatus.active)


def place_of(core: Core, guild: discord.Guild) -> Place | None:
    """Return what is to be known of a server, None where the feature is off."""
    settings = core.settings.active(guild.id, EventsSettings)
    if settings is None:
        return None
    community = core.settings.of(guild.id).community
    role = settings.interest_role
    roles = [(one.id, one.name) for one in guild.roles if not one.is_default()]
    may = guild.me.guild_permissions

    def kind_of(channel_id: int) -> Kind | None:
        channel = guild.get_channel(channel_id)
        if isinstance(channel, discord.StageChannel):
            return "stage"
        return "voice" if isinstance(channel, discord.VoiceChannel) else None

    def is_open(channel_id: int) -> bool:
        channel = guild.get_channel(channel_id)
        return channel is None or channel.permissions_for(guild.default_role).view_channel

    def people_in(channel_id: int) -> set[int]:
        channel = guild.get_channel(channel_id)
        if not isinstance(channel, discord.VoiceChannel | discord.StageChannel):
            return set()
        return {user_id for user_id in channel.voice_states if not _is_bot(guild, user_id)}

    def sees_channel(user_id: int, channel_id: int | None) -> bool:
        member = guild.get_member(user_id)
        return member is not None and _sees(member, channel_id)

    def roles_of(user_id: int) -> frozenset[int]:
        member = guild.get_member(user_id)
        return frozenset(role.id for role in member.roles) if member is not None else frozenset()

    return Place(
        guild_id=guild.id,
        zone=community.timezone,
        t=core.texts.for_guild(guild.id),
        settings=settings,
        quiet=community.quiet_hours,
        channel_id=channel_id_of(guild, settings.channel),
        staff_channel_id=channel_id_of(guild, settings.staff_channel or community.staff_channel),
        interest_role_id=next(iter(resolve([role], roles)), None) if role is not None else None,
        may_list=may.create_events or may.manage_events,
        listed=sum(1 for event in guild.scheduled_events if event.status in OPEN_STATES),
        kind_of=kind_of,
        is_open=is_open,
        people_in=people_in,
        is_free=lambda day: is_holiday(day, community.holidays),
        sees=sees_channel,
        roles_of=roles_of,
        is_member=lambda user_id: guild.get_member(user_id) is not None or not guild.chunked,
    )


def sees(member: discord.Member, occurrence: Occurrence) -> bool:
    """Tell whether somebody may know of an event: whoever sees its channel."""
    return _sees(member, occurrence.details.channel_id)


def _sees(member: discord.Member, channel_id: int | None) -> bool:
    channel = member.guild.get_channel(channel_id) if channel_id is not None else None
    return channel is None or channel.permissions_for(member).view_channel


def listing_of(event: discord.ScheduledEvent) -> Listing:
    """Return an event as Discord's own list shows it."""
    return Listing(
        name=event.name,
        description=event.description or "",
        start=event.start_time,
        end=event.end_time,
        channel_id=event.channel_id,
        location=event.location or "",
    )


def _is_bot(guild: discord.Guild, user_id: int) -> bool:
    member = guild.get_member(user_id)
    return member is not None and member.bot
