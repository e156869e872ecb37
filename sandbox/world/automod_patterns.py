"""What AutoMod's keywords, presets and regular expressions match."""

from __future__ import annotations

import functools
import re
from typing import Final

_NOT_IN_RUST: Final = re.compile(r"\\[1-9]|\(\?(?:[=!>(]|<[=!]|P=)|[*+?}]\+")
"""Backreferences, looking around, conditions and possessive repeats: Rust has none of them."""
_NESTED_REPEAT: Final = re.compile(r"[*+}][^()]*\)[*+{]")
"""What would take Python exponential time where Rust's linear engine does not."""

PRESET_WORDS: Final = {
    1: ("*fuck*", "*shit*", "asshole", "bastard"),
    2: ("*porn*", "nudes", "onlyfans"),
    3: ("retard", "faggot", "tranny"),
}
"""A few of the words behind profanity, sexual content and slurs; Discord keeps its lists secret."""


@functools.cache
def compiled(pattern: str) -> re.Pattern[str] | None:
    """Return a pattern in Rust's flavour as Python's, case aside; None where either has none."""
    if _NOT_IN_RUST.search(pattern) or _NESTED_REPEAT.search(pattern):
        return None
    try:
        return re.compile(pattern.replace(r"\z", r"\Z"), re.IGNORECASE)
    except (re.error, OverflowError, RecursionError):
        return None


@functools.cache
def keyword(word: str) -> re.Pattern[str]:
    """Return what a keyword matches: a whole word, or a part of one where a star stands."""
    start = "" if word.startswith("*") else r"(?<!\w)"
    end = "" if word.endswith("*") else r"(?!\w)"
    return re.compile(start + re.escape(word.strip("*")) + end, re.IGNORECASE)
