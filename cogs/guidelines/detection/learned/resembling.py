"""Words that only resemble listed ones: a letter off, spelled by ear, or with one at an end."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from cogs.guidelines.detection.letters import disguised
from cogs.guidelines.detection.wordlists import SEVERITIES, Severity, WordLists

_SHORTEST, _LONGEST, _MOST = 4, 24, 80
_SOUNDS = tuple(
    (re.compile(written), heard)
    for written, heard in (
        ("ph", "f"), ("ck|kk|cc", "k"), ("c(?=[eiy])", "s"), ("[cq]", "k"), ("x", "ks"),
        ("z", "s"), ("gh", "g"), ("wh", "w"), ("v", "u"), ("[aeiouy]+", "a"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_LETTERS = re.compile("[a-z]+")


@dataclass(frozen=True, slots=True)
class _Spellings:
    """The English words of the lists, with their letters left out one by one, and by ear."""

    written: Mapping[str, Severity]
    shortened: Mapping[str, Severity]
    heard: Mapping[str, Severity]


def resembling(text: str) -> Iterator[str]:
    """Name how the words of a text resemble listed ones."""
    words = _LETTERS.findall("".join(map(_read, text)))[:_MOST]
    count = min(len(words), 4)
    for word in dict.fromkeys(words):
        for one in _resemblances(word):
            yield one
            yield f"{one} of {count}"
            yield f"{one} in {len(word) // 3}"


@lru_cache(maxsize=4096)
def _read(character: str) -> str:
    return " " if character.isspace() else disguised(character)


@lru_cache(maxsize=4096)
def _resemblances(word: str) -> tuple[str, ...]:
    listed = _listed()
    if word in listed.written:
        return (f"is {listed.written[word]}",)
    if not _SHORTEST <= len(word) <= _LONGEST:
        return ()
    less = [word[:n] + word[n + 1 :] for n in range(len(word))]
    found = {
        *(f"more {listed.written[one]}" for one in less if one in listed.written),
        *(f"other {listed.shortened[one]}" for one in less if one in listed.shortened),
    }
    if word in listed.shortened:
        found.add(f"less {listed.shortened[word]}")
    if (heard := _by_ear(word)) in listed.heard:
        found.add(f"sounds {listed.heard[heard]}")
    for n in range(_SHORTEST, len(word) - 1):
        rest = min(len(word) - n, 6)
        if severity := listed.written.get(word[:n]):
            found.add(f"begins {severity} {rest}")
        if severity := listed.written.get(word[-n:]):
            found.add(f"ends {severity} {rest}")
        if word[:n] in listed.written and word[n:] in listed.written:
            found.add("joined")
    return tuple(sorted(found))


def _by_ear(word: str) -> str:
    for written, heard in _SOUNDS:
        word = written.sub(heard, word)
    return word


@cache
def _listed() -> _Spellings:
    lists = WordLists.shipped()
    terms = [term for name in ("profanity", "slurs") for term in lists.terms(name, ("en",))]
    written = {
        term.text: term.severity
        for term in sorted(terms, key=lambda one: SEVERITIES.index(one.severity))
        if len(term.text) >= _SHORTEST and _LETTERS.fullmatch(term.text)
    }
    shortened: dict[str, Severity] = {}
    heard: dict[str, Severity] = {}
    for word, severity in written.items():
        for n in range(len(word)):
            shortened[word[:n] + word[n + 1 :]] = severity
        if len(sound := _by_ear(word)) >= _SHORTEST - 1:
            heard[sound] = severity
    return _Spellings(written, shortened, heard)
