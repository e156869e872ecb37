"""Webhooks: messages under any name, without a member behind them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from sandbox import model, permissions
from sandbox.errors import ApiError, invalid_form, missing_permissions, unknown
from sandbox.form import Form
from sandbox.model import User, Webhook
from sandbox.world.audit import Action, record
from sandbox.world.drafts import read_draft

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.model import Channel, Guild, Json, Message, Upload
    from sandbox.state import Event, State
    from sandbox.world.channels import Channels
    from sandbox.world.delivery import Delivery
    from sandbox.world.messages import Messages
    from sandbox.world.open_threads import OpenThreads

MOST_IN_CHANNEL: Final = 15


class Webhooks:
    """Makes webhooks and writes through them."""

    def __init__(
        self,
        state: State,
        channels: Channels,
        open_threads: OpenThreads,
        messages: Messages,
        delivery: Delivery,
    ) -> None:
        self._state = state
        self._channels = channels
        self._open_threads = open_threads
        self._messages = messages
        self._delivery = delivery
        self._webhooks: dict[int, Webhook] = {}
        state.subscribe(self._on_event)

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
        state = self._state
        state.require(actor, channel, permissions.MANAGE_WEBHOOKS)
        form = Form(body)
        form.required("name")
        name = _read_name(form)
        form.finish()
        return self._add(actor, channel, name or "", None, reason)

    def follow(self, actor: User, source: Channel, target: Channel) -> Webhook:
        """Bring what an announcement channel publishes into another channel."""
        state = self._state
        if source.type != model.ANNOUNCEMENT:
            raise ApiError(400, 50024, "Cannot execute action on this channel type")
        state.require(actor, source, permissions.VIEW_CHANNEL)
        state.require(actor, target, permissions.MANAGE_WEBHOOKS)
        guild = state.guilds_by_id[source.guild_id or 0]
        return self._add(actor, target, f"{guild.name} #{source.name}", source, None)

    def _add(
        self,
        actor: User,
        channel: Channel,
        name: str,
        follows: Channel | None,
        reason: str | None,
    ) -> Webhook:
        state = self._state
        if len(self._in(channel)) >= MOST_IN_CHANNEL:
            raise ApiError(400, 30007, f"Maximum number of webhooks reached ({MOST_IN_CHANNEL})")
        webhook = Webhook(
            state.ids.new(),
            secrets.token_urlsafe(48),
            channel.id,
            channel.guild_id,
            name,
            actor,
            follows=follows,
        )
        self._webhooks[webhook.id] = webhook
        self._changed(webhook, actor, Action.WEBHOOK_CREATE, reason)
        return webhook

    def _in(self, channel: Channel) -> list[Webhook]:
        return [item for item in self._webhooks.values() if item.channel_id == channel.id]

    def _changed(
        self, webhook: Webhook, actor: User | None, action: Action, reason: str | None
    ) -> None:
        state = self._state
        channel = state.channels_by_id.get(webhook.channel_id)
        if channel is None or channel.guild_id is None:
            return
        guild = state.guilds_by_id[channel.guild_id]
        data: Json = {"guild_id": str(guild.id), "channel_id": str(channel.id)}
        state.emit("WEBHOOKS_UPDATE", data, channel=channel)
        if actor is not None:
            record(state, guild, actor, action, webhook.id, reason=reason)

    def of_channel(self, actor: User, channel: Channel) -> list[Webhook]:
        """Return a channel's webhooks."""
        self._state.require(actor, channel, permissions.MANAGE_WEBHOOKS)
        return self._in(channel)

    def of_guild(self, actor: User, guild: Guild) -> list[Webhook]:
        """Return a guild's webhooks."""
        self._state.require_in_guild(actor, guild, permissions.MANAGE_WEBHOOKS)
        return [item for item in self._webhooks.values() if item.guild_id == guild.id]

    def managed(self, actor: User, webhook_id: int) -> Webhook:
        """Return a webhook to somebody who may manage it without its token, else raise 50013."""
        webhook = self.get(webhook_id)
        channel = self._state.channel(webhook.channel_id)
        self._state.require(actor, channel, permissions.MANAGE_WEBHOOKS)
        return webhook

    def edit(
        self, webhook: Webhook, body: Json, actor: User | None = None, reason: str | None = None
    ) -> Webhook:
        """Rename a webhook, or move it (which takes an actor who may, not just the token)."""
        form = Form(body)
        name = _read_name(form)
        target_id = form.snowflake("channel_id")
        form.finish()
        if target_id is not None and actor is not None:
            target = self._channels.visible(actor, target_id)
            self._state.require(actor, target, permissions.MANAGE_WEBHOOKS)
            if target.guild_id != webhook.guild_id:
                raise invalid_form("channel_id", "Channel is not of this guild.")
            webhook.channel_id = target.id
        webhook.name = name or webhook.name
        self._changed(webhook, actor, Action.WEBHOOK_UPDATE, reason)
        return webhook

    def delete(
        self, webhook: Webhook, actor: User | None = None, reason: str | None = None
    ) -> None:
        """Abolish a webhook; holding its token, or MANAGE_WEBHOOKS, is for the caller to check."""
        del self._webhooks[webhook.id]
        self._changed(webhook, actor, Action.WEBHOOK_DELETE, reason)

    def _on_event(self, event: Event) -> None:
        """Abolish the webhooks of a channel that goes."""
        if event.name == "CHANNEL_DELETE" and event.channel is not None:
            for webhook in self._in(event.channel):
                del self._webhooks[webhook.id]

    def crosspost(self, actor: User, channel: Channel, message_id: int) -> Message:
        """Publish a message of an announcement channel to those who follow it."""
        message = self._messages.get(actor, channel, message_id)
        if channel.type != model.ANNOUNCEMENT:
            raise ApiError(400, 50024, "Cannot execute action on this channel type")
        if message.author is not actor:
            self._state.require(actor, channel, permissions.MANAGE_MESSAGES)
        elif not self._state.permissions(actor, channel) & permissions.SEND_MESSAGES:
            raise missing_permissions()
        if message.flags & model.CROSSPOSTED:
            raise ApiError(400, 40033, "This message has already been crossposted")
        message.flags |= model.CROSSPOSTED
        self._delivery.changed(channel, message)
        self._publish(message, channel)
        return message

    def _publish(self, message: Message, source: Channel) -> None:
        """Bring a published announcement to all who follow its channel."""
        followers = [item for item in self._webhooks.values() if item.follows is source]
        for webhook in followers:
            channel = self._state.channels_by_id[webhook.channel_id]
            author = User(webhook.id, webhook.name, bot=True)
            self._delivery.copy(message, channel, author, webhook)

    def execute(
        self, webhook: Webhook, body: Json, files: Sequence[Upload], thread_id: int | None = None
    ) -> Message:
        """Send a message under the webhook's name or the one that the body gives."""
        state = self._state
        channel = self._target(webhook, thread_id)
        form = Form(body)
        name = _read_name(form, "username") or webhook.name
        form.finish()
        draft = read_draft(body, files)
        author = state.users_by_id.get(webhook.id) or User(webhook.id, name, bot=True)
        if author.name != name:
            author = User(webhook.id, name, bot=True)
        self._open_threads.wake(channel)
        return self._delivery.deliver(author, channel, draft, webhook=webhook)

    def message(self, webhook: Webhook, message_id: int, thread_id: int | None = None) -> Message:
        """Return a message that the webhook sent, or raise 10008."""
        channel = self._target(webhook, thread_id)
        message = channel.messages.get(message_id)
        if message is None or message.webhook is not webhook:
            raise unknown("Message")
        return message

    def _target(self, webhook: Webhook, thread_id: int | None) -> Channel:
        """Return where a webhook writes: its channel, or a thread of it."""
        if thread_id is None:
            return self._state.channel(webhook.channel_id)
        thread = self._state.channel(thread_id)
        if thread.parent_id != webhook.channel_id:
            raise unknown("Channel")
        return thread


def _read_name(form: Form, key: str = "name") -> str | None:
    name = form.text(key, 1, 80)
    if name is not None and any(word in name.lower() for word in ("clyde", "discord")):
        form.fail(key, "Username cannot contain this word", "USERNAME_INVALID_CONTAINS")
    return name
