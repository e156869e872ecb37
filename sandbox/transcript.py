"""The town as text: what was said where, and what the bot was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import model
from sandbox.world.components import BUTTON, SELECTS, texts, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.journal import Journal
    from sandbox.model import Channel, Json, Message
    from sandbox.world import World

_LATEST = 30
_LAST_REQUESTS = 15


def transcript(world: World, journal: Journal | None = None) -> str:
    """Return what the reader of a failed test needs: the talk, then the bot's last requests."""
    lines = [f"It is {world.clock.now():%A %Y-%m-%d %H:%M:%S} UTC.", *_talk(world)]
    if journal is not None:
        lines += _requests(journal)
    return "\n".join(lines)


def place_name(channel: Channel) -> str:
    """Return how people call a place: `#general`, or whose conversation it is."""
    if channel.type == model.DM:
        return "DM of " + " and ".join(user.name for user in channel.recipients)
    return f"#{channel.name}"


def text_of(message: Message) -> str:
    """Return all that a message says, embeds and text displays included, one per line."""
    embeds = (part for embed in message.embeds for part in _embed_parts(embed))
    lines = (message.content, *embeds, *texts(message.components))
    return "\n".join(line for line in lines if line)


def shown_of(message: Message) -> str:
    """Return what a message says, and after it what its buttons and selects are called."""
    return "\n".join(part for part in (text_of(message), *_controls(message)) if part)


def name_of(component: Json) -> str:
    """Return what a person would call a button or select: its words, else its custom_id."""
    emoji = (component.get("emoji") or {}).get("name")
    words = component.get("label") or component.get("placeholder") or emoji
    return str(words or component.get("custom_id") or component.get("url") or "without a name")


def _embed_parts(embed: Json) -> Iterator[str]:
    yield str((embed.get("author") or {}).get("name") or "")
    yield str(embed.get("title") or "")
    yield str(embed.get("description") or "")
    for field in embed.get("fields") or []:
        yield f"{field['name']}: {field['value']}"
    yield str((embed.get("footer") or {}).get("text") or "")


def _controls(message: Message) -> Iterator[str]:
    for _, component in walk(message.components):
        if component.get("type") == BUTTON:
            yield f"[{name_of(component)}]"
        elif component.get("type") in SELECTS:
            yield f"[{name_of(component)} v]"


def _talk(world: World) -> Iterator[str]:
    for channel in world.channels_by_id.values():
        if channel.messages:
            yield place_name(channel)
            for message in list(channel.messages.values())[-_LATEST:]:
                yield from _lines(world, message)


def _lines(world: World, message: Message) -> Iterator[str]:
    addressee = world.users_by_id.get(message.only_for or 0)
    whisper = f" (only to {addressee.name})" if addressee else ""
    first, *rest = text_of(message).splitlines() or [""]
    yield f"  {message.sent_at:%H:%M:%S} {message.author.name}{whisper}: {first}"
    yield from (f"      {line}" for line in rest)
    for attachment in message.attachments:
        yield f"      [file] {attachment.filename}"
    if controls := " ".join(_controls(message)):
        yield f"      {controls}"


def _requests(journal: Journal) -> Iterator[str]:
    requests = journal.entries(kind="request")[-_LAST_REQUESTS:]
    yield "The bot's last requests:" if requests else "The bot has made no request."
    for entry in requests:
        facts = entry.facts
        why = f" {facts['answer']}" if facts.get("answer") else ""
        yield f"  {entry.n} {facts['method']} {facts['path']} -> {facts['status']}{why}"
