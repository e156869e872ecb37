"""What a handler is told."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

from bot.times import WeeklyTimes

LastOutcome = Literal["done", "failed", "too_late"]


@dataclass(frozen=True, slots=True)
class Job:
    """One run of something that fell due."""

    name: str
    guild_id: int
    """The guild it belongs to; 0 for a sweep over all."""
    subject: str
    due_at: datetime
    """When it was meant to run; the same at every attempt."""
    payload: dict[str, Any]
    attempts: int
    """How often it was begun before; 0 the first time."""
    now: datetime

    @property
    def late(self) -> timedelta:
        """How long after its time it runs, because the bot was off, busy or had failed."""
        return max(self.now - self.due_at, timedelta())


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A job that failed at every attempt."""

    name: str
    subject: str
    due_at: datetime
    error: str
    """The kind of the last error; the log has the whole of it."""


@dataclass(frozen=True, slots=True)
class LastRun:
    """How the latest run of a recurring job ended; `error` is the kind of what went wrong."""

    due_at: datetime
    ended_at: datetime
    outcome: LastOutcome
    error: str | None


@dataclass(frozen=True, slots=True)
class Recurring:
    """A job that recurs at wall times, as people look at it."""

    name: str
    subject: str
    title: str
    """What it does, to be translated; empty when its feature says nothing or is not loaded."""
    times: WeeklyTimes
    zone: ZoneInfo
    next_due: datetime
    is_paused: bool
    last: LastRun | None
    later: Callable[[datetime], datetime | None]
    """When it runs instead of at one of its times, such as after a holiday; None if it stays."""

    def coming(self) -> Iterator[datetime]:
        """Yield when it runs, from the next time on."""
        at = self.next_due
        while True:
            yield at
            usual = self.times.next_after(at, self.zone)
            at = self.later(usual) or usual
