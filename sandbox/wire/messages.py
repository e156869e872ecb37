"""Messages, and what of them a viewer without the message content intent is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from sandbox import model
from sandbox.wire import instant, optional_id
from sandbox.wire.channels import channel_json
from sandbox.wire.users import partial_member_json, user_json

if TYPE_CHECKING:
    from sandbox.model import Attachment, Json, Message, Poll, Reaction
    from sandbox.state import State

_HIDDEN: Json = {"content": "", "embeds": [], "attachments": [], "components": []}


def message_json(state: State, message: Message, viewer_id: int) -> Json:
    """Return a message as the REST API gives it to this viewer."""
    body: Json = {
        "id": str(message.id),
        "channel_id": str(message.channel_id),
        "author": _author_json(message),
        "content": message.content,
        "timestamp": instant(message.sent_at),
        "edited_timestamp": instant(message.edited_at),
        "tts": message.tts,
        "mention_everyone": message.mention_everyone,
        "mentions": [user_json(user) for user in message.mentions],
        "mention_roles": [str(role_id) for role_id in message.mention_roles],
        "attachments": [
            attachment_json(state.base_url, message.channel_id, item)
            for item in message.attachments
        ],
        "embeds": message.embeds,
        "components": message.components,
        "pinned": message.pinned_at is not None,
        "type": message.type,
        "flags": message.flags,
    }
    _add_optional(body, message, viewer_id)
    if message.reference is not None and message.type in {19, 21, 23}:
        body["referenced_message"] = (
            message_json(state, message.referenced, viewer_id) if message.referenced else None
        )
        if body["referenced_message"]:
            body["referenced_message"].pop("referenced_message", None)
    if message.flags & model.HAS_THREAD and (thread := state.channels_by_id.get(message.id)):
        body["thread"] = channel_json(thread, viewer_id)
    return body


def _author_json(message: Message) -> Json:
    if message.webhook is None or message.webhook.application_id is not None:
        return user_json(message.author)
    return user_json(message.author) | {"id": str(message.webhook.id), "bot": True}


def _add_optional(body: Json, message: Message, viewer_id: int) -> None:
    if message.reactions:
        body["reactions"] = [reaction_json(item, viewer_id) for item in message.reactions.values()]
    if message.nonce is not None:
        body["nonce"] = message.nonce
    if message.webhook is not None:
        body["webhook_id"] = str(message.webhook.id)
    if message.application_id is not None:
        body["application_id"] = str(message.application_id)
    if message.reference is not None:
        body["message_reference"] = message.reference
    if message.snapshots:
        body["message_snapshots"] = message.snapshots
    if message.interaction is not None:
        body["interaction_metadata"] = message.interaction
    if message.poll is not None:
        body["poll"] = poll_json(message.poll, viewer_id)
    if message.stickers:
        body["sticker_items"] = message.stickers


def message_event_json(state: State, message: Message, viewer_id: int) -> Json:
    """Return a message as MESSAGE_CREATE and MESSAGE_UPDATE carry it."""
    body = message_json(state, message, viewer_id)
    channel = state.channels_by_id[message.channel_id]
    body["channel_type"] = channel.type
    if channel.guild_id is None or message.only_for is not None:
        return body
    guild = state.guilds_by_id[channel.guild_id]
    body["guild_id"] = str(guild.id)
    member = guild.members.get(message.author.id)
    if member is not None and message.webhook is None:
        body["member"] = partial_member_json(member)
    for mention in body["mentions"]:
        if mentioned := guild.members.get(int(mention["id"])):
            mention["member"] = partial_member_json(mentioned)
    return body


def shows_content(message: Message, channel_is_private: bool, viewer_id: int) -> bool:
    """Say whether a viewer without the intent reads this message: own, private, or mentioned."""
    if channel_is_private or message.author.id == viewer_id or message.only_for is not None:
        return True
    return any(user.id == viewer_id for user in message.mentions)


def without_content(body: Json) -> Json:
    """Return the JSON of a message with all that the content intent covers emptied."""
    hidden = {key: value for key, value in body.items() if key not in {"poll", "message_snapshots"}}
    hidden |= _HIDDEN
    if referenced := hidden.get("referenced_message"):
        hidden["referenced_message"] = without_content(referenced)
    return hidden


def reaction_json(reaction: Reaction, viewer_id: int) -> Json:
    """Return how often an emoji was chosen and whether the viewer chose it."""
    return {
        "emoji": reaction.emoji,
        "count": len(reaction.user_ids),
        "count_details": {"burst": 0, "normal": len(reaction.user_ids)},
        "burst_colors": [],
        "me": viewer_id in reaction.user_ids,
        "me_burst": False,
        "burst_count": 0,
        "burst_me": False,
    }


def poll_json(poll: Poll, viewer_id: int) -> Json:
    """Return a poll with the votes of each answer and whether the viewer is among them."""
    return {
        "question": {"text": poll.question},
        "answers": [
            {"answer_id": number, "poll_media": media} for number, media in poll.answers.items()
        ],
        "expiry": instant(poll.expires_at),
        "allow_multiselect": poll.multiple,
        "layout_type": 1,
        "results": {
            "is_finalized": poll.finished,
            "answer_counts": [
                {"id": number, "count": len(voters), "me_voted": viewer_id in voters}
                for number, voters in poll.votes.items()
                if voters
            ],
        },
    }


def attachment_json(base_url: str, channel_id: int, attachment: Attachment) -> Json:
    """Return an attachment whose address is the sandbox's own CDN."""
    path = f"/cdn/attachments/{channel_id}/{attachment.id}/{quote(attachment.filename)}"
    body: Json = {
        "id": str(attachment.id),
        "filename": attachment.filename,
        "size": len(attachment.content),
        "url": base_url + path,
        "proxy_url": base_url + path,
        "content_type": attachment.content_type,
    }
    if attachment.description:
        body["description"] = attachment.description
    if attachment.ephemeral:
        body["ephemeral"] = True
    if attachment.content_type.startswith("image/"):
        width, height = _png_size(attachment.content)
        body |= {"width": width, "height": height}
    return body


def _png_size(content: bytes) -> tuple[int, int]:
    """Return width and height of a PNG; other pictures are given a plausible size."""
    if content.startswith(b"\x89PNG") and len(content) >= 24:
        return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    return 320, 240


def reference_json(message: Message, guild_id: int | None, kind: int = 0) -> Json:
    """Return a reference to a message: a reply (0) or a forward (1)."""
    body: Json = {
        "type": kind,
        "message_id": str(message.id),
        "channel_id": str(message.channel_id),
    }
    if guild_id is not None:
        body["guild_id"] = optional_id(guild_id)
    return body
