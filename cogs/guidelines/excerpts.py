"""What was written, with the words that matched marked in text: »…«, never by colour alone."""

import re
from collections.abc import Callable

from bot.messages.event import Content
from bot.texts import escape
from cogs.guidelines.detection import Match

AROUND = 120
LONGEST = 400
_ESCAPED = re.compile(r"\\([^\w\s]|_)")
_MARKS = str.maketrans("", "", "»«")


def part_of(content: Content, part: str, *, name: str = "", thread_title: str = "") -> str:
    """Return the text that a match's `part` names, empty when there is none."""
    kind, _, number = part.rpartition(" ")
    several: dict[str, tuple[str, ...]] = {
        "forwarded": content.forwarded,
        "embed": content.embeds,
        "poll": content.poll,
        "file name": tuple(file.filename for file in content.attachments),
        "alt text": tuple(file.description for file in content.attachments),
        "sticker": content.stickers,
    }
    if kind in several and number.isdigit():
        texts = several[kind]
        return texts[int(number) - 1] if 0 < int(number) <= len(texts) else ""
    return {"text": content.text, "name": name, "thread title": thread_title}.get(part, "")


def marked(text: str, match: Match, quote: Callable[[str], str] = escape) -> str:
    """Return the words around a match, harmless, with the match between » and «."""
    start, end = match.start, min(match.end, match.start + AROUND)
    if not 0 <= start < end <= len(text):
        return _on_one_line(quote(_cut(text, LONGEST)))
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    before = ("…" if left else "") + quote(text[left:start])
    after = quote(text[end:right]) + ("…" if right < len(text) else "")
    return _on_one_line(f"{before}»{quote(text[start:end])}«{after}")


def unmarked(excerpt: str) -> str:
    """Return what was written, as far as an excerpt holds it."""
    return _ESCAPED.sub(r"\1", excerpt.replace("@\u200b", "@").translate(_MARKS))


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[:longest] + "…"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
