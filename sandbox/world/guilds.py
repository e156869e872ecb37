"""Servers: founding, settings, and letting the bot in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import missing_permissions, unknown
from sandbox.form import Form
from sandbox.model import Guild, Member, Role
from sandbox.wire.guilds import guild_create_json, guild_json
from sandbox.world.audit import Action, changes, record

if TYPE_CHECKING:
    from sandbox.model import Json, User
    from sandbox.state import State
    from sandbox.world.members import Members

SETTINGS = frozenset(
    {
        "description",
        "verification_level",
        "default_message_notifications",
        "explicit_content_filter",
        "afk_channel_id",
        "afk_timeout",
        "system_channel_id",
        "system_channel_flags",
        "rules_channel_id",
        "public_updates_channel_id",
        "safety_alerts_channel_id",
        "preferred_locale",
        "premium_progress_bar_enabled",
        "incidents_data",
    }
)
NULLABLE = frozenset({"description", "incidents_data"}) | {
    key for key in SETTINGS if key.endswith("_channel_id")
}


class Guilds:
    """Founds, finds and changes guilds."""

    def __init__(self, state: State, members: Members) -> None:
        self._state = state
        self._members = members

    def create(
        self, owner: User, name: str, *, locale: str = "en-US", screening: bool = False
    ) -> Guild:
        """Found a guild with its owner and @everyone."""
        state = self._state
        guild = Guild(state.ids.new(), name, owner.id, state.clock.now(), locale, screening)
        guild.roles[guild.id] = Role(guild.id, "@everyone", permissions.EVERYONE_DEFAULT, 0)
        guild.members[owner.id] = Member(owner, state.clock.now())
        state.guilds_by_id[guild.id] = guild
        return guild

    def add_bot(self, guild: Guild, bot: User, granted: int) -> Member:
        """Let a bot in, with a managed role of its own that carries the permissions."""
        state = self._state
        if member := guild.members.get(bot.id):
            return member
        role = Role(state.ids.new(), bot.name, granted, len(guild.roles), managed_by=bot.id)
        guild.roles[role.id] = role
        member = Member(bot, state.clock.now(), {role.id})
        guild.members[bot.id] = member
        record(state, guild, state.users_by_id[guild.owner_id], Action.BOT_ADD, bot.id)
        shown = guild_create_json(guild, bot.id, 250)
        state.emit("GUILD_CREATE", shown, guild=guild, to=frozenset({bot.id}))
        self._members.announce(guild, member)
        return member

    def joined(self, actor: User, guild_id: int) -> Guild:
        """Return a guild that the actor is in; to others it is unknown."""
        guild = self._state.guild(guild_id)
        if actor.id not in guild.members:
            raise unknown("Guild")
        return guild

    def of(self, user: User) -> list[Guild]:
        """Return the guilds that a user is in."""
        return [guild for guild in self._state.guilds_by_id.values() if user.id in guild.members]

    def edit(self, actor: User, guild: Guild, body: Json, reason: str | None = None) -> Guild:
        """Change name and settings."""
        self._state.require_in_guild(actor, guild, permissions.MANAGE_GUILD)
        form = Form(body)
        name = form.text("name", 2, 100)
        form.finish()
        before = guild_json(guild)
        if name is not None:
            guild.name = name
        guild.settings |= {
            key: value
            for key, value in body.items()
            if key in SETTINGS and (value is not None or key in NULLABLE)
        }
        self._changed(actor, guild, before, reason)
        return guild

    def set_incident_actions(self, actor: User, guild: Guild, body: Json) -> Json:
        """Pause invites or direct messages until an instant of at most 24 hours ahead."""
        state = self._state
        state.require_in_guild(actor, guild, permissions.MANAGE_GUILD)
        form = Form(body)
        for key in ("invites_disabled_until", "dms_disabled_until"):
            until = form.instant(key)
            if until and (until - state.clock.now()).total_seconds() > 86400:
                form.fail(key, "Must be at most 24 hours in the future.", "DATE_TIME_TYPE_RANGE")
        form.finish()
        before = guild_json(guild)
        current = guild.settings.get("incidents_data") or {}
        incidents = {
            key: body.get(key, current.get(key))
            for key in ("invites_disabled_until", "dms_disabled_until")
        }
        guild.settings["incidents_data"] = incidents
        self._changed(actor, guild, before, None)
        return incidents

    def delete(self, actor: User, guild: Guild) -> None:
        """Close a guild for good; its owner's right."""
        if guild.owner_id != actor.id:
            raise missing_permissions()
        state = self._state
        state.emit("GUILD_DELETE", {"id": str(guild.id)}, guild=guild)
        del state.guilds_by_id[guild.id]
        for channel_id in (*guild.channels, *guild.threads):
            state.channels_by_id.pop(channel_id, None)

    def _changed(self, actor: User, guild: Guild, before: Json, reason: str | None) -> None:
        after = guild_json(guild)
        record(
            self._state,
            guild,
            actor,
            Action.GUILD_UPDATE,
            guild.id,
            reason=reason,
            changes=changes(before, after),
        )
        self._state.emit("GUILD_UPDATE", after, guild=guild)
