"""Letting a crowd act at a rate, and measuring what becomes of it."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from itertools import islice
from statistics import quantiles
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.load.crowd import Crowd
    from sandbox.load.plan import Act
    from sandbox.server import Sandbox
    from sandbox.state import Event

BACKLOG: Final = 200
"""Acts after which the bot's connection is let drain, so that memory does not measure the rate."""
LAST_ANSWERS: Final = 2.0
"""Seconds that are left to the bot for its last answers, while they keep coming."""


@dataclass(slots=True)
class Measured:
    """What came of a load. All times are in seconds."""

    acts: int = 0
    messages: int = 0
    seconds: float = 0.0
    handed_over: list[float] = field(default_factory=list)
    """From an act until all that was to be told of it was handed to the bot's connection."""
    answered: list[float] = field(default_factory=list)
    """From a message to the bot's reply to it, for those that it replied to."""

    @property
    def per_second(self) -> float:
        """Messages per second."""
        return self.messages / self.seconds if self.seconds else 0.0

    def summary(self) -> dict[str, float | int | None]:
        """Return the numbers that are of interest, latencies in milliseconds."""
        return {
            "acts": self.acts,
            "messages": self.messages,
            "seconds": round(self.seconds, 3),
            "messages_per_second": round(self.per_second, 1),
            **_percentiles("handed_over_ms", self.handed_over),
            "answers": len(self.answered),
            **_percentiles("answer_ms", self.answered),
        }


def _percentiles(name: str, taken: list[float]) -> dict[str, float | int | None]:
    if len(taken) < 2:
        return {f"{name}_p50": None, f"{name}_p99": None}
    cuts = quantiles(taken, n=100, method="inclusive")
    return {
        f"{name}_p50": round(cuts[49] * 1000, 3),
        f"{name}_p99": round(cuts[98] * 1000, 3),
    }


async def drive(
    sandbox: Sandbox, crowd: Crowd, story: Iterable[Act], count: int, *, per_second: float = 0.0
) -> Measured:
    """Let the crowd do so many acts of a story: at a rate, or for 0 as fast as they are taken."""
    measured, asked = Measured(), dict[int, float]()

    def heard(event: Event) -> None:
        reply = event.message if event.name == "MESSAGE_CREATE" else None
        question = reply.referenced if reply is not None else None
        if question is not None and question.id in asked:
            measured.answered.append(time.perf_counter() - asked.pop(question.id))

    end = sandbox.world.subscribe(heard)
    begun = time.perf_counter()
    try:
        for number, act in enumerate(islice(story, count)):
            if per_second:
                await _until(begun + number / per_second)
            at = time.perf_counter()
            if (message := crowd.perform(act)) is not None:
                measured.messages += 1
                asked[message.id] = at
            measured.acts += 1
            if per_second or number % BACKLOG == 0:
                await _drained(sandbox)
                measured.handed_over.append(time.perf_counter() - at)
        await _drained(sandbox)
        measured.seconds = time.perf_counter() - begun
        await _last_answers(sandbox, measured)
    finally:
        end()
    return measured


async def _until(instant: float) -> None:
    if (left := instant - time.perf_counter()) > 0:
        await asyncio.sleep(left)


async def _drained(sandbox: Sandbox) -> None:
    for session in list(sandbox.gateway.sessions.values()):
        if session.connected:
            await session.drained.wait()


async def _last_answers(sandbox: Sandbox, measured: Measured) -> None:
    """Wait for answers until none has come for a while, or all have."""
    while measured.answered and len(measured.answered) < measured.messages:
        before = len(measured.answered)
        try:
            await sandbox.until(lambda: len(measured.answered) > before, LAST_ANSWERS)  # noqa: B023 - awaited within the same turn
        except AssertionError:
            return
