"""Regular expressions: one RE2 set over all of them, so that their number hardly counts."""

from collections.abc import Iterable, Iterator, Sequence

import re2  # type: ignore[import-untyped]  # google-re2 ships no types

_MEMORY = 64 << 20
_MOST_SHOWN = 3
# RE2 builds its states as it meets text. These lead it through most of them before it matters.
_WARMING = (
    "the quick brown fox jumps over the lazy dog 0123456789",
    "THE QUICK BROWN FOX: https://example.com/path?x=1&y=2 <@123456789012345678> :smile: !?.,;",
    "Free nitro! Click here, DM me, win $100; check out my channel @everyone discord.gg/abc",
    "à é î õ ü ñ ç ß đ ơ ư Привет 你好 こんにちは 😀 🎉",
)


class Patterns:
    """Finds expressions in a text. Immutable once it is made."""

    def __init__(self, expressions: Sequence[str]) -> None:
        options = _options()
        self._each = [re2.compile(one, options) for one in expressions]
        self._all = None
        if expressions:
            self._all = re2.Set.SearchSet(options)
            for one in expressions:
                self._all.Add(one)
            self._all.Compile()
            for text in _WARMING:
                self._all.Match(text)

    def find(self, text: str) -> Iterable[tuple[int, int, int]]:
        """Find expressions by their number, with the first few places of each."""
        if self._all is None:
            return ()
        numbers = self._all.Match(text)
        return self._places(numbers, text) if numbers else ()

    def _places(self, numbers: Iterable[int], text: str) -> Iterator[tuple[int, int, int]]:
        for number in numbers:
            for count, found in enumerate(self._each[number].finditer(text)):
                if count == _MOST_SHOWN:
                    break
                if found.end() > found.start():
                    yield number, found.start(), found.end()


def _options() -> re2.Options:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.case_sensitive = False
    options.log_errors = False
    return options
