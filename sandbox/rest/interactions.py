"""Answers to interactions: the callback, the original answer, follow-ups.

Follow-ups share their paths with webhooks; an interaction's webhook has the application's id.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.rest.call import Answer, Call, Reply, Route
from sandbox.wire.interactions import callback_json
from sandbox.wire.messages import message_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.model.interactions import Interaction


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    # Discord sends no bucket headers here, and counts these neither globally.
    path = "/interactions/{interaction_id}/{token}/callback"
    yield Route("POST", path, callback, needs_token=False, limited=False)


def callback(call: Call) -> Answer:
    """Take the first answer."""
    token = call.params["token"]
    answers = call.world.interactions.answers
    interaction = answers.callback(call.id("interaction_id"), token, call.body, call.files)
    if not call.flag("with_response"):
        return None
    return callback_json(call.world, interaction, int(call.body["type"]))


def _interaction(call: Call) -> Interaction:
    answers = call.world.interactions.answers
    return answers.by_token(call.id("webhook_id"), call.params["token"])


def followup(call: Call) -> Answer:
    """Send another message."""
    answers = call.world.interactions.answers
    message = answers.followup(_interaction(call), call.body, call.files)
    return Reply(200, message_json(call.world, message, call.bot.id))


def get_message(call: Call) -> Answer:
    """Return an answer."""
    answers = call.world.interactions.answers
    message = answers.message(_interaction(call), call.params["message_id"])
    return message_json(call.world, message, call.bot.id)


def edit_message(call: Call) -> Answer:
    """Change an answer."""
    answers, interaction = call.world.interactions.answers, _interaction(call)
    message = answers.message(interaction, call.params["message_id"])
    answers.edit(interaction, message, call.body, call.files)
    return message_json(call.world, message, call.bot.id)


def delete_message(call: Call) -> Answer:
    """Delete an answer."""
    answers, interaction = call.world.interactions.answers, _interaction(call)
    answers.delete(interaction, answers.message(interaction, call.params["message_id"]))
    return None
