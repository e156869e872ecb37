"""Threads while people are in them: who follows, waking by a message, falling asleep."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import ApiError, invalid_form
from sandbox.wire.channels import channel_json, thread_member_json
from sandbox.wire.users import member_json

if TYPE_CHECKING:
    from sandbox.model import Channel, Json, Message, Thread, User
    from sandbox.state import State


class OpenThreads:
    """Keeps followers and activity of threads, whoever writes in them."""

    def __init__(self, state: State) -> None:
        self._state = state

    def before_message(self, actor: User, thread: Channel) -> None:
        """Refuse a message to a locked thread (160005); wake an archived one."""
        details = thread.thread
        if details is None:
            return
        granted = self._state.permissions(actor, thread)
        if details.locked and not granted & permissions.MANAGE_THREADS:
            raise ApiError(403, 160005, "Thread is locked")
        self.wake(thread)

    def wake(self, thread: Channel) -> None:
        """Open an archived thread again."""
        self.set_archived(thread, archived=False)

    def after_message(self, thread: Channel, message: Message) -> None:
        """Count a message, and let its author follow the thread."""
        details = thread.thread
        if details is None:
            return
        details.last_active = message.sent_at
        if message.id != thread.id and message.type in {0, 19, 20, 23}:
            details.total_sent += 1
            details.message_count += 1
        if message.author.id not in details.members and message.webhook is None:
            self.follow(thread, message.author.id)

    def archive_later(self, thread: Channel) -> None:
        """Set an alarm for the instant when nobody has written for long enough."""
        details = thread.thread
        if details is None:
            return
        since = details.last_active or details.created_at
        due = since + timedelta(minutes=details.archive_minutes)

        async def archive_if_quiet() -> None:
            if thread.id not in self._state.channels_by_id or details.archived:
                return
            latest = details.last_active or details.created_at
            if latest + timedelta(minutes=details.archive_minutes) > self._state.clock.now():
                self.archive_later(thread)
            else:
                self.set_archived(thread, archived=True)

        self._state.clock.call_at(due, archive_if_quiet)

    def set_archived(self, thread: Channel, *, archived: bool) -> None:
        """Archive a thread, or open it again; nothing happens to one that is so already."""
        details = thread.thread
        if details is None or details.archived == archived:
            return
        now = self._state.clock.now()
        details.archived, details.archived_at = archived, now
        if not archived:
            details.last_active = now
            self.archive_later(thread)
        self._state.emit("THREAD_UPDATE", channel_json(thread), channel=thread)

    def follow(self, thread: Channel, user_id: int) -> None:
        """Let somebody follow a thread from now on."""
        details = details_of(thread)
        details.members[user_id] = self._state.clock.now()
        guild = self._state.guilds_by_id[thread.guild_id or 0]
        added = thread_member_json(thread.id, user_id, details.members[user_id])
        if member := guild.members.get(user_id):
            added |= {"member": member_json(member), "presence": None}
        self._tell_members(thread, [added], [])

    def unfollow(self, thread: Channel, user_id: int) -> None:
        """Let somebody follow a thread no longer."""
        self._tell_members(thread, [], [str(user_id)])
        del details_of(thread).members[user_id]

    def _tell_members(self, thread: Channel, added: list[Json], removed: list[str]) -> None:
        details = details_of(thread)
        data: Json = {
            "id": str(thread.id),
            "guild_id": str(thread.guild_id),
            "member_count": min(len(details.members), 50),
        }
        if added:
            data["added_members"] = added
        if removed:
            data["removed_member_ids"] = removed
        self._state.emit("THREAD_MEMBERS_UPDATE", data, channel=thread)


def details_of(thread: Channel) -> Thread:
    """Return what a thread has on top of a channel; raise 50035 for what is no thread."""
    if thread.thread is None:
        raise invalid_form("channel_id", "This channel is not a thread.", "CHANNEL_TYPE_INVALID")
    return thread.thread
