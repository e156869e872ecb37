"""The channels of a server, as a lockdown sees them."""

from collections.abc import Mapping
from dataclasses import dataclass

import discord

from bot.access import resolve
from bot.core import Core
from bot.overwrites import overwrites_of
from cogs.raids.overwrites import Overwrites, closed
from cogs.raids.settings import RaidsSettings

TAKING_PART = discord.Permissions(
    send_messages=True,
    send_messages_in_threads=True,
    create_public_threads=True,
    create_private_threads=True,
    add_reactions=True,
    connect=True,
)
"""What a lockdown takes away."""


@dataclass(frozen=True, slots=True)
class Open:
    """A channel in which everybody may write, and its overwrites while it is closed."""

    channel_id: int
    before: Overwrites
    during: Overwrites
    may_close: bool


def open_channels(core: Core, guild: discord.Guild, settings: RaidsSettings) -> list[Open]:
    """Return the channels in which everybody may write: those that a lockdown closes."""
    roles = [role for role in guild.roles if not role.is_default()]
    names = [(role.id, role.name) for role in roles]
    ordinary = resolve(settings.ordinary_roles, names)
    everybody = [guild.default_role, *(role for role in roles if role.id in ordinary)]
    community = core.settings.of(guild.id).community
    named = resolve((*community.staff.managers, *community.staff.moderators), names)
    staff = {role.id for role in roles if role.id in named or _is_of_staff(guild, role)}
    bits = TAKING_PART.value & guild.me.guild_permissions.value
    return [
        _opened(guild, channel, staff, bits)
        for channel in guild.channels
        if not isinstance(channel, discord.CategoryChannel)
        and any(_may_write(channel, role) for role in everybody)
    ]


def overwrites_now(guild: discord.Guild) -> Mapping[int, Overwrites]:
    """Return the overwrites of every channel as they are."""
    return {channel.id: overwrites_of(channel) for channel in guild.channels}


def _opened(
    guild: discord.Guild, channel: discord.abc.GuildChannel, staff: set[int], bits: int
) -> Open:
    before, may = overwrites_of(channel), channel.permissions_for(guild.me)
    during = closed(before, everyone=guild.default_role.id, staff=staff, bits=bits)
    return Open(channel.id, before, during, may.manage_channels and may.manage_roles)


def _is_of_staff(guild: discord.Guild, role: discord.Role) -> bool:
    """Tell whether a role makes people part of the team by its permissions, or is the bot's own."""
    may = role.permissions
    return may.moderate_members or may.manage_guild or role == guild.self_role


def _may_write(channel: discord.abc.GuildChannel, role: discord.Role) -> bool:
    may = channel.permissions_for(role)
    return may.view_channel and may.send_messages
