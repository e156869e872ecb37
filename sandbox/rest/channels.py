"""Channels, overwrites, typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.rest.call import Answer, Call, Route
from sandbox.wire.channels import channel_json

if TYPE_CHECKING:
    from collections.abc import Iterator


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    channel = "/channels/{channel_id}"
    yield Route("GET", channel, get_channel)
    yield Route("PATCH", channel, edit_channel)
    yield Route("DELETE", channel, delete_channel)
    yield Route("PUT", f"{channel}/permissions/{{overwrite_id}}", set_overwrite)
    yield Route("DELETE", f"{channel}/permissions/{{overwrite_id}}", remove_overwrite)
    yield Route("POST", f"{channel}/typing", start_typing)


def get_channel(call: Call) -> Answer:
    """Return a channel or thread."""
    return channel_json(call.channel(), call.bot.id)


def edit_channel(call: Call) -> Answer:
    """Change a channel or thread."""
    channel, world = call.channel(), call.world
    room = world.threads if channel.thread else world.channels
    return channel_json(room.edit(call.bot, channel, call.body, call.reason), call.bot.id)


def delete_channel(call: Call) -> Answer:
    """Remove a channel or thread and return what it was."""
    channel, world = call.channel(), call.world
    body = channel_json(channel, call.bot.id)
    room = world.threads if channel.thread else world.channels
    room.delete(call.bot, channel, call.reason)
    return body


def set_overwrite(call: Call) -> Answer:
    """Set the permissions of a role or member in a channel."""
    target_id = call.id("overwrite_id")
    call.world.channels.set_overwrite(call.bot, call.channel(), target_id, call.body, call.reason)
    return None


def remove_overwrite(call: Call) -> Answer:
    """Take an overwrite back."""
    target_id = call.id("overwrite_id")
    call.world.channels.remove_overwrite(call.bot, call.channel(), target_id, call.reason)
    return None


def start_typing(call: Call) -> Answer:
    """Show that the bot is typing."""
    call.world.channels.type(call.bot, call.channel())
    return None
