"""What a text holds of the word lists, and what stands around it: a word alone decides nothing."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from cogs.guidelines.detection.vocabulary import Vocabulary
from cogs.guidelines.detection.wordlists import SEVERITIES, WordLists
from cogs.guidelines.detection.words import Hit
from cogs.guidelines.detector_settings import Words

_LISTS = ("profanity", "slurs")
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LENGTHS = (1, 2, 4, 8, 16)
_MOST, _NEAR = 20, 40


@dataclass(frozen=True, slots=True)
class _Listed:
    """A word of a list in a text."""

    list: str
    hit: Hit

    @property
    def strength(self) -> str:
        """The list, and how strong the word is."""
        return f"{self.list} {self.hit.term.severity}"


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary([(name, Words(list=name)) for name in _LISTS], WordLists.shipped(), ())


def listed(text: str, kinds: Iterable[str]) -> Iterator[str]:
    """Name the listed words of a text, their disguise, their neighbours, and the kinds beside."""
    words = _WORD.findall(text)
    long = f"of {next((most for most in _LENGTHS if len(words) <= most), 'many')}"
    found = _longest(text)
    if not found:
        yield f"nothing {long}"
        return
    beside = sorted(set(kinds))
    yield f"listed {min(len(found), 3)}"
    yield f"listed {min(len(found), 3)} {long}"
    yield f"covers {8 * sum(one.hit.end - one.hit.start for one in found) // max(len(text), 1)}"
    for one in found:
        yield from _told(one, text)
        yield f"{one.strength} {long}"
        yield from (f"{one.strength} beside {kind}" for kind in beside)


def _told(one: _Listed, text: str) -> Iterator[str]:
    hit, strength = one.hit, one.strength
    yield strength
    yield f"{strength} {hit.term.language}"
    yield f"{strength} {hit.view}"
    yield f"term {hit.term.text} {hit.term.boundary}"
    before = text[max(hit.start - _NEAR, 0) : hit.start].lower()
    after = text[hit.end : hit.end + _NEAR].lower()
    within = before[-1:].isalnum() or after[:1].isalnum()
    yield f"{strength} {'within a word' if within else 'alone'}"
    for side, word in (("after", _WORD.findall(before)[-1:]), ("before", _WORD.findall(after)[:1])):
        yield f"{strength} {side} {word[0] if word else 'nothing'}"


def _longest(text: str) -> list[_Listed]:
    """Return the first listed words that are no part of a longer one; the severest of equals."""
    found = [_Listed(name, hit) for names, hit in _vocabulary().hits(text) for name in names]
    kept: list[_Listed] = []
    for one in sorted(found, key=_rank):
        if not kept or one.hit.end > kept[-1].hit.end:
            kept.append(one)
    return kept[:_MOST]


def _rank(one: _Listed) -> tuple[int, int, int, str, str]:
    hit = one.hit
    milder = -SEVERITIES.index(hit.term.severity)
    return hit.start, -hit.end, milder, one.list, f"{hit.term.text} {hit.term.language}"
