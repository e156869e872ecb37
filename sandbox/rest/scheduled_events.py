"""Scheduled events and who is interested in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.rest.call import Answer, Call, Route
from sandbox.wire.guilds import scheduled_event_json
from sandbox.wire.users import member_json, user_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.model import Json, ScheduledEvent

INTERESTED = 1


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    events = "/guilds/{guild_id}/scheduled-events"
    yield Route("GET", events, list_events)
    yield Route("POST", events, create)
    yield Route("GET", f"{events}/{{event_id}}", get)
    yield Route("PATCH", f"{events}/{{event_id}}", edit)
    yield Route("DELETE", f"{events}/{{event_id}}", delete)
    yield Route("GET", f"{events}/{{event_id}}/users", list_users)
    yield Route("GET", f"{events}/{{event_id}}/users/counts", count_users)


def _shown(call: Call, event: ScheduledEvent) -> Json:
    body = scheduled_event_json(event)
    if not call.flag("with_user_count"):
        del body["user_count"]
    return body


def list_events(call: Call) -> Answer:
    """Return the events that are scheduled or under way."""
    events = call.guild().scheduled_events.values()
    return [_shown(call, event) for event in events if event.status in {1, 2}]


def create(call: Call) -> Answer:
    """Plan an event."""
    room = call.world.scheduled_events
    return scheduled_event_json(room.create(call.bot, call.guild(), call.body, call.reason))


def get(call: Call) -> Answer:
    """Return an event."""
    return _shown(call, call.world.scheduled_events.get(call.guild(), call.id("event_id")))


def edit(call: Call) -> Answer:
    """Change an event."""
    room, guild, event_id = call.world.scheduled_events, call.guild(), call.id("event_id")
    return scheduled_event_json(room.edit(call.bot, guild, event_id, call.body, call.reason))


def delete(call: Call) -> Answer:
    """Remove an event."""
    room = call.world.scheduled_events
    room.delete(call.bot, call.guild(), call.id("event_id"), call.reason)
    return None


def count_users(call: Call) -> Answer:
    """Return how many are interested."""
    event = call.world.scheduled_events.get(call.guild(), call.id("event_id"))
    return {
        "guild_scheduled_event_count": len(event.subscribers),
        "guild_scheduled_event_exception_counts": {},
    }


def list_users(call: Call) -> Answer:
    """Return a page of those interested, by ascending id."""
    guild = call.guild()
    event = call.world.scheduled_events.get(guild, call.id("event_id"))
    after, before = call.number("after", 0), call.number("before", 0)
    chosen = [
        user_id
        for user_id in sorted(event.subscribers)
        if user_id > after and (not before or user_id < before)
    ][: call.number("limit", 100)]
    found = []
    for user_id in chosen:
        user = call.world.users_by_id[user_id]
        body: Json = {"guild_scheduled_event_id": str(event.id), "user": user_json(user)}
        body |= {"user_id": str(user_id), "response": INTERESTED}
        if call.flag("with_member") and (member := guild.members.get(user_id)):
            body["member"] = member_json(member)
        found.append(body)
    return found
