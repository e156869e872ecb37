"""Application commands, global and of one guild."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.errors import ApiError, missing_access, unknown
from sandbox.rest.call import Answer, Call, Reply, Route
from sandbox.wire.commands import command_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.model import Command, Json


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    application = "/applications/{application_id}"
    for place in (f"{application}/commands", f"{application}/guilds/{{guild_id}}/commands"):
        yield Route("GET", place, list_commands)
        yield Route("PUT", place, overwrite)
        yield Route("POST", place, create)
        if "guilds" in place:
            yield Route("GET", f"{place}/permissions", list_permissions)
            yield Route("GET", f"{place}/{{command_id}}/permissions", get_permissions)
            yield Route("PUT", f"{place}/{{command_id}}/permissions", set_permissions)
        yield Route("GET", f"{place}/{{command_id}}", get)
        yield Route("PATCH", f"{place}/{{command_id}}", edit)
        yield Route("DELETE", f"{place}/{{command_id}}", delete)


def _place(call: Call) -> int | None:
    """Return the guild of the path, None for global commands."""
    if call.id("application_id") != call.world.application.id:
        raise unknown("Application")
    if "guild_id" not in call.params:
        return None
    guild_id = call.id("guild_id")
    guild = call.world.guilds_by_id.get(guild_id)
    if guild is None or call.bot.id not in guild.members:
        raise missing_access()
    return guild_id


def _shown(call: Call, command: Command) -> Json:
    return command_json(command, call.world.application)


def list_commands(call: Call) -> Answer:
    """Return the commands of a place."""
    return [_shown(call, command) for command in call.world.commands.registered(_place(call))]


def overwrite(call: Call) -> Answer:
    """Replace all commands of a place."""
    place = _place(call)
    return [_shown(call, item) for item in call.world.commands.overwrite(place, call.items)]


def create(call: Call) -> Answer:
    """Add a command: 201 if it is new, 200 if it replaces one."""
    command, is_new = call.world.commands.create(_place(call), call.body)
    return Reply(201 if is_new else 200, _shown(call, command))


def get(call: Call) -> Answer:
    """Return a command."""
    return _shown(call, call.world.commands.get(_place(call), call.id("command_id")))


def edit(call: Call) -> Answer:
    """Change a command."""
    command_id = call.id("command_id")
    return _shown(call, call.world.commands.edit(_place(call), command_id, call.body))


def delete(call: Call) -> Answer:
    """Remove a command."""
    call.world.commands.delete(_place(call), call.id("command_id"))
    return None


def list_permissions(call: Call) -> Answer:
    """Return the overrides of all commands that have any."""
    _place(call)
    guild = call.guild()
    shown = call.world.commands.permissions_json
    return [shown(guild, command_id) for command_id in guild.command_permissions]


def get_permissions(call: Call) -> Answer:
    """Return the overrides of a command, 10066 if it has none."""
    place, command_id, guild = _place(call), call.id("command_id"), call.guild()
    if command_id != call.world.application.id:
        known = call.world.application.commands.get(command_id)
        call.world.commands.get(place if known and known.guild_id else None, command_id)
    if command_id not in guild.command_permissions:
        raise unknown("application command permissions")
    return call.world.commands.permissions_json(guild, command_id)


def set_permissions(_call: Call) -> Answer:
    """Refuse: only people may do that, with a token of their own."""
    raise ApiError(403, 20001, "Bots cannot use this endpoint")
