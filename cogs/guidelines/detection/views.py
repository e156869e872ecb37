"""The ways in which a text is read, so that disguised words are seen.

Each view is a string of small letters with a space at every boundary, in which letters of one
shape are one letter and repeats are one letter. Only views that read differently are made. Where
each character came from is worked out when something was found, since that is rare.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import re2  # type: ignore[import-untyped]  # google-re2 ships no types

from cogs.guidelines.detection.letters import DISGUISED, PLAIN, Alphabet

Kind = Literal["plain", "disguised", "glued", "spelled"]
Trace = tuple[str, list[int]]
"""A text as it is read, and for each of its characters the offset in the original."""

JOINERS = frozenset(".-_',~/*:^`\N{RIGHT SINGLE QUOTATION MARK}·•")
_JOINERS = tuple(sorted(JOINERS))
_ASCII_JOINERS = tuple(one for one in _JOINERS if one.isascii())
_SPELLED = re.compile(r"(?<= )[^ *](?: [^ *]){2,}(?= )")
_EXCLAIMED = re.compile(r"(?<=[^\s!])!+(?=[\s?.,;:)\"'*~_]|$)")
_SQUEEZED = frozenset("abcdefghijklmnopqrstuvwxyz *")
_PAIRS = tuple((one * 2, one) for one in sorted(_SQUEEZED))


def _stretching() -> re2.Set:
    """Recognise what few honest words have: tripled letters, two doubled ones, odd doubles."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    double = "(?:" + "|".join(one * 2 for one in letters) + ")"
    odd = "|".join(one * 2 for one in "bcdghkmnprtyz")
    found = re2.Set.SearchSet(re2.Options())
    triple = "|".join(one * 3 for one in (*letters, "[*]"))
    found.Add(f"{triple}|aa|uu|{double}[a-z]*{double}|(?:{odd}) ")
    found.Compile()
    return found


def _oddity() -> re2.Set:
    """Recognise ASCII texts that may read differently in another view: most do not."""
    found = re2.Set.SearchSet(re2.Options())
    found.Add(
        r"[0-9@$|+(*#%&]"  # read as letters, or in their place
        r"|![^\s!?.,;:)\"'*~_]|(?:^|\s)!"  # an exclamation mark that ends no word
        r"|[^\s][.\-_',~/:^`]+[^\s.\-_',~/:^`]"  # words that are joined
        r"|(?:^|[^A-Za-z])[A-Za-z](?:[^A-Za-z]+[A-Za-z]){2,}(?:[^A-Za-z]|$)"  # spelled words
    )
    found.Compile()
    return found


_STRETCHED = _stretching()
_ODD = _oddity()


def squeeze(letters: str) -> str:
    """Write every run of a letter as one letter."""
    for pair, one in _PAIRS:
        while pair in letters:
            letters = letters.replace(pair, one)
    return letters


def runs_of(letters: str, *, squeezed: bool) -> list[int]:
    """Return where each character of the text that is searched begins in the text before."""
    if not squeezed and "  " not in letters:
        return list(range(len(letters)))
    before = ""
    starts = []
    alike = _SQUEEZED if squeezed else " "
    for n, one in enumerate(letters):
        if one != before or one not in alike:
            starts.append(n)
        before = one
    return starts


@dataclass
class View:
    """One way of reading a text; `letters` are squeezed where letters are repeated."""

    kind: Kind
    text: str
    letters: str
    squeezed: bool
    traced: Trace | None = None

    @classmethod
    def of(cls, kind: Kind, text: str, letters: str, traced: Trace | None = None) -> "View":
        """Read letters that may be stretched."""
        if _STRETCHED.Match(letters):
            return cls(kind, text, squeeze(letters), squeezed=True, traced=traced)
        while "  " in letters:
            letters = letters.replace("  ", " ")
        return cls(kind, text, letters, squeezed=False, traced=traced)

    def trace(self) -> Trace:
        """Return the reading before it was squeezed, with the offset of every character."""
        if self.traced is None:
            self.traced = self._trace()
        return self.traced

    def _trace(self) -> Trace:
        if self.kind == "plain":
            return _read(self.text, PLAIN)
        return _read(_soften(self.text), DISGUISED, leave_out=self.kind == "glued")


def views_of(text: str) -> Iterator[View]:
    """Read a text in every way that differs from the ones before."""
    simple = text.isascii()
    plain = f" {text.translate(PLAIN.ascii if simple else PLAIN)} "
    first = second = View.of("plain", text, plain)
    yield first
    if simple and not first.squeezed and not _ODD.Match(text):
        return
    table = DISGUISED.ascii if simple else DISGUISED
    softened = _soften(text)
    hidden = f" {softened.translate(table)} "
    if hidden != plain:
        second = View.of("disguised", text, hidden)
        if second.letters != first.letters:
            yield second
    joined = softened
    for joiner in _ASCII_JOINERS if simple else _JOINERS:
        if joiner in joined:
            joined = joined.replace(joiner, "")
    if joined is not softened:
        third = View.of("glued", text, f" {joined.translate(table)} ")
        if third.letters not in (first.letters, second.letters):
            yield third
    if _SPELLED.search(second.letters):
        yield _spelled(text)


def _soften(text: str) -> str:
    """Take exclamation marks at the end of words for what they are: no disguised letters."""
    if "!" not in text:
        return text
    return _EXCLAIMED.sub(lambda found: " " * len(found[0]), text)


def _read(text: str, alphabet: Alphabet, *, leave_out: bool = False) -> Trace:
    if not leave_out and text.isascii():
        return f" {text.translate(alphabet.ascii)} ", [0, *range(len(text) + 1)]
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
    starts = runs_of(letters, squeezed=True)
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
    return View.of("spelled", text, joined, (joined, [offset for _, offset in traced]))
