"""Users, the bot's application, the address of the Gateway."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.ratelimit import MOST_IDENTIFIES
from sandbox.rest.call import Answer, Call, Route
from sandbox.wire import optional_id
from sandbox.wire.channels import channel_json
from sandbox.wire.commands import application_json
from sandbox.wire.guilds import guild_json
from sandbox.wire.users import own_user_json, user_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.model import User


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    yield Route("GET", "/gateway", get_gateway, needs_token=False)
    yield Route("GET", "/gateway/bot", get_gateway_bot)
    yield Route("GET", "/users/@me", lambda call: own_user_json(call.bot))
    yield Route("PATCH", "/users/@me", lambda call: own_user_json(_edited(call)))
    yield Route("GET", "/users/@me/channels", list_dms)
    yield Route("POST", "/users/@me/channels", open_dm)
    yield Route("GET", "/users/@me/guilds", list_guilds)
    yield Route("DELETE", "/users/@me/guilds/{guild_id}", leave_guild)
    yield Route("GET", "/users/{user_id}", get_user)
    yield Route("GET", "/applications/@me", get_application)
    yield Route("GET", "/oauth2/applications/@me", get_application)
    yield Route("GET", "/applications/{application_id}/emojis", lambda _call: {"items": []})
    yield Route("GET", "/voice/regions", lambda _call: [])
    yield Route("GET", "/sticker-packs", lambda _call: {"sticker_packs": []})


def _gateway_url(call: Call) -> str:
    return call.world.base_url.replace("http", "ws", 1)


def get_gateway(call: Call) -> Answer:
    """Say where the Gateway is."""
    return {"url": _gateway_url(call)}


def get_gateway_bot(call: Call) -> Answer:
    """Say where the Gateway is and how often one may identify."""
    starts = call.world.session_starts
    limit = {
        "total": MOST_IDENTIFIES,
        "remaining": max(0, starts.remaining()),
        "reset_after": starts.resets_in_milliseconds(),
        "max_concurrency": starts.max_concurrency,
    }
    return {"url": _gateway_url(call), "shards": starts.shards, "session_start_limit": limit}


def _edited(call: Call) -> User:
    return call.world.users.edit(call.bot, call.body)


def list_dms(_call: Call) -> Answer:
    """Return nothing: Discord does not list a bot's direct conversations."""
    return []


def open_dm(call: Call) -> Answer:
    """Open a direct conversation."""
    recipient = call.body.get("recipient_id") or 0
    return channel_json(call.world.users.open_dm(call.bot, int(recipient)), call.bot.id)


def list_guilds(call: Call) -> Answer:
    """Return the guilds that the bot is in, by ascending id."""
    after, before = call.number("after", 0), call.number("before", 0)
    found = [
        guild
        for guild in sorted(call.world.guilds.of(call.bot), key=lambda guild: guild.id)
        if guild.id > after and (not before or guild.id < before)
    ][: call.number("limit", 200)]
    kept = ("id", "name", "icon", "banner", "features")
    return [
        {key: value for key, value in guild_json(guild).items() if key in kept}
        | {
            "owner": guild.owner_id == call.bot.id,
            "permissions": optional_id(call.world.guild_permissions(call.bot, guild)),
        }
        for guild in found
    ]


def leave_guild(call: Call) -> Answer:
    """Leave a guild."""
    call.world.members.leave(call.guild(), call.bot)
    return None


def get_user(call: Call) -> Answer:
    """Return anybody by id."""
    return user_json(call.world.user(call.id("user_id")))


def get_application(call: Call) -> Answer:
    """Return the bot's application."""
    return application_json(call.world.application)
