"""A message as detectors see it: all that people can read of it, part by part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.detectors import Detector, Found
from bot.messages.event import Content
from cogs.guidelines.detection.facts import Context

__all__ = ["Detector", "Found", "Message", "Part", "message_of"]

_SET_APART = re.compile(r"^>>> [\s\S]*|^> .*|```[\s\S]*?```|`[^`\n]+`", re.MULTILINE)
# Words in quotation marks are somebody else's if a verb of saying stands beside them: marks alone
# would be too easy a disguise.
_SAID = (
    r"(?:say|says|said|saying|shout\w*|wrote|write\w*|call|calls|called|calling|tell\w*|told|tweet\w*"
    r"|post|posts|posted|posting|claim\w*|think|thinks|thinking|statements?|slogans?|words?|phrases?"
    r"|dice|dicen|dijo|decir|diciendo|dit|disent|sagt|sagte|dice|dicono|detto|diu|diuen|nói)"
)
_QUOTED = re.compile(
    rf"\b{_SAID}\b[^\"“”«»\n.!?]{{0,30}}[\"“«](?P<after>[^\"“”«»\n]{{2,300}})[\"”»]"
    rf"|[\"“«](?P<before>[^\"“”«»\n]{{2,300}})[\"”»][^\"“”«»\n.!?]{{0,20}}\b{_SAID}\b",
    re.IGNORECASE,
)


@dataclass(eq=False)  # frozen would cost a microsecond for every message
class Part:
    """One text of a message; `typed` is what the author typed just now."""

    name: str
    text: str
    typed: bool = False

    @cached_property
    def set_apart(self) -> tuple[tuple[int, int], ...]:
        """Where whole lines are quoted, or code is shown."""
        if ">" not in self.text and "`" not in self.text:
            return ()
        return tuple(found.span() for found in _SET_APART.finditer(self.text))

    @cached_property
    def reported(self) -> tuple[tuple[int, int], ...]:
        """Where somebody else is speaking, or code is shown."""
        if '"' not in self.text and "“" not in self.text and "«" not in self.text:
            return self.set_apart
        said = (found.span(found.lastgroup or 0) for found in _QUOTED.finditer(self.text))
        return tuple(sorted((*self.set_apart, *said)))

    def is_reported(self, start: int, end: int) -> bool:
        """Tell whether a passage is reported speech."""
        return end > start and any(a <= start and end <= b for a, b in self.reported)


@dataclass(slots=True)
class Message:
    """A message, and what is known around it."""

    parts: Sequence[Part]
    content: Content
    context: Context


def message_of(content: Content, context: Context) -> Message:
    """Take a message apart; lone halves of characters are replaced, offsets stay."""
    parts = [Part("text", _whole(content.text), typed=True)] if content.text else []
    beside = content.forwarded or content.embeds or content.poll or content.stickers
    if beside or content.attachments:
        parts += _attached(content)
    if context.author_name:
        parts.append(Part("name", _whole(context.author_name)))
    if context.thread_title:
        parts.append(Part("thread title", _whole(context.thread_title)))
    return Message(parts, content, context)


def _attached(content: Content) -> Iterator[Part]:
    files = content.attachments
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
