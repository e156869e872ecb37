"""A message as detectors see it: all that people can read of it, part by part."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.detectors import Detector, Found
from bot.messages.event import Content
from cogs.guidelines.detection.facts import Context

__all__ = ["Detector", "Found", "Message", "Part", "message_of"]

_REPORTED = re.compile(r"^>>> [\s\S]*|^> .*|```[\s\S]*?```|`[^`\n]+`", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """One text of a message; `typed` is what the author typed just now."""

    name: str
    text: str
    typed: bool = False

    @cached_property
    def reported(self) -> tuple[tuple[int, int], ...]:
        """Where somebody else is quoted, or code is shown."""
        return tuple(found.span() for found in _REPORTED.finditer(self.text))

    def is_reported(self, start: int, end: int) -> bool:
        """Tell whether a passage is reported speech."""
        return end > start and any(a <= start and end <= b for a, b in self.reported)


@dataclass(frozen=True, slots=True)
class Message:
    """A message, and what is known around it."""

    parts: tuple[Part, ...]
    content: Content
    context: Context


def message_of(content: Content, context: Context) -> Message:
    """Take a message apart; lone halves of characters are replaced, offsets stay."""
    parts = [Part("text", _whole(content.text), typed=True)] if content.text else []
    parts += _attached(content)
    if context.author_name:
        parts.append(Part("name", _whole(context.author_name)))
    if context.thread_title:
        parts.append(Part("thread title", _whole(context.thread_title)))
    return Message(tuple(parts), content, context)


def _attached(content: Content) -> Iterator[Part]:
    files = content.attachments
    if not (files or content.forwarded or content.embeds or content.poll or content.stickers):
        return
    for name, texts in (
        ("forwarded", content.forwarded),
        ("embed", content.embeds),
        ("poll", content.poll),
        ("file name", tuple(file.filename for file in files)),
        ("alt text", tuple(file.description for file in files)),
        ("sticker", content.stickers),
    ):
        yield from (Part(f"{name} {n}", _whole(text)) for n, text in enumerate(texts, 1) if text)


def _whole(text: str) -> str:
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= one <= "\udfff" else one for one in text)
    return text
