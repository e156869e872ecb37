"""The words that are run together in a name: the likeliest way to split it."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from cogs.guidelines.detection.learned.places import place
from cogs.guidelines.detection.learned.themes import THEMES

_THEME_RANK = 3000
"""A word of a theme is taken for at least as common as this one."""
_UNKNOWN, _LETTER = 9.0, 4.2
"""What letters that are no word cost, at once and each."""
_LONGEST = 14


@dataclass(frozen=True, slots=True)
class NameWords:
    """What each word costs, which is less for common ones."""

    costs: Mapping[str, float]

    def split(self, letters: str) -> list[str]:
        """Split letters into the pieces that cost the least together."""
        least, lasts = [0.0], [0]
        for end in range(1, len(letters) + 1):
            best, last = math.inf, 0
            for start in range(max(0, end - _LONGEST), end):
                cost = least[start] + self.cost(letters[start:end])
                if cost < best:
                    best, last = cost, start
            least.append(best)
            lasts.append(last)
        pieces, end = [], len(letters)
        while end:
            pieces.append(letters[lasts[end] : end])
            end = lasts[end]
        return pieces[::-1]

    def cost(self, piece: str) -> float:
        """Return what a piece costs, be it a word or not."""
        known = self.costs.get(piece)
        return _UNKNOWN + _LETTER * len(piece) if known is None else known


@cache
def name_words() -> NameWords:
    """Read the words that come with Steward, of which the first are the most common."""
    words = (place() / "words.txt").read_text().split()
    costs = {word: _cost_of(rank, len(words)) for rank, word in enumerate(words, 1)}
    themed = _cost_of(_THEME_RANK, len(words))
    return NameWords(costs | {word: min(costs.get(word, themed), themed) for word in THEMES})


def _cost_of(rank: int, of: int) -> float:
    """Return the cost of a word by Zipf's law."""
    return math.log(rank * math.log(of))
