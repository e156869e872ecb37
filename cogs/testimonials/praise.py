"""Whether a message praises something or somebody. Pure.

Judged by a small linear model over words, pairs of words, runs of letters in them, and how well the
words speak of things.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log1p, sqrt

from bot.linear import linear
from cogs.testimonials.praise_words import NEGATIONS, TURNS, VALENCE

LOOKED_AT = 120
"""Words; praise that comes later is left to people."""
_REACH = 4
_TURNED = -0.6
_MOST_WORDS = 5
_SHORT = 4
_RUNS = range(2, 5)
_ENDING = re.compile(r"(?:ing|ed|es|s|ly|er|est|ness|y)$")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|[!?]+|[:;]-?[)(dp/]|<3|[^\s\w]")
_QUOTE_OR_CODE = re.compile(r"```.*?```|`[^`\n]*`|^>.*$|https?://\S+", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Praise:
    """A message that praises: how clearly, and the words that spoke for it."""

    score: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word, whether it is denied, and how well it speaks of something there."""

    text: str
    denied: bool
    valence: float

    @property
    def name(self) -> str:
        """Return what the model calls it."""
        return f"not {self.text}" if self.denied else self.text

    @property
    def family(self) -> str:
        """Return what it shares with other forms of it."""
        stem = _ENDING.sub("", self.text) if len(self.text) > _SHORT else self.text
        return f"{'not ' if self.denied else ''}{stem[:6]}~"

    @property
    def runs(self) -> Iterator[str]:
        """Yield its runs of letters, which misspelt and unknown words share with known ones."""
        written, sign = f"_{self.text}_", "-" if self.denied else "+"
        for length in _RUNS:
            for at in range(len(written) - length + 1):
                yield sign + written[at : at + length]


def likely(text: str) -> Praise | None:
    """Return what speaks for praise, if a message seems to be that."""
    words = words_of(text)
    score = linear("praise").score(features(words))
    return Praise(score, _telling(words)) if score > 0 else None


def words_of(text: str) -> Sequence[_Word]:
    """Read a message word by word, without what is quoted in it."""
    said = _QUOTE_OR_CODE.sub(" ", text).replace("\u2019", "'").replace(" n't", "n't").casefold()
    return list(_read(_WORD.findall(said)[:LOOKED_AT]))


def _read(words: Sequence[str]) -> Iterator[_Word]:
    denied = 0
    for word in words:
        if word in NEGATIONS or word.endswith("n't"):
            denied = _REACH
            yield _Word(word, denied=False, valence=0.0)
            continue
        if word in TURNS or not (word[0].isalnum() or word[0] in ":;<"):
            denied = 0
        valence = VALENCE.get(word, 0.0)
        yield _Word(word, denied > 0, valence * _TURNED if denied else valence)
        denied = max(denied - 1, 0)


def features(words: Sequence[_Word]) -> dict[str, float]:
    """Return what the model sees of a message."""
    names = [one.name for one in words]
    pairs = (f"{a} {b}" for a, b in pairwise(["^", *names, "$"]))
    named = {*names, *pairs, *(one.family for one in words)}
    return _shared(named) | _shared({run for one in words for run in one.runs}) | _tone(words)


def _shared(names: Collection[str]) -> dict[str, float]:
    """Give features a share each, that a long message may not weigh more than a short one."""
    return dict.fromkeys(names, 1 / sqrt(len(names) or 1))


def _tone(words: Sequence[_Word]) -> dict[str, float]:
    """Return how well the words speak of things altogether, and after the last turn."""
    values = [one.valence for one in words]
    good = [value for value in values if value > 0]
    bad = [value for value in values if value < 0]
    turn = max((at for at, one in enumerate(words) if one.text in TURNS), default=-1)
    total = sum(values)
    return {
        "= tone": total / sqrt(total * total + 15),
        "= density": total / sqrt(len(words) + 1),
        "= good": min(sum(good), 8) / 4,
        "= bad": max(sum(bad), -8) / 4,
        "= best": max(good, default=0.0),
        "= worst": min(bad, default=0.0),
        "= nothing good": float(not good),
        "= nothing bad": float(not bad),
        "= long": log1p(len(words)),
        "= after the turn": max(min(sum(values[turn + 1 :]), 5), -5) / 3,
        "= before the turn": max(min(sum(values[: max(turn, 0)]), 5), -5) / 3,
        "= turns": float(turn >= 0),
        "= asks": float(any("?" in one.text for one in words)),
        "= calls out": float(any("!" in one.text for one in words)),
    }


def _telling(words: Sequence[_Word]) -> tuple[str, ...]:
    """Return the words that spoke for praise the most."""
    weights = linear("praise").weights
    said = {one.text: one.valence + weights.get(one.name, 0.0) for one in words}
    fine = {one.text for one in words if one.valence > 0}
    # Words such as "and" weigh something as well, and tell a reader nothing.
    telling = fine or [word for word in said if said[word] > 0 and word[0].isalpha()]
    return tuple(sorted(telling, key=lambda word: -said[word])[:_MOST_WORDS])
