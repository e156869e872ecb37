"""Making people, and their direct conversations."""

from __future__ import annotations

from typing import Final

from aiohttp import web

from sandbox.control.asking import answer, fields_of, world_of
from sandbox.control.fields import user_of
from sandbox.control.refusal import Refusal
from sandbox.control.view import person_json
from sandbox.wire.channels import channel_json

LONGEST_NAME: Final = 100


async def create(request: web.Request) -> web.Response:
    """Make a person (or another bot)."""
    world = world_of(request)
    fields = await fields_of(request)
    name = fields.text("name")
    if len(name) > LONGEST_NAME:
        raise Refusal(f"'name' has {len(name)} characters; at most {LONGEST_NAME} are allowed")
    display_name = fields.optional_text("display_name")
    locale = fields.optional_text("locale") or "en-US"
    bot = fields.flag("bot")
    created_at = fields.optional_instant("created_at")
    fields.finish()
    if created_at is not None and created_at > world.clock.now():
        raise Refusal("'created_at' lies in the future of the sandbox's clock")
    user = world.users.create(
        name, display_name=display_name, locale=locale, bot=bot, created_at=created_at
    )
    return answer(person_json(user))


async def open_dm(request: web.Request) -> web.Response:
    """Open the direct conversation between a person and somebody else, usually the bot."""
    world = world_of(request)
    person = user_of(world, request.match_info["uid"])
    fields = await fields_of(request)
    other = fields.id("with")
    fields.finish()
    return answer(channel_json(world.users.open_dm(person, other), person.id))


ROUTES: Final = (web.post("/people", create), web.post("/people/{uid}/dm", open_dm))
