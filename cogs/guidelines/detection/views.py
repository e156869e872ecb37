"""The ways in which a text is read, so that disguised words are seen.

Each view is a string of small letters with a space at every boundary, in which letters of one
shape are one letter and repeats are one letter. Only views that read differently are made. Where
each character came from is worked out when something was found, since that is rare.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from cogs.guidelines.detection.letters import DISGUISED, PLAIN, Alphabet

Kind = Literal["plain", "disguised", "glued", "spelled"]
Trace = tuple[str, list[int]]
"""A text as it is read, and for each of its characters the offset in the original."""

SQUEEZED = "etaosinrhdcumfpgwybkjxqz *0123456789"
_PAIRS = tuple((one + one, one) for one in SQUEEZED)
_SQUEEZED = frozenset(SQUEEZED)
JOINERS = frozenset(".-_',~/*:^`’·•")
_JOINERS = tuple(sorted(JOINERS))
_ASCII_JOINERS = tuple(one for one in _JOINERS if one.isascii())
_SPELLED = re.compile(r"(?<= )[^ *](?: [^ *]){2,}(?= )")


def squeeze(letters: str) -> str:
    """Write every run of a letter as one letter."""
    for pair, one in _PAIRS:
        while pair in letters:
            letters = letters.replace(pair, one)
    return letters


def runs_of(letters: str) -> list[int]:
    """Return where each character of the squeezed text begins in the text before."""
    before = ""
    starts = []
    for n, one in enumerate(letters):
        if one != before or one not in _SQUEEZED:
            starts.append(n)
        before = one
    return starts


@dataclass(frozen=True, slots=True)
class View:
    """One way of reading a text; `letters` are squeezed."""

    kind: Kind
    text: str
    letters: str
    traced: Trace | None = None

    def trace(self) -> Trace:
        """Return the reading before it was squeezed, with the offset of every character."""
        if self.traced is not None:
            return self.traced
        if self.kind == "plain":
            return _read(self.text, PLAIN)
        return _read(_soften(self.text), DISGUISED, leave_out=self.kind == "glued")


def views_of(text: str) -> Iterator[View]:
    """Read a text in every way that differs from the ones before."""
    simple = text.isascii()
    plain = f" {text.translate(PLAIN.ascii if simple else PLAIN)} "
    first = second = squeeze(plain)
    yield View("plain", text, first)
    table = DISGUISED.ascii if simple else DISGUISED
    softened = _soften(text)
    hidden = f" {softened.translate(table)} "
    if hidden != plain:
        second = squeeze(hidden)
        if second != first:
            yield View("disguised", text, second)
    joined = softened
    for joiner in _ASCII_JOINERS if simple else _JOINERS:
        if joiner in joined:
            joined = joined.replace(joiner, "")
    if joined is not softened:
        third = squeeze(f" {joined.translate(table)} ")
        if third not in (first, second):
            yield View("glued", text, third)
    if _SPELLED.search(second):
        yield _spelled(text)


def _soften(text: str) -> str:
    """Take exclamation marks at the end of words for what they are: no disguised letters."""
    if "!" not in text:
        return text
    return _EXCLAIMED.sub(lambda found: " " * len(found[0]), text)


_EXCLAIMED = re.compile(r"!+(?=[\s?.,;:)\"'*~_]|$)")


def _read(text: str, alphabet: Alphabet, *, leave_out: bool = False) -> Trace:
    letters, offsets = [" "], [0]
    for n, one in enumerate(text):
        if not (leave_out and one in JOINERS):
            read = alphabet[ord(one)]
            letters.append(read)
            offsets += [n] * len(read)
    return "".join([*letters, " "]), [*offsets, len(text)]


def _spelled(text: str) -> View:
    """Join words that are spelled letter by letter; wider gaps may part words."""
    letters, offsets = _read(_soften(text), DISGUISED)
    starts = runs_of(letters)
    squeezed = "".join(letters[n] for n in starts)
    ends = [*starts[1:], len(letters)]
    traced: list[tuple[str, int]] = [(" ", 0)]
    for run in _SPELLED.finditer(squeezed):
        first, last = run.span()
        gaps = [ends[n] - starts[n] for n in range(first, last) if squeezed[n] == " "]
        narrow = min(gaps)
        for parting in {narrow, max(gaps)}:
            for begin in (first, first + 2) if squeezed[first] in "ai" else (first,):
                for n in range(begin, last):
                    if squeezed[n] != " ":
                        traced += [(letters[m], offsets[m]) for m in range(starts[n], ends[n])]
                    elif ends[n] - starts[n] > parting:
                        traced.append((" ", offsets[starts[n]]))
                traced.append((" ", offsets[ends[last - 1] - 1]))
    joined = "".join(one for one, _ in traced)
    return View("spelled", text, squeeze(joined), (joined, [offset for _, offset in traced]))
