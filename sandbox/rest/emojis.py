"""Emojis of a guild."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.rest.call import Answer, Call, Reply, Route
from sandbox.wire.guilds import emoji_json

if TYPE_CHECKING:
    from collections.abc import Iterator


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    emojis = "/guilds/{guild_id}/emojis"
    yield Route("GET", emojis, list_emojis)
    yield Route("POST", emojis, create)
    yield Route("GET", f"{emojis}/{{emoji_id}}", get)
    yield Route("PATCH", f"{emojis}/{{emoji_id}}", edit)
    yield Route("DELETE", f"{emojis}/{{emoji_id}}", delete)


def list_emojis(call: Call) -> Answer:
    """Return all emojis."""
    return [emoji_json(emoji) for emoji in call.guild().emojis.values()]


def create(call: Call) -> Answer:
    """Make an emoji."""
    emoji = call.world.emojis.create(call.bot, call.guild(), call.body, call.reason)
    return Reply(201, emoji_json(emoji))


def get(call: Call) -> Answer:
    """Return an emoji."""
    return emoji_json(call.world.emojis.get(call.guild(), call.id("emoji_id")))


def edit(call: Call) -> Answer:
    """Change an emoji."""
    room, emoji_id = call.world.emojis, call.id("emoji_id")
    return emoji_json(room.edit(call.bot, call.guild(), emoji_id, call.body, call.reason))


def delete(call: Call) -> Answer:
    """Remove an emoji."""
    call.world.emojis.delete(call.bot, call.guild(), call.id("emoji_id"), call.reason)
    return None
