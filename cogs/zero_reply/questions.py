"""Whether a text asks something, with or without a question mark. Pure.

A question mark decides. Without one, English is judged by a small linear model over words and
their order; Spanish, Italian, Catalan and Vietnamese by how questions begin and end there.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from bot.linear import linear
from cogs.zero_reply.question_words import (
    AUXILIARIES,
    DETERMINERS,
    ENDINGS,
    INDEFINITE,
    OPENINGS,
    PHRASES,
    PRONOUNS,
    QUESTION_WORDS,
    SPELLINGS,
    UNWEIGHTY,
)

LOOKED_AT = 1000
"""Characters; longer texts say early, or at the end of this, what they ask."""

_ADDRESSED = re.compile(r"^[\w\[\]\\^{}|`-]{2,30}[:,]\s+")
_QUOTE_OR_CODE = re.compile(r"```.*?```|`[^`\n]*`|^>.*$|https?://\S+", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:['/][^\W_]+)*")
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_BREAK = re.compile(r"[.!;:,…\n]+\s+|\s+-+\s+|\.\.+|\s+(?:and|but|so|then|or|because|anyway)\s+")
_CLASSES = (
    (QUESTION_WORDS, "W"),
    (frozenset({"you"}), "Y"),
    (frozenset({"i"}), "I"),
    (AUXILIARIES, "A"),
    (PRONOUNS, "P"),
    (INDEFINITE, "N"),
    (DETERMINERS, "D"),
    (UNWEIGHTY, "F"),
)
_SIZES = (1, 2, 4, 8, 16, 30)
_SHORT = 6


def asks_something(text: str) -> bool:
    """Tell whether somebody asks something."""
    said = plain(text)
    if "?" in said or "¿" in said:
        return True
    if PHRASES.search(said) or _asks_elsewhere(said):
        return True
    return linear("questions").score(dict.fromkeys(features(said), 1.0)) > 0


def plain(text: str) -> str:
    """Write a text in small letters, without what is quoted in it."""
    return _QUOTE_OR_CODE.sub(" ", text[:LOOKED_AT]).replace("\u2019", "'").strip().casefold()


def features(said: str) -> frozenset[str]:
    """Return what the model sees of a plain text."""
    turned = _ADDRESSED.sub("", said)
    words = _words_of(turned)
    if not words:
        return frozenset({"none"})
    clauses = [one for part in _BREAK.split(turned) if (one := _words_of(part))] or [words]
    found = set(_of_start(words, "1:"))
    for clause in clauses:
        found.update(_of_start(clause, "s:"))
        found.update(_of_classes(clause))
    found.update(_of_start(clauses[-1], "z:"))
    found.update(f"u:{word}" for word in words)
    found.update(f"b:{one} {next_}" for one, next_ in pairwise(words))
    found.update({f"e:{words[-1]}", f"e:{' '.join(words[-2:])}"})
    found.add(f"n:{sum(len(words) > size for size in _SIZES)}")
    return frozenset(found)


def _of_start(words: Sequence[str], mark: str) -> Iterator[str]:
    """Yield how a clause begins, once what carries no weight is left out."""
    begins = _weighty(words)
    for count in (1, 2, 3):
        yield mark + " ".join(begins[:count])
    if begins[0] in QUESTION_WORDS:
        yield f"{mark}W"
        if len(begins) <= 3:
            yield f"{mark}W short"
    if begins[0] == "you":
        yield f"{mark}you {min(len(begins), 6)}"


def _of_classes(clause: Sequence[str]) -> Iterator[str]:
    """Yield the order of kinds of words, such as question word, auxiliary, pronoun."""
    kinds = "".join(_kind(word) for word in _weighty(clause))
    length = sum(len(kinds) > size for size in (3, _SHORT, 12))
    for count in (2, 3, 4):
        yield f"c:{kinds[:count]:$<{count}}"
    yield f"cl:{kinds[:2]}{length}"
    for start in range(len(kinds) - 2):
        yield f"cc:{kinds[start : start + 3]}"
    for kind in "NYW":
        if kind in kinds:
            yield f"{kind}{length}"
    yield f"ce:{kinds[-2:]}"


def _weighty(words: Sequence[str]) -> Sequence[str]:
    first = next((at for at, word in enumerate(words) if word not in UNWEIGHTY), len(words) - 1)
    return words[first:]


@cache
def _kind(word: str) -> str:
    return next((kind for words, kind in _CLASSES if word in words), "x")


def _words_of(text: str) -> list[str]:
    """Return the words of a text, in the usual spelling; names with digits are left out."""
    found: list[str] = []
    for raw in _WORD.findall(text):
        word = _DRAWN_OUT.sub(r"\1", raw)
        usual = SPELLINGS.get(word)
        if usual is not None:
            found += usual.split()
        elif word.isdigit() or not any(letter.isdigit() for letter in word):
            found.append(word)
    return found


def _asks_elsewhere(said: str) -> bool:
    """Tell whether a text asks in one of the other languages."""
    words = " ".join(_WORD.findall(_ADDRESSED.sub("", said)))
    clauses = (" ".join(_WORD.findall(part)) for part in (words, *re.split(r"[.,;:!\n]+", said)))
    return any(OPENINGS.match(clause) for clause in clauses) or bool(ENDINGS.search(words))
