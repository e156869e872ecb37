"""Patterns in the language of RE2 that AutoMod, which reads Rust's, refuses or reads otherwise."""

import re

_TOKEN = re.compile(
    r"\\[pPx]\{[^}]*\}|\\.|\[\^?\]?|\[:\^?\w+:\]|\{\d+(?:,\d*)?\}|&&|--|~~|.", re.DOTALL
)
_CLASS = re.compile(r"\[:\^?\w+:\]")
_ESCAPES = frozenset("CQE0123456789<>")
"""A byte, quoted text, characters by their octal number, and what are borders of words in Rust."""
_SETS = frozenset({"&&", "--", "~~"})


def stumbling_block(pattern: str) -> str:
    """Return what Rust would refuse or take for something else, empty when both read the same."""
    at, in_class = 0, False
    while at < len(pattern):
        sign = _next(pattern, at, in_class=in_class)
        at += len(sign)
        if sign[0] == "\\":
            if sign[1:2] in _ESCAPES:
                return sign
        elif in_class:
            if sign in _SETS or sign == "[":
                return sign
            in_class = sign != "]"
        elif sign[0] == "[":
            in_class = True
        elif sign == "{":
            return sign
    return ""


def _next(pattern: str, at: int, *, in_class: bool) -> str:
    """Return the sign that begins here; within a class, most signs stand for themselves."""
    found = _TOKEN.match(pattern, at)
    assert found is not None, "any character is a sign"
    sign = found[0]
    if not in_class or sign[0] == "\\" or sign in _SETS:
        return sign
    named = _CLASS.match(pattern, at)
    return named[0] if named is not None else sign[0]
