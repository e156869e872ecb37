"""Bans and pruning."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sandbox.errors import invalid_form
from sandbox.form import Form
from sandbox.rest.call import Answer, Call, Route
from sandbox.wire.users import ban_json

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    yield Route("GET", "/guilds/{guild_id}/bans", list_bans)
    yield Route("GET", "/guilds/{guild_id}/bans/{user_id}", get_ban)
    yield Route("PUT", "/guilds/{guild_id}/bans/{user_id}", ban)
    yield Route("DELETE", "/guilds/{guild_id}/bans/{user_id}", unban)
    yield Route("POST", "/guilds/{guild_id}/bulk-ban", bulk_ban)
    yield Route("GET", "/guilds/{guild_id}/prune", count_prune)
    yield Route("POST", "/guilds/{guild_id}/prune", prune)


def list_bans(call: Call) -> Answer:
    """Return a page of bans."""
    limit, after, before = (
        call.number("limit", 1000),
        call.number("after", 0),
        call.number("before", 0),
    )
    bans = call.world.bans.page(call.bot, call.guild(), limit, after, before)
    return [ban_json(item) for item in bans]


def get_ban(call: Call) -> Answer:
    """Return one ban."""
    return ban_json(call.world.bans.get(call.bot, call.guild(), call.id("user_id")))


def _seconds(call: Call) -> int:
    days = int(call.body.get("delete_message_days") or 0)
    return int(call.body.get("delete_message_seconds") or days * 86400)


def ban(call: Call) -> Answer:
    """Shut somebody out."""
    call.world.bans.ban(
        call.bot,
        call.guild(),
        call.id("user_id"),
        delete_message_seconds=_seconds(call),
        reason=call.reason,
    )
    return None


def unban(call: Call) -> Answer:
    """Let somebody come back."""
    call.world.bans.unban(call.bot, call.guild(), call.id("user_id"), call.reason)
    return None


def bulk_ban(call: Call) -> Answer:
    """Shut up to 200 people out."""
    form = Form(call.body)
    user_ids = form.snowflakes("user_ids")
    form.finish()
    return call.world.bans.bulk(call.bot, call.guild(), user_ids, _seconds(call), call.reason)


def _prunable(call: Call, days: int, role_ids: Collection[int]) -> list[int]:
    """Return the members without other roles who have been here longer."""
    if not 1 <= days <= 30:
        raise invalid_form("days", "int value should be between 1 and 30.", "NUMBER_TYPE_MAX")
    guild = call.guild()
    earliest = call.world.clock.now() - timedelta(days=days)
    return [
        user_id
        for user_id, member in guild.members.items()
        if member.roles <= set(role_ids)
        and member.joined_at < earliest
        and user_id != guild.owner_id
    ]


def count_prune(call: Call) -> Answer:
    """Say how many a prune would put out."""
    chosen = _prunable(call, call.number("days", 7), call.ids("include_roles"))
    return {"pruned": len(chosen)}


def prune(call: Call) -> Answer:
    """Put those without roles out."""
    form = Form(call.body)
    days, role_ids = form.number("days", 1, 30, 7), form.snowflakes("include_roles")
    form.finish()
    chosen = _prunable(call, days or 7, role_ids)
    call.world.bans.prune(call.bot, call.guild(), chosen, call.reason)
    return {"pruned": len(chosen)}
