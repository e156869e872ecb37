"""What people mean by "Mon-Fri 09:00" in their own zone, turned into instants in UTC.

One rule everywhere: a wall time that a clock change skips means the first valid instant after the
gap, and a wall time that happens twice means its first occurrence. Instants are aware; those
handed out are in UTC.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from bot.holidays import Holiday, is_holiday
from bot.week_notation import (
    format_clock,
    format_span,
    format_week,
    parse_clock,
    parse_span,
    parse_week,
)

_DAY = timedelta(days=1)


def local_instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """Find the instant at which clocks in `zone` show `at` on `day` (clock changes: see above)."""
    wall = datetime.combine(day, at)
    instant = wall.replace(tzinfo=zone).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall:
        return instant
    return _end_of_gap(wall.replace(tzinfo=zone, fold=1).astimezone(UTC), instant, zone)


def _end_of_gap(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Find the clock change between two instants, to the second."""
    old = before.astimezone(zone).utcoffset()
    low, high = 0, int((after - before).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        if (before + timedelta(seconds=middle)).astimezone(zone).utcoffset() == old:
            low = middle
        else:
            high = middle
    return before + timedelta(seconds=high)


def local_day(instant: datetime, zone: ZoneInfo) -> date:
    """Give the date that a calendar on a wall in `zone` shows at `instant`."""
    return _aware(instant).astimezone(zone).date()


def iso_week_key(instant: datetime, zone: ZoneInfo) -> str:
    """Name the ISO week of `instant` in `zone`, such as "2026-W47"; weeks begin on Monday."""
    year, week, _ = local_day(instant, zone).isocalendar()
    return f"{year}-W{week:02}"


@dataclass(frozen=True, slots=True, order=True)
class WeeklyTimes:
    """Wall times that recur every week: "Mon-Fri 09:00", "daily 08:30", "Sat,Sun 10:00,18:00"."""

    slots: tuple[tuple[int, time], ...]
    """Weekday (Monday is 0) and wall time, in order and without repeats."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read it as people write it; ValueError says what was not understood."""
        example = 'Write days and a time, such as "Mon-Fri 09:00", "daily 08:30" or "Sat,Sun 10:00"'
        return cls(tuple(parse_week(text, parse_clock, example)))

    def __str__(self) -> str:
        """Print it in the form that `parse` reads."""
        return format_week(self.slots, format_clock)

    def next_after(self, instant: datetime, zone: ZoneInfo) -> datetime:
        """Find the first occurrence strictly later than `instant`."""
        today = local_day(instant, zone)
        days = (today + timedelta(days=offset) for offset in range(-1, 9))
        return min(
            occurrence
            for day in days
            for weekday, at in self.slots
            if weekday == day.weekday() and (occurrence := local_instant(day, at, zone)) > instant
        )

    def at_or_after(self, instant: datetime, zone: ZoneInfo) -> datetime:
        """Find the first occurrence that is not earlier than `instant`."""
        return self.next_after(instant - timedelta.resolution, zone)

    def upcoming(self, instant: datetime, zone: ZoneInfo) -> Iterator[datetime]:
        """Yield the occurrences strictly later than `instant`, without end."""
        while True:
            instant = self.next_after(instant, zone)
            yield instant


@dataclass(frozen=True, slots=True)
class DailyWindow:
    """A stretch of every day, such as quiet hours "22:00-08:00"; it may cross midnight."""

    start: time
    end: time

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "22:00-08:00"; ValueError says what was not understood."""
        try:
            start, end = parse_span(text)
        except ValueError as error:
            raise ValueError(f'{error}. Write a window such as "22:00-08:00".') from None
        if start == end:
            raise ValueError(f'"{text}" never ends. Write a window such as "22:00-08:00".')
        return cls(start, end)

    def __str__(self) -> str:
        """Print it in the form that `parse` reads."""
        return format_span((self.start, self.end))

    def contains(self, instant: datetime, zone: ZoneInfo) -> bool:
        """Whether `instant` lies inside; the end itself is outside."""
        return self.first_outside(instant, zone) != instant

    def first_outside(self, instant: datetime, zone: ZoneInfo) -> datetime:
        """Give `instant` itself when it lies outside, else the end of the window it lies in."""
        today = local_day(instant, zone)
        for day in (today - _DAY, today):
            opens, closes = _span_on(day, (self.start, self.end), zone)
            if opens <= instant < closes:
                return closes
        return instant.astimezone(UTC)


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """Opening hours of a community: "Mon-Fri 09:00-13:00,15:00-19:00, Sat 10:00-14:00"."""

    spans: tuple[tuple[int, tuple[time, time]], ...]
    """Weekday on which a span opens (Monday is 0), and its wall times; the end may be next day."""
    holidays: tuple[Holiday, ...] = ()
    """Days on which no span opens. They are not part of the text."""

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read it as people write it; ValueError says what was not understood."""
        example = 'Write days and hours, such as "Mon-Fri 09:00-19:00" or "daily 00:00-24:00"'
        return cls(tuple(parse_week(text, parse_span, example)))

    def __str__(self) -> str:
        """Print it in the form that `parse` reads."""
        return format_week(self.spans, format_span)

    def is_open(self, instant: datetime, zone: ZoneInfo) -> bool:
        """Whether the hours cover `instant`; a closing time itself is closed."""
        opens, _ = next(self._from(instant, zone))
        return opens <= instant

    def next_open(self, instant: datetime, zone: ZoneInfo) -> datetime:
        """Give `instant` itself when open, else the next opening."""
        opens, _ = next(self._from(instant, zone))
        return max(opens, instant.astimezone(UTC))

    def last_close(self, instant: datetime, zone: ZoneInfo) -> datetime | None:
        """Find the latest closing at or before `instant`; None for hours that never close."""
        for days in (10, 400):  # far back only where holidays are long
            first = local_day(instant, zone) - timedelta(days=days - 1)
            closings = [closes for _, closes in self._days(first, days, zone) if closes <= instant]
            for at in sorted(closings, reverse=True):
                if not self.is_open(at, zone):
                    return at
        return None

    def elapsed(self, start: datetime, end: datetime, zone: ZoneInfo) -> timedelta:
        """Open time between two instants; zero when `end` is not later than `start`."""
        total = timedelta()
        cursor = _aware(start).astimezone(UTC)
        if _aware(end) <= start:
            return total
        for opens, closes in self._from(start, zone):
            if opens >= end:
                break
            total += max(min(closes, end) - max(opens, cursor), timedelta())
            cursor = max(cursor, closes)
        return total

    def after(self, start: datetime, open_time: timedelta, zone: ZoneInfo) -> datetime:
        """Find the instant at which `open_time` of open hours have passed since `start`."""
        left = open_time
        cursor = _aware(start).astimezone(UTC)
        if left <= timedelta():
            return cursor
        for opens, closes in self._from(start, zone):
            begin = max(opens, cursor)
            if closes - begin >= left:
                return begin + left
            left -= max(closes - begin, timedelta())
            cursor = max(cursor, closes)
        raise AssertionError("opening hours recur for ever")

    def _from(self, instant: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
        """Spans that end after `instant`, by opening, without end."""
        day = local_day(instant, zone) - 2 * _DAY
        while True:
            for opens, closes in self._days(day, 1, zone):
                if closes > max(opens, instant):
                    yield opens, closes
            day += _DAY

    def _days(self, first: date, count: int, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
        for day in (first + timedelta(days=offset) for offset in range(count)):
            if is_holiday(day, self.holidays):
                continue
            for weekday, span in self.spans:
                if weekday == day.weekday():
                    yield _span_on(day, span, zone)


def _span_on(day: date, span: tuple[time, time], zone: ZoneInfo) -> tuple[datetime, datetime]:
    start, end = span
    last_day = day if end > start else day + _DAY
    return local_instant(day, start, zone), local_instant(last_day, end, zone)


def _aware(instant: datetime) -> datetime:
    if instant.utcoffset() is None:
        raise ValueError(f"an instant needs a time zone, {instant.isoformat()} has none")
    return instant


def next_beat(now: datetime, every: timedelta) -> datetime:
    """Return the next of instants that are `every` apart: what is due then is due once."""
    seconds = every.total_seconds()
    return datetime.fromtimestamp((now.timestamp() // seconds + 1) * seconds, UTC)
