"""What the model of questions sees of a text: words, how clauses begin and end, their order. Pure.

Kinds of words are written as letters; see `_KINDS`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from cogs.zero_reply.question_wording import fluent, words_of
from cogs.zero_reply.question_words import (
    ADDRESSED,
    AUXILIARIES,
    DETERMINERS,
    INDEFINITE,
    MANY,
    PRONOUNS,
    QUESTION_WORDS,
    UNWEIGHTY,
)

_BREAK = re.compile(r"[.!;:,…\n]+\s+|\s+-+\s+|\.\.+|\s+(?:and|but|so|then|or|because|anyway)\s+")
_KINDS = (
    (QUESTION_WORDS, "W"),
    (frozenset({"you"}), "Y"),
    (frozenset({"i"}), "I"),
    (AUXILIARIES, "A"),
    (PRONOUNS, "P"),
    (INDEFINITE, "N"),
    (DETERMINERS, "D"),
    (MANY, "M"),
    (UNWEIGHTY, "F"),
    (frozenset({"not", "never"}), "n"),
)
_FORMS = (("ing", "g"), ("ed", "e"), ("ly", "l"))
_UNWEIGHTY = re.compile(r"(?:F|M(?!A[^PYIN]))*(?:[a-z](?=A[PYIN]|W))?")
"""What stands before the word that counts; a name that nobody knows is told by what follows."""
_SIZES = (1, 2, 4, 8, 16, 30)
_SHORT = 6


def signs(said: str) -> frozenset[str]:
    """Return what the model sees of a plain text."""
    turned = fluent(ADDRESSED.sub("", said))
    words = words_of(turned)
    if not words:
        return frozenset({"none"})
    clauses = [one for part in _BREAK.split(turned) if (one := words_of(part))] or [words]
    found = set(_of_start(words, "1:"))
    for clause in clauses:
        found.update(_of_start(clause, "s:"))
        found.update(_of_kinds(clause))
    found.update(_of_start(clauses[-1], "z:"))
    found.update(f"u:{word}" for word in words)
    found.update(f"b:{one} {next_}" for one, next_ in pairwise(words))
    found.update(_of_end(words))
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


def _of_kinds(clause: Sequence[str]) -> Iterator[str]:
    """Yield the order of kinds of words, such as question word, auxiliary, pronoun."""
    kinds = _kinds(_weighty(clause))
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


def _of_end(words: Sequence[str]) -> Iterator[str]:
    """Yield the last words, and their kinds: "didn't she" asks where "so did she" does not."""
    kinds = "".join("T" if word.endswith("n't") else _kind(word) for word in words[-3:])
    yield f"e:{words[-1]}"
    yield f"e:{' '.join(words[-2:])}"
    yield f"ke:{kinds}"
    yield f"ke:{kinds[-2:]}"


def _weighty(words: Sequence[str]) -> Sequence[str]:
    found = _UNWEIGHTY.match(_kinds(words))
    first = found.end() if found is not None else 0
    return words[min(first, len(words) - 1) :]


def _kinds(words: Sequence[str]) -> str:
    return "".join(map(_kind, words))


@lru_cache(maxsize=10_000)  # the words that a community uses are many, and never all
def _kind(word: str) -> str:
    known = next((kind for words, kind in _KINDS if word in words), None)
    return known or next((kind for end, kind in _FORMS if word[2:].endswith(end)), "x")
