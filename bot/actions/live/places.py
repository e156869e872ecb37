"""Channels, roles and their settings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any, get_args

import discord

from bot.actions import Blocked, Done, Outcome
from bot.actions.live import threads
from bot.actions.live.here import Here, Place, channel, place, require
from bot.effects import (
    AddToThread,
    ChannelKind,
    CreateChannel,
    CreateForumTag,
    CreateRole,
    CreateThread,
    EditThread,
    OfPlaces,
    Overwrite,
    PauseServer,
    SetOverwrites,
    SetSlowmode,
)
from bot.overwrites import overwrites_of
from bot.permissions import NAMES

MOST_TAGS = 20

TYPES: Mapping[ChannelKind, tuple[discord.ChannelType, ...]] = MappingProxyType(
    {
        "text": (discord.ChannelType.text,),
        "forum": (discord.ChannelType.forum,),
        "voice": (discord.ChannelType.voice,),
        "announcement": (discord.ChannelType.news,),
    }
)
Settable = (
    discord.TextChannel
    | discord.VoiceChannel
    | discord.StageChannel
    | discord.ForumChannel
    | discord.CategoryChannel
)
Overwrites = dict[discord.Role | discord.Member | discord.Object, discord.PermissionOverwrite]


async def perform(here: Here, effect: OfPlaces) -> Outcome:
    """Carry out what is about places."""
    guild = here.guild
    match effect:
        case CreateChannel():
            outcome = await _create_channel(guild, effect)
        case CreateRole():
            outcome = await _create_role(guild, effect)
        case CreateThread():
            outcome = await threads.create(guild, effect)
        case EditThread():
            outcome = await threads.edit(here, effect)
        case AddToThread():
            outcome = await threads.add(guild, effect)
        case CreateForumTag():
            outcome = await _create_tag(guild, effect)
        case SetSlowmode():
            outcome = await _set_slowmode(guild, effect)
        case SetOverwrites():
            outcome = await _set_overwrites(here, effect)
        case PauseServer():
            outcome = await _pause(here, effect)
    return outcome


def find(
    guild: discord.Guild,
    effect: CreateChannel | CreateRole,
    after: datetime,
    known: frozenset[int],
) -> Done | None:
    """Look for a channel or role that an interrupted attempt has made."""
    things: Iterable[discord.abc.GuildChannel | discord.Role] = guild.roles
    if isinstance(effect, CreateChannel):
        things = [one for one in guild.channels if one.type in TYPES[effect.kind]]
    for thing in things:
        if thing.name == effect.name and thing.created_at >= after and thing.id not in known:
            return Done(created_id=thing.id)
    return None


async def _create_role(guild: discord.Guild, effect: CreateRole) -> Outcome:
    require({"Manage Roles": guild.me.guild_permissions.manage_roles}, None)
    role = await guild.create_role(name=effect.name, reason="Steward setup")
    return Done(created_id=role.id)


async def _create_channel(guild: discord.Guild, effect: CreateChannel) -> Outcome:
    require({"Manage Channels": guild.me.guild_permissions.manage_channels}, None)
    if effect.kind == "announcement" and "COMMUNITY" not in guild.features:
        return Blocked("needs_community", "announcement channels need a Community server")
    category = guild.get_channel(effect.category_id) if effect.category_id else None
    parts: dict[str, Any] = {
        "category": category if isinstance(category, discord.CategoryChannel) else None,
        "overwrites": _seen_by(guild, effect.private_to),
        "reason": "Steward setup",
    }
    if effect.topic and effect.kind != "voice":
        parts["topic"] = effect.topic
    made: discord.abc.GuildChannel
    match effect.kind:
        case "forum":
            made = await guild.create_forum(effect.name, **parts)
        case "voice":
            made = await guild.create_voice_channel(effect.name, **parts)
        case "text" | "announcement":
            news = effect.kind == "announcement"
            made = await guild.create_text_channel(effect.name, news=news, **parts)
    return Done(created_id=made.id, channel_id=made.id)


def _seen_by(guild: discord.Guild, role_ids: Sequence[int]) -> Overwrites:
    """Hide a channel from all but these roles and ourselves; without roles everybody sees it."""
    if not role_ids:
        return {}
    overwrites: Overwrites = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        guild.me: discord.PermissionOverwrite(view_channel=True, send_messages=True),
    }
    for role in filter(None, map(guild.get_role, role_ids)):
        overwrites[role] = discord.PermissionOverwrite(view_channel=True)
    return overwrites


async def _create_tag(guild: discord.Guild, effect: CreateForumTag) -> Outcome:
    """Add a tag, or take the one that goes by this name: two would not be told apart."""
    forum = channel(guild, effect.channel_id, discord.ForumChannel)
    for tag in forum.available_tags:
        if tag.name.casefold() == effect.name.casefold():
            return Done(created_id=tag.id, channel_id=forum.id)
    require({"Manage Channels": forum.permissions_for(guild.me).manage_channels}, forum)
    if len(forum.available_tags) >= MOST_TAGS:
        return Blocked("too_many_tags", f"#{forum.name}")
    made = await forum.create_tag(name=effect.name, moderated=effect.moderated)
    return Done(created_id=made.id, channel_id=forum.id)


async def _set_slowmode(guild: discord.Guild, effect: SetSlowmode) -> Outcome:
    where = await _settable(guild, effect.channel_id)
    may = where.permissions_for(guild.me)
    if isinstance(where, discord.Thread):
        require({"Manage Threads": may.manage_threads}, where)
    else:
        require({"Manage Channels": may.manage_channels}, where)
    await where.edit(slowmode_delay=effect.seconds, reason=effect.reason or None)
    return Done(channel_id=where.id)


async def _settable(guild: discord.Guild, channel_id: int) -> Place | discord.ForumChannel:
    known = guild.get_channel(channel_id)
    return known if isinstance(known, discord.ForumChannel) else await place(guild, channel_id)


async def _set_overwrites(here: Here, effect: SetOverwrites) -> Outcome:
    guild = here.guild
    where: Settable = channel(guild, effect.channel_id, *get_args(Settable))
    may = where.permissions_for(guild.me)
    require({"Manage Channels": may.manage_channels, "Manage Roles": may.manage_roles}, where)
    # Only what is different has to be ours to give, and on the server: a channel may be closed to
    # the bot by the very overwrites that are to be replaced.
    changed = _difference(effect.overwrites, overwrites_of(where))
    beyond = discord.Permissions(changed & ~guild.me.guild_permissions.value)
    require({NAMES.get(flag, flag): not lacking for flag, lacking in beyond}, where)
    # `edit` would drop the bits that discord.py has no name for.
    await here.client.http.edit_channel(
        where.id,
        permission_overwrites=[_written_overwrite(one) for one in effect.overwrites],
        reason=effect.reason or None,
    )
    return Done(channel_id=where.id)


def _difference(wanted: Iterable[Overwrite], current: Iterable[Overwrite]) -> int:
    """Return the bits that are not the same for somebody."""
    new, old = ({one.target_id: one for one in each} for each in (wanted, current))
    bits = 0
    for target_id in {*new, *old}:
        nothing = Overwrite(target_id=target_id)
        first, second = old.get(target_id, nothing), new.get(target_id, nothing)
        bits |= (first.allow ^ second.allow) | (first.deny ^ second.deny)
    return bits


def _written_overwrite(one: Overwrite) -> dict[str, Any]:
    return {
        "id": str(one.target_id),
        "type": 0 if one.target == "role" else 1,
        "allow": str(one.allow),
        "deny": str(one.deny),
    }


async def _pause(here: Here, effect: PauseServer) -> Outcome:
    require({"Manage Server": here.guild.me.guild_permissions.manage_guild}, None)
    # `Guild.edit` would change the guild as well, with a second request.
    await here.client.http.edit_incident_actions(
        here.guild.id,
        payload={
            "invites_disabled_until": _written(effect.invites_until),
            "dms_disabled_until": _written(effect.dms_until),
        },
    )
    return Done()


def _written(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant is not None else None
