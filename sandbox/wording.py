"""What a message says in words, and what its parts and its place are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.world import components

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sandbox.model import Channel, Message
    from sandbox.wire import Json


def text_of(message: Message) -> str:
    """Return all that a message says in text: content, embeds, text displays, labels."""
    return "\n".join(part for part in _parts(message) if part)


def _parts(message: Message) -> Iterator[str]:
    yield message.content
    for embed in message.embeds:
        yield from _embed_parts(embed)
    yield from components.texts(message.components)
    for _, component in components.walk(message.components):
        if component.get("type") == components.BUTTON:
            yield f"[{name_of(component)}]"
        elif component.get("type") in components.SELECTS:
            yield f"[{name_of(component)} v]"


def _embed_parts(embed: Json) -> Iterator[str]:
    yield str((embed.get("author") or {}).get("name") or "")
    yield str(embed.get("title") or "")
    yield str(embed.get("description") or "")
    for field in embed.get("fields") or []:
        yield f"{field['name']}: {field['value']}"
    yield str((embed.get("footer") or {}).get("text") or "")


def name_of(component: Json) -> str:
    """Return what a button or select is called: its label, emoji, placeholder or custom_id."""
    emoji = (component.get("emoji") or {}).get("name")
    shown = component.get("label") or emoji or component.get("placeholder")
    return str(shown or component.get("custom_id") or "without a name")


def place_name(channel: Channel) -> str:
    """Return what people call a channel: `#general`, or the two sides of a conversation."""
    if channel.guild_id is None:
        return " & ".join(user.name for user in channel.recipients)
    return f"#{channel.name}"
