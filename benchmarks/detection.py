"""What it costs to look at a message, beside the ways in which others look.

Every message is new to those who look at it (streaming) and made of invented words, some of them
on the lists, so that nobody profits from having seen it. What is measured is processor time: the
neighbours of a busy machine do not count.
"""

import gc
import random
import re
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from statistics import mean, median, quantiles

from better_profanity import profanity

from benchmarks.detection_worst import slowest
from benchmarks.measuring import Benchmark, Contender, Metric, Result, compare
from benchmarks.processes import child
from bot.messages.event import Content
from cogs.guidelines.detection import Engine, WordLists
from cogs.guidelines.settings import Guidelines

MEAN = Metric("mean", "µs")
P99 = Metric("p99", "µs")
COMPILED = Metric("compiled in", "ms")
MEMORY = Metric("resident memory", "kB a guild")
PATTERNS = 100
LONG = 2000
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


@cache
def steward(terms: int) -> Callable[[str], object]:
    """Prepare whole detection: all views, patterns, links, the shape of the message."""
    detect = [
        {"words": {"terms": list(vocabulary(terms))}},
        *({"pattern": {"re2": one}} for one in expressions()),
        {"links": {"look_alikes": ["discord.com"], "shorteners": True, "masked": True}},
        {"invites": {}},
        "zalgo",
        "everyone",
    ]
    written = [{"id": "all", "title": "All", "detect": detect}]
    guidelines = Guidelines.model_validate(written, strict=False)
    engine = Engine.compile(tuple(guidelines), WordLists.shipped())
    return lambda text: engine.examine(Content(text=text))


@cache
def better_profanity() -> Callable[[str], object]:
    """Prepare better-profanity with its own list."""
    profanity.load_censor_words()
    contains: Callable[[str], object] = profanity.contains_profanity
    return contains


@cache
def alt_profanity_check() -> Callable[[str], object] | None:
    """Prepare alt-profanity-check, one message at a time, if it is installed."""
    try:
        from profanity_check import predict  # noqa: PLC0415 - a rival that need not be there
    except ImportError:
        return None
    return lambda text: predict([text])


@cache
def learned(kind: str) -> Callable[[str], object]:
    """Prepare one model of the learned detector by itself."""
    detect = [{"learned": {"reads_like": kind}}]
    guidelines = Guidelines.model_validate(
        [{"id": "all", "title": "All", "detect": detect}], strict=False
    )
    engine = Engine.compile(tuple(guidelines), WordLists({}))
    return lambda text: engine.examine(Content(text=text))


@cache
def alternation(terms: int) -> Callable[[str], object]:
    """Prepare one `re` over all words, and a loop over the patterns."""
    words = re.compile(
        r"\b(?:" + "|".join(map(re.escape, vocabulary(terms))) + r")\b", re.IGNORECASE
    )
    patterns = [re.compile(one, re.IGNORECASE) for one in expressions()]
    return lambda text: (words.search(text), [one for one in patterns if one.search(text)])


def once(
    look: Callable[[], Callable[[str], object]], texts: Callable[[], list[str]]
) -> Mapping[str, float]:
    """Look at every message once; what it takes to read the clock is taken off."""
    ready, idle = look(), clock_time()
    taken = []
    for text in texts():
        begun = time.thread_time_ns()
        ready(text)
        taken.append((time.thread_time_ns() - begun - idle) / 1000)
    return {MEAN.name: mean(taken), P99.name: quantiles(taken, n=100)[98]}


def clock_time() -> float:
    """Return how many nanoseconds it takes to read the clock."""
    taken = []
    for _ in range(1000):
        begun = time.thread_time_ns()
        taken.append(time.thread_time_ns() - begun)
    return median(taken)


class Stream:
    """Messages that nobody has seen; every asking brings others."""

    def __init__(self, count: int, write: Callable[..., list[str]] = messages) -> None:
        self._count, self._write, self._seed = count, write, 0

    def __call__(self) -> list[str]:
        """Write the next messages."""
        self._seed += 1
        return self._write(self._count, self._seed, vocabulary(1000))


