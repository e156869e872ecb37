"""A sentence about time, taken apart: which days, which hours, how often."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from bot.texts import N_
from bot.texts.phrase import Phrase
from cogs.events.when.words import marked

Unit = Literal["day", "week", "month", "year"]
Written = tuple[int, int, int | None]
"""Day, month and, where it was written, year."""

_TOKEN = re.compile(
    r"(?P<iso>\d{4})-(?P<iso_month>\d{1,2})-(?P<iso_day>\d{1,2})\b"
    r"|(?P<a>\d{1,2})/(?P<b>\d{1,2})(?:/(?P<slash_year>\d{4}|\d{2}))?(?![\d/])"
    r"|(?P<dotted>\d{1,2})[.-](?P<dotted_month>\d{1,2})[.-](?P<dotted_year>\d{4})\b"
    r"|(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2})|\s?h(?:rs?|s)?\s?(?P<past>\d{2})?)(?![\da-z])"
    r"(?:\s?h\b)?"
    r"|(?:wd (?P<wd>\d))|(?:mo (?P<mo>\d{1,2}))|(?:nth (?P<nth>-?\d))"
    r"|(?P<number>\d{1,4})(?:th|st|nd|rd|[ºª°])?(?![\d])"
    r"|(?P<word>[^\s\d,;\u2013\u2014-]+)"
    r"|(?P<dash>[\u2013\u2014-])",
)
# What makes a number after "every day" a time, a date or a count, and no day of the month.
NO_DAY = frozenset({"am", "pm", "mo", "dash", "to", "until", "times"})
AHEAD = MappingProxyType({"yesterday": -1, "today": 0, "tomorrow": 1, "overmorrow": 2})
# Abbreviations that name several zones, or half of the year only.
_ABBREVIATIONS = frozenset(
    {"cst", "cdt", "est", "edt", "pst", "pdt", "mst", "mdt", "bst", "ist", "cet", "cest", "gmt"}
    | {"wet", "west", "eet", "eest", "ict", "jst", "aest"}
)


class Unclear(Exception):
    """Raised where a sentence cannot be understood."""

    def __init__(self, text: str, /, **values: object) -> None:
        self.why = Phrase(text, **values)
        super().__init__(text)


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as written; `is_bare` without minutes, "h" or half of the day."""

    hour: int
    minute: int = 0
    half: str = ""
    is_bare: bool = False

    def __str__(self) -> str:
        return f"{self.hour}:{self.minute:02}{self.half}"


@dataclass(slots=True)
class Sentence:
    """What a sentence says. Several `dates` are the meanings of one: 03/04."""

    clocks: list[Clock] = field(default_factory=list)
    weekdays: set[int] = field(default_factory=set)
    dates: list[Written] = field(default_factory=list)
    day: int | None = None
    ahead: int | None = None
    is_next_week: bool = False
    every: Unit | Literal["weekday", ""] = ""
    interval: int = 1
    nth: list[int] = field(default_factory=list)
    count: int | None = None
    until: Written | None = None
    zone: ZoneInfo | None = None


Token = tuple[str, Mapping[str, str]]


def sentence_of(text: str, *, language: str) -> Sentence:
    """Take a sentence apart. Raises Unclear with what was not understood."""
    text, zone = _without_zone(text)
    parser = _Parser(_tokens(marked(text, language=language)))
    sentence = parser.parse()
    sentence.zone = zone
    return sentence


def _without_zone(text: str) -> tuple[str, ZoneInfo | None]:
    names = {name.casefold(): name for name in available_timezones()}
    for word in re.findall(r"[A-Za-z_]+/[A-Za-z_/+-]+|\bUTC\b", text):
        if word.casefold() not in names:
            raise Unclear(N_("{name} is not a time zone."), name=word)
        return text.replace(word, " "), ZoneInfo(names[word.casefold()])
    for word in re.findall(r"[a-z]+", text.casefold()):
        if word in _ABBREVIATIONS:
            raise Unclear(
                N_(
                    "{name} can mean several time zones. Write continent and city, such as "
                    "America/Chicago."
                ),
                name=word.upper(),
            )
    return text, None


