"""Application commands: registering them, and who may use which where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import model, permissions
from sandbox.errors import ApiError, unknown
from sandbox.model import Command
from sandbox.world.audit import Action, record
from sandbox.world.command_forms import MOST, read_command, read_commands

if TYPE_CHECKING:
    from datetime import date

    from sandbox.model import Channel, Guild, Json, User
    from sandbox.state import State

MOST_CREATES_A_DAY = 200
_GUILD_CONTEXT, _BOT_DM_CONTEXT = 0, 1
_ROLE, _USER, _CHANNEL = 1, 2, 3


class Commands:
    """Keeps the bot's commands."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._created: dict[tuple[int | None, date], int] = {}

    def registered(self, guild_id: int | None) -> list[Command]:
        """Return the global commands, or those of one guild."""
        known = self._state.application.commands.values()
        return [command for command in known if command.guild_id == guild_id]

    def get(self, guild_id: int | None, command_id: int) -> Command:
        """Return a command, or raise 10063."""
        command = self._state.application.commands.get(command_id)
        if command is None or command.guild_id != guild_id:
            raise unknown("application command")
        return command

    def overwrite(self, guild_id: int | None, bodies: list[Json]) -> list[Command]:
        """Replace all commands of a place; one that keeps name and type keeps its id."""
        definitions = read_commands(bodies)
        known = {_key(command.body): command for command in self.registered(guild_id)}
        self._count(guild_id, sum(_key(body) not in known for body in definitions))
        for command in known.values():
            del self._state.application.commands[command.id]
        return [self._put(guild_id, body, known.get(_key(body))) for body in definitions]

    def create(self, guild_id: int | None, body: Json) -> tuple[Command, bool]:
        """Add a command, or replace the one of its name; the flag says whether it is new."""
        definition = read_command(body)
        known = {_key(command.body): command for command in self.registered(guild_id)}
        earlier = known.get(_key(definition))
        if earlier is None:
            kind = definition["type"]
            same = sum(1 for other in known if other[0] == kind)
            if same >= MOST[kind]:
                raise ApiError(
                    400, 30032, f"Maximum number of application commands reached ({MOST[kind]})"
                )
            self._count(guild_id, 1)
        return self._put(guild_id, definition, earlier), earlier is None

    def edit(self, guild_id: int | None, command_id: int, body: Json) -> Command:
        """Change a command."""
        command = self.get(guild_id, command_id)
        return self._put(guild_id, read_command(command.body | body), command)

    def delete(self, guild_id: int | None, command_id: int) -> None:
        """Remove a command."""
        del self._state.application.commands[self.get(guild_id, command_id).id]

    def _put(self, guild_id: int | None, body: Json, earlier: Command | None) -> Command:
        ids = self._state.ids
        changed = earlier is None or earlier.body != body
        command = Command(
            earlier.id if earlier else ids.new(),
            ids.new() if changed or earlier is None else earlier.version,
            guild_id,
            body,
        )
        self._state.application.commands[command.id] = command
        return command

    def _count(self, guild_id: int | None, created: int) -> None:
        day = self._state.clock.now().date()
        total = self._created.get((guild_id, day), 0) + created
        if total > MOST_CREATES_A_DAY:
            raise ApiError(
                400,
                30034,
                f"Max number of daily application command creates ({MOST_CREATES_A_DAY})",
            )
        self._created[guild_id, day] = total

    def invokable(self, user: User, channel: Channel, kind: int | None = None) -> list[Command]:
        """Return the commands that somebody sees in a channel, a guild's own hiding globals."""
        state = self._state
        if not self._bot_is_here(channel):
            return []
        if not state.permissions(user, channel) & permissions.USE_APPLICATION_COMMANDS:
            return []
        here = self.registered(None)
        if channel.guild_id is not None:
            here += self.registered(channel.guild_id)
        shown = {
            _key(command.body): command
            for command in here
            if (kind is None or command.body["type"] == kind)
            and self._permits(user, channel, command)
        }
        return sorted(shown.values(), key=lambda command: command.body["name"])

    def permit(
        self, actor: User, guild: Guild, command_id: int, overrides: list[Json]
    ) -> list[Json]:
        """Say who may use a command in a guild; the application's id stands for all commands.

        An override is `{id, type, permission}`; type 1 is a role, 2 a user, 3 a channel.
        """
        state = self._state
        state.require_in_guild(actor, guild, permissions.MANAGE_GUILD | permissions.MANAGE_ROLES)
        if command_id != state.application.id and (
            self._state.application.commands.get(command_id) is None
        ):
            raise unknown("application command")
        guild.command_permissions[command_id] = overrides
        if not overrides:
            del guild.command_permissions[command_id]
        shown = self.permissions_json(guild, command_id)
        state.emit("APPLICATION_COMMAND_PERMISSIONS_UPDATE", shown, guild=guild)
        record(state, guild, actor, Action.COMMAND_PERMISSIONS, command_id)
        return overrides

    def permissions_json(self, guild: Guild, command_id: int) -> Json:
        """Return the overrides of a command."""
        return {
            "id": str(command_id),
            "application_id": str(self._state.application.id),
            "guild_id": str(guild.id),
            "permissions": guild.command_permissions.get(command_id, []),
        }

    def _overridden(self, user: User, channel: Channel, command: Command) -> bool | None:
        """Return what a guild's overrides say: of the user first, then of any role, then of all."""
        guild = self._state.guild_of(channel)
        if guild is None or self._state.guild_permissions(user, guild) & permissions.ADMINISTRATOR:
            return None
        overrides = guild.command_permissions.get(command.id)
        if overrides is None:
            overrides = guild.command_permissions.get(self._state.application.id, [])
        said = {(item["type"], int(item["id"])): bool(item["permission"]) for item in overrides}
        place = said.get((_CHANNEL, channel.id), said.get((_CHANNEL, guild.id - 1), True))
        if not place:
            return False
        if (_USER, user.id) in said:
            return said[_USER, user.id]
        roles = [said[key] for r in guild.members[user.id].roles if (key := (_ROLE, r)) in said]
        return any(roles) if roles else said.get((_ROLE, guild.id))

    def _bot_is_here(self, channel: Channel) -> bool:
        guild = self._state.guild_of(channel)
        bot = self._state.bot
        return bot in channel.recipients if guild is None else bot.id in guild.members

    def _permits(self, user: User, channel: Channel, command: Command) -> bool:
        context = _GUILD_CONTEXT if channel.guild_id is not None else _BOT_DM_CONTEXT
        contexts = command.body.get("contexts")
        if contexts is not None and context not in contexts:
            return False
        if channel.type == model.DM:
            return contexts is not None or command.body.get("dm_permission") is not False
        if (overridden := self._overridden(user, channel, command)) is not None:
            return overridden
        needed = command.body.get("default_member_permissions")
        granted = self._state.permissions(user, channel)
        if needed is None:
            return True
        if int(needed) == 0:
            return bool(granted & permissions.ADMINISTRATOR)
        return granted & int(needed) == int(needed)

    def find(
        self, user: User, channel: Channel, name: str, kind: int | None = None
    ) -> tuple[Command, list[str]]:
        """Return the command that a typed name means, with the rest of its words; else 10063."""
        shown = self.invokable(user, channel, kind)
        for command in shown:
            if command.body["name"] == name:
                return command, []
        first, *rest = name.split() or [""]
        for command in shown:
            if command.body["name"] == first and command.body["type"] == 1:
                return command, rest
        raise unknown("application command")


def _key(body: Json) -> tuple[int, str]:
    return int(body.get("type") or 1), str(body["name"])