def memory(kind: str, guilds: int) -> Mapping[str, float]:
    """Let a process of its own keep the guidelines of many guilds."""
    with child("benchmarks.detection_memory", kind, str(guilds)) as many:
        return {MEMORY.name: many.hear()["grown"] / guilds * 1000}


def compiled(terms: int) -> Mapping[str, float]:
    """Compile an engine whose words nobody has compiled before."""
    begun = time.thread_time()
    steward.__wrapped__(terms)
    return {COMPILED.name: (time.thread_time() - begun) * 1000}


def measure(size: int, repeat: int) -> list[Result]:
    """Measure short messages, long ones, and many terms."""
    slow, guilds = max(size // 100, 2), max(size // 20, 2)
    short, rare = Stream(size), Stream(slow)
    rival = []
    if (check := alt_profanity_check()) is not None:
        rival = [Contender("alt-profanity-check", partial(once, lambda: check, rare))]
    else:
        print("alt-profanity-check is not installed, and left out.", file=sys.stderr)
    long = partial(messages, length=LONG)
    few = Stream(max(size // 10, 10))
    again = partial(messages, size, 0, vocabulary(1000))
    ours, ten = partial(steward, 1000), partial(steward, 10_000)
    for ready in (ours, ten):
        once(ready, Stream(min(size, 500)))
    gc.collect()
    gc.freeze()  # as the bot does when it is ready
    return [
        compare(
            f"Streaming: 1,000 terms and {PATTERNS} patterns, messages not seen before",
            [
                Contender("better-profanity, its own list", partial(once, better_profanity, rare)),
                *rival,
                Contender("one re, and a loop", partial(once, partial(alternation, 1000), short)),
                Contender("Steward, whole detection", partial(once, ours, short)),
                Contender("Steward, 10,000 terms", partial(once, ten, short)),
            ],
            [MEAN, P99],
            repeat=repeat,
            note=f"Packages see {slow:,} messages, the others {size:,}.",
        ),
        compare(
            "Streaming: messages as long as those of developers' chats",
            [
                Contender(
                    "better-profanity, its own list",
                    partial(once, better_profanity, Stream(slow, chat)),
                ),
                Contender(
                    "one re, and a loop",
                    partial(once, partial(alternation, 1000), Stream(size, chat)),
                ),
                Contender("Steward, whole detection", partial(once, ours, Stream(size, chat))),
            ],
            [MEAN, P99],
            repeat=repeat,
        ),
        compare(
            "Warm: the same messages again",
            [
                Contender("one re, and a loop", partial(once, partial(alternation, 1000), again)),
                Contender("Steward, whole detection", partial(once, ours, again)),
            ],
            [MEAN, P99],
            repeat=repeat,
        ),
        compare(
            "The learned detector, on top of that",
            [
                Contender(f"{kind}, alone", partial(once, partial(learned, kind), few))
                for kind in ("harassment", "spam", "phishing")
            ],
            [MEAN, P99],
            repeat=repeat,
            note="Hate, harassment and profanity read a message once for all three.",
        ),
        compare(
            f"Messages of about {LONG:,} characters",
            [
                Contender(
                    "one re, and a loop",
                    partial(once, partial(alternation, 1000), Stream(slow, long)),
                ),
                Contender("Steward, whole detection", partial(once, ours, Stream(slow, long))),
            ],
            [MEAN, P99],
            repeat=repeat,
        ),
        slowest(repeat),
        compare(
            "Memory for a guild's guidelines",
            [
                Contender("different ones", partial(memory, "different", guilds)),
                Contender("the same ones", partial(memory, "same", guilds)),
            ],
            [MEMORY],
            repeat=1,
            note=f"{guilds:,} guilds with the lists and 20 words and 3 patterns of their own.",
        ),
        compare(
            "Compiling",
            [
                Contender("1,000 terms", partial(compiled, 1001)),
                Contender("10,000 terms", partial(compiled, 10_001)),
            ],
            [COMPILED],
            repeat=1,
        ),
    ]


DETECTION = Benchmark("detection", "whole detection of a message", 20_000, "messages", 3, measure)
