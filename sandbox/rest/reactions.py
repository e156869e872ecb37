"""Reactions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.rest.call import Answer, Call, Route
from sandbox.wire.users import user_json

if TYPE_CHECKING:
    from collections.abc import Iterator


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    reactions = "/channels/{channel_id}/messages/{message_id}/reactions"
    yield Route("DELETE", reactions, clear)
    yield Route("GET", f"{reactions}/{{emoji}}", list_users)
    yield Route("DELETE", f"{reactions}/{{emoji}}", clear_emoji)
    yield Route("PUT", f"{reactions}/{{emoji}}/@me", add)
    yield Route("DELETE", f"{reactions}/{{emoji}}/@me", remove_own)
    yield Route("DELETE", f"{reactions}/{{emoji}}/{{user_id}}", remove)


def list_users(call: Call) -> Answer:
    """Return who chose an emoji."""
    limit, after = call.number("limit", 25), call.number("after", 0)
    found = call.world.reactions.users(
        call.bot,
        call.channel(),
        call.id("message_id"),
        call.params["emoji"],
        limit=limit,
        after=after,
    )
    return [user_json(user) for user in found]


def add(call: Call) -> Answer:
    """React."""
    emoji = call.params["emoji"]
    call.world.reactions.add(call.bot, call.channel(), call.id("message_id"), emoji)
    return None


def _remove(call: Call, user_id: int) -> Answer:
    message_id, emoji = call.id("message_id"), call.params["emoji"]
    call.world.reactions.remove(call.bot, call.channel(), message_id, emoji, user_id)
    return None


def remove_own(call: Call) -> Answer:
    """Take the bot's reaction back."""
    return _remove(call, call.bot.id)


def remove(call: Call) -> Answer:
    """Remove somebody's reaction."""
    return _remove(call, call.id("user_id"))


def clear(call: Call) -> Answer:
    """Remove all reactions."""
    call.world.reactions.clear(call.bot, call.channel(), call.id("message_id"))
    return None


def clear_emoji(call: Call) -> Answer:
    """Remove all reactions of one emoji."""
    emoji = call.params["emoji"]
    call.world.reactions.clear(call.bot, call.channel(), call.id("message_id"), emoji)
    return None
