"""Discord's markup: times in the reader's own zone, and members' words made harmless."""

import re
import unicodedata
from datetime import datetime
from typing import Literal

TimeStyle = Literal["t", "T", "d", "D", "f", "F", "R"]

ELLIPSIS = "…"

# Characters that show nothing but reorder, hide or split words. The joiners of emoji and of
# Persian (U+200D, U+200C) are not among them: without them such words fall apart.
_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b"
    "\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]"
)
_LINK = re.compile(r"https?://[^\s<>]+", re.IGNORECASE)
_INLINE = re.compile(r"([\\*_~|`\[\]<])")
_LINE_START = re.compile(r"^([^\S\n]*)(-#|[#>-]|\d+(?=[.)]))", re.MULTILINE)
_PING = re.compile(r"@(?=everyone|here|[!&]?\d)", re.IGNORECASE)
_BREAKS_OUT = re.compile(r"[\\*~|`\[\]]|_{2,}")
_TOKEN = re.compile(r"<[^<>\s]{1,100}>|\[[^\[\]]*\]\([^()\s]*\)")
_LONGEST_WORD = 30


def timestamp(instant: datetime, style: TimeStyle = "F") -> str:
    """Write an instant so that Discord shows it in each reader's own time zone.

    Raises ValueError for a time without a zone.
    """
    if instant.tzinfo is None:
        raise ValueError("a time for people needs a zone: this one is naive")
    return f"<t:{int(instant.timestamp())}:{style}>"


def escape(user_text: str) -> str:
    """Show what a member wrote as they wrote it, with no markup, mention or hidden character.

    Links stay links. Mentions lose their power even where a message allows all mentions.
    """
    text = _PING.sub("@\u200b", _INVISIBLE.sub("", user_text))
    pieces: list[str] = []
    end = 0
    for link in _LINK.finditer(text):
        pieces += _escape_words(text[end : link.start()]), _quote_link(link.group())
        end = link.end()
    pieces.append(_escape_words(text[end:]))
    return _LINE_START.sub(_escape_line_start, "".join(pieces))


def shorten(text: str, limit: int) -> str:
    """Cut a text to at most `limit` code points, after a whole word where there is one near.

    Never cuts through a visible character made of several code points, a mention, a timestamp
    or an escaped character. Raises ValueError for a limit below 1.
    """
    if limit < 1:
        raise ValueError("a text cannot be shorter than its ellipsis")
    if len(text) <= limit:
        return text
    end = limit - len(ELLIPSIS)
    for token in _TOKEN.finditer(text):
        if token.start() < end < token.end():
            end = token.start()
    while end > 0 and not _may_cut(text, end):
        end -= 1
    return text[: _word_end(text, end)].rstrip() + ELLIPSIS


def _escape_words(text: str) -> str:
    return _INLINE.sub(r"\\\1", text)


def _escape_line_start(found: re.Match[str]) -> str:
    space, mark = found.groups()
    # A number is defused at its full stop: "1\." reads as it was written.
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def _quote_link(link: str) -> str:
    """Percent-encode what would open or close markup around the link."""
    return _BREAKS_OUT.sub(lambda found: "".join(f"%{ord(c):02X}" for c in found.group()), link)


def _word_end(text: str, end: int) -> int:
    if text[end].isspace():
        return end
    for place in range(end - 1, max(0, end - _LONGEST_WORD) - 1, -1):
        if text[place].isspace():
            return place or end
    return end


def _may_cut(text: str, place: int) -> bool:
    """Tell whether a visible character ends before `place` and another begins there."""
    before, after = text[place - 1], text[place]
    return not (
        _continues(after)
        or before == "\u200d"
        or _inside_flag(text, place)
        or _inside_syllable(before, after)
        or (before == "\r" and after == "\n")
        or _trailing_backslashes(text, place) % 2
    )


def _continues(character: str) -> bool:
    joins = character in "\u200c\u200d" or "\U0001f3fb" <= character <= "\U0001f3ff"
    tag = "\U000e0020" <= character <= "\U000e007f"
    return joins or tag or unicodedata.category(character).startswith("M")


def _inside_flag(text: str, place: int) -> bool:
    """Two regional indicators make a flag; count those that stand before the cut."""
    if not _is_regional(text[place]):
        return False
    start = place
    while start > 0 and _is_regional(text[start - 1]):
        start -= 1
    return (place - start) % 2 == 1


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _inside_syllable(before: str, after: str) -> bool:
    """Hangul written in parts: a lead, a vowel and a tail are one syllable."""
    led = "\u1100" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3"
    return led and "\u1160" <= after <= "\u11ff"


def _trailing_backslashes(text: str, place: int) -> int:
    return place - len(text[:place].rstrip("\\"))
