"""What it costs to look at a message, beside the ways in which others look.

Every message is new to those who look at it (streaming) and made of invented words, some of them
on the lists, so that nobody profits from having seen it. What is measured is processor time: the
neighbours of a busy machine do not count.
"""

import gc
import re
import sys
import time
from collections.abc import Callable, Mapping
from functools import cache, partial
from statistics import mean, median, quantiles

from better_profanity import profanity

from benchmarks.detection_worst import slowest
from benchmarks.invented import PATTERNS, Stream, chat, expressions, messages, vocabulary
from benchmarks.measuring import Benchmark, Contender, Metric, Result, compare
from benchmarks.processes import child
from bot.messages.event import Content
from cogs.guidelines.detection import Engine, WordLists
from cogs.guidelines.settings import Guidelines

MEAN = Metric("mean", "µs")
P99 = Metric("p99", "µs")
COMPILED = Metric("compiled in", "ms")
MEMORY = Metric("resident memory", "kB a guild")
LONG = 2000


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


def memory(kind: str, guilds: int) -> Mapping[str, float]:
    """Let a process of its own keep the guidelines of many guilds."""
    with child("benchmarks.detection_memory", kind, str(guilds)) as many:
        return {MEMORY.name: many.hear()["grown"] / guilds * 1000}


def compiled(terms: int) -> Mapping[str, float]:
    """Compile an engine whose words nobody has compiled before."""
    begun = time.thread_time()
    steward.__wrapped__(terms)
    return {COMPILED.name: (time.thread_time() - begun) * 1000}


def streaming(size: int, repeat: int) -> list[Result]:
    """Measure messages that nobody has seen: short ones, those of a chat, long ones."""
    slow = max(size // 100, 2)
    rare = Stream(slow)
    packages = [Contender("better-profanity, its own list", partial(once, better_profanity, rare))]
    if (check := alt_profanity_check()) is not None:
        packages.append(Contender("alt-profanity-check", partial(once, lambda: check, rare)))
    else:
        print("alt-profanity-check is not installed, and left out.", file=sys.stderr)
    package_at_chat = partial(once, better_profanity, Stream(slow, chat))
    short, ten = Stream(size), partial(steward, 10_000)
    return [
        compare(
            f"Streaming: 1,000 terms and {PATTERNS} patterns, messages not seen before",
            [
                *packages,
                *side_by_side(short),
                Contender("Steward, 10,000 terms", partial(once, ten, short)),
            ],
            [MEAN, P99],
            repeat=repeat,
            note=f"Packages see {slow:,} messages, the others {size:,}.",
        ),
        compare(
            "Streaming: messages as long as those of developers' chats",
            [
                Contender("better-profanity, its own list", package_at_chat),
                *side_by_side(Stream(size, chat)),
            ],
            [MEAN, P99],
            repeat=repeat,
        ),
        compare(
            f"Messages of about {LONG:,} characters",
            side_by_side(Stream(slow, partial(messages, length=LONG))),
            [MEAN, P99],
            repeat=repeat,
        ),
    ]


def side_by_side(texts: Callable[[], list[str]]) -> list[Contender]:
    """Let whole detection look at messages, after what a plain program would do."""
    return [
        Contender("one re, and a loop", partial(once, partial(alternation, 1000), texts)),
        Contender("Steward, whole detection", partial(once, partial(steward, 1000), texts)),
    ]


def once_more(size: int, repeat: int) -> list[Result]:
    """Measure messages that were seen before, and the learned detector."""
    again, few = partial(messages, size, 0, vocabulary(1000)), Stream(max(size // 10, 10))
    return [
        compare("Warm: the same messages again", side_by_side(again), [MEAN, P99], repeat=repeat),
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
    ]


def keeping(guilds: int) -> list[Result]:
    """Measure what guidelines take to compile and to keep."""
    return [
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


def measure(size: int, repeat: int) -> list[Result]:
    """Measure new messages, known ones, hostile ones, and the guidelines themselves."""
    for terms in (1000, 10_000):
        once(partial(steward, terms), Stream(min(size, 500)))
    gc.collect()
    gc.freeze()  # as the bot does when it is ready
    return [
        *streaming(size, repeat),
        *once_more(size, repeat),
        slowest(repeat),
        *keeping(max(size // 20, 2)),
    ]


DETECTION = Benchmark("detection", "whole detection of a message", 20_000, "messages", 3, measure)
