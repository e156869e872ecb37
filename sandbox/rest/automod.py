"""Rules of Discord's AutoMod."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.rest.call import Answer, Call, Route
from sandbox.wire.guilds import automod_rule_json

if TYPE_CHECKING:
    from collections.abc import Iterator


def routes() -> Iterator[Route]:
    """Yield the routes of this noun."""
    rules = "/guilds/{guild_id}/auto-moderation/rules"
    yield Route("GET", rules, list_rules)
    yield Route("POST", rules, create)
    yield Route("GET", f"{rules}/{{rule_id}}", get)
    yield Route("PATCH", f"{rules}/{{rule_id}}", edit)
    yield Route("DELETE", f"{rules}/{{rule_id}}", delete)


def list_rules(call: Call) -> Answer:
    """Return all rules."""
    return [automod_rule_json(rule) for rule in call.world.automod.list_for(call.bot, call.guild())]


def create(call: Call) -> Answer:
    """Make a rule."""
    room = call.world.automod
    return automod_rule_json(room.create(call.bot, call.guild(), call.body, call.reason))


def get(call: Call) -> Answer:
    """Return a rule."""
    return automod_rule_json(call.world.automod.get(call.bot, call.guild(), call.id("rule_id")))


def edit(call: Call) -> Answer:
    """Change a rule."""
    room, guild, rule_id = call.world.automod, call.guild(), call.id("rule_id")
    return automod_rule_json(room.edit(call.bot, guild, rule_id, call.body, call.reason))


def delete(call: Call) -> Answer:
    """Abolish a rule."""
    call.world.automod.delete(call.bot, call.guild(), call.id("rule_id"), call.reason)
    return None
