"""Founding guilds and furnishing them, in their owner's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiohttp import web

from sandbox import model, permissions
from sandbox.control.asking import answer, done, fields_of, in_guild, world_of
from sandbox.control.fields import channel_of, guild_of, id_of, user_of
from sandbox.control.refusal import Refusal, listed
from sandbox.plans import (
    BOT_PERMISSIONS,
    ChannelPlan,
    GuildPlan,
    RolePlan,
    channel_body,
    found,
    role_body,
)
from sandbox.wire.channels import channel_json
from sandbox.wire.guilds import guild_json, role_json
from sandbox.wire.users import member_json

if TYPE_CHECKING:
    from sandbox.control.fields import Fields
    from sandbox.model import Guild, User
    from sandbox.world import World

KINDS: Final = {
    "text": model.TEXT,
    "voice": model.VOICE,
    "category": model.CATEGORY,
    "announcement": model.ANNOUNCEMENT,
    "stage": model.STAGE,
    "forum": model.FORUM,
    "media": model.MEDIA,
}


async def create(request: web.Request) -> web.Response:
    """Found a guild; the bot is not in it until it is added."""
    world = world_of(request)
    fields = await fields_of(request)
    owner = fields.person("owner")
    plan = GuildPlan(
        name=fields.text("name"),
        locale=fields.optional_text("locale") or "en-US",
        channels=tuple(_channel_plan(item) for item in fields.objects("channels")),
        roles=tuple(_role_plan(item) for item in fields.objects("roles")),
        screening=fields.flag("screening"),
    )
    fields.finish()
    return answer(guild_json(found(world, owner, plan, bot_permissions=None)))


def _channel_plan(fields: Fields) -> ChannelPlan:
    plan = ChannelPlan(
        name=fields.text("name"),
        type=_kind(fields.raw("type")),
        topic=fields.optional_text("topic"),
        category=fields.optional_text("category"),
        tags=tuple(fields.optional_texts("tags")),
        only_for=tuple(fields.optional_texts("only_for")),
    )
    fields.finish()
    return plan


def _kind(value: object) -> int:
    if value is None:
        return model.TEXT
    if isinstance(value, str) and value in KINDS:
        return KINDS[value]
    if isinstance(value, int) and value in KINDS.values():
        return value
    raise Refusal(f"unknown channel type {value!r}; known: {listed(KINDS)} (or Discord's number)")


def _role_plan(fields: Fields) -> RolePlan:
    plan = RolePlan(
        name=fields.text("name"),
        permissions=fields.number("permissions", 0, 0, permissions.ALL),
        color=fields.number("color", 0, 0, 0xFFFFFF),
        hoist=fields.flag("hoist"),
        mentionable=fields.flag("mentionable"),
    )
    fields.finish()
    return plan


def _owner(world: World, guild: Guild) -> User:
    return world.users_by_id[guild.owner_id]


async def add_bot(request: web.Request) -> web.Response:
    """Let the bot in with a managed role."""
    world, guild, fields = await in_guild(request)
    granted = fields.number("permissions", BOT_PERMISSIONS, 0, permissions.ALL)
    fields.finish()
    return answer(member_json(world.guilds.add_bot(guild, world.bot, granted)))


async def create_channel(request: web.Request) -> web.Response:
    """Make a channel as the owner."""
    world = world_of(request)
    guild = guild_of(world, request.match_info["gid"])
    plan = _channel_plan(await fields_of(request))
    try:
        body = channel_body(guild, plan)
    except ValueError as problem:
        raise Refusal(str(problem)) from None
    return answer(channel_json(world.channels.create(_owner(world, guild), guild, body)))


async def create_role(request: web.Request) -> web.Response:
    """Make a role as the owner."""
    world = world_of(request)
    guild = guild_of(world, request.match_info["gid"])
    body = role_body(_role_plan(await fields_of(request)))
    return answer(role_json(world.roles.create(_owner(world, guild), guild, body)))


async def give_role(request: web.Request) -> web.Response:
    """Give a member a role as the owner."""
    world = world_of(request)
    guild = guild_of(world, request.match_info["gid"])
    user = user_of(world, request.match_info["uid"])
    role_id = id_of(request.match_info["rid"], "role")
    world.members.add_role(_owner(world, guild), guild, user.id, role_id)
    return answer(member_json(world.members.get(guild, user.id)))


async def take_role(request: web.Request) -> web.Response:
    """Take a role from a member as the owner."""
    world = world_of(request)
    guild = guild_of(world, request.match_info["gid"])
    user = user_of(world, request.match_info["uid"])
    role_id = id_of(request.match_info["rid"], "role")
    world.members.remove_role(_owner(world, guild), guild, user.id, role_id)
    return answer(member_json(world.members.get(guild, user.id)))


async def overwrite(request: web.Request) -> web.Response:
    """Set a permission overwrite as the owner: `{type: 0 role | 1 member, allow, deny}`."""
    world = world_of(request)
    channel = channel_of(world, request.match_info["cid"])
    guild = world.guild_of(channel)
    if guild is None:
        raise Refusal("a direct conversation has no permission overwrites")
    target = id_of(request.match_info["id"], "role or member")
    fields = await fields_of(request)
    body = {
        "type": fields.number("type", 0 if target in guild.roles else 1, 0, 1),
        "allow": str(fields.number("allow", 0, 0, permissions.ALL)),
        "deny": str(fields.number("deny", 0, 0, permissions.ALL)),
    }
    fields.finish()
    world.channels.set_overwrite(_owner(world, guild), channel, target, body)
    return done()


ROUTES: Final = (
    web.post("/guilds", create),
    web.post("/guilds/{gid}/bot", add_bot),
    web.post("/guilds/{gid}/channels", create_channel),
    web.post("/guilds/{gid}/roles", create_role),
    web.put("/guilds/{gid}/members/{uid}/roles/{rid}", give_role),
    web.delete("/guilds/{gid}/members/{uid}/roles/{rid}", take_role),
    web.put("/channels/{cid}/overwrites/{id}", overwrite),
)
