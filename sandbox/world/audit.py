"""The guild's audit log: who did what to whom, and why."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.model import AuditEntry
from sandbox.wire.guilds import audit_entry_json

if TYPE_CHECKING:
    from sandbox.model import Guild, Json, User
    from sandbox.state import State


class Action(IntEnum):
    """Discord's numbers of audit log actions."""

    GUILD_UPDATE = 1
    CHANNEL_CREATE = 10
    CHANNEL_UPDATE = 11
    CHANNEL_DELETE = 12
    OVERWRITE_CREATE = 13
    OVERWRITE_UPDATE = 14
    OVERWRITE_DELETE = 15
    MEMBER_KICK = 20
    MEMBER_PRUNE = 21
    BAN_ADD = 22
    BAN_REMOVE = 23
    MEMBER_UPDATE = 24
    MEMBER_ROLE_UPDATE = 25
    BOT_ADD = 28
    ROLE_CREATE = 30
    ROLE_UPDATE = 31
    ROLE_DELETE = 32
    INVITE_CREATE = 40
    INVITE_DELETE = 42
    WEBHOOK_CREATE = 50
    WEBHOOK_UPDATE = 51
    WEBHOOK_DELETE = 52
    EMOJI_CREATE = 60
    EMOJI_UPDATE = 61
    EMOJI_DELETE = 62
    MESSAGE_DELETE = 72
    MESSAGE_BULK_DELETE = 73
    MESSAGE_PIN = 74
    MESSAGE_UNPIN = 75
    STAGE_CREATE = 83
    STAGE_UPDATE = 84
    STAGE_DELETE = 85
    EVENT_CREATE = 100
    EVENT_UPDATE = 101
    EVENT_DELETE = 102
    THREAD_CREATE = 110
    THREAD_UPDATE = 111
    THREAD_DELETE = 112
    COMMAND_PERMISSIONS = 121
    AUTOMOD_CREATE = 140
    AUTOMOD_UPDATE = 141
    AUTOMOD_DELETE = 142
    AUTOMOD_BLOCK = 143
    AUTOMOD_FLAG = 144
    AUTOMOD_TIMEOUT = 145
    ONBOARDING_UPDATE = 167


class Audit:
    """Reads the audit logs."""

    def __init__(self, state: State) -> None:
        self._state = state

    def entries(
        self,
        actor: User,
        guild: Guild,
        *,
        limit: int = 50,
        action: int | None = None,
        user_id: int | None = None,
        before: int | None = None,
        after: int | None = None,
    ) -> list[AuditEntry]:
        """Return matching entries: newest first, or oldest first after an id."""
        self._state.require_in_guild(actor, guild, permissions.VIEW_AUDIT_LOG)
        found = [
            entry
            for entry in guild.audit_log
            if (action is None or entry.action == action)
            and (user_id is None or entry.actor.id == user_id)
            and (before is None or entry.id < before)
            and (after is None or entry.id > after)
        ]
        if after is None:
            found.reverse()
        return found[:limit]


def record(
    state: State,
    guild: Guild,
    actor: User,
    action: Action,
    target_id: int | None,
    *,
    reason: str | None = None,
    changes: list[Json] | None = None,
    options: Json | None = None,
) -> None:
    """Note an action and tell those who may view the log."""
    entry = AuditEntry(
        state.ids.new(), actor, int(action), target_id, changes or [], reason, options
    )
    guild.audit_log.append(entry)
    state.emit(
        "GUILD_AUDIT_LOG_ENTRY_CREATE",
        audit_entry_json(entry) | {"guild_id": str(guild.id)},
        guild=guild,
        needs=permissions.VIEW_AUDIT_LOG,
    )


def change(key: str, old: object, new: object) -> list[Json]:
    """Return the one change of a field, none if it stayed."""
    if old == new:
        return []
    entry: Json = {"key": key}
    if old is not None:
        entry["old_value"] = old
    if new is not None:
        entry["new_value"] = new
    return [entry]


def changes(before: Json, after: Json) -> list[Json]:
    """Return what differs between an object's JSON before and after, in the fields worth noting."""
    old = before | before.get("thread_metadata", {})
    new = after | after.get("thread_metadata", {})
    return [item for key in new if key in _NOTED for item in change(key, old.get(key), new[key])]


_NOTED = frozenset(
    {
        "name",
        "type",
        "topic",
        "nsfw",
        "rate_limit_per_user",
        "position",
        "permissions",
        "color",
        "hoist",
        "mentionable",
        "archived",
        "locked",
        "auto_archive_duration",
        "applied_tags",
        "flags",
        "description",
        "verification_level",
        "default_message_notifications",
        "explicit_content_filter",
        "system_channel_id",
        "rules_channel_id",
        "public_updates_channel_id",
        "preferred_locale",
    }
)