def _tokens(text: str) -> list[Token]:
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        parts = {name: value for name, value in match.groupdict().items() if value is not None}
        kind = next(iter(parts))
        found.append((parts[kind] if kind == "word" else kind, MappingProxyType(parts)))
    return found


class _Parser:
    """Reads tokens from left to right; each branch takes what belongs together."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens, self.at = tokens, 0
        self.sentence = Sentence()
        self.unknown: list[str] = []

    def parse(self) -> Sentence:
        while self.at < len(self.tokens):
            self._step()
        if self.unknown:
            raise Unclear(
                N_("I do not understand {words}."),
                words=[f"“{word[:40]}”" for word in self.unknown[:5]],
            )
        return self.sentence

    def _take(self, *kinds: str) -> Mapping[str, str] | None:
        """Take the next token if it is of one of these kinds."""
        if self._next() in kinds:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return None

    def _next(self, ahead: int = 0) -> str:
        place = self.at + ahead
        return self.tokens[place][0] if place < len(self.tokens) else ""

    def _step(self) -> None:  # noqa: C901, PLR0912 - one branch for each kind of word
        sentence = self.sentence
        kind, parts = self.tokens[self.at]
        self.at += 1
        match kind:
            case "iso":
                self._add_date(int(parts["iso_day"]), int(parts["iso_month"]), int(parts["iso"]))
            case "dotted":
                day, month = int(parts["dotted"]), int(parts["dotted_month"])
                self._add_date(day, month, int(parts["dotted_year"]))
            case "a":
                self._slashes(parts)
            case "hour":
                minute = int(parts.get("minute") or parts.get("past") or 0)
                half = self._half()
                self._add_clock(Clock(int(parts["hour"]), minute, half))
            case "number":
                self._number(int(parts["number"]))
            case "wd":
                self._weekday(int(parts["wd"]))
            case "mo":
                self._month(int(parts["mo"]))
            case "nth":
                sentence.nth.append(int(parts["nth"]))
            case "every":
                self._every()
            case "weekdays":
                sentence.weekdays |= set(range(5))
                sentence.every = sentence.every or "weekday"
            case "day" | "week" | "month" | "year":
                if sentence.nth and kind == "month":
                    return
                self.unknown.append(kind)
            case "nextweek":
                sentence.is_next_week = True
            case "yesterday" | "today" | "tomorrow" | "overmorrow":
                sentence.ahead = AHEAD[kind]
            case "at":
                self._bare_hour()
            case "until":
                self._until()
            case "am" | "pm":
                self._late_half(kind)
            case "and" | "dash" | "to":
                self._range_of_hours()
            case _:
                self.unknown.append(kind)

    def _add_date(self, day: int, month: int, year: int | None) -> None:
        if self.sentence.dates:
            raise Unclear(N_("There are several dates in it. Please write one."))
        self.sentence.dates.append((day, month, year))

    def _slashes(self, parts: Mapping[str, str]) -> None:
        """Read 20/11 or 11/20; where both may be a month, both readings are kept."""
        one, other = int(parts["a"]), int(parts["b"])
        year = int(parts["slash_year"]) if "slash_year" in parts else None
        if year is not None and year < 100:
            year += 2000
        if one > 12:
            self._add_date(one, other, year)
        elif other > 12:
            self._add_date(other, one, year)
        else:
            self._add_date(one, other, year)
            if one != other:
                self.sentence.dates.append((other, one, year))

    def _half(self) -> str:
        if self._take("am") is not None:
            return "am"
        return "pm" if self._take("pm") is not None else ""

    def _late_half(self, half: str) -> None:
        """Let "tomorrow morning at 7", and "6-8pm", tell what the hours leave open."""
        clocks = self.sentence.clocks
        for place, clock in enumerate(clocks):
            if not clock.half and clock.hour <= 12:
                clocks[place] = Clock(clock.hour, clock.minute, half)

    def _add_clock(self, clock: Clock) -> None:
        clocks = self.sentence.clocks
        if len(clocks) == 2:
            raise Unclear(N_("There are more than two times of day in it."))
        if clocks and clock.half and not clocks[0].half and clocks[0].is_bare:
            clocks[0] = Clock(clocks[0].hour, clocks[0].minute, clock.half)
        clocks.append(clock)

    def _number(self, value: int) -> None:
        sentence = self.sentence
        if self._next() in {"am", "pm"}:
            self._add_clock(Clock(value, 0, self._half()))
        elif self._take("times") is not None:
            sentence.count = value
        elif self._next() in {"dash", "to", "until"} and self._is_hour(1):
            self._add_clock(Clock(value, 0, "", is_bare=True))
        elif (parts := self._take("mo")) is not None:
            self._add_date(value, int(parts["mo"]), self._year())
        elif 1 <= value <= 31 and sentence.day is None:
            sentence.day = value
        else:
            self.unknown.append(str(value))

    def _is_hour(self, ahead: int) -> bool:
        return self._next(ahead) == "hour" or (
            self._next(ahead) == "number" and self._next(ahead + 1) in {"am", "pm"}
        )

    def _year(self) -> int | None:
        if self._next() == "number" and len(self.tokens[self.at][1]["number"]) == 4:
            parts = self._take("number")
            return int(parts["number"]) if parts else None
        return None

    def _weekday(self, number: int) -> None:
        sentence = self.sentence
        if self._next() == "dash" and self._next(1) == "wd":
            self.at += 1
            last = int(self.tokens[self.at][1]["wd"])
            self.at += 1
            sentence.weekdays |= {(number + step) % 7 for step in range((last - number) % 7 + 1)}
            sentence.every = sentence.every or "weekday"
        else:
            sentence.weekdays.add(number)

    def _month(self, number: int) -> None:
        """Read "Nov 20"; a day that came before the month was read with it."""
        sentence = self.sentence
        if self._next() == "number" and len(self.tokens[self.at][1]["number"]) <= 2:
            parts = self._take("number")
            assert parts is not None, "it is there"
            self._add_date(int(parts["number"]), number, self._year())
        elif sentence.day is not None:
            day, sentence.day = sentence.day, None
            self._add_date(day, number, self._year())
        elif number == 3 and not sentence.weekdays:
            # "mar" alone is Tuesday in Spanish and Italian.
            sentence.weekdays.add(1)
        else:
            raise Unclear(N_("Which day of the month?"))

    def _every(self) -> None:
        sentence = self.sentence
        if self._next() == "number" and self._next(1) in {"day", "week", "month", "year", "wd"}:
            parts = self._take("number")
            sentence.interval = int(parts["number"]) if parts else 1
            if not 1 <= sentence.interval <= 100:
                raise Unclear(N_("Every how many? Write a number from 1 to 100."))
        for unit in ("day", "week", "month", "year"):
            if self._take(unit) is not None:
                sentence.every = "month" if unit == "day" and self._is_day_of_month() else unit
                return
        if sentence.every in {"", "weekday"}:
            sentence.every = "weekday"

    def _is_day_of_month(self) -> bool:
        """Tell "cada día 15" from "every day 6pm"."""
        return self._next() == "number" and self._next(1) not in NO_DAY

    def _bare_hour(self) -> None:
        if self._next() == "number":
            parts = self._take("number")
            value = int(parts["number"]) if parts else 0
            half = self._half()
            self._add_clock(Clock(value, 0, half, is_bare=not half))

    def _range_of_hours(self) -> None:
        """Read what follows "to" as the end when a time of day stands before it."""
        if self.sentence.clocks and self._next() == "number":
            self._bare_hour()

    def _until(self) -> None:
        """Read "until 20 December" as the end of a series, "until 20:00" as that of a meeting."""
        self._take("at", "to")
        if self._is_hour(0):
            return
        rest = _Parser(self.tokens[self.at :])
        rest.sentence.day = None
        end = rest._step_date()
        self.at += rest.at
        self.sentence.until = end

    def _step_date(self) -> Written:
        while self.at < len(self.tokens) and not self.sentence.dates:
            self._step()
        if not self.sentence.dates or self.unknown:
            raise Unclear(N_("Until which day? Write it as “until 20 December”."))
        return self.sentence.dates[0]
