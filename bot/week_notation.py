"""How people write days and times, "Mon-Fri 09:00-13:00,15:00-19:00, Sat 10:00-14:00", both ways.

Separators are forgiving (commas, semicolons, spaces, dashes of any length); days are English, short
or long, and a range may run over the weekend ("Fri-Mon").
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import time
from typing import TypeVar

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_NUMBERS = (
    {short.lower(): number for number, short in enumerate(WEEKDAYS)}
    | {long: number for number, long in enumerate(_LONG)}
    | {"tues": 1, "thur": 3, "thurs": 3}
)
_DAY_GROUPS = {"daily": range(7), "weekdays": range(5), "weekends": range(5, 7)}
_MIDNIGHT = time()
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})", re.ASCII)
_DASH = re.compile(r"\s*[-\u2013\u2014]\s*")
_Entry = TypeVar("_Entry")


def parse_week(
    text: str, parse_entry: Callable[[str], _Entry], example: str
) -> list[tuple[int, _Entry]]:
    """Read groups of days, each followed by what recurs on them, sorted and without repeats.

    ValueError says what was not understood and ends with `example`.
    """
    try:
        return sorted(set(_groups(text, parse_entry)))
    except ValueError as error:
        raise ValueError(f"{error}. {example}.") from None


def _groups(text: str, parse_entry: Callable[[str], _Entry]) -> Iterator[tuple[int, _Entry]]:
    days: list[int] = []
    days_are_used = False
    for word in re.split(r"[\s,;]+", _DASH.sub("-", text).strip(" ,;")):
        if word[:1].isdigit():
            if not days:
                raise ValueError(f'no day is named before "{word}"')
            entry = parse_entry(word)
            yield from ((day, entry) for day in days)
            days_are_used = True
        else:
            days = ([] if days_are_used else days) + _parse_days(word)
            days_are_used = False
    if not days_are_used:
        raise ValueError(f'"{text.strip()}" names no time after the last day')


def _parse_days(word: str) -> list[int]:
    if (group := _DAY_GROUPS.get(word.lower())) is not None:
        return list(group)
    ends = [_DAY_NUMBERS.get(name.lower()) for name in word.split("-")]
    if len(ends) > 2 or None in ends:
        raise ValueError(f'"{word}" is not a day of the week')
    first, last = ends[0] or 0, ends[-1] or 0
    return [(first + offset) % 7 for offset in range((last - first) % 7 + 1)]


def parse_clock(word: str) -> time:
    """Read "09:00" or "9:00" on a clock of 24 hours."""
    match = _CLOCK.fullmatch(word.strip())
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        raise ValueError(f'"{word.strip()}" is not a time between 00:00 and 23:59')
    return time(int(match[1]), int(match[2]))


def parse_span(word: str) -> tuple[time, time]:
    """Read "09:00-19:00"; an end of "24:00" is the midnight that ends the day."""
    start_word, dash, end_word = _DASH.sub("-", word).partition("-")
    if not dash:
        raise ValueError(f'"{word}" has no end, such as "09:00-19:00"')
    start = parse_clock(start_word)
    end = _MIDNIGHT if end_word.strip() == "24:00" else parse_clock(end_word)
    if start == end and end_word.strip() != "24:00":
        raise ValueError(f'"{word}" begins and ends at the same time')
    return start, end


def format_clock(at: time) -> str:
    """Print a time in the form that `parse_clock` reads."""
    return f"{at:%H:%M}"


def format_span(span: tuple[time, time]) -> str:
    """Print a span in the form that `parse_span` reads."""
    start, end = span
    return f"{start:%H:%M}-{'24:00' if end == _MIDNIGHT else f'{end:%H:%M}'}"


def format_week(
    entries: Iterable[tuple[int, _Entry]], format_entry: Callable[[_Entry], str]
) -> str:
    """Print entries in the form that `parse_week` reads, days with equal entries together."""
    by_day: dict[int, list[str]] = {}
    for day, entry in entries:
        by_day.setdefault(day, []).append(format_entry(entry))
    by_words: dict[str, list[int]] = {}
    for day, words in by_day.items():
        by_words.setdefault(",".join(words), []).append(day)
    return ", ".join(f"{_format_days(days)} {words}" for words, days in by_words.items())


def _format_days(days: list[int]) -> str:
    if len(days) == 7:
        return "daily"
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ",".join(
        f"{WEEKDAYS[run[0]]}-{WEEKDAYS[run[-1]]}"
        if len(run) > 2
        else ",".join(WEEKDAYS[day] for day in run)
        for run in runs
    )
