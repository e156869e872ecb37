"""Pinned messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import ApiError
from sandbox.wire import instant
from sandbox.world.audit import Action, record

if TYPE_CHECKING:
    from sandbox.model import Channel, Json, Message, User
    from sandbox.state import State
    from sandbox.world.delivery import Delivery
    from sandbox.world.messages import Messages

MOST_PINS = 250


class Pins:
    """Pins and unpins messages."""

    def __init__(self, state: State, messages: Messages, delivery: Delivery) -> None:
        self._state = state
        self._messages = messages
        self._delivery = delivery

    def list_for(self, actor: User, channel: Channel) -> list[Message]:
        """Return what is pinned, the latest first; nothing without READ_MESSAGE_HISTORY."""
        self._state.require(actor, channel, permissions.VIEW_CHANNEL)
        if not self._state.permissions(actor, channel) & permissions.READ_MESSAGE_HISTORY:
            return []
        return [message for message in reversed(channel.messages.values()) if message.pinned_at]

    def add(
        self, actor: User, channel: Channel, message_id: int, reason: str | None = None
    ) -> None:
        """Pin a message; a channel holds 250."""
        message = self._manageable(actor, channel, message_id)
        if message.pinned_at is not None:
            return
        if len(self.list_for(actor, channel)) >= MOST_PINS:
            raise ApiError(400, 30003, f"Maximum number of pins reached ({MOST_PINS})")
        message.pinned_at = channel.last_pin_at = self._state.clock.now()
        self._tell(actor, channel, message, Action.MESSAGE_PIN, reason)
        self._delivery.system(channel, actor, 6, "", about=message)

    def remove(
        self, actor: User, channel: Channel, message_id: int, reason: str | None = None
    ) -> None:
        """Unpin a message."""
        message = self._manageable(actor, channel, message_id)
        if message.pinned_at is not None:
            message.pinned_at = None
            self._tell(actor, channel, message, Action.MESSAGE_UNPIN, reason)

    def _manageable(self, actor: User, channel: Channel, message_id: int) -> Message:
        state = self._state
        message = self._messages.get(actor, channel, message_id)
        either = permissions.PIN_MESSAGES | permissions.MANAGE_MESSAGES
        if not state.permissions(actor, channel) & either:
            state.require(actor, channel, permissions.PIN_MESSAGES)
        if message.type not in {0, 19, 20, 23}:
            raise ApiError(403, 50021, "Cannot execute action on a system message")
        return message

    def _tell(
        self, actor: User, channel: Channel, message: Message, action: Action, reason: str | None
    ) -> None:
        state = self._state
        guild = state.guild_of(channel)
        data: Json = {
            "channel_id": str(channel.id),
            "last_pin_timestamp": instant(channel.last_pin_at),
        }
        if guild is not None:
            data["guild_id"] = str(guild.id)
        state.emit("CHANNEL_PINS_UPDATE", data, guild=guild, channel=channel)
        self._delivery.changed(channel, message)
        if guild is not None:
            options: Json = {"channel_id": str(channel.id), "message_id": str(message.id)}
            author_id = message.author.id
            record(state, guild, actor, action, author_id, reason=reason, options=options)
