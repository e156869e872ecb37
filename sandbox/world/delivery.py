"""Putting messages into channels and telling everyone there; what may be sent is checked before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sandbox import model
from sandbox.model import Message
from sandbox.wire.messages import message_event_json, reference_json
from sandbox.world.edits import apply_edit
from sandbox.world.files import attach
from sandbox.world.mentions import mentioned
from sandbox.world.poll_forms import read_poll
from sandbox.world.replies import resolve_reference

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sandbox.model import Channel, Guild, Json, Upload, User, Webhook
    from sandbox.state import State
    from sandbox.world.drafts import Draft
    from sandbox.world.open_threads import OpenThreads

NONCE_LIFETIME: Final = timedelta(minutes=3)


class Delivery:
    """Makes messages of drafts, and makes known what becomes of them."""

    def __init__(self, state: State, open_threads: OpenThreads) -> None:
        self._state = state
        self._open_threads = open_threads
        self.nonces: dict[tuple[int, int, str], Message] = {}

    def deliver(
        self,
        author: User,
        channel: Channel,
        draft: Draft,
        *,
        message_id: int | None = None,
        webhook: Webhook | None = None,
    ) -> Message:
        """Put a draft that was checked into the channel and tell everyone there."""
        state = self._state
        message = self.compose(author, channel, draft, message_id=message_id)
        if webhook is not None:
            message.webhook, message.application_id = webhook, webhook.application_id
        if draft.reference is not None:
            resolve_reference(state, author, channel, message, draft)
        if draft.nonce is not None and draft.enforce_nonce:
            self._remember_nonce((author.id, channel.id, str(draft.nonce)), message)
        self.store(channel, message)
        return message

    def sent_with(self, actor: User, channel: Channel, draft: Draft) -> Message | None:
        """Return the message of the last minutes that bears the draft's enforced nonce."""
        if draft.nonce is None or not draft.enforce_nonce:
            return None
        earlier = self.nonces.get((actor.id, channel.id, str(draft.nonce)))
        if earlier and earlier.sent_at > self._nonces_valid_since:
            return earlier
        return None

    def _remember_nonce(self, key: tuple[int, int, str], message: Message) -> None:
        """Keep an enforced nonce, and forget those whose time is over."""
        self.nonces.pop(key, None)
        self.nonces[key] = message
        while (oldest := next(iter(self.nonces.items())))[1].sent_at <= self._nonces_valid_since:
            del self.nonces[oldest[0]]

    @property
    def _nonces_valid_since(self) -> datetime:
        return self._state.clock.now() - NONCE_LIFETIME

    def compose(
        self, author: User, channel: Channel, draft: Draft, *, message_id: int | None = None
    ) -> Message:
        """Return the message that a draft makes, not yet in any channel."""
        state = self._state
        told = mentioned(state, author, channel, draft.text, draft.allowed_mentions)
        now = state.clock.now()
        return Message(
            message_id or state.ids.new(),
            channel.id,
            author,
            now,
            draft.content,
            flags=draft.flags,
            tts=draft.tts,
            embeds=draft.embeds,
            components=draft.components,
            attachments=[attach(self._state, upload) for upload in draft.files],
            stickers=draft.stickers,
            poll=read_poll(draft.poll, now) if draft.poll else None,
            mentions=told.users,
            mention_roles=told.roles,
            mention_everyone=told.everyone,
            nonce=draft.nonce,
            application_id=author.id if author.bot else None,
        )

    def store(self, channel: Channel, message: Message) -> None:
        """Keep a message and tell everyone who can view the channel."""
        channel.messages[message.id] = message
        if message.only_for is None:
            channel.last_message_id = message.id
            self._open_threads.after_message(channel, message)
        self.tell("MESSAGE_CREATE", channel, message)

    def tell(self, name: str, channel: Channel, message: Message) -> None:
        """Emit a message's event."""
        state = self._state
        to = None
        if message.only_for is not None:
            to = frozenset({message.only_for, message.author.id})
        data = message_event_json(state, message, state.bot.id)
        guild = None if to else state.guild_of(channel)
        state.emit(name, data, guild=guild, channel=channel, to=to, message=message)

    def system(
        self,
        channel: Channel,
        author: User,
        kind: int,
        content: str,
        *,
        about: Message | None = None,
        reference: Json | None = None,
        embeds: list[Json] | None = None,
    ) -> Message:
        """Write one of Discord's own messages, such as that a thread was started."""
        state = self._state
        message_id = state.ids.new()
        message = Message(message_id, channel.id, author, state.clock.now(), content, kind)
        message.reference, message.embeds = reference, embeds or []
        if about is not None:
            message.reference = reference_json(about, channel.guild_id)
            message.referenced = about
        self.store(channel, message)
        return message

    def copy(self, message: Message, channel: Channel, author: User, webhook: Webhook) -> Message:
        """Put a published announcement into a channel that follows it."""
        state = self._state
        copy = Message(
            state.ids.new(),
            channel.id,
            author,
            state.clock.now(),
            message.content,
            flags=model.IS_CROSSPOST | message.flags & model.COMPONENTS_V2,
            embeds=message.embeds,
            components=message.components,
            attachments=message.attachments,
            reference=reference_json(message, state.channels_by_id[message.channel_id].guild_id),
            webhook=webhook,
        )
        self.store(channel, copy)
        return copy

    def greet(self, guild: Guild, user: User) -> None:
        """Write Discord's own join message into the system channel."""
        channel = guild.channels.get(int(guild.settings.get("system_channel_id") or 0))
        if channel is not None:
            self.system(channel, user, 7, "")

    def rewrite(
        self, channel: Channel, message: Message, body: Json, files: Sequence[Upload] = ()
    ) -> Message:
        """Apply the body of an edit, whoever has the right to it, and tell everyone."""
        apply_edit(self._state, channel, message, body, files)
        self.changed(channel, message)
        return message

    def changed(self, channel: Channel, message: Message) -> None:
        """Tell everyone that a message looks different now."""
        self.tell("MESSAGE_UPDATE", channel, message)

    def erase(self, channel: Channel, ids: list[int], *, bulk: bool | None = None) -> None:
        """Remove messages and tell everyone; one event for several."""
        removed = [channel.messages.pop(message_id) for message_id in ids]
        if channel.thread is not None:
            channel.thread.message_count = max(0, channel.thread.message_count - len(removed))
        data: Json = {"channel_id": str(channel.id)}
        if channel.guild_id is not None:
            data["guild_id"] = str(channel.guild_id)
        guild = self._state.guild_of(channel)
        if bulk or (bulk is None and len(ids) > 1):
            data["ids"] = [str(message_id) for message_id in ids]
            self._state.emit("MESSAGE_DELETE_BULK", data, guild=guild, channel=channel)
            return
        for message in removed:
            data["id"] = str(message.id)
            to = frozenset({message.only_for, message.author.id}) if message.only_for else None
            self._state.emit("MESSAGE_DELETE", dict(data), guild=guild, channel=channel, to=to)
