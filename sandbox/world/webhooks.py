"""Webhooks: messages under any name, without a member behind them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import ApiError, unknown
from sandbox.form import Form
from sandbox.model import User, Webhook
from sandbox.world.audit import Action
from sandbox.world.drafts import read_draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.model import Channel, Message, Upload
    from sandbox.wire import Json
    from sandbox.world.world import World


class Webhooks:
    """Makes webhooks and writes through them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._webhooks: dict[int, Webhook] = {}

    def get(self, webhook_id: int, token: str | None = None) -> Webhook:
        """Return a webhook; raise 10015 if unknown, 50027 for a wrong token."""
        webhook = self._webhooks.get(webhook_id)
        if webhook is None:
            raise unknown("Webhook")
        if token is not None and token != webhook.token:
            raise ApiError(401, 50027, "Invalid Webhook Token")
        return webhook

    def create(
        self, actor: User, channel: Channel, body: Json, reason: str | None = None
    ) -> Webhook:
        """Make a webhook of a channel."""
        world = self._world
        world.require(actor, channel, permissions.MANAGE_WEBHOOKS)
        form = Form(body)
        form.required("name")
        name = form.text("name", 1, 80)
        form.finish()
        webhook = Webhook(
            world.ids.new(),
            secrets.token_urlsafe(48),
            channel.id,
            channel.guild_id,
            name or "",
            actor,
        )
        self._webhooks[webhook.id] = webhook
        guild = world.guilds_by_id[channel.guild_id or 0]
        data: Json = {"guild_id": str(guild.id), "channel_id": str(channel.id)}
        world.emit("WEBHOOKS_UPDATE", data, channel=channel)
        world.audit.record(guild, actor, Action.WEBHOOK_CREATE, webhook.id, reason)
        return webhook

    def of_channel(self, actor: User, channel: Channel) -> list[Webhook]:
        """Return a channel's webhooks."""
        self._world.require(actor, channel, permissions.MANAGE_WEBHOOKS)
        return [item for item in self._webhooks.values() if item.channel_id == channel.id]

    def delete(self, webhook: Webhook) -> None:
        """Abolish a webhook; holding its token, or MANAGE_WEBHOOKS, is for the caller to check."""
        del self._webhooks[webhook.id]

    def execute(
        self, webhook: Webhook, body: Json, files: Sequence[Upload], thread_id: int | None = None
    ) -> Message:
        """Send a message under the webhook's name or the one that the body gives."""
        world = self._world
        channel = world.channels.get(thread_id or webhook.channel_id)
        name = str(body.get("username") or webhook.name)
        draft = read_draft(body, files)
        author = world.users_by_id.get(webhook.id) or User(webhook.id, name, bot=True)
        if author.name != name:
            author = User(webhook.id, name, bot=True)
        world.threads.before_webhook(channel)
        return world.messages.deliver(author, channel, draft, webhook=webhook)

    def message(self, webhook: Webhook, message_id: int, thread_id: int | None = None) -> Message:
        """Return a message that the webhook sent, or raise 10008."""
        channel = self._world.channels.get(thread_id or webhook.channel_id)
        message = channel.messages.get(message_id)
        if message is None or message.webhook is not webhook:
            raise unknown("Message")
        return message
