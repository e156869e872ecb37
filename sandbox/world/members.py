"""Coming, going, and what is changed about a member."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import ApiError, missing_permissions, unknown
from sandbox.form import Form
from sandbox.model import Member
from sandbox.wire.users import member_json, user_json
from sandbox.world.audit import Action, change, record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.model import Guild, Invite, Json, User
    from sandbox.state import State
    from sandbox.world.delivery import Delivery
    from sandbox.world.invites import Invites
    from sandbox.world.roles import Roles

DID_REJOIN = 1 << 0
COMPLETED_ONBOARDING = 1 << 1
BYPASSES_VERIFICATION = 1 << 2
STARTED_ONBOARDING = 1 << 3
LONGEST_TIMEOUT = timedelta(days=28)


class Members:
    """Lets people in and out of guilds."""

    def __init__(self, state: State, roles: Roles, invites: Invites, delivery: Delivery) -> None:
        self._state = state
        self._roles = roles
        self._invites = invites
        self._delivery = delivery

    def get(self, guild: Guild, user_id: int) -> Member:
        """Return a member, or raise 10007 (10013 if nobody has that id)."""
        if member := guild.members.get(user_id):
            return member
        if user_id not in self._state.users_by_id:
            raise unknown("User")
        raise unknown("Member")

    def join(
        self,
        guild: Guild,
        user: User,
        *,
        pending: bool | None = None,
        flags: int = 0,
        invite: Invite | None = None,
    ) -> Member:
        """Let somebody in; with screening they are pending until they accept the rules."""
        if member := guild.members.get(user.id):
            return member
        if user.id in guild.bans:
            raise ApiError(403, 40007, "The user is banned from this guild.")
        if user.id in guild.left:
            flags |= DID_REJOIN
        waiting = guild.screening if pending is None else pending
        member = Member(user, self._state.clock.now(), pending=waiting, flags=flags)
        if invite is not None:
            self._invites.use(invite)
            member.roles.update(role for role in invite.role_ids if role in guild.roles)
        guild.members[user.id] = member
        self.announce(guild, member)
        if guild.join_messages:
            self._delivery.greet(guild, user)
        return member

    def announce(self, guild: Guild, member: Member) -> None:
        """Tell the guild that somebody came."""
        data = member_json(member) | {"guild_id": str(guild.id)}
        self._state.emit("GUILD_MEMBER_ADD", data, guild=guild)

    def screen(self, guild: Guild, user: User) -> Member:
        """Accept the rules on a newcomer's behalf."""
        member = self.get(guild, user.id)
        if member.pending:
            member.pending = False
            self.changed(guild, member)
        return member

    def complete_onboarding(self, guild: Guild, user: User) -> Member:
        """Finish the onboarding questions."""
        member = self.get(guild, user.id)
        member.flags |= STARTED_ONBOARDING | COMPLETED_ONBOARDING
        self.changed(guild, member)
        return member

    def leave(self, guild: Guild, user: User) -> None:
        """Go; the owner has to stay."""
        self.get(guild, user.id)
        if user.id == guild.owner_id:
            raise ApiError(400, 50055, "Invalid Guild")
        self.remove(guild, user)

    def remove(self, guild: Guild, user: User) -> None:
        """Take a member out and tell the guild, and a bot that it is out."""
        state = self._state
        data = {"guild_id": str(guild.id), "user": user_json(user)}
        del guild.members[user.id]
        guild.left.add(user.id)
        for thread in guild.threads.values():
            if thread.thread is not None:
                thread.thread.members.pop(user.id, None)
        for role in [role for role in guild.roles.values() if role.managed_by == user.id]:
            del guild.roles[role.id]
        state.emit("GUILD_MEMBER_REMOVE", data, guild=guild)
        if user.bot:
            gone = {"id": str(guild.id)}
            state.emit("GUILD_DELETE", gone, guild=guild, to=frozenset({user.id}))

    def kick(self, actor: User, guild: Guild, user_id: int, reason: str | None = None) -> None:
        """Put a member out."""
        target = self.get(guild, user_id)
        self.require_rank(actor, guild, target, permissions.KICK_MEMBERS)
        self.remove(guild, target.user)
        record(self._state, guild, actor, Action.MEMBER_KICK, user_id, reason=reason)

    def require_rank(self, actor: User, guild: Guild, target: Member, needed: int) -> Member:
        """Return the actor's membership; raise 50013 without the permission or the rank."""
        self._state.require_in_guild(actor, guild, needed)
        own = guild.members[actor.id]
        if not permissions.outranks(guild, own, target):
            raise missing_permissions()
        return own

    def edit(
        self, actor: User, guild: Guild, user_id: int, body: Json, reason: str | None = None
    ) -> Member:
        """Change nickname, roles, timeout, mute, deafness or flags, each by its permission."""
        target = self.get(guild, user_id)
        form = Form(body)
        nick = form.text("nick", 0, 32)
        form.text("bio", 0, 190)
        until = form.instant("communication_disabled_until")
        if until is not None and until > self._state.clock.now() + LONGEST_TIMEOUT:
            form.fail(
                "communication_disabled_until",
                "Timeouts cannot be longer than 28 days.",
                "GUILD_MEMBER_TIMEOUT_TOO_LONG",
            )
        role_ids = set(form.snowflakes("roles"))
        form.finish()
        self._check_edit(actor, guild, target, body, role_ids)
        before = member_json(target)
        if "nick" in body:
            target.nick = nick or None
        if "communication_disabled_until" in body:
            target.timed_out_until = until
        if "roles" in body:
            target.roles = role_ids
        target.flags = int(body.get("flags", target.flags))
        target.mute = bool(body.get("mute", target.mute))
        target.deaf = bool(body.get("deaf", target.deaf))
        self._note_edit(actor, guild, target, before, reason)
        self.changed(guild, target)
        return target

    def _check_edit(
        self, actor: User, guild: Guild, target: Member, body: Json, role_ids: set[int]
    ) -> None:
        """Raise for the first change that the actor may not make."""
        myself = actor.id == target.user.id
        if "nick" in body and myself:
            self._state.require_in_guild(actor, guild, permissions.CHANGE_NICKNAME)
        elif "nick" in body:
            self.require_rank(actor, guild, target, permissions.MANAGE_NICKNAMES)
        if "communication_disabled_until" in body:
            self.require_rank(actor, guild, target, permissions.MODERATE_MEMBERS)
            if permissions.in_guild(guild, target) & permissions.ADMINISTRATOR:
                raise missing_permissions()
        if "flags" in body and not myself:
            self._state.require_in_guild(actor, guild, permissions.MODERATE_MEMBERS)
        if "roles" in body:
            for role_id in role_ids ^ target.roles:
                self._roles.require_manageable(actor, guild, role_id)

    def _note_edit(
        self, actor: User, guild: Guild, target: Member, before: Json, reason: str | None
    ) -> None:
        user_id = target.user.id
        after = member_json(target)
        noted = ("nick", "communication_disabled_until", "mute", "deaf")
        differing = [c for key in noted for c in change(key, before[key], after[key])]
        if differing:
            record(
                self._state,
                guild,
                actor,
                Action.MEMBER_UPDATE,
                user_id,
                reason=reason,
                changes=differing,
            )
        old, new = set(before["roles"]), set(after["roles"])
        self._note_roles(actor, guild, user_id, reason, added=new - old, removed=old - new)

    def _note_roles(
        self,
        actor: User,
        guild: Guild,
        user_id: int,
        reason: str | None,
        *,
        added: Iterable[str] = (),
        removed: Iterable[str] = (),
    ) -> None:
        noted = [
            {
                "key": key,
                "new_value": [
                    {"id": role_id, "name": guild.roles[int(role_id)].name} for role_id in role_ids
                ],
            }
            for key, role_ids in (("$add", added), ("$remove", removed))
            if role_ids
        ]
        if noted:
            record(
                self._state,
                guild,
                actor,
                Action.MEMBER_ROLE_UPDATE,
                user_id,
                reason=reason,
                changes=noted,
            )

    def add_role(
        self, actor: User, guild: Guild, user_id: int, role_id: int, reason: str | None = None
    ) -> None:
        """Give a member a role that is below the actor's own highest."""
        target = self.get(guild, user_id)
        self._roles.require_manageable(actor, guild, role_id)
        if role_id not in target.roles:
            target.roles.add(role_id)
            self._note_roles(actor, guild, user_id, reason, added=[str(role_id)])
            self.changed(guild, target)

    def remove_role(
        self, actor: User, guild: Guild, user_id: int, role_id: int, reason: str | None = None
    ) -> None:
        """Take a role from a member."""
        target = self.get(guild, user_id)
        self._roles.require_manageable(actor, guild, role_id)
        if role_id in target.roles:
            target.roles.discard(role_id)
            self._note_roles(actor, guild, user_id, reason, removed=[str(role_id)])
            self.changed(guild, target)

    def changed(self, guild: Guild, member: Member) -> None:
        """Tell the guild that a member is different now."""
        data = member_json(member) | {"guild_id": str(guild.id)}
        self._state.emit("GUILD_MEMBER_UPDATE", data, guild=guild)

    def page(self, guild: Guild, limit: int, after: int) -> list[Member]:
        """Return members by ascending user id, beginning after one."""
        return [guild.members[key] for key in sorted(guild.members) if key > after][:limit]

    def search(self, guild: Guild, query: str, limit: int) -> list[Member]:
        """Return members whose name or nickname begins with the query."""
        start = query.lower()
        found = (
            member
            for member in guild.members.values()
            if member.user.name.lower().startswith(start)
            or (member.nick or member.user.display_name or "").lower().startswith(start)
        )
        return [member for member, _ in zip(found, range(limit), strict=False)]
