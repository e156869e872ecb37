"""Pinned messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import ApiError
from sandbox.wire import instant
from sandbox.world.audit import Action

if TYPE_CHECKING:
    from sandbox.model import Channel, Message, User
    from sandbox.wire import Json
    from sandbox.world.world import World

MOST_PINS = 250


class Pins:
    """Pins and unpins messages."""

    def __init__(self, world: World) -> None:
        self._world = world

    def list_for(self, actor: User, channel: Channel) -> list[Message]:
        """Return what is pinned, the latest first; nothing without READ_MESSAGE_HISTORY."""
        self._world.require(actor, channel, permissions.VIEW_CHANNEL)
        if not self._world.permissions(actor, channel) & permissions.READ_MESSAGE_HISTORY:
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
        message.pinned_at = channel.last_pin_at = self._world.clock.now()
        self._tell(actor, channel, message, Action.MESSAGE_PIN, reason)
        self._world.messages.system(channel, actor, 6, "", about=message)

    def remove(
        self, actor: User, channel: Channel, message_id: int, reason: str | None = None
    ) -> None:
        """Unpin a message."""
        message = self._manageable(actor, channel, message_id)
        if message.pinned_at is not None:
            message.pinned_at = None
            self._tell(actor, channel, message, Action.MESSAGE_UNPIN, reason)

    def _manageable(self, actor: User, channel: Channel, message_id: int) -> Message:
        world = self._world
        message = world.messages.get(actor, channel, message_id)
        either = permissions.PIN_MESSAGES | permissions.MANAGE_MESSAGES
        if not world.permissions(actor, channel) & either:
            world.require(actor, channel, permissions.PIN_MESSAGES)
        if message.type not in {0, 19, 20, 23}:
            raise ApiError(403, 50021, "Cannot execute action on a system message")
        return message

    def _tell(
        self, actor: User, channel: Channel, message: Message, action: Action, reason: str | None
    ) -> None:
        world = self._world
        guild = world.guild_of(channel)
        data: Json = {
            "channel_id": str(channel.id),
            "last_pin_timestamp": instant(channel.last_pin_at),
        }
        if guild is not None:
            data["guild_id"] = str(guild.id)
        world.emit("CHANNEL_PINS_UPDATE", data, guild=guild, channel=channel)
        world.messages.changed(channel, message)
        if guild is not None:
            options: Json = {"channel_id": str(channel.id), "message_id": str(message.id)}
            author_id = message.author.id
            world.audit.record(guild, actor, action, author_id, reason, options=options)
