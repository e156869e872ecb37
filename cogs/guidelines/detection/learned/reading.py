"""What the models look at: a text as groups of numbered features, the same in training and use."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

import numpy as np

from cogs.guidelines.detection.learned.grams import Buckets, letter_grams, named, word_runs
from cogs.guidelines.detection.learned.hosts import (
    HostName,
    bounded,
    form,
    host_grams,
    themes,
    wording,
)
from cogs.guidelines.detection.learned.listed import listed
from cogs.guidelines.detection.learned.marks import marks_of
from cogs.guidelines.detection.learned.resembling import resembling
from cogs.guidelines.detection.learned.wording import order_of, words_of
from cogs.guidelines.detection.views import views_of

Groups = tuple[Buckets, ...]
Piece = tuple[str, int, int]
"""Something that can be read, the group of its feature, and its bucket."""
_LETTERS, _WORDS, _ORDER, _MASKED, _RAW, _RAW_WORDS, _MARKS = range(1, 8)
_LISTED, _RESEMBLING, _THEMES = 12, 13, 14
_LONGEST_RUN = 6
_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[^\s\w]+")
_LONGEST, _LONGEST_TALK = 2000, 800
"""How many characters are read: what people say is dearer to read than what they sell."""
_FEWEST_WORDS = 3
_HIDDEN = frozenset({"group", "slur"})
_NOTHING: Groups = tuple(np.empty(0, dtype=np.uint64) for _ in range(6))


@lru_cache(maxsize=32)
def talk(text: str) -> Groups:
    """Read what people say.

    Letters in all views, words, words without the groups they name, the order of their kinds, what
    stands on the word lists, and what resembles that.
    """
    text = text[:_LONGEST_TALK]
    views = list(views_of(text))
    if not any(map(str.isalpha, views[0].letters)):
        return _NOTHING
    words = words_of(text)
    written = [word for word, _ in words]
    masked = [kind if kind in _HIDDEN else word for word, kind in words]
    kinds = [kind for _, kind in words if kind]
    return (
        _once(*(grams.buckets for view in views
                for grams in letter_grams(view.letters, _LETTERS, _LONGEST_RUN))),
        _once(named(word_runs(written), _WORDS)),
        _once(named(word_runs(masked), _MASKED)),
        _once(named(order_of(kinds), _ORDER)),
        _once(named(listed(text, kinds), _LISTED)),
        _once(named(resembling(text), _RESEMBLING)),
    )  # fmt: skip


def _talk_pieces(text: str) -> Iterator[Piece]:
    words = [word for word, _ in words_of(text[:_LONGEST_TALK])]
    yield from _pieces(list(word_runs(words)), 1, _WORDS)


@lru_cache(maxsize=8)
def offer(text: str) -> Groups:
    """Read what somebody may be selling: letters and signs as written, words, and marks."""
    if len(text.split(maxsplit=_FEWEST_WORDS)) < _FEWEST_WORDS:
        return _NOTHING[:3]
    plain = _DIGIT.sub("0", text[:_LONGEST].lower())
    return (
        _once(*(grams.buckets for grams in letter_grams(f" {' '.join(plain.split())} ", _RAW))),
        _once(named(word_runs(_TOKEN.findall(plain)), _RAW_WORDS)),
        _once(named(marks_of(text[:_LONGEST]), _MARKS)),
    )


def _offer_pieces(text: str) -> Iterator[Piece]:
    words = _TOKEN.findall(_DIGIT.sub("0", text[:_LONGEST].lower()))
    yield from _pieces(list(word_runs(words)), 1, _RAW_WORDS)


@lru_cache(maxsize=256)
def host(name: str) -> Groups:
    """Read the name of a host: its letters, its words, how it is built, and what it speaks of."""
    read = HostName.of(name)
    return (
        _once(*(grams.buckets for grams in host_grams(name))),
        _once(named(wording(read), _WORDS)),
        _once(named(form(read), _MARKS)),
        _once(named(themes(read), _THEMES)),
    )


def _host_pieces(name: str) -> Iterator[Piece]:
    written = bounded(name)
    for grams in host_grams(name):
        if grams.length > 3:
            for bucket, start in zip(grams.buckets, grams.starts, strict=True):
                yield written[start : start + grams.length].strip("^.$"), 0, int(bucket)
    yield from _pieces(list(HostName.of(name).words), 1, _WORDS)


READERS: Mapping[str, tuple[Callable[[str], Groups], Callable[[str], Iterator[Piece]]]] = (
    MappingProxyType({
        "hate": (talk, _talk_pieces),
        "harassment": (talk, _talk_pieces),
        "profanity": (talk, _talk_pieces),
        "spam": (offer, _offer_pieces),
        "phishing": (host, _host_pieces),
    })
)  # fmt: skip
"""How each kind reads a text, and how it names what it saw there."""


def _once(*buckets: Buckets) -> Buckets:
    return np.unique(np.concatenate(buckets)) if buckets else np.empty(0, dtype=np.uint64)


def _pieces(names: list[str], group: int, salt: int) -> Iterator[Piece]:
    for name, bucket in zip(names, named(names, salt), strict=True):
        yield name.replace(" _ ", " … "), group, int(bucket)
