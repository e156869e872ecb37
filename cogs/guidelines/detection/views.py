"""The ways in which a text is read, so that disguised words are seen.

Each view is a string of small letters with a space at every boundary, in which letters of one
shape are one letter and repeats are one letter. Only views that read differently are made. Where
each character came from is worked out when something was found, since that is rare.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import re2  # type: ignore[import-untyped]  # google-re2 ships no types

from cogs.guidelines.detection.letters import DISGUISED, GLUED, PLAIN, Alphabet, signs_in

Kind = Literal["plain", "disguised", "glued", "spelled"]
Trace = tuple[str, list[int]]
"""A text as it is read, and for each of its characters the offset in the original."""

_ALPHABETS: Mapping[Kind, Alphabet] = {"plain": PLAIN, "disguised": DISGUISED, "glued": GLUED}
_SPELLED = re.compile(r"(?<= )[^ *](?: [^ *]){2,}(?= )")
_GAP = re.compile("  +")
_EXCLAIMED = re.compile(r"(?<=[^\s!])!+(?=[\s?.,;:)\"'*~_]|$)")
_SQUEEZED = "abcdefghijklmnopqrstuvwxyz *"


def _recognise(expressions: Iterable[str]) -> re2.Set:
    found = re2.Set.SearchSet(re2.Options())
    for one in expressions:
        found.Add(one)
    found.Compile()
    return found


def _oddities() -> re2.Set:
    """Recognise stretched words, which few honest texts have, and letters that stand alone.

    Where words are stretched, letters that are repeated may stand alone as well.
    """
    letters = "abcdefghijklmnopqrstuvwxyz"
    double = "(?:" + "|".join(one * 2 for one in letters) + ")"
    odd = "|".join(one * 2 for one in "bcdghkmnprtyz")
    triple = "|".join(one * 3 for one in (*letters, "[*]"))
    stretched = f"{triple}|aa|uu|{double}[a-z]*{double}|(?:{odd}) "
    alone = "(?:" + "|".join(f"{one}+" for one in letters) + "|[^ *a-z])"
    return _recognise([stretched, " [^ *](?: [^ *]){2} ", f" {alone}(?: {alone}){{2}} "])


_DOUBLED = _recognise(re.escape(one * 2) for one in _SQUEEZED)
_ODDITIES = _oddities()
_STRETCHED, _ALONE, _ALONE_IF_SQUEEZED = range(3)  # the numbers of those expressions


def squeeze(letters: str) -> str:
    """Write every run of a letter as one letter."""
    for number in _DOUBLED.Match(letters) or ():
        one = _SQUEEZED[number]
        while one * 2 in letters:
            letters = letters.replace(one * 2, one)
    return letters


def runs_of(letters: str, *, squeezed: bool) -> list[int]:
    """Return where each character of the text that is searched begins in the text before."""
    if squeezed:
        pairs = enumerate(pairwise(letters), 1)
        return [0, *[n for n, (before, one) in pairs if one != before or one not in _SQUEEZED]]
    kept: list[int] = []
    at = 0
    for gap in _GAP.finditer(letters):
        kept += range(at, gap.start() + 1)
        at = gap.end()
    kept += range(at, len(letters))
    return kept


@dataclass
class View:
    """One way of reading a text; `letters` are squeezed where letters are repeated."""

    kind: Kind
    text: str
    letters: str
    squeezed: bool = False
    is_spelled: bool = False
    traced: Trace | None = None

    @classmethod
    def of(cls, kind: Kind, text: str, letters: str, traced: Trace | None = None) -> "View":
        """Read letters that may be stretched, and stand alone."""
        letters = _narrow(letters)
        oddities = _ODDITIES.Match(letters)
        if not oddities:
            return cls(kind, text, letters, traced=traced)
        if _STRETCHED not in oddities:
            is_spelled = _ALONE in oddities
            return cls(kind, text, letters, is_spelled=is_spelled, traced=traced)
        is_spelled = _ALONE_IF_SQUEEZED in oddities
        return cls(
            kind, text, squeeze(letters), squeezed=True, is_spelled=is_spelled, traced=traced
        )

    @property
    def is_glued(self) -> bool:
        """Whether letters were joined that do not stand together."""
        return self.kind in {"glued", "spelled"}

    def is_read_at(self, start: int) -> bool:
        """Tell whether a word may begin here: within letters that were joined none does."""
        return not self.is_glued or self.letters[start - 1] == " "

    def trace(self) -> Trace:
        """Return the reading before it was squeezed, with the offset of every character."""
        if self.traced is None:
            text = self.text if self.kind == "plain" else _soften(self.text)
            self.traced = _ALPHABETS[self.kind].trace(text)
        return self.traced


def views_of(text: str, signs: str | None = None) -> list[View]:
    """Read a text in every way that differs from the ones before; its signs may be known."""
    plain = PLAIN.read(text)
    views = [View.of("plain", text, plain)]
    if not (signs_in(text) if signs is None else signs):
        return [*views, _spelled(text)] if views[0].is_spelled else views
    softened = _soften(text)
    disguised = DISGUISED.read(softened)
    if disguised != plain:
        _add(views, View.of("disguised", text, disguised))
    is_spelled = views[-1].is_spelled
    glued = _narrow(GLUED.read(softened))
    if glued != views[0].letters:
        _add(views, View.of("glued", text, glued))
    if is_spelled:
        views.append(_spelled(text))
    return views


def _add(views: list[View], view: View) -> None:
    if view.letters not in [one.letters for one in views]:
        views.append(view)


def _narrow(letters: str) -> str:
    while "  " in letters:
        letters = letters.replace("  ", " ")
    return letters


def _soften(text: str) -> str:
    """Take exclamation marks at the end of words for what they are: no disguised letters."""
    if "!" not in text:
        return text
    return _EXCLAIMED.sub(lambda found: " " * len(found[0]), text)


def _spelled(text: str) -> View:
    """Join words that are spelled letter by letter; wider gaps may part words."""
    letters, offsets = DISGUISED.trace(_soften(text))
    starts = [*runs_of(letters, squeezed=True), len(letters)]
    squeezed = "".join([letters[n] for n in starts[:-1]])
    kept = [0]
    for run in _SPELLED.finditer(squeezed):
        first, last = run.span()
        gaps = {starts[n + 1] - starts[n] for n in range(first, last) if squeezed[n] == " "}
        for parting in {min(gaps), max(gaps)}:
            for begin in (first, first + 2) if squeezed[first] in "ai" else (first,):
                for n in range(begin, last):
                    if squeezed[n] != " ":
                        kept += range(starts[n], starts[n + 1])
                    elif starts[n + 1] - starts[n] > parting:
                        kept.append(starts[n])
                kept.append(starts[last])
    joined = "".join([letters[n] for n in kept])
    return View.of("spelled", text, joined, (joined, [offsets[n] for n in kept]))
