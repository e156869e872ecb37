"""Messages: sending, reading, changing, deleting."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox import model, permissions
from sandbox.errors import ApiError, invalid_form, missing_permissions, unknown
from sandbox.model import Attachment, Message
from sandbox.snowflake import first_at
from sandbox.wire.messages import message_event_json, reference_json
from sandbox.world.audit import Action
from sandbox.world.drafts import read_draft
from sandbox.world.edits import apply_edit, check_edit_rate
from sandbox.world.mentions import mentioned
from sandbox.world.polls import opened_poll
from sandbox.world.replies import resolve_reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.model import Channel, Guild, Upload, User
    from sandbox.wire import Json
    from sandbox.world.drafts import Draft
    from sandbox.world.world import World

NONCE_LIFETIME = timedelta(minutes=3)
_DELETABLE_SYSTEM = frozenset({6, 7, 18, 46, 24})
_WRITTEN = frozenset({0, 19, 20, 23})


class Messages:
    """Sends, reads, changes and deletes messages."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._nonces: dict[tuple[int, int, str], Message] = {}

    def create(
        self, actor: User, channel: Channel, body: Json, files: Sequence[Upload] = ()
    ) -> Message:
        """Send a message, or return the one that was sent with the same enforced nonce."""
        world = self._world
        if channel.guild_id is None:
            world.require(actor, channel, permissions.VIEW_CHANNEL)
            world.users.check_dm(actor, channel)
        else:
            self._check_send(actor, channel, body, files)
        draft = self.draft(actor, channel, body, files)
        if (earlier := self._sent_with(actor, channel, draft)) is not None:
            return earlier
        world.threads.before_message(actor, channel)
        return self.deliver(actor, channel, draft)

    def _check_send(
        self, actor: User, channel: Channel, body: Json, files: Sequence[Upload]
    ) -> None:
        world = self._world
        if channel.type in model.FORUMS or channel.type == model.CATEGORY:
            raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
        world.require(actor, channel, permissions.send_permission(channel))
        if files:
            world.require(actor, channel, permissions.ATTACH_FILES)
        if body.get("poll"):
            world.require(actor, channel, permissions.SEND_POLLS)
        self._check_slowmode(actor, channel)

    def _check_slowmode(self, actor: User, channel: Channel) -> None:
        """Make people wait between messages (20016); bots and moderators are exempt."""
        exempt = (
            permissions.MANAGE_MESSAGES | permissions.MANAGE_CHANNELS | permissions.BYPASS_SLOWMODE
        )
        if not channel.slowmode or actor.bot or self._world.permissions(actor, channel) & exempt:
            return
        earliest = self._world.clock.now() - timedelta(seconds=channel.slowmode)
        for message in reversed(channel.messages.values()):
            if message.sent_at <= earliest:
                return
            if message.author is actor:
                raise ApiError(
                    429, 20016, "This action cannot be performed due to slowmode rate limit"
                )

    def draft(
        self, actor: User, channel: Channel, body: Json, files: Sequence[Upload] = ()
    ) -> Draft:
        """Read a body; embeds are dropped where the actor may not embed, as Discord does."""
        draft = read_draft(body, files)
        granted = self._world.permissions(actor, channel)
        if not actor.bot:
            draft.components, draft.embeds = [], []
        elif draft.embeds and not granted & permissions.EMBED_LINKS:
            draft.embeds = []
        return draft

    def _sent_with(self, actor: User, channel: Channel, draft: Draft) -> Message | None:
        if draft.nonce is None or not draft.enforce_nonce:
            return None
        earlier = self._nonces.get((actor.id, channel.id, str(draft.nonce)))
        if earlier and earlier.sent_at > self._world.clock.now() - NONCE_LIFETIME:
            return earlier
        return None

    def deliver(
        self,
        author: User,
        channel: Channel,
        draft: Draft,
        *,
        message_id: int | None = None,
        webhook: model.Webhook | None = None,
    ) -> Message:
        """Put a draft that was checked into the channel and tell everyone there."""
        world = self._world
        message = self.compose(author, channel, draft, message_id=message_id)
        if webhook is not None:
            message.webhook, message.application_id = webhook, webhook.application_id
        if draft.reference is not None:
            resolve_reference(world, author, channel, message, draft)
        if draft.nonce is not None and draft.enforce_nonce:
            self._nonces[author.id, channel.id, str(draft.nonce)] = message
        self.store(channel, message)
        return message

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
            poll=opened_poll(draft.poll, now) if draft.poll else None,
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
        thread: Channel | None = None,
    ) -> Message:
        """Write one of Discord's own messages, such as that a thread was started."""
        world = self._world
        message_id = world.ids.new()
        message = Message(message_id, channel.id, author, world.clock.now(), content, kind)
        if about is not None:
            message.reference = reference_json(about, channel.guild_id)
            message.referenced = about
        if thread is not None:
            message.reference = {
                "type": 0,
                "channel_id": str(thread.id),
                "guild_id": str(thread.guild_id),
            }
        self.store(channel, message)
        return message

    def greet(self, guild: Guild, user: User) -> None:
        """Write Discord's own join message into the system channel."""
        channel = guild.channels.get(int(guild.settings.get("system_channel_id") or 0))
        if channel is not None:
            self.system(channel, user, 7, "")

    def get(self, actor: User, channel: Channel, message_id: int) -> Message:
        """Return a message of a channel whose history the actor may read, or raise 10008."""
        self._world.require(actor, channel, permissions.VIEW_CHANNEL)
        message = channel.messages.get(message_id)
        hidden = message is not None and message.only_for not in {None, actor.id}
        if message is None or hidden or (actor.bot and message.only_for is not None):
            raise unknown("Message")
        if message.author is not actor:
            self._world.require(actor, channel, permissions.READ_MESSAGE_HISTORY)
        return message

    def history(
        self,
        actor: User,
        channel: Channel,
        limit: int = 50,
        *,
        before: int | None = None,
        after: int | None = None,
        around: int | None = None,
    ) -> list[Message]:
        """Return messages, newest first; none to somebody without READ_MESSAGE_HISTORY."""
        if not 1 <= limit <= 100:
            raise invalid_form("limit", "int value should be between 1 and 100.", "NUMBER_TYPE_MAX")
        self._world.require(actor, channel, permissions.VIEW_CHANNEL)
        if not self._world.permissions(actor, channel) & permissions.READ_MESSAGE_HISTORY:
            return []
        shown = [
            message
            for message in channel.messages.values()
            if message.only_for is None or (message.only_for == actor.id and not actor.bot)
        ]
        # A post's opener is older than ids handed out while its thread was made.
        shown.sort(key=lambda message: message.id)
        if around is not None:
            older = [item for item in shown if item.id <= around][-(limit // 2 + 1) :]
            newer = [item for item in shown if item.id > around][: limit - len(older)]
            return list(reversed(older + newer))
        if after is not None:
            return [item for item in shown if item.id > after][:limit][::-1]
        if before is not None:
            shown = [item for item in shown if item.id < before]
        return shown[-limit:][::-1]

    def edit(
        self,
        actor: User,
        channel: Channel,
        message_id: int,
        body: Json,
        files: Sequence[Upload] = (),
    ) -> Message:
        """Change one's own message; of another's, only its embeds may be suppressed."""
        message = self.get(actor, channel, message_id)
        if message.type not in _WRITTEN:
            raise ApiError(403, 50021, "Cannot execute action on a system message")
        if channel.thread is not None and channel.thread.archived:
            raise ApiError(400, 50083, "Thread is archived")
        if message.author is not actor or message.webhook is not None:
            if set(body) - {"flags"}:
                raise ApiError(403, 50005, "Cannot edit a message authored by another user")
            self._world.require(actor, channel, permissions.MANAGE_MESSAGES)
        check_edit_rate(message, self._world.clock.now())
        return self.rewrite(channel, message, body, files)

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

    def delete(
        self, actor: User, channel: Channel, message_id: int, reason: str | None = None
    ) -> None:
        """Delete one's own message, or another's with MANAGE_MESSAGES."""
        world = self._world
        world.require(actor, channel, permissions.VIEW_CHANNEL)
        message = channel.messages.get(message_id)
        if message is None or (actor.bot and message.only_for is not None):
            raise unknown("Message")
        if message.type not in _WRITTEN | _DELETABLE_SYSTEM:
            raise ApiError(403, 50021, "Cannot execute action on a system message")
        own = message.author is actor
        if not own and channel.guild_id is None:
            raise ApiError(403, 50003, "Cannot execute action on a DM channel")
        if not own:
            world.require(actor, channel, permissions.MANAGE_MESSAGES)
        self.erase(channel, [message_id])
        guild = world.guild_of(channel)
        if guild is not None and not own:
            options: Json = {"channel_id": str(channel.id), "count": "1"}
            author_id = message.author.id
            world.audit.record(
                guild, actor, Action.MESSAGE_DELETE, author_id, reason, options=options
            )

    def bulk_delete(
        self, actor: User, channel: Channel, ids: list[int], reason: str | None = None
    ) -> None:
        """Delete 2 to 100 messages of the last two weeks at once; unknown ids are passed over."""
        world = self._world
        guild = world.guild_of(channel)
        if guild is None:
            raise ApiError(403, 50003, "Cannot execute action on a DM channel")
        world.require(actor, channel, permissions.MANAGE_MESSAGES)
        if not 2 <= len(ids) <= 100:
            raise ApiError(
                400,
                50016,
                "Provided too few or too many messages to delete. "
                "Must provide at least 2 and fewer than 100 messages to delete",
            )
        if len(set(ids)) < len(ids):
            raise invalid_form(
                "messages", "Message ids must be unique.", "SET_TYPE_CONTAINS_DUPLICATES"
            )
        if min(ids) < first_at(world.clock.now() - timedelta(days=14)):
            raise ApiError(
                400, 50034, "You can only bulk delete messages that are under 14 days old."
            )
        known = [message_id for message_id in ids if message_id in channel.messages]
        self.erase(channel, known, bulk=True)
        options: Json = {"count": str(len(known))}
        world.audit.record(
            guild, actor, Action.MESSAGE_BULK_DELETE, channel.id, reason, options=options
        )

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

    def crosspost(self, actor: User, channel: Channel, message_id: int) -> Message:
        """Publish a message of an announcement channel to those who follow it."""
        message = self.get(actor, channel, message_id)
        if channel.type != model.ANNOUNCEMENT:
            raise ApiError(400, 50024, "Cannot execute action on this channel type")
        if message.author is not actor:
            self._world.require(actor, channel, permissions.MANAGE_MESSAGES)
        elif not self._world.permissions(actor, channel) & permissions.SEND_MESSAGES:
            raise missing_permissions()
        if message.flags & model.CROSSPOSTED:
            raise ApiError(400, 40033, "This message has already been crossposted")
        message.flags |= model.CROSSPOSTED
        self.changed(channel, message)
        return message
