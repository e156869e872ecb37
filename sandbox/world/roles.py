"""Roles, their order, and who may hand them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import ApiError, missing_permissions, unknown
from sandbox.form import Form, required_id
from sandbox.model import Role
from sandbox.wire.guilds import role_json
from sandbox.world.audit import Action, changes, record

if TYPE_CHECKING:
    from sandbox.model import Guild, Json, User
    from sandbox.state import State

MOST_ROLES = 250


class Roles:
    """Makes and changes roles."""

    def __init__(self, state: State) -> None:
        self._state = state

    def get(self, guild: Guild, role_id: int) -> Role:
        """Return a role, or raise 10011."""
        try:
            return guild.roles[role_id]
        except KeyError:
            raise unknown("Role") from None

    def require_manageable(self, actor: User, guild: Guild, role_id: int) -> Role:
        """Return a role below the actor's highest, else raise 50013; nobody gives managed ones."""
        role = self.get(guild, role_id)
        self._state.require_in_guild(actor, guild, permissions.MANAGE_ROLES)
        is_everyone = role.id == guild.id
        own = guild.members[actor.id]
        if is_everyone or role.managed_by or not permissions.is_above(guild, own, role):
            raise missing_permissions()
        return role

    def create(self, actor: User, guild: Guild, body: Json, reason: str | None = None) -> Role:
        """Make a role at the bottom, with no more permissions than the actor has."""
        self._state.require_in_guild(actor, guild, permissions.MANAGE_ROLES)
        if len(guild.roles) >= MOST_ROLES:
            raise ApiError(400, 30005, f"Maximum number of guild roles reached ({MOST_ROLES})")
        granted = guild.roles[guild.id].permissions
        role = Role(self._state.ids.new(), "new role", granted, 1)
        self._apply(actor, guild, role, body)
        for other in guild.roles.values():
            if other.id != guild.id:
                other.position += 1
        guild.roles[role.id] = role
        self._tell("GUILD_ROLE_CREATE", guild, role)
        record(
            self._state,
            guild,
            actor,
            Action.ROLE_CREATE,
            role.id,
            reason=reason,
            changes=changes({}, role_json(role)),
        )
        return role

    def edit(
        self, actor: User, guild: Guild, role_id: int, body: Json, reason: str | None = None
    ) -> Role:
        """Change a role below the actor's highest, or @everyone."""
        role = self.get(guild, role_id)
        self._require_below(actor, guild, role)
        before = role_json(role)
        self._apply(actor, guild, role, body)
        self._tell("GUILD_ROLE_UPDATE", guild, role)
        record(
            self._state,
            guild,
            actor,
            Action.ROLE_UPDATE,
            role.id,
            reason=reason,
            changes=changes(before, role_json(role)),
        )
        return role

    def delete(self, actor: User, guild: Guild, role_id: int, reason: str | None = None) -> None:
        """Abolish a role."""
        role = self.get(guild, role_id)
        self._require_below(actor, guild, role)
        if role.managed_by or role.id == guild.id:
            raise ApiError(400, 50028, "Invalid Role")
        del guild.roles[role_id]
        for member in guild.members.values():
            member.roles.discard(role_id)
        for channel in guild.channels.values():
            channel.overwrites.pop(role_id, None)
        self._state.emit(
            "GUILD_ROLE_DELETE", {"guild_id": str(guild.id), "role_id": str(role_id)}, guild=guild
        )
        record(self._state, guild, actor, Action.ROLE_DELETE, role_id, reason=reason)

    def move(self, actor: User, guild: Guild, positions: list[Json]) -> list[Role]:
        """Put roles at new positions, all of them below the actor's highest."""
        moved = [
            (self.get(guild, required_id(item, index)), item.get("position"))
            for index, item in enumerate(positions)
        ]
        own = guild.members[actor.id]
        for role, position in moved:
            self._require_below(actor, guild, role)
            top = permissions.top_role(guild, own).position
            if actor.id != guild.owner_id and position is not None and position >= top:
                raise missing_permissions()
        for role, position in moved:
            if position is not None:
                role.position = int(position)
                self._tell("GUILD_ROLE_UPDATE", guild, role)
        return list(guild.roles.values())

    def _require_below(self, actor: User, guild: Guild, role: Role) -> None:
        self._state.require_in_guild(actor, guild, permissions.MANAGE_ROLES)
        if not permissions.is_above(guild, guild.members[actor.id], role):
            raise missing_permissions()

    def _apply(self, actor: User, guild: Guild, role: Role, body: Json) -> None:
        form = Form(body)
        name = form.text("name", 1, 100)
        granted = form.number("permissions", 0, permissions.ALL)
        color = form.number("color", 0, 0xFFFFFF)
        form.finish()
        if granted is not None:
            # Bits that the role has already may stay; new ones only from what the actor holds.
            new = granted & ~role.permissions
            if new & ~self._state.guild_permissions(actor, guild):
                raise missing_permissions()
            role.permissions = granted
        role.name = name if name is not None else role.name
        colors = body.get("colors") or {}
        role.color = color if color is not None else colors.get("primary_color") or role.color
        role.hoist = bool(body.get("hoist", role.hoist))
        role.mentionable = bool(body.get("mentionable", role.mentionable))

    def _tell(self, name: str, guild: Guild, role: Role) -> None:
        data = {"guild_id": str(guild.id), "role": role_json(role)}
        self._state.emit(name, data, guild=guild)
