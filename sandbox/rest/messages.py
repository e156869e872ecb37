"""Messages and pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.form import Form
from sandbox.gateway.intents import MESSAGE_CONTENT
from sandbox.rest.call import Answer, Call, Route
from sandbox.wire import instant
from sandbox.wire.messages import message_json, shows_content, without_content

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.model import Json, Message


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    messages = "/channels/{channel_id}/messages"
    yield Route("GET", f"{messages}/pins", list_pins)
    yield Route("PUT", f"{messages}/pins/{{message_id}}", pin)
    yield Route("DELETE", f"{messages}/pins/{{message_id}}", unpin)
    yield Route("GET", "/channels/{channel_id}/pins", list_pins_bare)
    yield Route("PUT", "/channels/{channel_id}/pins/{message_id}", pin)
    yield Route("DELETE", "/channels/{channel_id}/pins/{message_id}", unpin)
    yield Route("GET", messages, list_messages)
    yield Route("POST", messages, create_message)
    yield Route("POST", f"{messages}/bulk-delete", bulk_delete)
    yield Route("GET", f"{messages}/{{message_id}}", get_message)
    yield Route("PATCH", f"{messages}/{{message_id}}", edit_message)
    yield Route("DELETE", f"{messages}/{{message_id}}", delete_message)
    yield Route("POST", f"{messages}/{{message_id}}/crosspost", crosspost)


def shown(call: Call, message: Message) -> Json:
    """Return a message to the bot, emptied where its application lacks the content intent."""
    body = message_json(call.world, message, call.bot.id)
    if call.world.application.privileged_intents & MESSAGE_CONTENT:
        return body
    private = call.world.channels_by_id[message.channel_id].guild_id is None
    return body if shows_content(message, private, call.bot.id) else without_content(body)


def list_messages(call: Call) -> Answer:
    """Return a page of a channel's history, newest first."""
    found = call.world.messages.history(
        call.bot,
        call.channel(),
        call.number("limit", 50),
        before=call.optional_number("before"),
        after=call.optional_number("after"),
        around=call.optional_number("around"),
    )
    return [shown(call, message) for message in found]


def create_message(call: Call) -> Answer:
    """Send a message."""
    message = call.world.messages.create(call.bot, call.channel(), call.body, call.files)
    return shown(call, message)


def get_message(call: Call) -> Answer:
    """Return one message."""
    return shown(call, call.world.messages.get(call.bot, call.channel(), call.id("message_id")))


def edit_message(call: Call) -> Answer:
    """Change a message."""
    message_id = call.id("message_id")
    messages = call.world.messages
    return shown(call, messages.edit(call.bot, call.channel(), message_id, call.body, call.files))


def delete_message(call: Call) -> Answer:
    """Delete a message."""
    call.world.messages.delete(call.bot, call.channel(), call.id("message_id"), call.reason)
    return None


def bulk_delete(call: Call) -> Answer:
    """Delete several messages at once."""
    form = Form(call.body)
    ids = form.snowflakes("messages")
    form.finish()
    call.world.messages.bulk_delete(call.bot, call.channel(), ids, call.reason)
    return None


def crosspost(call: Call) -> Answer:
    """Publish an announcement."""
    webhooks = call.world.webhooks
    return shown(call, webhooks.crosspost(call.bot, call.channel(), call.id("message_id")))


def list_pins(call: Call) -> Answer:
    """Return a page of pins with the instant of each."""
    limit = call.number("limit", 50)
    pinned = call.world.pins.list_for(call.bot, call.channel())
    items = [
        {"pinned_at": instant(message.pinned_at), "message": shown(call, message)}
        for message in pinned[:limit]
    ]
    return {"items": items, "has_more": len(pinned) > limit}


def list_pins_bare(call: Call) -> Answer:
    """Return the pinned messages, as the older route does."""
    pinned = call.world.pins.list_for(call.bot, call.channel())
    return [shown(call, message) for message in pinned[:50]]


def pin(call: Call) -> Answer:
    """Pin a message."""
    call.world.pins.add(call.bot, call.channel(), call.id("message_id"), call.reason)
    return None


def unpin(call: Call) -> Answer:
    """Unpin a message."""
    call.world.pins.remove(call.bot, call.channel(), call.id("message_id"), call.reason)
    return None
