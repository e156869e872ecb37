"""From marked words to a time: what was meant, what it may mean, or what stands in the way."""

from calendar import isleap
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

from bot.texts import N_
from bot.texts.phrase import Phrase
from cogs.events.policy import FURTHEST
from cogs.events.recurrence import Rule, Weekday, instant_of, slots
from cogs.events.recurrence.rule import MOST
from cogs.events.when.sentence import Clock, Sentence, Unclear, sentence_of

_DAY = timedelta(days=1)
# A day of this month or the last that has passed was hardly meant for next year.
JUST_PASSED = timedelta(days=90)
LEAP_YEARS_APART = 8
LEAP_DAY = (2, 29)
LATEST_END = time(6)
"""An end before this hour belongs to a night that began the day before."""


@dataclass(frozen=True, slots=True)
class Meant:
    """A time as somebody means it: the wall time of the start in `zone`, and how it goes on."""

    start: datetime
    zone: ZoneInfo
    rule: Rule | None = None
    minutes: int | None = None

    @property
    def starts_at(self) -> datetime:
        """The instant of the first start."""
        return instant_of(self.start, self.zone)


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """It may mean any of these, the likeliest first."""

    choices: tuple[Meant, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """It has passed; `suggestion` is what may be meant instead."""

    meant: Meant
    suggestion: Meant


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Why it cannot be understood, for whoever wrote it."""

    why: Phrase


Reading: TypeAlias = Meant | Ambiguous | Past | NotUnderstood


def read(text: str, *, now: datetime, zone: ZoneInfo, language: str = "en") -> Reading:
    """Read a time as people write it; `zone` counts unless the text names another."""
    try:
        sentence = sentence_of(text, language=language)
        reader = _Reader(sentence, now, sentence.zone or zone)
        return reader.read()
    except Unclear as unclear:
        return NotUnderstood(unclear.why)


class _Reader:
    """Turns one sentence into wall times."""

    def __init__(self, sentence: Sentence, now: datetime, zone: ZoneInfo) -> None:
        self.sentence, self.now, self.zone = sentence, now, zone
        self.today = now.astimezone(zone).date()

    def read(self) -> Reading:
        sentence = self.sentence
        if not sentence.clocks:
            raise Unclear(N_("At what time? Write it as 18:00 or 6pm."))
        clocks = _hours(sentence.clocks[0])
        days = list(self._days(clocks[0]))
        choices = [self._meant(day, at) for day in days for at in clocks]
        if len(choices) > 1:
            coming = [one for one in choices if one.starts_at > self.now]
            if len(coming) > 1:
                return Ambiguous(tuple(coming))
            choices = coming or choices[:1]
        (meant,) = choices
        if meant.starts_at > self.now:
            return meant
        return Past(meant, self._instead(meant))

    def _meant(self, day: date, at: time) -> Meant:
        start = datetime.combine(day, at)
        rule = self._rule(day)
        if rule is not None:
            coming = (one for one in slots(start, rule, self.zone) if one.starts_at > self.now)
            first = next(coming, None)
            if first is None:
                raise Unclear(N_("This never takes place. Please check the days and the end."))
            start = first.wall
        meant = Meant(start, self.zone, rule, self._minutes(at))
        if meant.starts_at - self.now > FURTHEST:
            raise Unclear(N_("That is more than five years ahead, further than Discord plans."))
        return meant

    def _minutes(self, at: time) -> int | None:
        clocks = self.sentence.clocks
        if len(clocks) < 2:
            return None
        ends = _hours(clocks[1])
        later = [end for end in ends if end > at]
        if not later and min(ends) > LATEST_END:
            raise Unclear(
                N_("It would end at {end}, before it begins at {start}."),
                end=f"{ends[0]:%H:%M}", start=f"{at:%H:%M}",
            )  # fmt: skip
        end = min(later) if later else min(ends)
        minutes = (end.hour - at.hour) * 60 + end.minute - at.minute
        return minutes if later else minutes + 24 * 60

    def _days(self, at: time) -> Iterator[date]:
        """Return the days that may be meant for the start, the likeliest first."""
        sentence = self.sentence
        if sentence.ahead is not None:
            yield self.today + sentence.ahead * _DAY
        elif sentence.dates:
            yield from self._dates(sentence.dates)
        elif sentence.day is not None:
            yield self._day_of_month(sentence.day, at)
        elif sentence.weekdays and not sentence.nth:
            ahead = (self._next_weekday(number, at) for number in sentence.weekdays)
            yield min(ahead)
        else:
            now = self.now.astimezone(self.zone).time().replace(tzinfo=None)
            yield self.today if at > now or self._repeats else self.today + _DAY

    @property
    def _repeats(self) -> bool:
        return bool(self.sentence.every or self.sentence.nth)

    def _dates(self, written: Sequence[tuple[int, int, int | None]]) -> Iterator[date]:
        found = []
        for day, month, year in written:
            one = self._coming(month, day) if year is None else _date(year, month, day)
            found.append(one)
        wanted = self.sentence.weekdays
        if not wanted or self._repeats:
            yield from found
            return
        fitting = [one for one in found if one.weekday() in wanted]
        if fitting:
            yield from fitting
            return
        # The weekday and the date contradict each other: whoever wrote it knows which is right.
        yield from found
        for one in found:
            yield from sorted(
                (one + step * _DAY for step in range(-3, 4)
                 if (one + step * _DAY).weekday() in wanted),
            )  # fmt: skip

    def _coming(self, month: int, day: int) -> date:
        """Return the next such day; 29 February comes in leap years alone."""
        for ahead in range(LEAP_YEARS_APART + 1):
            with suppress(ValueError):
                one = date(self.today.year + ahead, month, day)
                if self.today - one <= JUST_PASSED:
                    return one
        return _date(self.today.year, month, day)

    def _day_of_month(self, day: int, at: time) -> date:
        year, month = self.today.year, self.today.month
        for ahead in range(13):
            more, index = divmod(month - 1 + ahead, 12)
            try:
                found = date(year + more, index + 1, day)
            except ValueError:
                continue
            if instant_of(datetime.combine(found, at), self.zone) > self.now:
                return found
        raise Unclear(N_("There is no day {day} in any month."), day=day)

    def _next_weekday(self, number: int, at: time) -> date:
        if self.sentence.is_next_week:
            return self.today + (7 - self.today.weekday() + number) * _DAY
        day = self.today + (number - self.today.weekday()) % 7 * _DAY
        has_passed = instant_of(datetime.combine(day, at), self.zone) <= self.now
        return day + 7 * _DAY if has_passed else day

    def _rule(self, day: date) -> Rule | None:
        sentence = self.sentence
        if not self._repeats:
            return None
        rule = self._endless(day)
        if sentence.count is not None:
            if not 1 <= sentence.count <= MOST:
                raise Unclear(N_("How many times? Write a number from 1 to {most}."), most=MOST)
            return replace(rule, count=sentence.count)
        if sentence.until is not None:
            number, month, year = sentence.until
            last = _last_day(year or day.year, month, number)
            if year is None and last < day:
                last = _last_day(day.year + 1, month, number)
            end = instant_of(datetime.combine(last, time(23, 59, 59)), self.zone)
            return replace(rule, until=end.astimezone(UTC))
        return rule

    def _endless(self, day: date) -> Rule:
        sentence = self.sentence
        weekdays = tuple(Weekday(number) for number in sorted(sentence.weekdays))
        if sentence.nth:
            if not weekdays:
                raise Unclear(N_("Which day of the week? Write it as “first Monday of the month”."))
            nth = tuple(Weekday(one.day, n) for one in weekdays for n in sentence.nth)
            return Rule(frequency="MONTHLY", interval=sentence.interval, weekdays=nth)
        match self._unit():
            case "day":
                return Rule(frequency="DAILY", interval=sentence.interval, weekdays=weekdays)
            case "month":
                number = sentence.day or day.day
                return Rule(frequency="MONTHLY", interval=sentence.interval, month_days=(number,))
            case "year":
                return Rule(frequency="YEARLY", interval=sentence.interval)
        if not weekdays:
            weekdays = (Weekday(day.weekday()),)
        return Rule(frequency="WEEKLY", interval=sentence.interval, weekdays=weekdays)

    def _unit(self) -> str:
        """Return what repeats: "every 24 December" is a year, "every 15th" a month."""
        sentence = self.sentence
        if sentence.every != "weekday" or sentence.weekdays:
            return sentence.every
        if sentence.dates:
            return "year"
        return "month" if sentence.day is not None else sentence.every

    def _instead(self, meant: Meant) -> Meant:
        """Suggest the same weekday and time in the coming days; the next day for today's times."""
        today = datetime.combine(self.today, meant.start.time())
        step = _DAY if meant.start.date() == self.today else 7 * _DAY
        start = meant.start
        if step > _DAY:
            start = today + (meant.start.weekday() - today.weekday()) % 7 * _DAY
        while instant_of(start, self.zone) <= self.now:
            start += step
        return replace(meant, start=start)


def _hours(clock: Clock) -> tuple[time, ...]:
    """Return what a clock time may mean: a bare "at 7" is morning or evening."""
    if clock.hour > 24 or clock.minute > 59 or (clock.half and not 1 <= clock.hour <= 12):
        # "20h tối", "18:00 in the evening": the half of the day only repeats what is clear.
        if clock.half == "pm" and 12 < clock.hour < 24 and clock.minute <= 59:
            return (time(clock.hour, clock.minute),)
        raise Unclear(N_("{time} is not a time of day."), time=str(clock))
    if clock.hour == 24:
        raise Unclear(N_("24:00 belongs to two days. Write 00:00 of the next day, or 23:59."))
    if clock.half:
        return (time(clock.hour % 12 + (12 if clock.half == "pm" else 0), clock.minute),)
    if clock.is_bare and 1 <= clock.hour < 12:
        return (time(clock.hour + 12, clock.minute), time(clock.hour, clock.minute))
    return (time(clock.hour, clock.minute),)


def _last_day(year: int, month: int, day: int) -> date:
    """Return the day at whose end a series ends; 29 February means the end of the month."""
    if (month, day) == LEAP_DAY and not isleap(year):
        return date(year, month, day - 1)
    return _date(year, month, day)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise Unclear(
            N_("There is no {day}/{month} in {year}."), day=day, month=month, year=year
        ) from None
