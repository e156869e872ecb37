"""Days on which a community rests, as people write them: "12-25", "12-24 to 01-06"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_DAY = re.compile(r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})", re.ASCII)
_TO = re.compile(r"\s*(?:\bto\b|[\u2013\u2014]|\.\.)\s*", re.IGNORECASE)
_EXAMPLE = 'Write a day such as "12-25" or "2026-11-02", or a stretch such as "12-24 to 01-06"'
_LEAP_YEAR = 2024
_Day = tuple[int | None, int, int]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day or a stretch of days, both ends included; without a year it comes every year."""

    first: _Day
    last: _Day

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read it as people write it; ValueError says what was not understood."""
        ends = [_parse_day(part) for part in _TO.split(text.strip())]
        if len(ends) > 2:
            raise ValueError(f'"{text}" has more than two ends. {_EXAMPLE}.')
        first, last = ends[0], ends[-1]
        if (first[0] is None) != (last[0] is None):
            raise ValueError(f'"{text}" names a year at one end only. {_EXAMPLE}.')
        if first[0] is not None and last < first:
            raise ValueError(f'"{text}" ends before it begins. {_EXAMPLE}.')
        if first[0] is not None and last[0] is not None and last[0] - first[0] > 1:
            raise ValueError(f'"{text}" is longer than a year. {_EXAMPLE}.')
        return cls(first, last)

    def __str__(self) -> str:
        """Print it in the form that `parse` reads."""
        first, last = _format_day(self.first), _format_day(self.last)
        return first if first == last else f"{first} to {last}"

    def covers(self, day: date) -> bool:
        """Whether `day` is one of these days."""
        if self.first[0] is not None:
            return self.first <= (day.year, day.month, day.day) <= self.last
        first, today, last = self.first[1:], (day.month, day.day), self.last[1:]
        return first <= today <= last if first <= last else today >= first or today <= last


def is_holiday(day: date, holidays: Iterable[Holiday]) -> bool:
    """Whether the community rests on `day`."""
    return any(holiday.covers(day) for holiday in holidays)


def leave_a_day(holidays: Iterable[Holiday]) -> bool:
    """Whether any day of the year is left to be open on."""
    every_year = [holiday for holiday in holidays if holiday.first[0] is None]
    new_year = date(_LEAP_YEAR, 1, 1)
    days = (new_year + timedelta(days=offset) for offset in range(366))
    return not all(is_holiday(day, every_year) for day in days)


def _parse_day(text: str) -> _Day:
    match = _DAY.fullmatch(text.strip())
    if match is None:
        raise ValueError(f'"{text.strip()}" is not a day. {_EXAMPLE}.')
    year, month, day = (int(part) if part else None for part in match.groups())
    assert month is not None, "the pattern has it"
    assert day is not None, "the pattern has it"
    try:
        date(year or _LEAP_YEAR, month, day)
    except ValueError:
        raise ValueError(f'"{text.strip()}" is in no calendar. {_EXAMPLE}.') from None
    return year, month, day


def _format_day(day: _Day) -> str:
    year, month, number = day
    return f"{month:02}-{number:02}" if year is None else f"{year}-{month:02}-{number:02}"
