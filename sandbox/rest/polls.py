"""Polls: who voted, and ending one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.rest.call import Answer, Call, Route
from sandbox.rest.messages import shown
from sandbox.wire.users import user_json

if TYPE_CHECKING:
    from collections.abc import Iterator


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    poll = "/channels/{channel_id}/polls/{message_id}"
    yield Route("GET", f"{poll}/answers/{{answer_id}}", list_voters)
    yield Route("POST", f"{poll}/expire", end)


def list_voters(call: Call) -> Answer:
    """Return a page of those who chose an answer, by ascending id."""
    message_id, answer_id = call.id("message_id"), call.id("answer_id")
    voters = call.world.polls.voters(call.bot, call.channel(), message_id, answer_id)
    after = call.number("after", 0)
    found = [user for user in voters if user.id > after][: call.number("limit", 25)]
    return {"users": [user_json(user) for user in found]}


def end(call: Call) -> Answer:
    """End one of the bot's polls."""
    return shown(call, call.world.polls.end(call.bot, call.channel(), call.id("message_id")))
