"""Members and their roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.errors import invalid_form
from sandbox.rest.call import Answer, Call, Route
from sandbox.wire.users import member_json

if TYPE_CHECKING:
    from collections.abc import Iterator


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    members = "/guilds/{guild_id}/members"
    yield Route("GET", members, list_members)
    yield Route("GET", f"{members}/search", search_members)
    yield Route("PATCH", f"{members}/@me", edit_own)
    yield Route("GET", f"{members}/{{user_id}}", get_member)
    yield Route("PATCH", f"{members}/{{user_id}}", edit_member)
    yield Route("DELETE", f"{members}/{{user_id}}", kick)
    yield Route("PUT", f"{members}/{{user_id}}/roles/{{role_id}}", add_role)
    yield Route("DELETE", f"{members}/{{user_id}}/roles/{{role_id}}", remove_role)


def _limit(call: Call, default: int) -> int:
    limit = call.number("limit", default)
    if not 1 <= limit <= 1000:
        raise invalid_form("limit", "int value should be between 1 and 1000.", "NUMBER_TYPE_MAX")
    return limit


def list_members(call: Call) -> Answer:
    """Return a page of members by ascending id."""
    found = call.world.members.page(call.guild(), _limit(call, 1), call.number("after", 0))
    return [member_json(member) for member in found]


def search_members(call: Call) -> Answer:
    """Return members whose name begins with the query."""
    query = call.query.get("query", "")
    found = call.world.members.search(call.guild(), query, _limit(call, 1))
    return [member_json(member) for member in found]


def get_member(call: Call) -> Answer:
    """Return one member."""
    return member_json(call.world.members.get(call.guild(), call.id("user_id")))


def edit_own(call: Call) -> Answer:
    """Change the bot's own membership."""
    members = call.world.members
    return member_json(members.edit(call.bot, call.guild(), call.bot.id, call.body, call.reason))


def edit_member(call: Call) -> Answer:
    """Change a member."""
    user_id = call.id("user_id")
    members = call.world.members
    return member_json(members.edit(call.bot, call.guild(), user_id, call.body, call.reason))


def kick(call: Call) -> Answer:
    """Put a member out."""
    call.world.members.kick(call.bot, call.guild(), call.id("user_id"), call.reason)
    return None


def add_role(call: Call) -> Answer:
    """Give a member a role."""
    user_id, role_id = call.id("user_id"), call.id("role_id")
    call.world.members.add_role(call.bot, call.guild(), user_id, role_id, call.reason)
    return None


def remove_role(call: Call) -> Answer:
    """Take a role from a member."""
    user_id, role_id = call.id("user_id"), call.id("role_id")
    call.world.members.remove_role(call.bot, call.guild(), user_id, role_id, call.reason)
    return None
