"""Using the bot: commands, buttons, selects, dialogs; each waits for the bot's first answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from aiohttp import web

from sandbox.control.asking import answer, fields_of, world_of
from sandbox.control.fields import Fields, channel_of, guild_of, upload_of
from sandbox.control.refusal import Refusal
from sandbox.wire.commands import command_json
from sandbox.wire.messages import message_json

if TYPE_CHECKING:
    from sandbox.model import Channel, Json, User
    from sandbox.model.interactions import Answer, Interaction
    from sandbox.world import World
    from sandbox.world.command_options import Value
    from sandbox.world.modal_values import Filled

DEFAULT_WAIT_SECONDS: Final = 5.0
MOST_WAIT_SECONDS: Final = 60.0
NO_ANSWER: Final = "The application did not respond"


async def commands(request: web.Request) -> web.Response:
    """Return the commands that a person can use in a channel, in their language."""
    world = world_of(request)
    guild_of(world, request.match_info["gid"])
    fields = await fields_of(request)
    person = fields.person()
    channel = channel_of(world, str(fields.id("channel")))
    locale = fields.optional_text("locale") or person.locale
    fields.finish()
    shown = world.commands.invokable(person, channel)
    return answer([command_json(command, world.application, locale) for command in shown])


async def command(request: web.Request) -> web.Response:
    """Use a slash command, or an entry of a message's or a person's menu."""
    world = world_of(request)
    fields = await fields_of(request)
    person, channel = _where(world, fields)
    name = fields.text("name").removeprefix("/")
    options = _options(world, fields)
    target = fields.optional_id("target")
    wait = _wait(fields)
    fields.finish()
    return await _outcome(
        world, person, world.interactions.command(person, channel, name, options, target), wait
    )


def _options(world: World, fields: Fields) -> dict[str, Value]:
    options: dict[str, Value] = {}
    for name, value in fields.mapping("options").items():
        if isinstance(value, dict):
            options[name] = upload_of(Fields(world, value))
        elif isinstance(value, (str, int, float)):
            options[name] = value
        else:
            raise Refusal(
                f"option '{name}' must be a text, a number, true or false, "
                f"or a file {{filename, content_base64}}, not {value!r}"
            )
    return options


async def autocomplete(request: web.Request) -> web.Response:
    """Ask the bot for the choices of an option that is being typed."""
    world = world_of(request)
    fields = await fields_of(request)
    person, channel = _where(world, fields)
    name = fields.text("name").removeprefix("/")
    options, focused = _options(world, fields), fields.text("focused")
    wait = _wait(fields)
    fields.finish()
    interaction = world.interactions.autocomplete(person, channel, name, options, focused)
    reply = await interaction.answered(wait)
    if reply is None:
        return answer({"choices": [], "error": NO_ANSWER})
    return answer({"choices": reply.choices or []})


async def press(request: web.Request) -> web.Response:
    """Press a button."""
    world = world_of(request)
    fields = await fields_of(request)
    person, channel = _where(world, fields)
    message, custom_id, wait = fields.id("message"), fields.text("custom_id"), _wait(fields)
    fields.finish()
    interaction = world.interactions.press(person, channel, message, custom_id)
    return await _outcome(world, person, interaction, wait)


async def select(request: web.Request) -> web.Response:
    """Choose in a select."""
    world = world_of(request)
    fields = await fields_of(request)
    person, channel = _where(world, fields)
    message, custom_id, wait = fields.id("message"), fields.text("custom_id"), _wait(fields)
    values = fields.texts("values")
    fields.finish()
    interaction = world.interactions.select(person, channel, message, custom_id, values)
    return await _outcome(world, person, interaction, wait)


async def modal(request: web.Request) -> web.Response:
    """Send a dialog that the bot had opened."""
    world = world_of(request)
    fields = await fields_of(request)
    person = fields.person()
    opened_by, wait = fields.id("interaction"), _wait(fields)
    given = fields.mapping("values")
    values = {key: _filled(world, key, value) for key, value in given.items() if value is not None}
    fields.finish()
    return await _outcome(world, person, world.interactions.submit(person, opened_by, values), wait)


def _filled(world: World, key: str, value: object) -> Filled:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return value
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return [upload_of(Fields(world, item)) for item in value]
    raise Refusal(
        f"the value of '{key}' must be a text, a list of texts, true or false, "
        "or a list of files {filename, content_base64}"
    )


def _where(world: World, fields: Fields) -> tuple[User, Channel]:
    return fields.person(), channel_of(world, str(fields.id("channel")))


def _wait(fields: Fields) -> float:
    return fields.seconds("wait", DEFAULT_WAIT_SECONDS, MOST_WAIT_SECONDS)


async def _outcome(
    world: World, person: User, interaction: Interaction, wait: float
) -> web.Response:
    reply = await interaction.answered(wait)
    body: Json = {"interaction": str(interaction.id), "answer": None}
    if reply is None:
        body["error"] = NO_ANSWER
    else:
        body["answer"] = answer_json(world, person, reply)
    return answer(body)


def answer_json(world: World, person: User, reply: Answer) -> Json:
    """Return the bot's first answer as the person sees it."""
    body: Json = {"type": reply.kind}
    if reply.message is not None:
        body["message"] = message_json(world, reply.message, person.id)
    if reply.modal is not None:
        body["modal"] = reply.modal
    if reply.choices is not None:
        body["choices"] = reply.choices
    return body


ROUTES: Final = (
    web.get("/guilds/{gid}/commands", commands),
    web.post("/interactions/command", command),
    web.post("/interactions/autocomplete", autocomplete),
    web.post("/interactions/press", press),
    web.post("/interactions/select", select),
    web.post("/interactions/modal", modal),
)
