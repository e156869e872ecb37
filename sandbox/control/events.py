"""Interest in scheduled events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiohttp import web

from sandbox.control.asking import done, world_of
from sandbox.control.fields import id_of, user_of
from sandbox.control.refusal import Refusal

if TYPE_CHECKING:
    from sandbox.model import User
    from sandbox.world import World


async def interested(request: web.Request) -> web.Response:
    """Note that a person is interested in an event."""
    world, person, event_id = _asked(request)
    world.scheduled_events.subscribe(person, event_id)
    return done()


async def not_interested(request: web.Request) -> web.Response:
    """Take a person's interest back."""
    world, person, event_id = _asked(request)
    world.scheduled_events.unsubscribe(person, event_id)
    return done()


def _asked(request: web.Request) -> tuple[World, User, int]:
    world = world_of(request)
    person = user_of(world, request.match_info["uid"])
    event_id = id_of(request.match_info["eid"], "event")
    if not any(event_id in guild.scheduled_events for guild in world.guilds_by_id.values()):
        raise Refusal(f"unknown event {event_id}; a guild's view lists its events", status=404)
    return world, person, event_id


ROUTES: Final = (
    web.put("/events/{eid}/users/{uid}", interested),
    web.delete("/events/{eid}/users/{uid}", not_interested),
)
