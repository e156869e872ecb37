"""Runs of letters and words as numbers, so that a linear model can weigh them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

BITS = 18
"""Every feature falls into one of 2**BITS buckets."""
Buckets = NDArray[np.uint64]
_PRIME = np.uint64(0x100000001B3)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(64 - BITS)
_SPACE = 32


@dataclass(frozen=True, slots=True)
class Grams:
    """All runs of one length in a text, by where they begin."""

    buckets: Buckets
    starts: NDArray[np.int64]
    length: int


def bucket_of(number: Buckets) -> Buckets:
    """Spread hashes over the buckets."""
    return (number * _MIX) >> _SHIFT


def letter_grams(letters: str, salt: int, longest: int = 5) -> Iterator[Grams]:
    """Return runs of one to so many letters; a space only begins or ends one."""
    codes = np.frombuffer(letters.encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    spaces = np.concatenate(([0], np.cumsum(codes == _SPACE)))
    hashed = np.full(len(codes), salt, dtype=np.uint64)
    for length in range(1, min(longest, len(codes)) + 1):
        last = len(codes) - length + 1
        hashed = hashed[:last] * _PRIME + codes[length - 1 :] + np.uint64(1)
        if length <= 2:
            within = np.arange(last)
        else:
            within = np.flatnonzero(spaces[length - 1 : length - 1 + last] == spaces[1 : 1 + last])
        yield Grams(bucket_of(hashed[within]), within, length)


def named(names: Iterable[str], salt: int) -> Buckets:
    """Return the buckets of features that have a name."""
    numbers = [crc32(one.encode("utf-8", "replace"), salt) for one in names]
    return bucket_of(np.array(numbers, dtype=np.uint64) * _PRIME + np.uint64(salt))


def word_runs(words: Sequence[str]) -> Iterator[str]:
    """Return words, pairs of neighbours, pairs with one between, and threes."""
    yield from words
    yield from map(" ".join, pairwise(words))
    yield from (f"{a} _ {b}" for a, b in zip(words, words[2:], strict=False))
    yield from map(" ".join, zip(words, words[1:], words[2:], strict=False))
