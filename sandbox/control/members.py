"""Coming and going: joining, screening, leaving, kicks and bans."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from sandbox.control.asking import answer, done, fields_of, in_guild, world_of
from sandbox.control.fields import guild_of, user_of
from sandbox.control.refusal import Refusal, listed
from sandbox.wire.users import member_json

WEEK_SECONDS: Final = 604800


async def join(request: web.Request) -> web.Response:
    """Come into a guild; one with screening holds newcomers until they accept its rules."""
    world, guild, fields = await in_guild(request)
    person = fields.person()
    pending = fields.optional_flag("pending")
    flags = fields.number("flags", 0, 0, (1 << 16) - 1)
    code = fields.optional_text("invite")
    fields.finish()
    if person.id in guild.members:
        raise Refusal(f"{person.name} is already in {guild.name}")
    if code is not None and code not in guild.invites:
        raise Refusal(f"unknown invite {code!r}; known: {listed(guild.invites)}", status=404)
    invite = guild.invites[code] if code is not None else None
    member = world.members.join(guild, person, pending=pending, flags=flags, invite=invite)
    return answer(member_json(member))


async def screen(request: web.Request) -> web.Response:
    """Accept the rules of the guild."""
    world = world_of(request)
    guild = guild_of(world, request.match_info["gid"])
    person = user_of(world, request.match_info["uid"])
    return answer(member_json(world.members.screen(guild, person)))


async def onboard(request: web.Request) -> web.Response:
    """Finish the onboarding questions."""
    world = world_of(request)
    guild = guild_of(world, request.match_info["gid"])
    person = user_of(world, request.match_info["uid"])
    fields = await fields_of(request)
    completed = fields.flag("completed", default=True)
    fields.finish()
    if not completed:
        raise Refusal("'completed' can only be true: onboarding is not taken back")
    return answer(member_json(world.members.complete_onboarding(guild, person)))


async def leave(request: web.Request) -> web.Response:
    """Go."""
    world, guild, fields = await in_guild(request)
    person = fields.person()
    fields.finish()
    if person.id == guild.owner_id:
        raise Refusal(f"{person.name} owns {guild.name} and cannot leave it")
    world.members.leave(guild, person)
    return done()


async def kick(request: web.Request) -> web.Response:
    """Put a member out, with the permissions of whoever asks."""
    world, guild, fields = await in_guild(request)
    person, target = fields.person(), fields.id("target")
    reason = fields.optional_text("reason")
    fields.finish()
    world.members.kick(person, guild, target, reason)
    return done()


async def ban(request: web.Request) -> web.Response:
    """Ban somebody, with the permissions of whoever asks."""
    world, guild, fields = await in_guild(request)
    person, target = fields.person(), fields.id("target")
    seconds = fields.number("delete_message_seconds", 0, 0, WEEK_SECONDS)
    reason = fields.optional_text("reason")
    fields.finish()
    world.bans.ban(person, guild, target, delete_message_seconds=seconds, reason=reason)
    return done()


async def unban(request: web.Request) -> web.Response:
    """Lift a ban, with the permissions of whoever asks."""
    world, guild, fields = await in_guild(request)
    person, target = fields.person(), fields.id("target")
    reason = fields.optional_text("reason")
    fields.finish()
    world.bans.unban(person, guild, target, reason)
    return done()


ROUTES: Final = (
    web.post("/guilds/{gid}/join", join),
    web.post("/guilds/{gid}/members/{uid}/screen", screen),
    web.post("/guilds/{gid}/members/{uid}/onboarding", onboard),
    web.post("/guilds/{gid}/leave", leave),
    web.post("/guilds/{gid}/kick", kick),
    web.post("/guilds/{gid}/ban", ban),
    web.post("/guilds/{gid}/unban", unban),
)
