"""From Discord's guilds and members to the plain facts that the feature decides by."""

from collections.abc import Collection

import discord

from bot.access import Access, resolve
from bot.core import Core
from bot.places import channel_id_of
from cogs.raids.place import Place
from cogs.raids.planning import Present
from cogs.raids.policy import Arrival
from cogs.raids.settings import RaidsSettings


def place_of(core: Core, guild: discord.Guild) -> Place | None:
    """Return what is to be known of a server, None where the feature is off."""
    settings = core.settings.active(guild.id, RaidsSettings)
    if settings is None:
        return None
    community = core.settings.of(guild.id).community
    roles = [(role.id, role.name) for role in guild.roles if not role.is_default()]
    ordinary = resolve(settings.ordinary_roles, roles)

    def name_of(user_id: int) -> str | None:
        member = guild.get_member(user_id)
        return member.display_name if member is not None else None

    def member_of(user_id: int) -> Present | None:
        member = guild.get_member(user_id)
        return _present(core, member, ordinary) if member is not None else None

    return Place(
        guild_id=guild.id,
        settings=settings,
        t=core.texts.for_guild(guild.id),
        channel_id=channel_id_of(guild, settings.channel)
        or channel_id_of(guild, community.staff_channel),
        call=tuple(sorted(resolve(settings.call, roles))),
        member=member_of,
        name_of=name_of,
        invites_until=guild.invites_paused_until,
        dms_until=guild.dms_paused_until,
    )


def comes_to_stay(core: Core, member: discord.Member) -> bool:
    """Tell whether somebody who has joined is neither a bot nor part of the team."""
    return not member.bot and core.access.level_of(member) == Access.MEMBER


def arrival_of(core: Core, member: discord.Member) -> Arrival:
    """Return what the policy wants to know of somebody who has joined."""
    return Arrival(
        user_id=member.id,
        joined_at=member.joined_at or core.clock.now(),
        made_at=member.created_at,
        name=member.name,
        has_picture=member.avatar is not None,
    )


def _present(core: Core, member: discord.Member, ordinary: Collection[int]) -> Present:
    return Present(
        joined_at=member.joined_at or core.clock.now(),
        is_bot=member.bot,
        is_staff=core.access.level_of(member) > Access.MEMBER,
        has_role=any(not role.is_default() and role.id not in ordinary for role in member.roles),
    )
