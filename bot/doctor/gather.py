"""The doctor's facts, read from Discord and from the house."""

from collections.abc import Iterable
from dataclasses import replace

import discord
from discord.flags import flag_value

from bot.core import Core
from bot.doctor.facts import Active, Channel, Commands, Facts, Guild, Intents, Role
from bot.doctor.names import PRIVILEGED_INTENTS
from bot.doctor.references import at, meant
from bot.doctor.waiting import waiting_in
from bot.settings.references import ChannelRef

KINDS = {"news": "announcement", "stage_voice": "stage"}


async def read_application(
    client: discord.Client, offered: Iterable[str], *, asked: discord.Intents
) -> tuple[Intents, Commands]:
    """Ask Discord what the portal allows this application and which commands it knows."""
    application = await client.application_info()
    flags = application.flags
    allowed = {
        "members": flags.gateway_guild_members or flags.gateway_guild_members_limited,
        "message_content": (flags.gateway_message_content or flags.gateway_message_content_limited),
        "presences": flags.gateway_presence or flags.gateway_presence_limited,
    }
    known = await client.http.get_global_commands(application.id)
    return (
        Intents(
            frozenset(name for name in PRIVILEGED_INTENTS if getattr(asked, name)),
            frozenset(name for name, is_allowed in allowed.items() if is_allowed),
        ),
        Commands(frozenset(offered), frozenset(command["name"] for command in known)),
    )


async def read_guild(
    core: Core, guild: discord.Guild, intents: Intents, commands: Commands
) -> Facts:
    """Read everything about one guild that findings follow from."""
    document = core.settings.of(guild.id)
    active = tuple(
        Active(package.feature, settings)
        for package in core.features
        if core.settings.enabled(guild.id, package.feature.name)
        and (settings := document.feature(package.feature.name)) is not None
    )
    sections = {
        name: section
        for one in active
        for name in one.feature.sections
        if (section := document.section(name)) is not None
    }
    async with core.db.read() as tx:
        waiting = await waiting_in(tx, guild.id)
    return Facts(
        guild=await _with_webhooks(look_at(guild), guild, active),
        active=active,
        community=document.community,
        sections=sections,
        language=document.community.language,
        zone=str(document.community.timezone),
        settings_problems=tuple(core.settings.problems_of(guild.id)),
        intents=intents,
        commands=commands,
        waiting=waiting,
    )


def look_at(guild: discord.Guild) -> Guild:
    """Return what the bot knows of a guild without asking Discord."""
    return Guild(
        id=guild.id,
        name=guild.name,
        permissions=_held(guild.me.guild_permissions),
        top_role=_role(guild.me.top_role),
        channels=tuple(
            Channel(
                channel.id,
                channel.name,
                KINDS.get(channel.type.name, channel.type.name),
                _held(channel.permissions_for(guild.me)),
            )
            for channel in guild.channels
        ),
        roles=tuple(_role(role) for role in guild.roles if not role.is_default()),
        locale=str(guild.preferred_locale),
        is_community="COMMUNITY" in guild.features,
    )


async def _with_webhooks(seen: Guild, guild: discord.Guild, active: tuple[Active, ...]) -> Guild:
    counts = await _webhooks(guild, active, seen.channels)
    channels = tuple(replace(one, webhooks=counts.get(one.id)) for one in seen.channels)
    return replace(seen, channels=channels)


async def _webhooks(
    guild: discord.Guild, active: tuple[Active, ...], channels: tuple[Channel, ...]
) -> dict[int, int]:
    """Count the webhooks of the channels in which a feature needs one."""
    needed = {
        channel.id
        for one in active
        for need in one.feature.permissions
        if need.permission == "manage_webhooks" and need.setting is not None
        for ref in at(one.settings, need.setting)
        if isinstance(ref, ChannelRef)
        for channel in meant(ref, channels)
    }
    if not needed or not guild.me.guild_permissions.manage_webhooks:
        return {}
    counts = dict.fromkeys(needed, 0)
    for webhook in await guild.webhooks():
        if webhook.channel_id in counts:
            counts[webhook.channel_id] += 1
    return counts


def _held(permissions: discord.Permissions) -> frozenset[str]:
    """Return what is granted under all its names: iterating would leave out `view_channel`."""
    return frozenset(
        name
        for name, flag in vars(discord.Permissions).items()
        if isinstance(flag, flag_value) and getattr(permissions, name)
    )


def _role(role: discord.Role) -> Role:
    return Role(role.id, role.name, role.position, role.managed)
