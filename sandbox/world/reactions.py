"""Reactions."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import ApiError, unknown
from sandbox.model import Reaction
from sandbox.wire.users import member_json

if TYPE_CHECKING:
    from sandbox.model import Channel, Json, Message, User
    from sandbox.state import State
    from sandbox.world.messages import Messages

MOST_REACTIONS = 20
_CUSTOM = re.compile(r"(?:a:)?(\w{2,32}):(\d{1,20})")


class Reactions:
    """Adds, takes back and lists reactions."""

    def __init__(self, state: State, messages: Messages) -> None:
        self._state = state
        self._messages = messages

    def add(self, actor: User, channel: Channel, message_id: int, emoji: str) -> None:
        """React with a Unicode emoji or `name:id`; the first of its kind needs ADD_REACTIONS."""
        state = self._state
        message = self._messages.get(actor, channel, message_id)
        state.require(actor, channel, permissions.READ_MESSAGE_HISTORY)
        if channel.thread is not None and channel.thread.archived:
            raise ApiError(400, 50083, "Thread is archived")
        parsed = read_emoji(emoji)
        reaction = message.reactions.get(emoji)
        if reaction is None:
            state.require(actor, channel, permissions.ADD_REACTIONS)
            if len(message.reactions) >= MOST_REACTIONS:
                raise ApiError(
                    400, 30010, f"Maximum number of reactions reached ({MOST_REACTIONS})"
                )
            reaction = message.reactions[emoji] = Reaction(parsed)
        if actor.id in reaction.user_ids:
            return
        reaction.user_ids.append(actor.id)
        data = self._data(channel, message, actor.id, parsed)
        data["message_author_id"] = str(message.author.id)
        if (guild := state.guild_of(channel)) and (member := guild.members.get(actor.id)):
            data["member"] = member_json(member)
        state.emit("MESSAGE_REACTION_ADD", data, guild=guild, channel=channel)

    def remove(
        self, actor: User, channel: Channel, message_id: int, emoji: str, user_id: int
    ) -> None:
        """Take back one's own reaction, or another's with MANAGE_MESSAGES."""
        state = self._state
        message = self._messages.get(actor, channel, message_id)
        if user_id != actor.id:
            state.require(actor, channel, permissions.MANAGE_MESSAGES)
        reaction = message.reactions.get(emoji)
        if reaction is None or user_id not in reaction.user_ids:
            raise unknown("Emoji")
        reaction.user_ids.remove(user_id)
        if not reaction.user_ids:
            del message.reactions[emoji]
        data = self._data(channel, message, user_id, reaction.emoji)
        guild = state.guild_of(channel)
        state.emit("MESSAGE_REACTION_REMOVE", data, guild=guild, channel=channel)

    def clear(
        self, actor: User, channel: Channel, message_id: int, emoji: str | None = None
    ) -> None:
        """Remove all reactions, or all of one emoji."""
        state = self._state
        message = self._messages.get(actor, channel, message_id)
        state.require(actor, channel, permissions.MANAGE_MESSAGES)
        data: Json = {"channel_id": str(channel.id), "message_id": str(message.id)}
        guild = state.guild_of(channel)
        if guild is not None:
            data["guild_id"] = str(guild.id)
        if emoji is None:
            message.reactions.clear()
            state.emit("MESSAGE_REACTION_REMOVE_ALL", data, guild=guild, channel=channel)
        elif reaction := message.reactions.pop(emoji, None):
            data["emoji"] = reaction.emoji
            state.emit("MESSAGE_REACTION_REMOVE_EMOJI", data, guild=guild, channel=channel)
        else:
            raise unknown("Emoji")

    def users(
        self, actor: User, channel: Channel, message_id: int, emoji: str, *, limit: int, after: int
    ) -> list[User]:
        """Return who chose an emoji, by ascending id."""
        message = self._messages.get(actor, channel, message_id)
        read_emoji(emoji)
        reaction = message.reactions.get(emoji)
        chosen = sorted(reaction.user_ids) if reaction else []
        return [self._state.users_by_id[key] for key in chosen if key > after][:limit]

    def _data(self, channel: Channel, message: Message, user_id: int, emoji: Json) -> Json:
        data: Json = {
            "user_id": str(user_id),
            "channel_id": str(channel.id),
            "message_id": str(message.id),
            "emoji": emoji,
            "burst": False,
            "type": 0,
        }
        if channel.guild_id is not None:
            data["guild_id"] = str(channel.guild_id)
        return data


def read_emoji(text: str) -> Json:
    """Return an emoji's JSON, or raise 10014 for what is none."""
    if custom := _CUSTOM.fullmatch(text):
        return {"id": custom[2], "name": custom[1], "animated": text.startswith("a:")}
    # Symbols, or a digit with the keycap sign: no letters and no plain punctuation.
    if text and len(text) <= 16 and any(_is_symbol(character) for character in text):
        return {"id": None, "name": text}
    raise ApiError(400, 10014, "Unknown Emoji")


def _is_symbol(character: str) -> bool:
    return unicodedata.category(character) in {"So", "Sk", "Me", "Sm"} and ord(character) > 0xA8
