"""Words and phrases: one automaton over all terms of all guidelines, and what makes a hit count."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick

from cogs.guidelines.detection.letters import SYMBOLS, disguised, letter_of, skeleton
from cogs.guidelines.detection.views import View, runs_of, squeeze, views_of
from cogs.guidelines.detection.wordlists import Boundary, Term

ViewName = Literal["exact", "folded", "squeezed", "despaced", "skeleton"]
_Runs = list[tuple[int, str]]
_FEWEST_LETTERS = 0.25
_VIETNAMESE = frozenset("ơưđăạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
_CYRILLIC = frozenset("бжлыю")
"""Letters that imitate none of ours: a text that has them is written in that script."""
_VOWELS = frozenset("aeiouy")
_SHAPES = frozenset("iluv")
_LEADS: dict[Boundary, tuple[str, str]] = {
    "word": (" ", " "),
    "prefix": (" ", ""),
    "suffix": ("", " "),
    "substring": ("", ""),
}


class Hit(NamedTuple):
    """A term that stands in a text, and the view that showed it."""

    term: Term
    view: ViewName
    start: int
    end: int


@dataclass(eq=False, slots=True)
class _Shape:
    """One way to write a term, and how much surrounds it where it is found.

    A tight shape is looked for letter by letter, one that is not in texts with repeats.
    """

    number: int
    term: Term
    letters: str
    tight: bool = True
    lead: int = 0
    tail: int = 0

    @property
    def sought(self) -> str:
        """What to look for in a view."""
        bones = skeleton(self.letters)
        return bones if self.tight else squeeze(bones)

    @property
    def runs(self) -> _Runs:
        """Its letters as they stand for one letter each of what is found, and how many."""
        if self.tight:
            return [(1, one) for one in self.letters]
        alike = groupby(range(len(self.letters)), key=skeleton(self.letters).__getitem__)
        places = [list(many) for _, many in alike]
        return [(len(some), self.letters[some[0] : some[-1] + 1]) for some in places]


class Automaton:
    """Finds terms in a text, disguised or not. Immutable once it is made."""

    def __init__(self, terms: Sequence[Term]) -> None:
        shapes: dict[str, list[_Shape]] = {}
        written: dict[str, list[_Shape]] = {}
        for number, term in enumerate(terms):
            _add(number, term, shapes, written)
        self._shapes = list(shapes.values())
        self._written = list(written.values())
        self._read = AhoCorasick(list(shapes), store_patterns=False) if shapes else None
        self._exact = AhoCorasick(list(written), store_patterns=False) if written else None

    def find(self, text: str, views: Iterable[View] = ()) -> Iterator[tuple[int, Hit]]:
        """Find the terms by their number; several views may show the same place.

        Views that were made of the text before can be looked at again.
        """
        if self._read is not None:
            find = self._read.find_matches_as_indexes
            for view in views or views_of(text):
                if found := find(view.letters, overlapping=True):
                    yield from self._confirmed(view, found)
        if self._exact is not None and not text.isascii():
            yield from self._as_written(text)

    def _confirmed(
        self, view: View, found: Iterable[tuple[int, int, int]]
    ) -> Iterator[tuple[int, Hit]]:
        comparison: _Comparison | None = None
        for pattern, start, end in found:
            for shape in self._shapes[pattern]:
                if not _is_likely(shape, view, start):
                    continue
                comparison = comparison or _Comparison(view)
                hit = comparison.compare(shape, start + shape.lead, end - shape.tail)
                if hit is not None:
                    yield shape.number, hit

    def _as_written(self, text: str) -> Iterator[tuple[int, Hit]]:
        """Find terms of which every mark matters."""
        assert self._exact is not None
        lowered, offsets = _composed(text)
        for pattern, start, end in self._exact.find_matches_as_indexes(lowered, overlapping=True):
            for shape in self._written[pattern]:
                if _stands_alone(shape.term, lowered, start, end):
                    yield (
                        shape.number,
                        Hit(shape.term, "exact", offsets[start], offsets[end - 1] + 1),
                    )


def _add(
    number: int,
    term: Term,
    shapes: dict[str, list[_Shape]],
    written: dict[str, list[_Shape]],
) -> None:
    text = unicodedata.normalize("NFC", term.text.lower())
    plain = _term_letters(text)
    if not text.isascii():
        written.setdefault(text, []).append(_Shape(number, term, text))
        if term.marks_matter or not plain.isascii():
            return
    if not plain:
        return
    lead, tail = _LEADS[term.boundary]
    for way in (plain, *_masked(plain)):
        for tight in (True, False):
            shape = _Shape(number, term, way, tight, len(lead), len(tail))
            shapes.setdefault(lead + shape.sought + tail, []).append(shape)


def _term_letters(text: str) -> str:
    """Read a term; symbols within it are letters to whoever wrote it, as in sh!t."""
    read = (disguised(one) if one in SYMBOLS else letter_of(one) for one in text.strip("!?+(| "))
    return " ".join("".join(read).split())


def _masked(plain: str) -> Iterator[str]:
    """Write a word with stars for letters, as in f*ck and f**k."""
    if len(plain) < 4 or not plain.isalpha():
        return
    inner = range(1, len(plain) - 1)
    yield from (f"{plain[:n]}*{plain[n + 1 :]}" for n in inner)
    yield f"{plain[0]}{'*' * (len(plain) - 2)}{plain[-1]}"
    vowels = "".join("*" if n and one in _VOWELS else one for n, one in enumerate(plain))
    if vowels.count("*") > 1:
        yield vowels


def _is_likely(shape: _Shape, view: View, start: int) -> bool:
    """Rule out what cannot be, before the text is read letter by letter."""
    return shape.tight is not view.squeezed and (shape.lead > 0 or view.is_read_at(start))


class _Comparison:
    """What was written where a view reads as a term does. What is written alike is judged once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._letters, self._offsets = view.trace()
        self._starts = runs_of(self._letters, squeezed=view.squeezed)
        self._starts.append(len(self._letters))
        self._judged: dict[tuple[_Shape, str, str], ViewName | None] = {}

    def compare(self, shape: _Shape, start: int, end: int) -> Hit | None:
        """Compare a passage with a term letter by letter."""
        first, last = self._starts[start], self._starts[end]
        begin, until = self._offsets[first], self._offsets[last - 1] + 1
        key = (shape, self._letters[first:last], self._view.text[begin:until])
        if key not in self._judged:
            self._judged[key] = self._disguise(shape, key[2], self._starts[start : end + 1])
        name = self._judged[key]
        return Hit(shape.term, name, begin, until) if name is not None else None

    def _disguise(self, shape: _Shape, written: str, span: list[int]) -> ViewName | None:
        """Return how a term is disguised, "exact" if it is not, None if this is another word."""
        if written.lower() == shape.term.text:
            return "exact"
        view, runs = self._view, shape.runs
        repeats = _repeats(runs, span, self._letters)
        swaps = _swaps(runs, span, self._offsets, view.text)
        if repeats is None or swaps is None or not _is_disguise(view, written):
            return None
        name: ViewName = "folded"
        if swaps:
            name = "skeleton"
        elif view.is_glued:
            name = "despaced"
        elif repeats:
            name = "squeezed"
        elif written.isascii() and _plain_of(written) == _plain_of(shape.term.text):
            name = "exact"
        return name


