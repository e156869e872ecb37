"""Messages: sending, reading, changing, deleting."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox import model, permissions
from sandbox.errors import ApiError, invalid_form, unknown
from sandbox.snowflake import first_at
from sandbox.world.audit import Action, record
from sandbox.world.drafts import read_draft
from sandbox.world.edits import check_edit_rate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.model import Channel, Json, Message, Upload, User
    from sandbox.state import State
    from sandbox.world.automod_watch import AutoModWatch
    from sandbox.world.delivery import Delivery
    from sandbox.world.drafts import Draft
    from sandbox.world.open_threads import OpenThreads
    from sandbox.world.users import Users

_DELETABLE_SYSTEM = frozenset({6, 7, 18, 46, 24})
_WRITTEN = frozenset({0, 19, 20, 23})


class Messages:
    """Sends, reads, changes and deletes messages, each act checked first."""

    def __init__(
        self,
        state: State,
        users: Users,
        open_threads: OpenThreads,
        delivery: Delivery,
        watch: AutoModWatch,
    ) -> None:
        self._state = state
        self._users = users
        self._open_threads = open_threads
        self._delivery = delivery
        self._watch = watch

    def create(
        self, actor: User, channel: Channel, body: Json, files: Sequence[Upload] = ()
    ) -> Message:
        """Send a message, or return the one that was sent with the same enforced nonce."""
        state = self._state
        if channel.guild_id is None:
            state.require(actor, channel, permissions.VIEW_CHANNEL)
            self._users.check_dm(actor, channel)
        else:
            self._check_send(actor, channel, body, files)
        draft = self.draft(actor, channel, body, files)
        if (earlier := self._delivery.sent_with(actor, channel, draft)) is not None:
            return earlier
        breaches = self._watch.breaches(actor, channel, draft.content)
        self._open_threads.before_message(actor, channel)
        message = self._delivery.deliver(actor, channel, draft)
        self._watch.carry_out(breaches, message.id)
        return message

    def _check_send(
        self, actor: User, channel: Channel, body: Json, files: Sequence[Upload]
    ) -> None:
        state = self._state
        if channel.type in model.FORUMS or channel.type == model.CATEGORY:
            raise ApiError(400, 50008, "Cannot send messages in a non-text channel")
        state.require(actor, channel, permissions.send_permission(channel))
        if files:
            state.require(actor, channel, permissions.ATTACH_FILES)
        if body.get("poll"):
            state.require(actor, channel, permissions.SEND_POLLS)
        self._check_slowmode(actor, channel)

    def _check_slowmode(self, actor: User, channel: Channel) -> None:
        """Make people wait between messages (20016); bots and moderators are exempt."""
        exempt = (
            permissions.MANAGE_MESSAGES | permissions.MANAGE_CHANNELS | permissions.BYPASS_SLOWMODE
        )
        if not channel.slowmode or actor.bot or self._state.permissions(actor, channel) & exempt:
            return
        earliest = self._state.clock.now() - timedelta(seconds=channel.slowmode)
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
        granted = self._state.permissions(actor, channel)
        if not actor.bot:
            draft.components, draft.embeds = [], []
        elif draft.embeds and not granted & permissions.EMBED_LINKS:
            draft.embeds = []
        return draft

    def get(self, actor: User, channel: Channel, message_id: int) -> Message:
        """Return a message of a channel whose history the actor may read, or raise 10008."""
        self._state.require(actor, channel, permissions.VIEW_CHANNEL)
        message = channel.messages.get(message_id)
        hidden = message is not None and message.only_for not in {None, actor.id}
        if message is None or hidden or (actor.bot and message.only_for is not None):
            raise unknown("Message")
        if message.author is not actor:
            self._state.require(actor, channel, permissions.READ_MESSAGE_HISTORY)
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
        self._state.require(actor, channel, permissions.VIEW_CHANNEL)
        if not self._state.permissions(actor, channel) & permissions.READ_MESSAGE_HISTORY:
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
            self._state.require(actor, channel, permissions.MANAGE_MESSAGES)
        breaches = self._watch.breaches(actor, channel, str(body.get("content") or ""))
        check_edit_rate(message, self._state.clock.now())
        rewritten = self._delivery.rewrite(channel, message, body, files)
        self._watch.carry_out(breaches, message.id)
        return rewritten

    def delete(
        self, actor: User, channel: Channel, message_id: int, reason: str | None = None
    ) -> None:
        """Delete one's own message, or another's with MANAGE_MESSAGES."""
        state = self._state
        state.require(actor, channel, permissions.VIEW_CHANNEL)
        message = channel.messages.get(message_id)
        if message is None or (actor.bot and message.only_for is not None):
            raise unknown("Message")
        if message.type not in _WRITTEN | _DELETABLE_SYSTEM:
            raise ApiError(403, 50021, "Cannot execute action on a system message")
        own = message.author is actor
        if not own and channel.guild_id is None:
            raise ApiError(403, 50003, "Cannot execute action on a DM channel")
        if not own:
            state.require(actor, channel, permissions.MANAGE_MESSAGES)
        self._delivery.erase(channel, [message_id])
        guild = state.guild_of(channel)
        if guild is not None and not own:
            options: Json = {"channel_id": str(channel.id), "count": "1"}
            author_id = message.author.id
            record(
                state,
                guild,
                actor,
                Action.MESSAGE_DELETE,
                author_id,
                reason=reason,
                options=options,
            )

    def bulk_delete(
        self, actor: User, channel: Channel, ids: list[int], reason: str | None = None
    ) -> None:
        """Delete 2 to 100 messages of the last two weeks at once; unknown ids are passed over."""
        state = self._state
        guild = state.guild_of(channel)
        if guild is None:
            raise ApiError(403, 50003, "Cannot execute action on a DM channel")
        state.require(actor, channel, permissions.MANAGE_MESSAGES)
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
        if min(ids) < first_at(state.clock.now() - timedelta(days=14)):
            raise ApiError(
                400, 50034, "You can only bulk delete messages that are under 14 days old."
            )
        known = [message_id for message_id in ids if message_id in channel.messages]
        self._delivery.erase(channel, known, bulk=True)
        options: Json = {"count": str(len(known))}
        record(
            state,
            guild,
            actor,
            Action.MESSAGE_BULK_DELETE,
            channel.id,
            reason=reason,
            options=options,
        )
