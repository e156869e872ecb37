"""Invites, and which of them a newcomer used."""

from __future__ import annotations

import random
import string
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sandbox import model, permissions
from sandbox.errors import ApiError, missing_permissions, unknown
from sandbox.form import Form
from sandbox.model import Invite
from sandbox.wire import instant
from sandbox.wire.guilds import target_json
from sandbox.wire.users import user_json
from sandbox.world.audit import Action, record

if TYPE_CHECKING:
    from sandbox.model import Channel, Guild, Json, User
    from sandbox.state import State
    from sandbox.world.roles import Roles

_ALPHABET = string.ascii_letters + string.digits


class Invites:
    """Makes, finds and counts invites."""

    def __init__(self, state: State, roles: Roles) -> None:
        self._state = state
        self._roles = roles
        # Seeded, so that the same run gives the same codes.
        self._random = random.Random(0)  # noqa: S311 - codes of a toy town guard nothing

    def create(
        self, actor: User, channel: Channel, body: Json, reason: str | None = None
    ) -> Invite:
        """Make an invite; age in seconds (a day by default) and uses, 0 for no limit."""
        state = self._state
        state.require(actor, channel, permissions.CREATE_INVITE)
        form = Form(body)
        max_age = form.number("max_age", 0, 604800, 86400)
        max_uses = form.number("max_uses", 0, 100, 0)
        target_type = form.one_of("target_type", (1, 2, 3))
        target_id = form.snowflake("target_user_id")
        role_ids = form.snowflakes("role_ids")
        form.finish()
        guild = state.guild_of(channel)
        if guild is None:
            raise ApiError(403, 50003, "Cannot execute action on a DM channel")
        if channel.thread is not None or channel.type == model.CATEGORY:
            raise ApiError(400, 50024, "Cannot execute action on this channel type")
        for role_id in role_ids:
            self._roles.require_manageable(actor, guild, role_id)
        code = "".join(self._random.choices(_ALPHABET, k=8))
        invite = Invite(
            code,
            guild.id,
            channel.id,
            actor,
            state.clock.now(),
            max_age or 0,
            max_uses or 0,
            bool(body.get("temporary")),
            target_type=target_type,
            target_user=state.user(target_id) if target_id else None,
            role_ids=role_ids,
        )
        guild.invites[code] = invite
        self._announce(invite)
        record(state, guild, actor, Action.INVITE_CREATE, None, reason=reason)
        return invite

    def _announce(self, invite: Invite) -> None:
        data: Json = {
            "channel_id": str(invite.channel_id),
            "guild_id": str(invite.guild_id),
            "code": invite.code,
            "created_at": instant(invite.created_at),
            "inviter": user_json(invite.inviter),
            "max_age": invite.max_age,
            "max_uses": invite.max_uses,
            "temporary": invite.temporary,
            "uses": 0,
            "type": 0,
            "expires_at": instant(expiry(invite)),
        } | target_json(invite)
        guild = self._state.guilds_by_id[invite.guild_id]
        needs = permissions.MANAGE_CHANNELS
        self._state.emit("INVITE_CREATE", data, guild=guild, needs=needs)

    def get(self, code: str) -> Invite:
        """Return an invite that is still good, or raise 10006."""
        for guild in self._state.guilds_by_id.values():
            invite = guild.invites.get(code)
            if invite is None:
                continue
            until = expiry(invite)
            if until is not None and until <= self._state.clock.now():
                break
            return invite
        raise unknown("Invite")

    def list_for(self, actor: User, guild: Guild) -> list[Invite]:
        """Return a guild's invites with their uses."""
        self._state.require_in_guild(actor, guild, permissions.MANAGE_GUILD)
        now = self._state.clock.now()
        return [item for item in guild.invites.values() if (expiry(item) or now) >= now]

    def use(self, invite: Invite) -> None:
        """Count a use; an invite that is used up disappears."""
        guild = self._state.guilds_by_id[invite.guild_id]
        paused = (guild.settings.get("incidents_data") or {}).get("invites_disabled_until")
        if paused and datetime.fromisoformat(paused) > self._state.clock.now():
            raise ApiError(403, 40032, "Invites are paused for this guild.")
        invite.uses += 1
        if invite.max_uses and invite.uses >= invite.max_uses:
            self._remove(invite)

    def delete(self, actor: User, code: str, reason: str | None = None) -> Invite:
        """Take an invite back."""
        invite = self.get(code)
        state = self._state
        guild = state.guilds_by_id[invite.guild_id]
        channel = guild.channels[invite.channel_id]
        manages = state.permissions(actor, channel) & permissions.MANAGE_CHANNELS
        if not manages and not state.guild_permissions(actor, guild) & permissions.MANAGE_GUILD:
            raise missing_permissions()
        self._remove(invite)
        record(state, guild, actor, Action.INVITE_DELETE, None, reason=reason)
        return invite

    def _remove(self, invite: Invite) -> None:
        guild = self._state.guilds_by_id[invite.guild_id]
        del guild.invites[invite.code]
        data: Json = {
            "channel_id": str(invite.channel_id),
            "guild_id": str(guild.id),
            "code": invite.code,
        }
        self._state.emit("INVITE_DELETE", data, guild=guild, needs=permissions.MANAGE_CHANNELS)


def expiry(invite: Invite) -> datetime | None:
    """Return when an invite ends, None for never."""
    return invite.created_at + timedelta(seconds=invite.max_age) if invite.max_age else None
