"""Invites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.rest.call import Answer, Call, Route
from sandbox.wire import instant
from sandbox.wire.guilds import invite_json
from sandbox.world.invites import expiry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.model import Invite, Json


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    yield Route("GET", "/guilds/{guild_id}/invites", list_for_guild)
    yield Route("GET", "/channels/{channel_id}/invites", list_for_channel)
    yield Route("POST", "/channels/{channel_id}/invites", create)
    yield Route("GET", "/invites/{code}", get)
    yield Route("DELETE", "/invites/{code}", delete)


def _shown(call: Call, invite: Invite) -> Json:
    guild = call.world.guild(invite.guild_id)
    return invite_json(invite, guild) | {"expires_at": instant(expiry(invite))}


def list_for_guild(call: Call) -> Answer:
    """Return a guild's invites with their uses."""
    found = call.world.invites.list_for(call.bot, call.guild())
    return [_shown(call, invite) for invite in found]


def list_for_channel(call: Call) -> Answer:
    """Return a channel's invites."""
    channel = call.channel()
    guild = call.world.guild(channel.guild_id or 0)
    found = call.world.invites.list_for(call.bot, guild)
    return [_shown(call, invite) for invite in found if invite.channel_id == channel.id]


def create(call: Call) -> Answer:
    """Make an invite."""
    invite = call.world.invites.create(call.bot, call.channel(), call.body, call.reason)
    return _shown(call, invite)


def get(call: Call) -> Answer:
    """Return an invite by its code."""
    return _shown(call, call.world.invites.get(call.params["code"]))


def delete(call: Call) -> Answer:
    """Take an invite back."""
    invite = call.world.invites.get(call.params["code"])
    body = _shown(call, invite)
    call.world.invites.delete(call.bot, invite.code, call.reason)
    return body
