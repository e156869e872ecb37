"""Writing and reading: messages, reactions, typing, threads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from aiohttp import web

from sandbox import model
from sandbox.control.asking import READ_MARKS, answer, done, in_channel
from sandbox.control.fields import id_of
from sandbox.control.refusal import Refusal, listed
from sandbox.wire.channels import channel_json
from sandbox.wire.messages import message_json

if TYPE_CHECKING:
    from sandbox.model import Channel, Json, Message, User
    from sandbox.world import World

MOST_LISTED: Final = 500
_PAGE: Final = 100


async def history(request: web.Request) -> web.Response:
    """Return messages, the newest last; to have looked is to have read."""
    world, channel, fields = await in_channel(request)
    person = fields.person()
    limit = fields.number("limit", 50, 1, MOST_LISTED)
    before = fields.optional_id("before")
    fields.finish()
    found = _pages(world, person, channel, limit, before)
    if before is None:
        request.app[READ_MARKS].read(person, channel)
    return answer([message_json(world, message, person.id) for message in reversed(found)])


def _pages(
    world: World, person: User, channel: Channel, limit: int, before: int | None
) -> list[Message]:
    """Return up to `limit` messages, newest first; Discord gives at most 100 at a time."""
    found: list[Message] = []
    while len(found) < limit:
        wanted = min(_PAGE, limit - len(found))
        page = world.messages.history(person, channel, wanted, before=before)
        found += page
        if len(page) < wanted:
            break
        before = page[-1].id
    return found


async def create(request: web.Request) -> web.Response:
    """Send a message."""
    world, channel, fields = await in_channel(request)
    person = fields.person()
    body: Json = {"content": fields.optional_text("content") or ""}
    if (reply_to := fields.optional_id("reply_to")) is not None:
        body["message_reference"] = {"message_id": str(reply_to)}
    if (sticker := fields.optional_text("sticker")) is not None:
        body["sticker_ids"] = [sticker]
    files = fields.uploads("attachments")
    fields.finish()
    message = world.messages.create(person, channel, body, files)
    return answer(message_json(world, message, person.id))


async def edit(request: web.Request) -> web.Response:
    """Change one's own message."""
    world, channel, fields = await in_channel(request)
    person = fields.person()
    body = {"content": fields.text("content")}
    fields.finish()
    message_id = id_of(request.match_info["mid"], "message")
    message = world.messages.edit(person, channel, message_id, body)
    return answer(message_json(world, message, person.id))


async def delete(request: web.Request) -> web.Response:
    """Delete a message."""
    world, channel, fields = await in_channel(request)
    person = fields.person()
    fields.finish()
    world.messages.delete(person, channel, id_of(request.match_info["mid"], "message"))
    return done()


async def react(request: web.Request) -> web.Response:
    """Add a reaction."""
    world, channel, fields = await in_channel(request)
    person = fields.person()
    fields.finish()
    message_id = id_of(request.match_info["mid"], "message")
    world.reactions.add(person, channel, message_id, unquote(request.match_info["emoji"]))
    return done()


async def unreact(request: web.Request) -> web.Response:
    """Take one's own reaction back."""
    world, channel, fields = await in_channel(request)
    person = fields.person()
    fields.finish()
    message_id = id_of(request.match_info["mid"], "message")
    emoji = unquote(request.match_info["emoji"])
    world.reactions.remove(person, channel, message_id, emoji, person.id)
    return done()


async def vote(request: web.Request) -> web.Response:
    """Choose answers of a poll; none takes the vote back."""
    world, channel, fields = await in_channel(request)
    person, answers = fields.person(), fields.ids("answers")
    fields.finish()
    message_id = id_of(request.match_info["mid"], "message")
    message = world.polls.vote(person, channel, message_id, answers)
    return answer(message_json(world, message, person.id))


async def typing(request: web.Request) -> web.Response:
    """Show that somebody is typing."""
    world, channel, fields = await in_channel(request)
    person = fields.person()
    fields.finish()
    world.channels.type(person, channel)
    return done()


async def start_thread(request: web.Request) -> web.Response:
    """Start a thread: of a message, on its own, or as a post of a forum."""
    world, channel, fields = await in_channel(request)
    person = fields.person()
    body: Json = {"name": fields.text("name")}
    about = fields.optional_id("message")
    content = fields.optional_text("content")
    tags = fields.optional_texts("tags")
    fields.finish()
    if about is not None:
        thread = world.threads.start_from(person, channel, about, body)
    elif channel.type in model.FORUMS:
        body |= {"message": {"content": content or ""}, "applied_tags": _tag_ids(channel, tags)}
        return answer(channel_json(world.threads.start(person, channel, body), person.id))
    else:
        thread = world.threads.start(person, channel, body | {"type": model.PUBLIC_THREAD})
    if content:
        world.messages.create(person, thread, {"content": content})
    return answer(channel_json(thread, person.id))


def _tag_ids(forum: Channel, wanted: list[str]) -> list[str]:
    """Return the ids of tags that are given by id or by name."""
    known = {tag.name.casefold(): str(tag.id) for tag in forum.tags.values()}
    known |= {str(tag.id): str(tag.id) for tag in forum.tags.values()}
    unknown = [tag for tag in wanted if tag.casefold() not in known]
    if unknown:
        names = listed(tag.name for tag in forum.tags.values())
        raise Refusal(f"unknown tag {listed(unknown)}; this forum has: {names}")
    return [known[tag.casefold()] for tag in wanted]


_MESSAGE: Final = "/channels/{cid}/messages/{mid}"
ROUTES: Final = (
    web.get("/channels/{cid}/messages", history),
    web.post("/channels/{cid}/messages", create),
    web.patch(_MESSAGE, edit),
    web.delete(_MESSAGE, delete),
    web.put(_MESSAGE + "/reactions/{emoji}", react),
    web.delete(_MESSAGE + "/reactions/{emoji}", unreact),
    web.put(_MESSAGE + "/votes", vote),
    web.post("/channels/{cid}/typing", typing),
    web.post("/channels/{cid}/threads", start_thread),
)
