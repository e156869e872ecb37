"""Threads while people are in them: who follows, waking by a message, falling asleep."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import ApiError, invalid_form, unknown
from sandbox.wire.channels import channel_json, thread_member_json
from sandbox.wire.users import member_json

if TYPE_CHECKING:
    from sandbox.model import Channel, Message, Thread, User
    from sandbox.wire import Json
    from sandbox.world.world import World


class OpenThreads:
    """Keeps followers and activity of threads."""

    def __init__(self, world: World) -> None:
        self._world = world

    def add_member(self, actor: User, thread: Channel, user_id: int) -> None:
        """Let somebody follow a thread."""
        state = self._state(thread)
        guild = self._world.guilds_by_id[thread.guild_id or 0]
        self._world.members.get(guild, user_id)
        self._world.require(actor, thread, permissions.VIEW_CHANNEL)
        if actor.id != user_id:
            self._world.require(actor, thread, permissions.SEND_MESSAGES_IN_THREADS)
        if state.archived:
            raise ApiError(400, 50083, "Thread is archived")
        if user_id not in state.members:
            self._follow(thread, user_id)

    def remove_member(self, actor: User, thread: Channel, user_id: int) -> None:
        """Let somebody stop following a thread; others need MANAGE_THREADS for it."""
        state = self._state(thread)
        if actor.id != user_id:
            self._world.require(actor, thread, permissions.MANAGE_THREADS)
        if user_id not in state.members:
            raise unknown("Member")
        self._tell_members(thread, [], [str(user_id)])
        del state.members[user_id]

    def before_message(self, actor: User, thread: Channel) -> None:
        """Refuse a message to a locked thread (160005); wake an archived one."""
        state = thread.thread
        if state is None:
            return
        granted = self._world.permissions(actor, thread)
        if state.locked and not granted & permissions.MANAGE_THREADS:
            raise ApiError(403, 160005, "Thread is locked")
        self._set_archived(thread, archived=False)

    def before_webhook(self, thread: Channel) -> None:
        """Wake an archived thread that a webhook writes to."""
        self._set_archived(thread, archived=False)

    def after_message(self, thread: Channel, message: Message) -> None:
        """Count a message, and let its author follow the thread."""
        state = thread.thread
        if state is None:
            return
        state.last_active = message.sent_at
        if message.id != thread.id and message.type in {0, 19, 20, 23}:
            state.total_sent += 1
            state.message_count += 1
        if message.author.id not in state.members and message.webhook is None:
            self._follow(thread, message.author.id)

    def _archive_later(self, thread: Channel) -> None:
        """Set an alarm for the instant when nobody has written for long enough."""
        state = thread.thread
        if state is None:
            return
        since = state.last_active or state.created_at
        due = since + timedelta(minutes=state.archive_minutes)

        async def archive_if_quiet() -> None:
            if thread.id not in self._world.channels_by_id or state.archived:
                return
            latest = state.last_active or state.created_at
            if latest + timedelta(minutes=state.archive_minutes) > self._world.clock.now():
                self._archive_later(thread)
            else:
                self._set_archived(thread, archived=True)

        self._world.clock.call_at(due, archive_if_quiet)

    def _set_archived(self, thread: Channel, *, archived: bool) -> None:
        state = thread.thread
        if state is None or state.archived == archived:
            return
        now = self._world.clock.now()
        state.archived, state.archived_at = archived, now
        if not archived:
            state.last_active = now
            self._archive_later(thread)
        self._world.emit("THREAD_UPDATE", channel_json(thread), channel=thread)

    def _follow(self, thread: Channel, user_id: int) -> None:
        state = self._state(thread)
        state.members[user_id] = self._world.clock.now()
        guild = self._world.guilds_by_id[thread.guild_id or 0]
        added = thread_member_json(thread.id, user_id, state.members[user_id])
        if member := guild.members.get(user_id):
            added |= {"member": member_json(member), "presence": None}
        self._tell_members(thread, [added], [])

    def _tell_members(self, thread: Channel, added: list[Json], removed: list[str]) -> None:
        state = self._state(thread)
        data: Json = {
            "id": str(thread.id),
            "guild_id": str(thread.guild_id),
            "member_count": min(len(state.members), 50),
        }
        if added:
            data["added_members"] = added
        if removed:
            data["removed_member_ids"] = removed
        self._world.emit("THREAD_MEMBERS_UPDATE", data, channel=thread)

    def _state(self, thread: Channel) -> Thread:
        if thread.thread is None:
            raise invalid_form(
                "channel_id", "This channel is not a thread.", "CHANNEL_TYPE_INVALID"
            )
        return thread.thread
