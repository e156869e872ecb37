"""What it costs to look at messages that were made to be slow to look at."""

import time
from collections.abc import Mapping
from functools import cache, partial

from benchmarks.client import strict_without_floods
from benchmarks.measuring import Contender, Metric, Result, compare
from benchmarks.worst_messages import SLOW_PIECES, worst_message
from bot.features import discover
from bot.messages.event import Content
from bot.settings.assembly import build_document_model
from bot.settings.load import read_document
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.detection import Engine

TAKEN = Metric("taken", "ms")
LENGTH = 4000
_MOST_SHOWN = 10


@cache
def strict() -> Engine:
    """Prepare strict.yml without its models."""
    model = build_document_model(package.feature for package in discover())
    return agreement_of(read_document(strict_without_floods(), model, "strict.yml")).engine


def slowest(repeat: int) -> Result:
    """Measure the messages that are slow to look at, and show the worst."""
    contenders = [Contender(kind, partial(look_at, kind)) for kind in SLOW_PIECES]
    result = compare("", contenders, [TAKEN], repeat=repeat)
    worst = sorted(result.lines, key=lambda line: line.median, reverse=True)[:_MOST_SHOWN]
    return Result(
        f"The slowest of {len(SLOW_PIECES)} kinds of messages of {LENGTH:,} characters",
        worst[0].contender,
        tuple(worst),
        note="With strict.yml, without its models.",
    )


def look_at(kind: str) -> Mapping[str, float]:
    """Look at one message that is slow to look at."""
    content = Content(text=worst_message(kind, LENGTH))
    begun = time.thread_time()
    strict().examine(content)
    return {TAKEN.name: (time.thread_time() - begun) * 1000}
