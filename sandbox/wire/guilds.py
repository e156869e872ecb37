"""Guilds, roles, invites, the audit log, AutoMod rules and scheduled events."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.wire import instant, optional_id
from sandbox.wire.channels import channel_json
from sandbox.wire.users import member_json, user_json

if TYPE_CHECKING:
    from sandbox.model import (
        AuditEntry,
        AutoModRule,
        Emoji,
        Guild,
        Invite,
        Json,
        Member,
        Role,
        ScheduledEvent,
        StageInstance,
    )


def role_json(role: Role) -> Json:
    """Return a role."""
    body: Json = {
        "id": str(role.id),
        "name": role.name,
        "permissions": str(role.permissions),
        "position": role.position,
        "color": role.color,
        "colors": {"primary_color": role.color, "secondary_color": None, "tertiary_color": None},
        "hoist": role.hoist,
        "mentionable": role.mentionable,
        "managed": role.managed_by is not None,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    if role.managed_by is not None:
        body["tags"] = {"bot_id": str(role.managed_by)}
    return body


def guild_json(guild: Guild) -> Json:
    """Return a guild with its roles."""
    return (
        _DEFAULTS
        | {
            "id": str(guild.id),
            "name": guild.name,
            "owner_id": str(guild.owner_id),
            "preferred_locale": guild.locale,
            "roles": [role_json(role) for role in guild.roles.values()],
            "features": _features(guild),
            "emojis": [emoji_json(emoji) for emoji in guild.emojis.values()],
        }
        | guild.settings
    )


def _features(guild: Guild) -> list[str]:
    features = ["COMMUNITY", "NEWS"]
    if guild.screening:
        features += ["MEMBER_VERIFICATION_GATE_ENABLED", "PREVIEW_ENABLED"]
    return features


def guild_create_json(guild: Guild, viewer_id: int, large_threshold: int) -> Json:
    """Return the GUILD_CREATE that a bot gets for a guild; a large one without its members."""
    large = len(guild.members) > large_threshold
    shown = [guild.members[viewer_id]] if large else guild.members.values()
    threads = [item for item in guild.threads.values() if item.thread and not item.thread.archived]
    return guild_json(guild) | {
        "joined_at": instant(guild.members[viewer_id].joined_at),
        "large": large,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [member_json(member) for member in shown],
        "channels": [channel_json(channel) for channel in guild.channels.values()],
        "threads": [channel_json(thread, viewer_id) for thread in threads],
        "presences": [],
        "voice_states": [
            voice_state_json(member)
            for member in guild.members.values()
            if member.voice_channel_id is not None
        ],
        "stage_instances": [stage_instance_json(stage) for stage in guild.stages.values()],
        "soundboard_sounds": [],
        "guild_scheduled_events": [
            scheduled_event_json(event)
            for event in guild.scheduled_events.values()
            if event.status in {1, 2}
        ],
    }


def voice_state_json(member: Member) -> Json:
    """Return where somebody is speaking and listening."""
    return {
        "channel_id": optional_id(member.voice_channel_id),
        "user_id": str(member.user.id),
        "member": member_json(member),
        "session_id": f"{member.user.id:032x}",
        "deaf": member.deaf,
        "mute": member.mute,
        "self_deaf": False,
        "self_mute": False,
        "self_video": False,
        "suppress": False,
        "request_to_speak_timestamp": None,
    }


def emoji_json(emoji: Emoji) -> Json:
    """Return an emoji of a guild."""
    return {
        "id": str(emoji.id),
        "name": emoji.name,
        "roles": [str(role_id) for role_id in emoji.roles],
        "user": user_json(emoji.creator),
        "require_colons": True,
        "managed": False,
        "animated": emoji.animated,
        "available": True,
    }


def stage_instance_json(stage: StageInstance) -> Json:
    """Return what goes on in a stage channel."""
    return {
        "id": str(stage.id),
        "guild_id": str(stage.guild_id),
        "channel_id": str(stage.channel_id),
        "topic": stage.topic,
        "privacy_level": 2,
        "discoverable_disabled": True,
        "guild_scheduled_event_id": optional_id(stage.event_id),
    }


def scheduled_event_json(event: ScheduledEvent) -> Json:
    """Return an event of the calendar with the number of those interested."""
    return {
        "id": str(event.id),
        "guild_id": str(event.guild_id),
        "channel_id": optional_id(event.channel_id),
        "creator_id": str(event.creator.id),
        "creator": user_json(event.creator),
        "name": event.name,
        "description": event.description,
        "scheduled_start_time": instant(event.starts_at),
        "scheduled_end_time": instant(event.ends_at),
        "privacy_level": 2,
        "status": event.status,
        "entity_type": event.entity_type,
        "entity_id": None,
        "entity_metadata": {"location": event.location} if event.location else None,
        "user_count": len(event.subscribers),
        "image": None,
        "recurrence_rule": None,
        "guild_scheduled_event_exceptions": [],
    }


def invite_json(invite: Invite, guild: Guild) -> Json:
    """Return an invite with its use count."""
    channel = guild.channels[invite.channel_id]
    return {
        "type": 0,
        "code": invite.code,
        "inviter": user_json(invite.inviter),
        "max_age": invite.max_age,
        "max_uses": invite.max_uses,
        "uses": invite.uses,
        "temporary": invite.temporary,
        "created_at": instant(invite.created_at),
        "expires_at": None,
        "flags": 0,
        "guild_id": str(guild.id),
        "guild": {
            key: value for key, value in guild_json(guild).items() if key in _INVITE_GUILD_FIELDS
        },
        "channel": {"id": str(channel.id), "name": channel.name, "type": channel.type},
        "approximate_member_count": len(guild.members),
        "approximate_presence_count": len(guild.members),
        "roles": [
            role_json(guild.roles[role_id]) for role_id in invite.role_ids if role_id in guild.roles
        ],
    } | target_json(invite)


def target_json(invite: Invite) -> Json:
    """Return what an invite leads to beyond its channel."""
    body: Json = {}
    if invite.target_type is not None:
        body["target_type"] = invite.target_type
    if invite.target_user is not None:
        body["target_user"] = user_json(invite.target_user)
    return body


def audit_entry_json(entry: AuditEntry) -> Json:
    """Return one line of the audit log."""
    body: Json = {
        "id": str(entry.id),
        "user_id": str(entry.actor.id),
        "target_id": optional_id(entry.target_id),
        "action_type": entry.action,
        "changes": entry.changes,
    }
    if entry.reason is not None:
        body["reason"] = entry.reason
    if entry.options is not None:
        body["options"] = entry.options
    return body


_EXEMPT = ("exempt_roles", "exempt_channels")


def automod_rule_json(rule: AutoModRule) -> Json:
    """Return a rule of Discord's AutoMod."""
    return (
        {
            "id": str(rule.id),
            "guild_id": str(rule.guild_id),
            "creator_id": str(rule.creator_id),
            "enabled": False,
        }
        | rule.body
        | {key: [str(one) for one in rule.body.get(key) or []] for key in _EXEMPT}
        | {
            "trigger_metadata": _trigger_metadata(rule),
            "actions": [{"metadata": {}} | action for action in rule.body.get("actions") or []],
        }
    )


