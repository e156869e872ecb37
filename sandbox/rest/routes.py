"""All routes, in the order in which they are matched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.rest import (
    automod,
    bans,
    channels,
    commands,
    emojis,
    entrance,
    guilds,
    interactions,
    invites,
    members,
    messages,
    polls,
    reactions,
    roles,
    scheduled_events,
    search,
    stages,
    threads,
    users,
    webhooks,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.rest.call import Route

_ROOMS = (
    users,
    guilds,
    members,
    bans,
    roles,
    channels,
    threads,
    messages,
    reactions,
    invites,
    interactions,
    webhooks,
    commands,
    scheduled_events,
    automod,
    emojis,
    entrance,
    polls,
    search,
    stages,
)


def all_routes() -> Iterator[Route]:
    """Yield every route of every noun."""
    for room in _ROOMS:
        yield from room.routes()
