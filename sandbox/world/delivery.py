"""Putting messages into channels and telling everyone there; what may be sent is checked before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sandbox import model
from sandbox.model import Attachment, Message
from sandbox.wire.messages import message_event_json, reference_json
from sandbox.world.edits import apply_edit
from sandbox.world.mentions import mentioned
from sandbox.world.polls import read_poll
from sandbox.world.replies import resolve_reference

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sandbox.model import Channel, Guild, Upload, User, Webhook
    from sandbox.wire import Json
    from sandbox.world.drafts import Draft
    from sandbox.world.world import World

NONCE_LIFETIME: Final = timedelta(minutes=3)


class Delivery:
    """Makes messages of drafts, and makes known what becomes of them."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._nonces: dict[tuple[int, int, str], Message] = {}

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
        world = self._world
        message = self.compose(author, channel, draft, message_id=message_id)
        if webhook is not None:
            message.webhook, message.application_id = webhook, webhook.application_id
        if draft.reference is not None:
            resolve_reference(world, author, channel, message, draft)
        if draft.nonce is not None and draft.enforce_nonce:
            self._remember_nonce((author.id, channel.id, str(draft.nonce)), message)
        self.store(channel, message)
        return message

    def _remember_nonce(self, key: tuple[int, int, str], message: Message) -> None:
        """Keep an enforced nonce, and forget those whose time is over."""
        self._nonces.pop(key, None)
        self._nonces[key] = message
        while (oldest := next(iter(self._nonces.items())))[1].sent_at <= self._nonces_valid_since:
            del self._nonces[oldest[0]]

    @property
    def _nonces_valid_since(self) -> datetime:
        return self._world.clock.now() - NONCE_LIFETIME

    def compose(
        self, author: User, channel: Channel, draft: Draft, *, message_id: int | None = None
    ) -> Message:
        """Return the message that a draft makes, not yet in any channel."""
        world = self._world
        told = mentioned(world, author, channel, draft.text, draft.allowed_mentions)
        now = world.clock.now()
        return Message(
            message_id or world.ids.new(),
            channel.id,
            author,
            now,
            draft.content,
            flags=draft.flags,
            tts=draft.tts,
            embeds=draft.embeds,
            components=draft.components,
            attachments=[self.attach(upload) for upload in draft.files],
            stickers=draft.stickers,
            poll=read_poll(draft.poll, now) if draft.poll else None,
            mentions=told.users,
            mention_roles=told.roles,
            mention_everyone=told.everyone,
            nonce=draft.nonce,
            application_id=author.id if author.bot else None,
        )

    def attach(self, upload: Upload, *, ephemeral: bool = False) -> Attachment:
        """Return an upload as an attachment."""
        return Attachment(
            self._world.ids.new(),
            upload.filename,
            upload.content,
            upload.content_type,
            upload.description,
            ephemeral,
        )

    def store(self, channel: Channel, message: Message) -> None:
        """Keep a message and tell everyone who can view the channel."""
        channel.messages[message.id] = message
        if message.only_for is None:
            channel.last_message_id = message.id
            self._world.threads.after_message(channel, message)
        self.tell("MESSAGE_CREATE", channel, message)
        self._world.polls.opened(message)

    def tell(self, name: str, channel: Channel, message: Message) -> None:
        """Emit a message's event."""
        world = self._world
        to = None
        if message.only_for is not None:
            to = frozenset({message.only_for, message.author.id})
        data = message_event_json(world, message, world.bot.id)
        guild = None if to else world.guild_of(channel)
        world.emit(name, data, guild=guild, channel=channel, to=to, message=message)

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
        world = self._world
        message_id = world.ids.new()
        message = Message(message_id, channel.id, author, world.clock.now(), content, kind)
        message.reference, message.embeds = reference, embeds or []
        if about is not None:
            message.reference = reference_json(about, channel.guild_id)
            message.referenced = about
        self.store(channel, message)
        return message

    def copy(self, message: Message, channel: Channel, author: User, webhook: Webhook) -> Message:
        """Put a published announcement into a channel that follows it."""
        world = self._world
        copy = Message(
            world.ids.new(),
            channel.id,
            author,
            world.clock.now(),
            message.content,
            flags=model.IS_CROSSPOST | message.flags & model.COMPONENTS_V2,
            embeds=message.embeds,
            components=message.components,
            attachments=message.attachments,
            reference=reference_json(message, world.channels_by_id[message.channel_id].guild_id),
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
        apply_edit(self._world, channel, message, body, files)
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
        guild = self._world.guild_of(channel)
        if bulk or (bulk is None and len(ids) > 1):
            data["ids"] = [str(message_id) for message_id in ids]
            self._world.emit("MESSAGE_DELETE_BULK", data, guild=guild, channel=channel)
            return
        for message in removed:
            data["id"] = str(message.id)
            to = frozenset({message.only_for, message.author.id}) if message.only_for else None
            self._world.emit("MESSAGE_DELETE", dict(data), guild=guild, channel=channel, to=to)
