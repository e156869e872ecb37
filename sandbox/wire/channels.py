"""Channels, threads and direct conversations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import model
from sandbox.wire import instant, optional_id
from sandbox.wire.users import user_json

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.model import Channel, ForumTag, Guild, Json, Overwrite, Thread


def channel_json(channel: Channel, viewer_id: int | None = None) -> Json:
    """Return a channel of any kind; the viewer's own membership comes with a thread."""
    if channel.thread is not None:
        return _thread_json(channel, channel.thread, viewer_id)
    if channel.guild_id is None:
        return {
            "id": str(channel.id),
            "type": channel.type,
            "flags": 0,
            "last_message_id": optional_id(channel.last_message_id),
            "recipients": [user_json(user) for user in channel.recipients if user.id != viewer_id],
        }
    return _guild_channel_json(channel)


def _guild_channel_json(channel: Channel) -> Json:
    body: Json = {
        "id": str(channel.id),
        "type": channel.type,
        "guild_id": str(channel.guild_id),
        "name": channel.name,
        "position": channel.position,
        "parent_id": optional_id(channel.parent_id),
        "permission_overwrites": [overwrite_json(item) for item in channel.overwrites.values()],
        "nsfw": channel.nsfw,
        "flags": channel.flags,
    }
    if channel.type == model.CATEGORY:
        return body
    body |= {
        "topic": channel.topic,
        "last_message_id": optional_id(channel.last_message_id),
        "last_pin_timestamp": instant(channel.last_pin_at),
        "rate_limit_per_user": channel.slowmode,
    }
    if channel.type in {model.VOICE, model.STAGE}:
        return body | {
            "bitrate": channel.bitrate,
            "user_limit": channel.user_limit,
            "rtc_region": None,
        }
    body["default_thread_rate_limit_per_user"] = channel.thread_slowmode
    if channel.archive_minutes is not None:
        body["default_auto_archive_duration"] = channel.archive_minutes
    if channel.type in model.FORUMS:
        body |= {
            "available_tags": [tag_json(tag) for tag in channel.tags.values()],
            "default_reaction_emoji": channel.default_reaction,
            "default_sort_order": channel.sort_order,
            "default_forum_layout": channel.layout,
        }
    return body


def _thread_json(channel: Channel, thread: Thread, viewer_id: int | None) -> Json:
    body: Json = {
        "id": str(channel.id),
        "type": channel.type,
        "guild_id": str(channel.guild_id),
        "parent_id": str(channel.parent_id),
        "owner_id": str(thread.owner_id),
        "name": channel.name,
        "last_message_id": optional_id(channel.last_message_id),
        "last_pin_timestamp": instant(channel.last_pin_at),
        "rate_limit_per_user": channel.slowmode,
        "message_count": thread.message_count,
        "total_message_sent": thread.total_sent,
        "member_count": min(len(thread.members), 50),
        "flags": channel.flags,
        "thread_metadata": {
            "archived": thread.archived,
            "auto_archive_duration": thread.archive_minutes,
            "archive_timestamp": instant(thread.archived_at or thread.created_at),
            "locked": thread.locked,
            "invitable": thread.invitable,
            "create_timestamp": instant(thread.created_at),
        },
        "applied_tags": [str(tag_id) for tag_id in thread.tags],
    }
    if viewer_id is not None and viewer_id in thread.members:
        body["member"] = thread_member_json(channel.id, viewer_id, thread.members[viewer_id])
    return body


def thread_member_json(thread_id: int, user_id: int, joined_at: datetime) -> Json:
    """Return somebody's membership in a thread."""
    return {
        "id": str(thread_id),
        "user_id": str(user_id),
        "join_timestamp": instant(joined_at),
        "flags": 0,
    }


def overwrite_json(overwrite: Overwrite) -> Json:
    """Return a permission overwrite."""
    return {
        "id": str(overwrite.id),
        "type": overwrite.type,
        "allow": str(overwrite.allow),
        "deny": str(overwrite.deny),
    }


def tag_json(tag: ForumTag) -> Json:
    """Return a forum tag."""
    return {
        "id": str(tag.id),
        "name": tag.name,
        "moderated": tag.moderated,
        "emoji_id": optional_id(tag.emoji_id),
        "emoji_name": tag.emoji_name,
    }


def partial_channel_json(channel: Channel, permissions: int, guild: Guild | None) -> Json:
    """Return a channel as it is resolved in an interaction."""
    body: Json = {
        "id": str(channel.id),
        "type": channel.type,
        "name": channel.name or None,
        "permissions": str(permissions),
        "flags": channel.flags,
    }
    if guild is None:
        return channel_json(channel) | {"permissions": str(permissions)}
    full = channel_json(channel)
    kept = ("parent_id", "guild_id", "last_message_id", "topic", "position", "thread_metadata")
    body |= {key: full[key] for key in kept if key in full}
    return body | {"nsfw": channel.nsfw, "rate_limit_per_user": channel.slowmode}
