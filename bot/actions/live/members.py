"""What is done to members: permission and rank first."""

from contextlib import suppress
from datetime import datetime

import discord
from discord.http import Route

from bot.actions import Blocked, Done, Outcome, Refused
from bot.actions.live.here import Here, Hindrance, require, require_rank
from bot.effects import (
    AddRole,
    BanMember,
    BanMembers,
    EndTimeout,
    KickMember,
    OfMembers,
    RemoveRole,
    TimeoutMember,
    UnbanMember,
    naming_left_out,
)

UNKNOWN_BAN = 10026
NOBODY_BANNED = 500000


async def perform(here: Here, effect: OfMembers) -> Outcome:
    """Carry out what is about members."""
    guild = here.guild
    match effect:
        case TimeoutMember():
            outcome = await _time_out(guild, effect)
        case EndTimeout():
            outcome = await _end_timeout(guild, effect)
        case AddRole() | RemoveRole():
            outcome = await _change_role(guild, effect)
        case KickMember():
            outcome = await _kick(guild, effect)
        case BanMember():
            outcome = await _ban(here, effect)
        case BanMembers():
            outcome = await _ban_many(guild, effect)
        case UnbanMember():
            outcome = await _unban(guild, effect)
    return outcome


async def _member(guild: discord.Guild, member_id: int) -> discord.Member:
    return guild.get_member(member_id) or await guild.fetch_member(member_id)


async def _time_out(guild: discord.Guild, effect: TimeoutMember) -> Outcome:
    member = await _member(guild, effect.member_id)
    require({"Moderate Members": guild.me.guild_permissions.moderate_members}, None)
    require_rank(guild, member)
    if member.timed_out_until is None or member.timed_out_until < effect.until:
        await _silence(member, effect.until, effect.reason)
    return Done()


async def _end_timeout(guild: discord.Guild, effect: EndTimeout) -> Outcome:
    member = await _member(guild, effect.member_id)
    if member.timed_out_until is None:
        return Done()
    require({"Moderate Members": guild.me.guild_permissions.moderate_members}, None)
    require_rank(guild, member)
    await _silence(member, None, effect.reason)
    return Done()


async def _silence(member: discord.Member, until: datetime | None, reason: str) -> None:
    await member.timeout(until, reason=reason or None)


async def _change_role(guild: discord.Guild, effect: AddRole | RemoveRole) -> Outcome:
    role = guild.get_role(effect.role_id)
    if role is None:
        return Refused("role_gone", f"role {effect.role_id} does not exist any more")
    require({"Manage Roles": guild.me.guild_permissions.manage_roles}, None)
    if role >= guild.me.top_role:
        return Blocked("role_too_high", f"@{role.name} stands above the bot's own role")
    member = await _member(guild, effect.member_id)
    if isinstance(effect, AddRole):
        await member.add_roles(role, reason=effect.reason or None)
    else:
        await member.remove_roles(role, reason=effect.reason or None)
    return Done()


async def _kick(guild: discord.Guild, effect: KickMember) -> Outcome:
    member = await _member(guild, effect.member_id)
    require({"Kick Members": guild.me.guild_permissions.kick_members}, None)
    require_rank(guild, member)
    await member.kick(reason=effect.reason or None)
    return Done()


async def _ban(here: Here, effect: BanMember) -> Outcome:
    guild = here.guild
    require({"Ban Members": guild.me.guild_permissions.ban_members}, None)
    # Somebody who has left, or was never here, is kept out all the same.
    with suppress(discord.NotFound):
        require_rank(guild, await _member(guild, effect.member_id))
    # `Guild.ban` puts the seconds into the query, where Discord's documentation has no place for
    # them.
    route = Route(
        "PUT", "/guilds/{guild_id}/bans/{user_id}", guild_id=guild.id, user_id=effect.member_id
    )
    body = {"delete_message_seconds": effect.delete_seconds}
    await here.client.http.request(route, json=body, reason=effect.reason or None)
    return Done()


async def _ban_many(guild: discord.Guild, effect: BanMembers) -> Outcome:
    may = guild.me.guild_permissions
    require({"Ban Members": may.ban_members, "Manage Server": may.manage_guild}, None)
    ids = tuple(dict.fromkeys(effect.member_ids))
    allowed = [member_id for member_id in ids if _may_be_banned(guild, member_id)]
    if not allowed:
        return Refused("not_allowed", naming_left_out(ids))
    try:
        result = await guild.bulk_ban(
            [discord.Object(member_id) for member_id in allowed],
            delete_message_seconds=effect.delete_seconds,
            reason=effect.reason or None,
        )
    except discord.HTTPException as error:
        if error.code != NOBODY_BANNED:
            raise
        banned = set()
    else:
        banned = {one.id for one in result.banned}
    if unbanned := set(allowed) - banned:
        banned |= await _banned_before(guild, unbanned, effect.reason)
    if not banned:
        return Refused("not_allowed", naming_left_out(ids))
    return Done(detail=naming_left_out([member_id for member_id in ids if member_id not in banned]))


async def _banned_before(guild: discord.Guild, ids: set[int], reason: str) -> set[int]:
    """Return who of these was banned by an attempt of ours that nobody heard the end of.

    Discord counts whoever is banned already among those whom it did not ban; our reason tells ours.
    """
    found: set[int] = set()
    async for ban in guild.bans(limit=None, after=discord.Object(min(ids) - 1)):
        if ban.user.id > max(ids):
            break
        if ban.user.id in ids and (ban.reason or "") == reason:
            found.add(ban.user.id)
    return found


def _may_be_banned(guild: discord.Guild, member_id: int) -> bool:
    member = guild.get_member(member_id)
    try:
        if member is not None:
            require_rank(guild, member)
    except Hindrance:
        return False
    return True


async def _unban(guild: discord.Guild, effect: UnbanMember) -> Outcome:
    require({"Ban Members": guild.me.guild_permissions.ban_members}, None)
    try:
        await guild.unban(discord.Object(effect.member_id), reason=effect.reason or None)
    except discord.NotFound as error:
        if error.code != UNKNOWN_BAN:
            raise
    return Done()
