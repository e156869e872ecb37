"""Invented messages: made of words that nobody has looked at before, some of them looked for."""

import random
from collections.abc import Callable, Sequence
from functools import cache

PATTERNS = 100
_COMMON = [
    "the", "a", "to", "and", "is", "it", "you", "that", "of", "in", "for", "on", "this", "with",
    "have", "be", "not", "are", "what", "can", "so", "just", "like", "there", "how", "does",
    "anyone", "know", "if", "I", "think", "maybe", "try", "again", "thanks", "works", "here",
    "now", "then", "please", "version", "error", "file", "server", "update", "install", "channel",
    "message", "help", "question", "link",
]  # fmt: skip
# What developers' chats are full of, and what makes a message read differently in another view.
_SIGNS = [
    "don't", "it's", "I'm", "will", "2", "3.11", "10%", "and/or", "re-run", "@mod", "`name`",
    "(see", "*this*", "foo_bar", "#4", "$5",
]  # fmt: skip
_SYLLABLES = [a + b for a in "bcdfghklmnprstvz" for b in "aeiou"]


def word(chance: random.Random) -> str:
    """Invent a word."""
    return "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4)))


def messages(count: int, seed: int, terms: Sequence[str], length: int = 0) -> list[str]:
    """Write short messages: common and invented words; one in twenty has a word of the lists."""
    chance = random.Random(seed)
    written = []
    for _ in range(count):
        words = [_spoken(chance) for _ in range(length // 5 or chance.randint(3, 22))]
        if chance.random() < 0.05:
            words[chance.randrange(len(words))] = chance.choice(terms)
        written.append(_ended(chance, words))
    return written


def chat(count: int, seed: int, terms: Sequence[str]) -> list[str]:
    """Write messages as long as those of developers' chats, and with as many signs in them.

    Half of them have up to 75 characters, one in ten 190 and more, one in a hundred 400; six of ten
    read differently in another view; one in fifty has a word of the lists.
    """
    chance = random.Random(seed)
    written = []
    for _ in range(count):
        length = min(max(round(13 * chance.lognormvariate(0, 0.75)), 1), 300)
        words = [
            chance.choice(_SIGNS) if chance.random() < 0.06 else _spoken(chance)
            for _ in range(length)
        ]
        if chance.random() < 0.02:
            words[chance.randrange(length)] = chance.choice(terms)
        written.append(_ended(chance, words))
    return written


def _spoken(chance: random.Random) -> str:
    return word(chance) if chance.random() < 0.3 else chance.choice(_COMMON)


def _ended(chance: random.Random, words: list[str]) -> str:
    if chance.random() < 0.08:
        words.append(f"https://{word(chance)}.example/{word(chance)}")
    if chance.random() < 0.06:
        words.append(chance.choice("éñçđ😀你"))
    return " ".join(words).capitalize() + chance.choice((".", "!", "?", "", "..."))


@cache
def vocabulary(count: int) -> tuple[str, ...]:
    """Invent the terms that are looked for."""
    chance = random.Random(7)
    found: dict[str, None] = {}
    while len(found) < count:
        found[word(chance) + chance.choice(_SYLLABLES) + "x"] = None
    return tuple(found)


@cache
def expressions() -> tuple[str, ...]:
    """Invent the patterns that are looked for."""
    chance = random.Random(8)
    return tuple(rf"\b{word(chance)}\s+({word(chance)}|{word(chance)})\w*" for _ in range(PATTERNS))


class Stream:
    """Messages that nobody has seen; every asking brings others."""

    def __init__(self, count: int, write: Callable[..., list[str]] = messages) -> None:
        self._count, self._write, self._seed = count, write, 0

    def __call__(self) -> list[str]:
        """Write the next messages."""
        self._seed += 1
        return self._write(self._count, self._seed, vocabulary(1000))
