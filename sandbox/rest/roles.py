"""Roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.rest.call import Answer, Call, Route
from sandbox.wire.guilds import role_json

if TYPE_CHECKING:
    from collections.abc import Iterator


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    yield Route("GET", "/guilds/{guild_id}/roles", list_roles)
    yield Route("POST", "/guilds/{guild_id}/roles", create_role)
    yield Route("PATCH", "/guilds/{guild_id}/roles", move_roles)
    yield Route("GET", "/guilds/{guild_id}/roles/member-counts", count_members)
    yield Route("GET", "/guilds/{guild_id}/roles/{role_id}", get_role)
    yield Route("PATCH", "/guilds/{guild_id}/roles/{role_id}", edit_role)
    yield Route("DELETE", "/guilds/{guild_id}/roles/{role_id}", delete_role)


def list_roles(call: Call) -> Answer:
    """Return all roles."""
    return [role_json(role) for role in call.guild().roles.values()]


def count_members(call: Call) -> Answer:
    """Return how many members have each role, @everyone aside."""
    guild = call.guild()
    counts = {str(role_id): 0 for role_id in guild.roles if role_id != guild.id}
    for member in guild.members.values():
        for role_id in member.roles:
            counts[str(role_id)] += 1
    return counts


def get_role(call: Call) -> Answer:
    """Return one role."""
    return role_json(call.world.roles.get(call.guild(), call.id("role_id")))


def create_role(call: Call) -> Answer:
    """Make a role."""
    return role_json(call.world.roles.create(call.bot, call.guild(), call.body, call.reason))


def edit_role(call: Call) -> Answer:
    """Change a role."""
    guild, role_id = call.guild(), call.id("role_id")
    return role_json(call.world.roles.edit(call.bot, guild, role_id, call.body, call.reason))


def delete_role(call: Call) -> Answer:
    """Abolish a role."""
    call.world.roles.delete(call.bot, call.guild(), call.id("role_id"), call.reason)
    return None


def move_roles(call: Call) -> Answer:
    """Put roles in order."""
    return [role_json(role) for role in call.world.roles.move(call.bot, call.guild(), call.items)]
