"""Replies and forwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import ApiError, invalid_form
from sandbox.wire import instant
from sandbox.wire.messages import attachment_json, reference_json
from sandbox.wire.users import user_json

if TYPE_CHECKING:
    from sandbox.model import Channel, Json, Message, User
    from sandbox.state import State
    from sandbox.world.drafts import Draft

_REPLY, _FORWARD = 0, 1


def resolve_reference(
    state: State, author: User, channel: Channel, message: Message, draft: Draft
) -> None:
    """Turn the reference of a draft into the reply or forward that the message is."""
    reference = draft.reference or {}
    target_id = int(reference.get("message_id") or 0)
    source = state.channels_by_id.get(int(reference.get("channel_id") or channel.id))
    target = source.messages.get(target_id) if source else None
    if source is None or target is None or target.only_for is not None:
        if reference.get("fail_if_not_exists", True):
            raise invalid_form(
                "message_reference", "Unknown message", "MESSAGE_REFERENCE_UNKNOWN_MESSAGE"
            )
        return
    if not state.permissions(author, source) & permissions.READ_MESSAGE_HISTORY:
        raise ApiError(400, 160002, "Cannot reply without permission to read message history")
    if reference.get("type", _REPLY) == _FORWARD:
        message.reference = reference_json(target, source.guild_id, _FORWARD)
        message.snapshots = [{"message": _snapshot(state, target)}]
        return
    if source is not channel:
        raise invalid_form(
            "message_reference", "Cannot reply to a message in another channel", "REPLIES_CHANNEL"
        )
    message.type = 19
    message.reference = reference_json(target, channel.guild_id)
    message.referenced = target
    allowed = draft.allowed_mentions
    pings = True if allowed is None else allowed.get("replied_user", False)
    if pings and target.author not in message.mentions and target.author is not author:
        message.mentions.append(target.author)


def _snapshot(state: State, message: Message) -> Json:
    return {
        "type": message.type,
        "content": message.content,
        "embeds": message.embeds,
        "attachments": [
            attachment_json(state.base_url, message.channel_id, item)
            for item in message.attachments
        ],
        "timestamp": instant(message.sent_at),
        "edited_timestamp": instant(message.edited_at),
        "flags": message.flags,
        "mentions": [user_json(user) for user in message.mentions],
        "mention_roles": [str(role_id) for role_id in message.mention_roles],
        "components": message.components,
    }
