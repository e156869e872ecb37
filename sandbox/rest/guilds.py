"""Guilds: settings, the audit log, and what a bot may look up about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.rest.call import Answer, Call, Reply, Route
from sandbox.wire.channels import channel_json
from sandbox.wire.guilds import audit_entry_json, guild_json
from sandbox.wire.users import user_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.model import Guild, Json


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    yield Route("GET", "/guilds/{guild_id}", get_guild)
    yield Route("PATCH", "/guilds/{guild_id}", edit_guild)
    yield Route("DELETE", "/guilds/{guild_id}", delete_guild)
    yield Route("GET", "/guilds/{guild_id}/preview", get_preview)
    yield Route("PUT", "/guilds/{guild_id}/incident-actions", set_incident_actions)
    yield Route("GET", "/guilds/{guild_id}/channels", list_channels)
    yield Route("POST", "/guilds/{guild_id}/channels", create_channel)
    yield Route("PATCH", "/guilds/{guild_id}/channels", move_channels)
    yield Route("GET", "/guilds/{guild_id}/audit-logs", get_audit_log)
    yield Route("GET", "/guilds/{guild_id}/stickers", _empty)
    yield Route("GET", "/guilds/{guild_id}/integrations", _empty)
    yield Route("GET", "/guilds/{guild_id}/vanity-url", _no_vanity_url)
    yield Route("GET", "/guilds/{guild_id}/regions", _empty)


def _empty(call: Call) -> Answer:
    call.guild()
    return []


def _no_vanity_url(call: Call) -> Answer:
    call.guild()
    return {"code": None, "uses": 0}


def get_guild(call: Call) -> Answer:
    """Return a guild, with counts on request."""
    guild = call.guild()
    body = guild_json(guild)
    return body | _counts(guild) if call.flag("with_counts") else body


def get_preview(call: Call) -> Answer:
    """Return what somebody outside may know of a guild."""
    guild = call.guild()
    return guild_json(guild) | _counts(guild)


def _counts(guild: Guild) -> Json:
    online = sum(member.user.status != "offline" for member in guild.members.values())
    return {
        "approximate_member_count": len(guild.members),
        "approximate_presence_count": online,
    }


def edit_guild(call: Call) -> Answer:
    """Change a guild."""
    return guild_json(call.world.guilds.edit(call.bot, call.guild(), call.body, call.reason))


def delete_guild(call: Call) -> Answer:
    """Delete a guild that the bot owns."""
    call.world.guilds.delete(call.bot, call.guild())
    return None


def set_incident_actions(call: Call) -> Answer:
    """Pause invites or direct messages."""
    return call.world.guilds.set_incident_actions(call.bot, call.guild(), call.body)


def list_channels(call: Call) -> Answer:
    """Return all channels of a guild; threads are not among them."""
    return [channel_json(channel) for channel in call.guild().channels.values()]


def create_channel(call: Call) -> Answer:
    """Make a channel."""
    channel = call.world.channels.create(call.bot, call.guild(), call.body, call.reason)
    return Reply(201, channel_json(channel))


def move_channels(call: Call) -> Answer:
    """Put channels in order."""
    call.world.channels.move(call.bot, call.guild(), call.items)
    return None


def get_audit_log(call: Call) -> Answer:
    """Return the audit log with the users that it names."""
    entries = call.world.audit.entries(
        call.bot,
        call.guild(),
        limit=call.number("limit", 50),
        action=call.optional_number("action_type"),
        user_id=call.optional_number("user_id"),
        before=call.optional_number("before"),
        after=call.optional_number("after"),
    )
    users = {entry.actor.id: entry.actor for entry in entries}
    for entry in entries:
        if target := call.world.users_by_id.get(entry.target_id or 0):
            users[target.id] = target
    return {
        "audit_log_entries": [audit_entry_json(entry) for entry in entries],
        "users": [user_json(user) for user in users.values()],
        "application_commands": [],
        "auto_moderation_rules": [],
        "guild_scheduled_events": [],
        "integrations": [],
        "threads": [],
        "webhooks": [],
    }
