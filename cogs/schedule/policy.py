"""When things come next, and what changing the clocks means for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from typing import Literal
from zoneinfo import ZoneInfo

from bot.scheduler import Recurring
from bot.times import WeeklyTimes, local_day

Note = Literal["after_change", "skipped", "twice", "put_off"]


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time at which a job runs; `note` where it or its hour is not the usual one."""

    at: datetime
    note: Note | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """What runs on a day, in order, each with its wall time."""

    date: date
    jobs: tuple[tuple[datetime, Recurring], ...]


def following(job: Recurring, count: int, now: datetime) -> Sequence[Occurrence]:
    """Return the next occurrences of a job, the one that is due next included."""
    found, before = [], now
    for at in islice(job.coming(), count):
        found.append(Occurrence(at, _note(at, before, job.times, job.zone)))
        before = at
    return found


def days(jobs: Iterable[Recurring], now: datetime, count: int, zone: ZoneInfo) -> Sequence[Day]:
    """Lay out what runs from today on, for a number of days; what is paused does not run."""
    today = local_day(now, zone)
    end = today + timedelta(days=count)
    planned = sorted(
        (
            (at, job)
            for job in jobs
            if not job.is_paused
            for at in takewhile(lambda at: local_day(at, zone) < end, job.coming())
        ),
        key=lambda pair: (pair[0], pair[1].name, pair[1].subject),
    )
    calendar = (today + timedelta(days=offset) for offset in range(count))
    return [
        Day(day, tuple((at, job) for at, job in planned if local_day(at, zone) == day))
        for day in calendar
    ]


def _note(at: datetime, before: datetime, times: WeeklyTimes, zone: ZoneInfo) -> Note | None:
    local = at.astimezone(zone)
    if times.at_or_after(at, zone) != at:
        return "put_off"
    if (local.weekday(), local.time()) not in times.slots:
        return "skipped"
    if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
        return "twice"
    return "after_change" if before.astimezone(zone).utcoffset() != local.utcoffset() else None
