"""When a job runs again: after a failure, and when it recurs. Pure decisions."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.times import WeeklyTimes

_WAITS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=6),
    timedelta(hours=12),
    timedelta(hours=24),
)
MAX_ATTEMPTS = len(_WAITS) + 1

Outcome = Literal["done", "retried", "failed"]


@dataclass(frozen=True, slots=True)
class EveryWeek:
    """Recurs at wall times of a zone."""

    times: WeeklyTimes
    zone: ZoneInfo

    def next_after(self, due_at: datetime, now: datetime) -> datetime:
        """Find the first occurrence after `now`; those missed meanwhile are not made up for."""
        return self.times.next_after(max(due_at, now), self.zone)


@dataclass(frozen=True, slots=True)
class EveryInterval:
    """Recurs after a fixed time, counted from the first occurrence."""

    interval: timedelta

    def next_after(self, due_at: datetime, now: datetime) -> datetime:
        """Find the first occurrence after `now`; those missed meanwhile are not made up for."""
        missed = max(now - due_at, timedelta()) // self.interval
        return due_at + (missed + 1) * self.interval


Recurrence = EveryWeek | EveryInterval


@dataclass(frozen=True, slots=True)
class Waits:
    """Tried again at `run_at`, for the same due time."""

    run_at: datetime


@dataclass(frozen=True, slots=True)
class MovesOn:
    """Waits for its next occurrence."""

    due_at: datetime

    @property
    def run_at(self) -> datetime:
        """When to run next."""
        return self.due_at


@dataclass(frozen=True, slots=True)
class Ends:
    """Is over: forgotten, or kept as failed for the operator to see."""


Next = Waits | MovesOn | Ends


def after_success(recurrence: Recurrence | None, due_at: datetime, begun_at: datetime) -> Next:
    """Decide on a job whose handler returned; `begun_at` is when the run began."""
    return MovesOn(recurrence.next_after(due_at, begun_at)) if recurrence else Ends()


def after_failure(
    recurrence: Recurrence | None, due_at: datetime, begun_at: datetime, attempts: int
) -> Next:
    """Decide on a job whose handler raised, at its `attempts`-th attempt counted from 1.

    A recurring job does not retry beyond its next occurrence, and never ends.
    """
    retry_at = begun_at + _WAITS[attempts - 1] if attempts < MAX_ATTEMPTS else None
    if recurrence is not None:
        following = recurrence.next_after(due_at, begun_at)
        if retry_at is None or retry_at >= following:
            return MovesOn(following)
    return Waits(retry_at) if retry_at is not None else Ends()
