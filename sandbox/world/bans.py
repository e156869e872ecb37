"""Shutting people out."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import ApiError, invalid_form, missing_permissions, unknown
from sandbox.model import Ban
from sandbox.snowflake import first_at
from sandbox.wire.users import user_json
from sandbox.world.audit import Action, record

if TYPE_CHECKING:
    from sandbox.model import Guild, Json, User
    from sandbox.state import State
    from sandbox.world.delivery import Delivery
    from sandbox.world.members import Members

LONGEST_DELETION = 604800
"""Seconds of messages that a ban may delete: a week."""
MOST_AT_ONCE = 200


class Bans:
    """Bans and their end."""

    def __init__(self, state: State, members: Members, delivery: Delivery) -> None:
        self._state = state
        self._members = members
        self._delivery = delivery

    def ban(
        self,
        actor: User,
        guild: Guild,
        user_id: int,
        *,
        delete_message_seconds: int = 0,
        reason: str | None = None,
    ) -> None:
        """Put somebody out, or keep a stranger out, deleting what they wrote lately."""
        state = self._state
        if not 0 <= delete_message_seconds <= LONGEST_DELETION:
            raise invalid_form(
                "delete_message_seconds",
                f"int value should be between 0 and {LONGEST_DELETION}.",
                "NUMBER_TYPE_MAX",
            )
        state.require_in_guild(actor, guild, permissions.BAN_MEMBERS)
        user = state.user(user_id)
        if target := guild.members.get(user_id):
            self._members.require_rank(actor, guild, target, permissions.BAN_MEMBERS)
            self._members.remove(guild, user)
        if user_id not in guild.bans:
            guild.bans[user_id] = Ban(user, reason)
            self._tell("GUILD_BAN_ADD", guild, user)
            record(state, guild, actor, Action.BAN_ADD, user_id, reason=reason)
        if delete_message_seconds:
            self._forget_messages(guild, user, delete_message_seconds)

    def unban(self, actor: User, guild: Guild, user_id: int, reason: str | None = None) -> None:
        """Let somebody come back."""
        ban = self.get(actor, guild, user_id)
        del guild.bans[user_id]
        self._tell("GUILD_BAN_REMOVE", guild, ban.user)
        record(self._state, guild, actor, Action.BAN_REMOVE, user_id, reason=reason)

    def get(self, actor: User, guild: Guild, user_id: int) -> Ban:
        """Return a ban, or raise 10026."""
        self._state.require_in_guild(actor, guild, permissions.BAN_MEMBERS)
        try:
            return guild.bans[user_id]
        except KeyError:
            raise unknown("Ban") from None

    def page(self, actor: User, guild: Guild, limit: int, after: int, before: int) -> list[Ban]:
        """Return bans by ascending user id."""
        self._state.require_in_guild(actor, guild, permissions.BAN_MEMBERS)
        chosen = [key for key in sorted(guild.bans) if after < key and (not before or key < before)]
        return [guild.bans[key] for key in (chosen[:limit] if not before else chosen[-limit:])]

    def bulk(
        self,
        actor: User,
        guild: Guild,
        user_ids: list[int],
        delete_message_seconds: int = 0,
        reason: str | None = None,
    ) -> Json:
        """Ban up to 200 users; who cannot be banned, or is already, is listed and not fatal."""
        if not 1 <= len(user_ids) <= MOST_AT_ONCE:
            raise invalid_form(
                "user_ids", "Must be between 1 and 200 in length.", "BASE_TYPE_BAD_LENGTH"
            )
        both = permissions.BAN_MEMBERS | permissions.MANAGE_GUILD
        self._state.require_in_guild(actor, guild, both)
        banned: list[str] = []
        failed: list[str] = []
        for user_id in user_ids:
            if user_id in guild.bans:
                failed.append(str(user_id))
                continue
            try:
                self.ban(
                    actor,
                    guild,
                    user_id,
                    delete_message_seconds=delete_message_seconds,
                    reason=reason,
                )
            except ApiError as refusal:
                if refusal.code == 50035:
                    raise
                failed.append(str(user_id))
            else:
                banned.append(str(user_id))
        if not banned:
            raise ApiError(400, 500000, "Failed to ban users")
        return {"banned_users": banned, "failed_users": failed}

    def prune(
        self, actor: User, guild: Guild, user_ids: list[int], reason: str | None = None
    ) -> None:
        """Put out members without roles; who they are is for the caller to say."""
        self._state.require_in_guild(actor, guild, permissions.KICK_MEMBERS)
        if guild.owner_id in user_ids:
            raise missing_permissions()
        for user_id in user_ids:
            self._members.remove(guild, guild.members[user_id].user)
        record(self._state, guild, actor, Action.MEMBER_PRUNE, None, reason=reason)

    def _tell(self, name: str, guild: Guild, user: User) -> None:
        data = {"guild_id": str(guild.id), "user": user_json(user)}
        self._state.emit(name, data, guild=guild, needs=permissions.BAN_MEMBERS)

    def _forget_messages(self, guild: Guild, user: User, seconds: int) -> None:
        earliest = first_at(self._state.clock.now() - timedelta(seconds=seconds))
        for channel in (*guild.channels.values(), *guild.threads.values()):
            ids = [
                message.id
                for message in channel.messages.values()
                if message.author is user and message.id >= earliest
            ]
            if ids:
                self._delivery.erase(channel, ids)
