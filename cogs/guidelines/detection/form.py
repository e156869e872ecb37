"""What a message looks like: capitals, heaps of marks, walls of emoji, lines and spoilers."""

import re
import unicodedata
from collections.abc import Iterator

import re2  # type: ignore[import-untyped]  # google-re2 ships no types

from bot.texts.phrase import Phrase
from cogs.guidelines.detection.message import Found, Message, Part
from cogs.guidelines.form_settings import Caps, Emoji, Newlines, Spoilers, Zalgo

_OWN_EMOJI = re.compile(r"<a?:\w{2,32}:\d{15,21}>")
_NOT_SPOKEN = re.compile(r"https?://\S+|<[^>\s]{1,60}>|`[^`]*`")
_HEAP = 3
_MARKS = re2.compile(rf"\pM{{{_HEAP}}}")


def typed_in(message: Message) -> Iterator[Part]:
    """Return what the author typed."""
    return (part for part in message.parts if part.typed)


class CapsDetector:
    """Looks for shouting."""

    def __init__(self, settings: Caps) -> None:
        self._share, self._letters = settings.share, settings.letters

    def look(self, message: Message) -> Iterator[Found]:
        """Say what share of the letters are capitals, links and names left out."""
        for part in typed_in(message):
            if len(part.text) < self._letters or part.text.islower():
                continue
            if (share := capitals(part.text, self._letters)) >= self._share:
                yield Found(
                    Phrase("{share} % of the letters are capitals.", share=round(share * 100)), part
                )


def capitals(text: str, fewest: int) -> float:
    """Return the share of capitals among letters that have a case; 0 for too few letters."""
    spoken = _NOT_SPOKEN.sub(" ", text)
    large = sum(map(str.isupper, spoken))
    cased = large + sum(map(str.islower, spoken))
    return large / cased if cased >= fewest else 0.0


class ZalgoDetector:
    """Looks for letters under heaps of marks; honest marks of any script are fewer."""

    signs = re.compile(r"[^\x00-\x7f]")

    def __init__(self, settings: Zalgo) -> None:
        self.settings = settings

    def look(self, message: Message) -> Iterator[Found]:
        """Say where three marks in a row stand on one letter."""
        for part in message.parts:
            if not part.text.isascii() and (heap := heap_of_marks(part.text)):
                why = Phrase("Letters with heaps of marks that run over other lines.")
                yield Found(why, part, *heap)


def heap_of_marks(text: str) -> tuple[int, int] | None:
    """Return where the first letter with three combining marks stands."""
    if _MARKS.search(text) is None:
        return None
    count = 0
    for n, one in enumerate(text):
        # Variation selectors and the keycap of emoji join others and are no marks on a letter.
        count = count + 1 if one > "\u02ff" and unicodedata.combining(one) else 0
        if count == _HEAP:
            return max(n - _HEAP, 0), n + 1
    return None


class EmojiDetector:
    """Looks for walls of emoji."""

    signs = re.compile(r"<|[^\x00-\x7f]")

    def __init__(self, settings: Emoji) -> None:
        self._at_least = settings.at_least

    def look(self, message: Message) -> Iterator[Found]:
        """Say how many emoji there are."""
        for part in typed_in(message):
            if part.text.isascii() and "<" not in part.text:
                continue
            if (count := emoji_in(part.text)) >= self._at_least:
                yield Found(Phrase("{count} emoji in one message.", count=count), part)


def emoji_in(text: str) -> int:
    """Count emoji: a family, a flag or a shade of skin is one."""
    count = len(_OWN_EMOJI.findall(text)) if "<" in text else 0
    joined, flags = False, 0
    for one in text:
        if "\U0001f1e6" <= one <= "\U0001f1ff":
            flags += 1
        elif one == "\u200d":
            joined = True
            continue
        elif "\U0001f3fb" <= one <= "\U0001f3ff":
            continue
        elif "\U0001f300" <= one <= "\U0001faff" or "\u2600" <= one <= "\u27bf":
            count += not joined
        joined = False
    return count + (flags + 1) // 2


class NewlinesDetector:
    """Looks for messages that fill the screen."""

    signs = re.compile(r"\n")

    def __init__(self, settings: Newlines) -> None:
        self._at_least = settings.at_least

    def look(self, message: Message) -> Iterator[Found]:
        """Say how many line breaks there are."""
        for part in typed_in(message):
            if (count := part.text.count("\n")) >= self._at_least:
                yield Found(Phrase("{count} line breaks in one message.", count=count), part)


class SpoilersDetector:
    """Looks for messages made of spoilers."""

    signs = re.compile(r"\|\|")

    def __init__(self, settings: Spoilers) -> None:
        self._at_least = settings.at_least

    def look(self, message: Message) -> Iterator[Found]:
        """Say how many spoilers there are."""
        for part in typed_in(message):
            if part.text.count("||") < 2 * self._at_least:
                continue
            if (count := sum(map(bool, part.text.split("||")[1:-1:2]))) >= self._at_least:
                yield Found(Phrase("{count} spoilers in one message.", count=count), part)
