"""Looking for messages in a whole guild."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox.errors import invalid_form
from sandbox.rest.call import Answer, Call, Reply, Route
from sandbox.rest.messages import shown
from sandbox.world.search import Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FOUND: Final = 25
FARTHEST: Final = 9975


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    yield Route("GET", "/guilds/{guild_id}/messages/search", search)


def search(call: Call) -> Answer:
    """Return a page of messages with their number; 202 while the guild is not indexed yet."""
    guild = call.guild()
    limit, offset = call.number("limit", MOST_FOUND), call.number("offset", 0)
    if not 1 <= limit <= MOST_FOUND or not 0 <= offset <= FARTHEST:
        message = f"limit is 1 to {MOST_FOUND}, offset at most {FARTHEST}."
        raise invalid_form("limit", message, "NUMBER_TYPE_MAX")
    wanted = _wanted(call)
    if not call.world.search.ready(guild):
        text = "Index not yet available. Try again later"
        body = {"message": text, "code": 110000, "documents_indexed": 0, "retry_after": 1}
        return Reply(202, body)
    found = call.world.search.find(call.bot, guild, wanted)
    return {
        "messages": [[shown(call, message) | {"hit": True}] for message in found[offset:][:limit]],
        "total_results": len(found),
        "doing_deep_historical_index": False,
        "documents_indexed": None,
    }


def _wanted(call: Call) -> Wanted:
    content = call.query.get("content", "")
    if len(content) > 1024:
        raise invalid_form("content", "Must be 1024 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    return Wanted(
        content,
        author_ids=set(call.ids("author_id")),
        channel_ids=set(call.ids("channel_id")),
        mentions=set(call.ids("mentions")),
        has=set(call.texts("has")),
        pinned=call.flag("pinned") if "pinned" in call.query else None,
        min_id=call.number("min_id", 0),
        max_id=call.optional_number("max_id"),
        oldest_first=call.query.get("sort_order") == "asc",
    )
