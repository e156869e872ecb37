"""Threads and forum posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import model, permissions
from sandbox.errors import ApiError, missing_permissions, unknown
from sandbox.form import Form
from sandbox.model import Channel, Thread
from sandbox.wire.channels import channel_json
from sandbox.world.audit import Action, changes, record
from sandbox.world.channel_forms import ARCHIVE_MINUTES, LONGEST_SLOWMODE
from sandbox.world.open_threads import details_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sandbox.model import Guild, Json, Upload, User
    from sandbox.state import State
    from sandbox.world.delivery import Delivery
    from sandbox.world.members import Members
    from sandbox.world.messages import Messages
    from sandbox.world.open_threads import OpenThreads

PINNED = 1 << 1
REQUIRE_TAG = 1 << 4
MOST_ACTIVE = 1000
MOST_APPLIED_TAGS = 5


class Threads:
    """Starts, changes and lists threads."""

    def __init__(
        self,
        state: State,
        members: Members,
        open_threads: OpenThreads,
        messages: Messages,
        delivery: Delivery,
    ) -> None:
        self._state = state
        self._members = members
        self._open_threads = open_threads
        self._messages = messages
        self._delivery = delivery

    def start(
        self, actor: User, channel: Channel, body: Json, files: Sequence[Upload] = ()
    ) -> Channel:
        """Start a thread without a message; in a forum, a post with its first message."""
        if channel.type in model.FORUMS:
            return self._post(actor, channel, body, files)
        kind = int(body.get("type") or model.PRIVATE_THREAD)
        private = kind == model.PRIVATE_THREAD
        needed = (
            permissions.CREATE_PRIVATE_THREADS if private else permissions.CREATE_PUBLIC_THREADS
        )
        self._state.require(actor, channel, needed)
        thread = self._make(actor, channel, body, self._state.ids.new(), kind)
        self._announce(thread)
        if not private:
            reference = {
                "type": 0,
                "channel_id": str(thread.id),
                "guild_id": str(thread.guild_id),
            }
            self._delivery.system(channel, actor, 18, thread.name, reference=reference)
        return thread

    def start_from(self, actor: User, channel: Channel, message_id: int, body: Json) -> Channel:
        """Start the thread of a message; each message has at most one (160004)."""
        state = self._state
        state.require(actor, channel, permissions.CREATE_PUBLIC_THREADS)
        message = self._messages.get(actor, channel, message_id)
        if message.flags & model.HAS_THREAD:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        kind = (
            model.ANNOUNCEMENT_THREAD if channel.type == model.ANNOUNCEMENT else model.PUBLIC_THREAD
        )
        thread = self._make(actor, channel, body, message.id, kind)
        message.flags |= model.HAS_THREAD
        self._announce(thread)
        self._delivery.system(thread, message.author, 21, "", about=message)
        self._delivery.changed(channel, message)
        return thread

    def _post(self, actor: User, forum: Channel, body: Json, files: Sequence[Upload]) -> Channel:
        state = self._state
        # A post is a message of the forum: it takes the permission to send there.
        state.require(actor, forum, permissions.SEND_MESSAGES)
        tags = self._read_tags(actor, forum, Form(body))
        draft = self._messages.draft(actor, forum, body.get("message") or {}, files)
        post = self._make(actor, forum, body, state.ids.new(), model.PUBLIC_THREAD)
        if post.thread is not None:
            post.thread.tags = tags
        self._announce(post)
        self._delivery.deliver(actor, post, draft, message_id=post.id)
        return post

    def _make(self, actor: User, parent: Channel, body: Json, thread_id: int, kind: int) -> Channel:
        state = self._state
        form = Form(body)
        form.required("name")
        name = form.text("name", 1, 100)
        minutes = form.one_of("auto_archive_duration", ARCHIVE_MINUTES)
        slowmode = form.number("rate_limit_per_user", 0, LONGEST_SLOWMODE)
        form.finish()
        guild = state.guilds_by_id[parent.guild_id or 0]
        self._check_cap(guild)
        now = state.clock.now()
        details = Thread(
            actor.id,
            kind == model.PRIVATE_THREAD,
            minutes or parent.archive_minutes or 4320,
            now,
            members={actor.id: now},
            invitable=bool(body.get("invitable", True)),
            last_active=now,
        )
        thread = Channel(
            thread_id, kind, name or "", guild.id, parent.id, nsfw=parent.nsfw, thread=details
        )
        thread.slowmode = parent.thread_slowmode if slowmode is None else slowmode
        guild.threads[thread.id] = state.channels_by_id[thread.id] = thread
        self._open_threads.archive_later(thread)
        record(state, guild, actor, Action.THREAD_CREATE, thread.id)
        return thread

    def _check_cap(self, guild: Guild) -> None:
        active = sum(
            1 for item in guild.threads.values() if item.thread and not item.thread.archived
        )
        if active >= MOST_ACTIVE:
            raise ApiError(400, 160006, "Maximum number of active threads reached")

    def _announce(self, thread: Channel) -> None:
        data = channel_json(thread, self._state.bot.id) | {"newly_created": True}
        self._state.emit("THREAD_CREATE", data, channel=thread)

    def add_member(self, actor: User, thread: Channel, user_id: int) -> None:
        """Let somebody follow a thread."""
        details = details_of(thread)
        guild = self._state.guilds_by_id[thread.guild_id or 0]
        self._members.get(guild, user_id)
        self._state.require(actor, thread, permissions.VIEW_CHANNEL)
        if actor.id != user_id:
            self._state.require(actor, thread, permissions.SEND_MESSAGES_IN_THREADS)
        if details.archived:
            raise ApiError(400, 50083, "Thread is archived")
        if user_id not in details.members:
            self._open_threads.follow(thread, user_id)

    def remove_member(self, actor: User, thread: Channel, user_id: int) -> None:
        """Let somebody stop following a thread; others need MANAGE_THREADS for it."""
        details = details_of(thread)
        if actor.id != user_id:
            self._state.require(actor, thread, permissions.MANAGE_THREADS)
        if user_id not in details.members:
            raise unknown("Member")
        self._open_threads.unfollow(thread, user_id)

    def edit(self, actor: User, thread: Channel, body: Json, reason: str | None = None) -> Channel:
        """Change name, tags, archive or lock; an archived thread accepts nothing else (50083)."""
        details = details_of(thread)
        self._check_edit(actor, thread, body)
        form = Form(body)
        name = form.text("name", 1, 100)
        minutes = form.one_of("auto_archive_duration", ARCHIVE_MINUTES)
        slowmode = form.number("rate_limit_per_user", 0, LONGEST_SLOWMODE)
        form.finish()
        if "applied_tags" in body:
            forum = self._state.channel(thread.parent_id or 0)
            details.tags = self._read_tags(actor, forum, Form(body))
        before = channel_json(thread)
        thread.name = name or thread.name
        thread.slowmode = thread.slowmode if slowmode is None else slowmode
        thread.flags = int(body.get("flags", thread.flags))
        details.archive_minutes = minutes or details.archive_minutes
        details.locked = bool(body.get("locked", details.locked))
        details.invitable = bool(body.get("invitable", details.invitable))
        archived = bool(body.get("archived", details.archived))
        guild = self._state.guilds_by_id[thread.guild_id or 0]
        if archived != details.archived:
            self._open_threads.set_archived(thread, archived=archived)
        else:
            self._state.emit("THREAD_UPDATE", channel_json(thread), channel=thread)
        noted = changes(before, channel_json(thread))
        record(
            self._state, guild, actor, Action.THREAD_UPDATE, thread.id, reason=reason, changes=noted
        )
        return thread

    def _check_edit(self, actor: User, thread: Channel, body: Json) -> None:
        details = details_of(thread)
        self._state.require(actor, thread, permissions.VIEW_CHANNEL)
        manages = self._state.permissions(actor, thread) & permissions.MANAGE_THREADS
        owner_may = {"name", "archived", "auto_archive_duration", "applied_tags"}
        if not manages and (
            actor.id != details.owner_id or details.locked or set(body) - owner_may
        ):
            sender = self._state.permissions(actor, thread) & permissions.SEND_MESSAGES_IN_THREADS
            if set(body) != {"archived"} or body["archived"] or details.locked or not sender:
                raise missing_permissions()
        if details.archived and body.get("archived", True) and set(body) - {"archived", "locked"}:
            raise ApiError(400, 50083, "Thread is archived")

    def _read_tags(self, actor: User, forum: Channel, form: Form) -> list[int]:
        chosen = form.snowflakes("applied_tags")
        if len(chosen) > MOST_APPLIED_TAGS:
            form.fail("applied_tags", "Must be 5 or fewer in length.", "BASE_TYPE_MAX_LENGTH")
        form.finish()
        if any(tag_id not in forum.tags for tag_id in chosen):
            raise unknown("Tag")
        if forum.flags & REQUIRE_TAG and not chosen:
            raise ApiError(400, 40067, "A tag is required to create a forum post in this channel")
        moderated = any(forum.tags[tag_id].moderated for tag_id in chosen)
        if moderated and not self._state.permissions(actor, forum) & permissions.MANAGE_THREADS:
            raise missing_permissions()
        return chosen

    def delete(self, actor: User, thread: Channel, reason: str | None = None) -> None:
        """Remove a thread with all that was written in it."""
        state = self._state
        state.require(actor, thread, permissions.MANAGE_THREADS)
        guild = state.guilds_by_id[thread.guild_id or 0]
        data = {
            "id": str(thread.id),
            "guild_id": str(guild.id),
            "parent_id": str(thread.parent_id),
            "type": thread.type,
        }
        state.emit("THREAD_DELETE", data, channel=thread)
        del guild.threads[thread.id], state.channels_by_id[thread.id]
        parent = state.channels_by_id.get(thread.parent_id or 0)
        if parent is not None and (starter := parent.messages.get(thread.id)):
            starter.flags &= ~model.HAS_THREAD
        record(state, guild, actor, Action.THREAD_DELETE, thread.id, reason=reason)

    def active(self, user: User, guild: Guild) -> list[Channel]:
        """Return the threads that are not archived and that somebody can view, newest first."""
        return [
            thread
            for thread in sorted(guild.threads.values(), key=lambda item: -item.id)
            if not details_of(thread).archived
            and self._state.permissions(user, thread) & permissions.VIEW_CHANNEL
        ]

    def archived(self, actor: User, channel: Channel, *, private: bool) -> list[Channel]:
        """Return a channel's archived threads, the latest archived first."""
        needed = permissions.READ_MESSAGE_HISTORY
        if private:
            needed |= permissions.MANAGE_THREADS
        self._state.require(actor, channel, needed)
        guild = self._state.guilds_by_id[channel.guild_id or 0]
        found = [
            thread
            for thread in guild.threads.values()
            if thread.parent_id == channel.id
            and details_of(thread).archived
            and details_of(thread).private == private
        ]
        return sorted(
            found,
            key=lambda item: details_of(item).archived_at or details_of(item).created_at,
            reverse=True,
        )
