"""What one message costs the feature that knows who waits: its listener alone, on a real store."""

import asyncio
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from statistics import fmean, quantiles
from typing import TYPE_CHECKING, cast

from benchmarks.measuring import Contender, Metric, Result, compare
from bot.messages import Author, MessageEvent
from bot.messages.event import Content
from demo.stage import Stage, stage
from sandbox.clock import VirtualClock
from sandbox.town import Town

if TYPE_CHECKING:
    from cogs.zero_reply.cog import ZeroReplyCog

NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
MEAN, P50, P99 = (Metric(name, "µs") for name in ("mean", "p50", "p99"))
EVERY_MS = 10_000
"""A message every ten seconds: a hundred and twenty within the time in which answers count."""
PEOPLE = 50
QUESTION = "does anyone know which glue works on oak?"
REMARK = "the bird house is done, it only took three attempts"

Written = tuple[MessageEvent, bool]
"""A message, and whether it is one of those that are measured."""


def _events(stage_: Stage, channel: str, count: int) -> Callable[..., MessageEvent]:
    """Return what makes the events of a channel, one after the other."""
    place = stage_.town.place(channel)
    first_ms = int(NOW.timestamp() * 1000) - 1420070400000
    made, people = iter(range(1, 4 * count)), sorted(stage_.town.guild.members)

    def event(text: str, reply_to: int | None = None) -> MessageEvent:
        number = next(made)
        return MessageEvent(
            kind="created",
            guild_id=stage_.town.guild.id,
            channel_id=place.id,
            message_id=(first_ms + number * EVERY_MS) << 22,
            at=NOW,
            author=Author(people[number % len(people)], is_human=True),
            content=Content(text),
            reply_to=reply_to,
        )

    return event


def _elsewhere(running: Stage, count: int) -> Iterator[Written]:
    event = _events(running, "#events", count)
    return ((event(REMARK), True) for _ in range(count))


def _remarks(running: Stage, count: int) -> Iterator[Written]:
    event = _events(running, "#general", count)
    return ((event(REMARK), True) for _ in range(count))


def _questions(running: Stage, count: int) -> Iterator[Written]:
    event = _events(running, "#general", count)
    for _ in range(count):
        yield event(QUESTION), True
        yield event(REMARK), False


def _replies(running: Stage, count: int) -> Iterator[Written]:
    event = _events(running, "#general", count)
    for _ in range(count):
        asked = event(QUESTION)
        yield asked, False
        yield event(REMARK), False
        yield event(REMARK, asked.message_id), True


def _measure(make: Callable[[Stage, int], Iterator[Written]], count: int) -> Mapping[str, float]:
    async def people(town: Town) -> None:
        for number in range(PEOPLE):
            await town.person(f"Member {number}", joins=True)

    async def measure() -> list[float]:
        async with stage(VirtualClock(NOW, frozen=True), before=people) as running:
            await running.settled()
            cog = cast("ZeroReplyCog", running.steward.client.get_cog("ZeroReplyCog"))
            taken = []
            for event, is_measured in make(running, count):
                begun = time.process_time_ns()
                await cog.on_written(event)
                if is_measured:
                    taken.append((time.process_time_ns() - begun) / 1000)
            return taken

    taken = asyncio.run(measure())
    cuts = quantiles(taken, n=100, method="inclusive")
    return {MEAN.name: fmean(taken), P50.name: cuts[49], P99.name: cuts[98]}


def tracking(count: int, repeat: int) -> Result:
    """Measure the listener by what a message is about."""
    kinds = {
        "in a channel that nobody looks after": _elsewhere,
        "a remark where nobody has asked": _remarks,
        "a question": _questions,
        "a reply to one": _replies,
    }
    return compare(
        "Processor time of the listener for a message",
        [Contender(name, partial(_measure, make, count)) for name, make in kinds.items()],
        [MEAN, P50, P99],
        repeat=repeat,
        note=f"{count:,} messages of each kind; SQLite in a file, its thread included.",
    )
