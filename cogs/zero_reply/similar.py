"""Posts that were answered and share rare words with one that was not. Pure and explainable."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log

from cogs.zero_reply.opener import Opener

AT_LEAST = 0.25
MOST = 3
_WORD = re.compile(r"\w{3,}")


@dataclass(frozen=True, slots=True)
class Similar:
    """A post, how much it has in common, and by which words."""

    opener: Opener
    likeness: float
    words: tuple[str, ...]


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text, without accents and endings of plural."""
    plain = "".join(
        one
        for one in unicodedata.normalize("NFKD", text.casefold())
        if not unicodedata.combining(one)
    )
    return frozenset(word.removesuffix("s") for word in _WORD.findall(plain))


def similar(about: str, answered: Sequence[Opener]) -> list[Similar]:
    """Return the most similar posts: shared words by the weight of their rarity."""
    wanted = words_of(about)
    known = [(one, words_of(one.about)) for one in answered]
    counts = Counter(word for _, words in known for word in words)
    weight = {
        word: log(1 + (len(known) + 1) / (counts[word] + 1)) for word in wanted | counts.keys()
    }
    found = []
    for one, words in known:
        shared, all_words = wanted & words, wanted | words
        likeness = _sum(shared, weight) / (_sum(all_words, weight) or 1.0)
        if likeness >= AT_LEAST and len(shared) >= 2:
            rarest = sorted(shared, key=lambda word: (-weight[word], word))[:3]
            found.append(Similar(one, likeness, tuple(rarest)))
    return sorted(found, key=lambda one: (-one.likeness, -one.opener.opener_id))[:MOST]


def _sum(words: Iterable[str], weight: dict[str, float]) -> float:
    return sum(weight[word] for word in sorted(words))
