"""What is allowed and would yet be blocked, which a rule of AutoMod has to spare."""

from collections.abc import Collection, Iterator, Mapping, Sequence

import re2  # type: ignore[import-untyped]  # google-re2 ships no types


def exceptions(
    keywords: Sequence[str], patterns: Sequence[str], allowed: Sequence[str]
) -> Mapping[str, Sequence[str]]:
    """Return which of the allowed need to be spared, each with what would block it."""
    needed: dict[str, list[str]] = {}
    plain = {one: f" {one.strip('*').casefold()} " for one in allowed}
    for keyword in _suspected(keywords, plain.values()):
        sought = _bordered(keyword)
        for one, text in plain.items():
            if sought in text:
                needed.setdefault(one, []).append(keyword)
    for pattern in patterns:
        expression = re2.compile(pattern, _options())
        for one, text in plain.items():
            if expression.search(text.strip()) is not None:
                needed.setdefault(one, []).append(pattern)
    return needed


def _suspected(keywords: Sequence[str], texts: Collection[str]) -> Iterator[str]:
    """Leave out, at a glance, what stands in none of the texts: nearly all there is."""
    everything = "\n".join(texts)
    words = set(everything.split())
    for keyword in keywords:
        if "*" in keyword:
            is_there = _bordered(keyword) in everything
        else:
            is_there = words.issuperset(keyword.casefold().split())
        if is_there:
            yield keyword


def _bordered(keyword: str) -> str:
    """Write a keyword with a space where a word has to end, as AutoMod looks for it."""
    start = "" if keyword.startswith("*") else " "
    end = "" if keyword.endswith("*") else " "
    return f"{start}{keyword.strip('*').casefold()}{end}"


def _options() -> re2.Options:
    options = re2.Options()
    options.case_sensitive = False
    options.log_errors = False
    return options