def _trigger_metadata(rule: AutoModRule) -> Json:
    kind = rule.body.get("trigger_type")
    defaults: Json = {}
    if kind in {1, 6}:
        defaults = {"keyword_filter": [], "regex_patterns": [], "allow_list": []}
    elif kind == 4:
        defaults = {"presets": [], "allow_list": []}
    elif kind == 5:
        defaults = {"mention_total_limit": 0, "mention_raid_protection_enabled": False}
    return defaults | (rule.body.get("trigger_metadata") or {})


_INVITE_GUILD_FIELDS = frozenset(
    {
        "id",
        "name",
        "splash",
        "banner",
        "description",
        "icon",
        "features",
        "verification_level",
        "vanity_url_code",
        "nsfw_level",
        "premium_subscription_count",
        "nsfw",
    }
)

_DEFAULTS: Json = {
    "icon": None,
    "description": None,
    "home_header": None,
    "splash": None,
    "discovery_splash": None,
    "banner": None,
    "application_id": None,
    "region": "automatic",
    "afk_channel_id": None,
    "afk_timeout": 300,
    "system_channel_id": None,
    "system_channel_flags": 0,
    "widget_enabled": False,
    "widget_channel_id": None,
    "verification_level": 1,
    "default_message_notifications": 1,
    "mfa_level": 0,
    "explicit_content_filter": 2,
    "max_presences": None,
    "max_members": 500000,
    "max_stage_video_channel_users": 50,
    "max_video_channel_users": 25,
    "vanity_url_code": None,
    "premium_tier": 0,
    "premium_subscription_count": 0,
    "premium_progress_bar_enabled": False,
    "rules_channel_id": None,
    "public_updates_channel_id": None,
    "safety_alerts_channel_id": None,
    "hub_type": None,
    "nsfw": False,
    "nsfw_level": 0,
    "stickers": [],
    "incidents_data": None,
    "inventory_settings": None,
}
