"""Webhooks, and the follow-ups of interactions that use the same paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.form import Form
from sandbox.rest import interactions
from sandbox.rest.call import Answer, Call, Route
from sandbox.wire.commands import webhook_json
from sandbox.wire.messages import message_json

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sandbox.model import Message, Webhook


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    yield Route("POST", "/channels/{channel_id}/webhooks", create)
    yield Route("GET", "/channels/{channel_id}/webhooks", list_for_channel)
    yield Route("GET", "/webhooks/{webhook_id}", get)
    yield Route("PATCH", "/webhooks/{webhook_id}", edit)
    yield Route("DELETE", "/webhooks/{webhook_id}", delete)
    yield Route("GET", "/guilds/{guild_id}/webhooks", list_for_guild)
    yield Route("POST", "/channels/{channel_id}/followers", follow)
    hook = "/webhooks/{webhook_id}/{token}"
    message = f"{hook}/messages/{{message_id}}"
    for method, path, own, followed in (
        ("GET", hook, get_by_token, get_by_token),
        ("PATCH", hook, edit_by_token, edit_by_token),
        ("DELETE", hook, delete_by_token, delete_by_token),
        ("POST", hook, execute, interactions.followup),
        ("GET", message, get_message, interactions.get_message),
        ("PATCH", message, edit_message, interactions.edit_message),
        ("DELETE", message, delete_message, interactions.delete_message),
    ):
        yield Route(method, path, _either(own, followed), needs_token=False)


def _either(
    own: Callable[[Call], Answer], followed: Callable[[Call], Answer]
) -> Callable[[Call], Answer]:
    """Return what serves a path for webhooks and for the application's interactions."""

    def serve(call: Call) -> Answer:
        is_application = call.id("webhook_id") == call.world.application.id
        return followed(call) if is_application else own(call)

    return serve


def create(call: Call) -> Answer:
    """Make a webhook."""
    return webhook_json(
        call.world.webhooks.create(call.bot, call.channel(), call.body, call.reason)
    )


def list_for_channel(call: Call) -> Answer:
    """Return a channel's webhooks."""
    found = call.world.webhooks.of_channel(call.bot, call.channel())
    return [webhook_json(webhook) for webhook in found]


def list_for_guild(call: Call) -> Answer:
    """Return a guild's webhooks."""
    return [webhook_json(item) for item in call.world.webhooks.of_guild(call.bot, call.guild())]


def follow(call: Call) -> Answer:
    """Bring what an announcement channel publishes into another channel."""
    form = Form(call.body)
    form.required("webhook_channel_id")
    target_id = form.snowflake("webhook_channel_id")
    form.finish()
    source, target = call.channel(), call.world.channels.visible(call.bot, target_id or 0)
    webhook = call.world.webhooks.follow(call.bot, source, target)
    return {"channel_id": str(source.id), "webhook_id": str(webhook.id)}


def _managed(call: Call) -> Webhook:
    return call.world.webhooks.managed(call.bot, call.id("webhook_id"))


def get(call: Call) -> Answer:
    """Return a webhook."""
    return webhook_json(_managed(call))


def edit(call: Call) -> Answer:
    """Change a webhook."""
    webhook = _managed(call)
    return webhook_json(call.world.webhooks.edit(webhook, call.body, call.bot, call.reason))


def delete(call: Call) -> Answer:
    """Abolish a webhook."""
    call.world.webhooks.delete(_managed(call), call.bot, call.reason)
    return None


def edit_by_token(call: Call) -> Answer:
    """Rename a webhook whose token one knows."""
    return webhook_json(call.world.webhooks.edit(_webhook(call), call.body))


def _webhook(call: Call) -> Webhook:
    return call.world.webhooks.get(call.id("webhook_id"), call.params["token"])


def get_by_token(call: Call) -> Answer:
    """Return a webhook to somebody who knows its token."""
    return webhook_json(_webhook(call))


def delete_by_token(call: Call) -> Answer:
    """Abolish a webhook whose token one knows."""
    call.world.webhooks.delete(_webhook(call))
    return None


def execute(call: Call) -> Answer:
    """Send a message; it is returned only on request."""
    webhook, thread_id = _webhook(call), call.optional_number("thread_id")
    message = call.world.webhooks.execute(webhook, call.body, call.files, thread_id)
    return message_json(call.world, message, call.bot.id) if call.flag("wait") else None


def _message(call: Call) -> Message:
    thread_id = call.optional_number("thread_id")
    return call.world.webhooks.message(_webhook(call), call.id("message_id"), thread_id)


def get_message(call: Call) -> Answer:
    """Return a message of the webhook."""
    return message_json(call.world, _message(call), call.bot.id)


def edit_message(call: Call) -> Answer:
    """Change a message of the webhook."""
    message = _message(call)
    channel = call.world.channel(message.channel_id)
    call.world.delivery.rewrite(channel, message, call.body, call.files)
    return message_json(call.world, message, call.bot.id)


def delete_message(call: Call) -> Answer:
    """Delete a message of the webhook."""
    message = _message(call)
    call.world.delivery.erase(call.world.channel(message.channel_id), [message.id])
    return None
