"""Stages that are live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.rest.call import Answer, Call, Route
from sandbox.wire.guilds import stage_instance_json

if TYPE_CHECKING:
    from collections.abc import Iterator


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    yield Route("POST", "/stage-instances", create)
    yield Route("GET", "/stage-instances/{channel_id}", get)
    yield Route("PATCH", "/stage-instances/{channel_id}", edit)
    yield Route("DELETE", "/stage-instances/{channel_id}", delete)


def create(call: Call) -> Answer:
    """Go live."""
    return stage_instance_json(call.world.stages.open(call.bot, call.body, call.reason))


def get(call: Call) -> Answer:
    """Return what goes on in a stage channel."""
    return stage_instance_json(call.world.stages.get(call.channel()))


def edit(call: Call) -> Answer:
    """Change the topic."""
    channel = call.channel()
    return stage_instance_json(call.world.stages.edit(call.bot, channel, call.body, call.reason))


def delete(call: Call) -> Answer:
    """End it."""
    call.world.stages.close(call.bot, call.channel(), call.reason)
    return None
