"""Descriptions of servers, and founding a server from one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sandbox import model, permissions

if TYPE_CHECKING:
    from sandbox.model import Guild, Json, User
    from sandbox.world import World

BOT_PERMISSIONS: Final = permissions.ALL & ~permissions.ADMINISTRATOR
"""What a bot is given unless a smaller set is asked for: everything but skipping the rules."""

_TAKING_PART: Final = (
    permissions.VIEW_CHANNEL
    | permissions.SEND_MESSAGES
    | permissions.SEND_MESSAGES_IN_THREADS
    | permissions.READ_MESSAGE_HISTORY
)


@dataclass(frozen=True, slots=True)
class RolePlan:
    """A role to be made; those named first stand higher."""

    name: str
    permissions: int = 0
    color: int = 0
    hoist: bool = False
    mentionable: bool = False


@dataclass(frozen=True, slots=True)
class ChannelPlan:
    """A channel to be made, under a category by its name; `only_for` names roles (and the bot)."""

    name: str
    type: int = model.TEXT
    topic: str | None = None
    category: str | None = None
    tags: tuple[str, ...] = ()
    only_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GuildPlan:
    """A server to be founded."""

    name: str
    roles: tuple[RolePlan, ...] = ()
    channels: tuple[ChannelPlan, ...] = ()
    locale: str = "en-US"
    screening: bool = False


def found(world: World, owner: User, plan: GuildPlan, *, bot_permissions: int | None) -> Guild:
    """Found a server; the bot comes in first with these permissions, or stays out for None."""
    guild = world.guilds.create(owner, plan.name, locale=plan.locale, screening=plan.screening)
    if bot_permissions is not None:
        world.guilds.add_bot(guild, world.bot, bot_permissions)
    for role in plan.roles:
        world.roles.create(owner, guild, role_body(role))
    # Categories first, so that their channels find them whatever the order of the plan is.
    for channel in sorted(plan.channels, key=lambda one: one.type != model.CATEGORY):
        world.channels.create(owner, guild, channel_body(guild, channel))
    return guild


def role_body(plan: RolePlan) -> Json:
    """Return the request that makes a planned role."""
    return {
        "name": plan.name,
        "permissions": str(plan.permissions),
        "color": plan.color,
        "hoist": plan.hoist,
        "mentionable": plan.mentionable,
    }


def channel_body(guild: Guild, plan: ChannelPlan) -> Json:
    """Return the request that makes a planned channel in this guild."""
    body: Json = {"name": plan.name, "type": plan.type}
    if plan.topic is not None:
        body["topic"] = plan.topic
    if plan.tags:
        body["available_tags"] = [{"name": tag} for tag in plan.tags]
    if plan.category is not None:
        body["parent_id"] = str(_category_id(guild, plan.category))
    if plan.only_for:
        body["permission_overwrites"] = _only_for(guild, plan.only_for)
    return body


def _category_id(guild: Guild, name: str) -> int:
    for channel in guild.channels.values():
        if channel.type == model.CATEGORY and channel.name == name:
            return channel.id
    raise ValueError(f"there is no category {name!r} in {guild.name!r}")


def _only_for(guild: Guild, names: tuple[str, ...]) -> list[Json]:
    known = {role.name for role in guild.roles.values()}
    if missing := set(names) - known:
        raise ValueError(f"there is no role {sorted(missing)} in {guild.name!r}")
    admitted = [role for role in guild.roles.values() if role.name in names or role.managed_by]
    hidden: Json = {
        "id": str(guild.id),
        "type": 0,
        "allow": "0",
        "deny": str(permissions.VIEW_CHANNEL),
    }
    return [
        hidden,
        *(
            {"id": str(role.id), "type": 0, "allow": str(_TAKING_PART), "deny": "0"}
            for role in admitted
        ),
    ]


_MODERATING: Final = (
    permissions.KICK_MEMBERS
    | permissions.BAN_MEMBERS
    | permissions.MANAGE_MESSAGES
    | permissions.MANAGE_THREADS
    | permissions.MODERATE_MEMBERS
    | permissions.VIEW_AUDIT_LOG
)
_STAFF: Final = ("Moderators", "Community team")

RIVERSIDE: Final = GuildPlan(
    name="Riverside Makers",
    roles=(
        RolePlan("Community team", permissions.MANAGE_EVENTS | _MODERATING, 0x0F6B5C, hoist=True),
        RolePlan("Moderators", _MODERATING, 0x3A4AB0, hoist=True, mentionable=True),
        RolePlan("Greeters", color=0xB3611E, mentionable=True),
    ),
    channels=(
        ChannelPlan("Start here", model.CATEGORY),
        ChannelPlan("welcome", topic="Newcomers arrive here. Say hello!", category="Start here"),
        ChannelPlan("Community", model.CATEGORY),
        ChannelPlan("general", topic="Everything about making things", category="Community"),
        ChannelPlan(
            "help",
            model.FORUM,
            topic="Ask about your project; every question deserves an answer",
            category="Community",
            tags=("Electronics", "Woodwork", "3D printing", "Unanswered", "Solved"),
        ),
        ChannelPlan("weekly-goals", topic="What are you up to this week?", category="Community"),
        ChannelPlan("events", topic="Workshops and open evenings", category="Community"),
        ChannelPlan("kind-words", topic="Thanks, praise and what went well", category="Community"),
        ChannelPlan("Staff", model.CATEGORY, only_for=_STAFF),
        ChannelPlan("community-team", topic="The team's desk", category="Staff", only_for=_STAFF),
    ),
)
"""A makers' community in a small town: the server of the demo and of most tests."""
