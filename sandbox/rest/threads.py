"""Threads and their members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.errors import unknown
from sandbox.model import FORUMS
from sandbox.rest.call import Answer, Call, Reply, Route
from sandbox.wire.channels import channel_json, thread_member_json
from sandbox.wire.messages import message_json
from sandbox.wire.users import member_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.model import Channel, Json


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    channel = "/channels/{channel_id}"
    yield Route("POST", f"{channel}/messages/{{message_id}}/threads", start_from_message)
    yield Route("POST", f"{channel}/threads", start)
    yield Route("GET", f"{channel}/threads/archived/public", list_archived)
    yield Route("GET", f"{channel}/threads/archived/private", list_archived_private)
    yield Route("GET", f"{channel}/users/@me/threads/archived/private", list_own_archived)
    yield Route("GET", f"{channel}/thread-members", list_members)
    yield Route("PUT", f"{channel}/thread-members/@me", join)
    yield Route("DELETE", f"{channel}/thread-members/@me", leave)
    yield Route("GET", f"{channel}/thread-members/{{user_id}}", get_member)
    yield Route("PUT", f"{channel}/thread-members/{{user_id}}", add_member)
    yield Route("DELETE", f"{channel}/thread-members/{{user_id}}", remove_member)
    yield Route("GET", "/guilds/{guild_id}/threads/active", list_active)


def start_from_message(call: Call) -> Answer:
    """Start the thread of a message."""
    message_id = call.id("message_id")
    thread = call.world.threads.start_from(call.bot, call.channel(), message_id, call.body)
    return Reply(201, channel_json(thread, call.bot.id))


def start(call: Call) -> Answer:
    """Start a thread, or a forum post with its message."""
    parent = call.channel()
    thread = call.world.threads.start(call.bot, parent, call.body, call.files)
    body = channel_json(thread, call.bot.id)
    if parent.type in FORUMS:
        body["message"] = message_json(call.world, thread.messages[thread.id], call.bot.id)
    return Reply(201, body)


def _page(call: Call, threads: list[Channel]) -> Json:
    limit = call.number("limit", 50)
    shown = [channel_json(thread, call.bot.id) for thread in threads[:limit]]
    members = [body["member"] for body in shown if "member" in body]
    return {"threads": shown, "members": members, "has_more": len(threads) > limit}


def _before(call: Call, threads: list[Channel]) -> list[Channel]:
    """Return those archived before an instant of the query."""
    before = call.query.get("before")
    if before is None:
        return threads
    return [
        thread
        for thread in threads
        if channel_json(thread)["thread_metadata"]["archive_timestamp"] < before
    ]


def list_archived(call: Call) -> Answer:
    """Return archived public threads."""
    found = call.world.threads.archived(call.bot, call.channel(), private=False)
    return _page(call, _before(call, found))


def list_archived_private(call: Call) -> Answer:
    """Return archived private threads."""
    found = call.world.threads.archived(call.bot, call.channel(), private=True)
    return _page(call, _before(call, found))


def list_own_archived(call: Call) -> Answer:
    """Return archived private threads that the bot follows."""
    found = call.world.threads.archived(call.bot, call.channel(), private=True)
    return _page(
        call, [item for item in found if item.thread and call.bot.id in item.thread.members]
    )


def list_active(call: Call) -> Answer:
    """Return a guild's threads that are not archived."""
    found = call.world.threads.active(call.bot, call.guild())
    return _page(call, found)


def list_members(call: Call) -> Answer:
    """Return who follows a thread."""
    channel = call.channel()
    state = channel.thread
    if state is None:
        raise unknown("Channel")
    return [thread_member_json(channel.id, *item) for item in state.members.items()]


def get_member(call: Call) -> Answer:
    """Return one who follows a thread."""
    channel, user_id = call.channel(), call.id("user_id")
    if channel.thread is None or user_id not in channel.thread.members:
        raise unknown("Member")
    body = thread_member_json(channel.id, user_id, channel.thread.members[user_id])
    if call.flag("with_member"):
        guild = call.world.guild(channel.guild_id or 0)
        body["member"] = member_json(call.world.members.get(guild, user_id))
    return body


def join(call: Call) -> Answer:
    """Follow a thread."""
    call.world.threads.add_member(call.bot, call.channel(), call.bot.id)
    return None


def leave(call: Call) -> Answer:
    """Follow a thread no more."""
    call.world.threads.remove_member(call.bot, call.channel(), call.bot.id)
    return None


def add_member(call: Call) -> Answer:
    """Let somebody follow a thread."""
    call.world.threads.add_member(call.bot, call.channel(), call.id("user_id"))
    return None


def remove_member(call: Call) -> Answer:
    """Let somebody follow a thread no more."""
    call.world.threads.remove_member(call.bot, call.channel(), call.id("user_id"))
    return None
