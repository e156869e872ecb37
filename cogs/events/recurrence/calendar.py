"""From a rule to wall times, lazily, and from wall times to instants."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from bot.times import local_instant
from cogs.events.recurrence.rule import Rule, Weekday

_DAY = timedelta(days=1)
LONGEST_GAP = 100
"""How many years without any day end the search: 30 February never comes."""


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """A place in a series: its wall time as the rule gives it, by which it is known for good."""

    wall: datetime
    starts_at: datetime


def instant_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """Return the instant of a wall time; one in a gap is the first instant after it."""
    return local_instant(wall.date(), wall.time(), zone)


def slots(start: datetime, rule: Rule | None, zone: ZoneInfo) -> Iterator[Slot]:
    """Return the slots of a rule from `start` (a wall time in `zone`) on, in order.

    Without a rule there is the start alone.
    """
    if rule is None:
        yield Slot(start, instant_of(start, zone))
        return
    for number, day in enumerate(_days(start.date(), rule)):
        if rule.count is not None and number >= rule.count:
            return
        wall = datetime.combine(day, start.time())
        slot = Slot(wall, instant_of(wall, zone))
        if rule.until is not None and slot.starts_at > rule.until:
            return
        yield slot


def change_of_clocks(found: list[Slot], zone: ZoneInfo) -> datetime | None:
    """Return the first of these starts after which clocks stand otherwise than at the first."""
    offsets = [slot.starts_at.astimezone(zone).utcoffset() for slot in found]
    return next(
        (slot.starts_at for slot, at in zip(found, offsets, strict=True) if at != offsets[0]), None
    )


def _days(first: date, rule: Rule) -> Iterator[date]:
    """Return the days of a rule from `first` on, until the calendar or our patience ends."""
    latest = first
    last = rule.until.date() + _DAY if rule.until is not None else date.max
    for step in count():
        try:
            begin, days = _period(first, rule, step * rule.interval)
        except (OverflowError, ValueError):
            return
        if begin > last or begin.year - latest.year > LONGEST_GAP:
            return
        for day in days:
            if day >= first:
                latest = day
                yield day


def _period(first: date, rule: Rule, ahead: int) -> tuple[date, list[date]]:
    """Return the day, week, month or year that many periods ahead: its begin and its days."""
    match rule.frequency:
        case "DAILY":
            day = first + ahead * _DAY
            return day, [day] if _fits(day, rule) else []
        case "WEEKLY":
            monday = first - first.weekday() * _DAY + 7 * ahead * _DAY
            chosen = [one.day for one in rule.weekdays] or [first.weekday()]
            days = (monday + number * _DAY for number in chosen)
            return monday, [day for day in days if not rule.months or day.month in rule.months]
        case "MONTHLY":
            year, month = divmod(first.year * 12 + first.month - 1 + ahead, 12)
            begin = date(year, month + 1, 1)
            return begin, _within(begin, _end_of_month(year, month + 1), first, rule)
        case "YEARLY":
            begin = date(first.year + ahead, 1, 1)
            return begin, _in_year(begin.year, first, rule)


def _in_year(year: int, first: date, rule: Rule) -> list[date]:
    if rule.months or (rule.month_days and not rule.weekdays):
        months = rule.months or range(1, 13)
        return [
            day
            for month in months
            for day in _within(date(year, month, 1), _end_of_month(year, month), first, rule)
        ]
    if rule.weekdays:
        return _within(date(year, 1, 1), date(year, 12, 31), first, rule)
    if first.day > monthrange(year, first.month)[1]:
        return []
    return [date(year, first.month, first.day)]


def _within(begin: date, end: date, first: date, rule: Rule) -> list[date]:
    """Return the days that the rule picks between two days, both included."""
    days = [begin + number * _DAY for number in range((end - begin).days + 1)]
    if rule.months:
        days = [day for day in days if day.month in rule.months]
    if rule.month_days:
        days = [day for day in days if _has_month_day(day, rule.month_days)]
    elif not rule.weekdays:
        days = [day for day in days if day.day == first.day]
    if rule.weekdays:
        days = [day for day in days if _is_nth(day, rule.weekdays, begin, end)]
    return days


def _fits(day: date, rule: Rule) -> bool:
    return (
        (not rule.months or day.month in rule.months)
        and (not rule.month_days or _has_month_day(day, rule.month_days))
        and (not rule.weekdays or any(one.day == day.weekday() for one in rule.weekdays))
    )


def _has_month_day(day: date, month_days: tuple[int, ...]) -> bool:
    length = monthrange(day.year, day.month)[1]
    return day.day in month_days or day.day - length - 1 in month_days


def _is_nth(day: date, weekdays: tuple[Weekday, ...], begin: date, end: date) -> bool:
    from_begin = (day - begin).days // 7 + 1
    from_end = (end - day).days // 7 + 1
    return any(
        one.day == day.weekday() and one.nth in {0, from_begin, -from_end} for one in weekdays
    )


def _end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