def _plain_of(text: str) -> str:
    return " ".join("".join(letter_of(one) for one in text).split())


def _repeats(runs: _Runs, span: list[int], letters: str) -> bool | None:
    """Tell whether letters are repeated; None if this is another word, as `rapper` is."""
    more = doubled = 0
    for (count, _), at, until in zip(runs, span, span[1:], strict=False):
        many, one = until - at, letters[at]
        if many < count:
            return None
        if many > count and one not in " *":
            more += 1
            if many > 2 or one in "au" or until == span[-1]:
                doubled += 1
    if more == 1 and not doubled:
        return None
    return more > 0


def _swaps(runs: _Runs, span: list[int], offsets: list[int], text: str) -> bool | None:
    """Tell whether letters of one shape were swapped; None if the swap makes another word."""
    swapped = False
    for (_, wanted), at, until in zip(runs, span, span[1:], strict=False):
        if not set(wanted) & _SHAPES:
            continue
        signs = [text[offsets[n]] for n in range(at, until)]
        read = ["" if one in "1|!I" else disguised(one) for one in signs]
        given = "".join(dict.fromkeys(one for one in read if one in _SHAPES))
        if given in ("", "".join(dict.fromkeys(wanted))):
            continue
        if any(one in "iu" and one not in wanted for one in given):
            return None
        swapped = True
    return swapped


def _is_disguise(view: View, written: str) -> bool:
    """Tell a disguised word from a number, a code, and a word of another alphabet."""
    signs = [one for one in written if not one.isspace()]
    digits = sum(one.isdigit() for one in signs)
    letters = sum(one.isalpha() for one in signs)
    if digits and (letters < _FEWEST_LETTERS * (letters + digits) or len(signs) < 4 > 2 * letters):
        return False
    if not letters and not any(ord(one) > 127 for one in signs):
        return False
    if written.isascii():
        return True
    own = _CYRILLIC if all("\u0400" <= one <= "\u04ff" for one in signs) else _VIETNAMESE
    return _count(view.text, own) - _count(written, own) < 2


@lru_cache(maxsize=64)  # a text with many hits is counted once
def _count(text: str, letters: frozenset[str]) -> int:
    return sum(one in letters for one in text.lower())


def _composed(text: str) -> tuple[str, Sequence[int]]:
    """Write a text in small letters, each with its marks as one character, with offsets."""
    small = text.lower()
    if len(small) == len(text) and unicodedata.is_normalized("NFC", text):
        return small, range(len(text))
    letters: list[str] = []
    offsets: list[int] = []
    for n, one in enumerate(text):
        if letters and unicodedata.combining(one):
            joined = unicodedata.normalize("NFC", letters[-1] + one)
            if len(joined) == 1:
                letters[-1] = joined
                continue
        lowered = one.lower()
        letters.append(lowered if len(lowered) == 1 else one)
        offsets.append(n)
    return "".join(letters), offsets


def _stands_alone(term: Term, text: str, start: int, end: int) -> bool:
    lead, tail = _LEADS[term.boundary]
    if not _has_spaces(term.text):
        return True
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (lead and before.isalnum()) and not (tail and after.isalnum())


def _has_spaces(word: str) -> bool:
    """Tell whether the script of a word puts spaces between words."""
    return not any("\u0e00" <= one <= "\u0eff" or "\u3040" <= one <= "\u9fff" for one in word)
