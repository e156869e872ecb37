"""From Discord's guilds and members to the plain facts that the feature decides by."""

from collections.abc import Iterator

import discord

from bot.access import Access, resolve
from bot.core import Core
from bot.messages import MessageEvent
from bot.places import channel_id_of
from cogs.guidelines.policy import Situation
from cogs.guidelines.settings import GuidelinesSettings


def situation_of(core: Core, guild: discord.Guild, event: MessageEvent) -> Situation:
    """Return who wrote where."""
    author = event.author
    assert author is not None, "only what people write is examined"
    roles = [role for role in map(guild.get_role, author.role_ids) if role is not None]
    return Situation(
        now=core.clock.now(),
        written_at=event.at,
        author_id=author.id,
        roles=[(role.id, role.name) for role in roles],
        channels=list(_places(guild, event)),
        joined_at=author.joined_at,
        is_staff=_is_staff(core, guild, author.id, roles),
    )


def staff_channel_id(core: Core, guild: discord.Guild) -> int | None:
    """Return where staff are told of what was flagged, None when there is no such channel."""
    settings = core.settings.active(guild.id, GuidelinesSettings)
    if settings is None:
        return None
    community = core.settings.of(guild.id).community
    return channel_id_of(guild, settings.staff_channel or community.staff_channel)


def may_read(guild: discord.Guild, channel_id: int, reader: discord.Member) -> bool:
    """Tell whether somebody may read a channel or thread; of those out of sight, nobody may.

    What people call themselves is in no channel (0), and everybody reads it.
    """
    place = guild.get_channel_or_thread(channel_id)
    if place is None or (isinstance(place, discord.Thread) and place.is_private()):
        return channel_id == 0
    may = place.permissions_for(reader)
    return may.view_channel and may.read_message_history


def _is_staff(core: Core, guild: discord.Guild, user_id: int, roles: list[discord.Role]) -> bool:
    member = guild.get_member(user_id)
    if member is not None:
        return core.access.level_of(member) > Access.MEMBER
    # Without the members intent, the roles that came with the message have to do.
    staff = core.settings.of(guild.id).community.staff
    all_roles = [(role.id, role.name) for role in guild.roles]
    named = resolve((*staff.managers, *staff.moderators), all_roles)
    return user_id == guild.owner_id or any(
        role.id in named
        or role.permissions.administrator
        or role.permissions.manage_guild
        or role.permissions.moderate_members
        for role in roles
    )


def _places(guild: discord.Guild, event: MessageEvent) -> Iterator[tuple[int, str]]:
    """Go from the thread or channel up to its category."""
    place = guild.get_channel_or_thread(event.channel_id)
    if place is None:
        yield event.channel_id, event.thread_title
        place = guild.get_channel(event.parent_id) if event.parent_id else None
    if isinstance(place, discord.Thread):
        yield place.id, place.name
        place = place.parent
    if place is not None:
        yield place.id, place.name
        if place.category is not None:
            yield place.category.id, place.category.name
