"""A rule of RFC 5545, as far as gatherings need it: parsed, checked, and written again."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, Self, cast, get_args

Frequency = Literal["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = "%Y%m%dT%H%M%SZ"
MOST = 10_000
"""The largest COUNT and INTERVAL: nobody means more."""


class RuleProblem(ValueError):
    """A rule that cannot be read, or that asks for what is not supported."""


@dataclass(frozen=True, slots=True, order=True)
class Weekday:
    """A day of the week (Monday is 0); `nth` of the month or year, from its end when negative."""

    day: int
    nth: int = 0

    def __str__(self) -> str:
        return f"{self.nth or ''}{DAYS[self.day]}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How a series goes on. `until` is an instant in UTC, and the last one is included."""

    frequency: Frequency
    interval: int = 1
    weekdays: tuple[Weekday, ...] = ()
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    count: int | None = None
    until: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse what no calendar could follow."""
        nth_allowed = self.frequency in {"MONTHLY", "YEARLY"}
        widest = 5 if self.frequency == "MONTHLY" or self.months else 53
        checks = (
            (1 <= self.interval <= MOST, "INTERVAL"),
            (self.count is None or 1 <= self.count <= MOST, "COUNT"),
            (self.count is None or self.until is None, "COUNT and UNTIL together"),
            (self.until is None or self.until.utcoffset() is not None, "UNTIL"),
            (all(nth_allowed or not one.nth for one in self.weekdays), "BYDAY"),
            (all(abs(one.nth) <= widest for one in self.weekdays), "BYDAY"),
            # Libraries differ in what "every Friday and the first Thursday" in one rule means.
            (len({one.nth == 0 for one in self.weekdays}) < 2, "BYDAY with and without numbers"),
            (all(1 <= abs(day) <= 31 for day in self.month_days), "BYMONTHDAY"),
            (not self.month_days or self.frequency != "WEEKLY", "BYMONTHDAY"),
            (all(1 <= month <= 12 for month in self.months), "BYMONTH"),
        )
        for holds, part in checks:
            if not holds:
                raise RuleProblem(f"{part} does not fit into a rule")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read "FREQ=WEEKLY;BYDAY=TU". Raises RuleProblem."""
        parts: dict[str, str] = {}
        for part in text.strip().removeprefix("RRULE:").split(";"):
            name, found, value = part.partition("=")
            if not found or name.upper() in parts:
                raise RuleProblem(f"{part!r} is no part of a rule")
            parts[name.upper()] = value.upper()
        frequency = parts.pop("FREQ", "")
        if frequency not in get_args(Frequency):
            raise RuleProblem(f"{frequency!r} is no frequency")
        if parts.pop("WKST", "MO") != "MO":
            raise RuleProblem("weeks begin on Monday")
        try:
            rule = cls(
                frequency=cast("Frequency", frequency),
                interval=int(parts.pop("INTERVAL", "1")),
                weekdays=_weekdays(parts.pop("BYDAY", "")),
                month_days=_numbers(parts.pop("BYMONTHDAY", "")),
                months=_numbers(parts.pop("BYMONTH", "")),
                count=int(parts.pop("COUNT")) if "COUNT" in parts else None,
                until=_until(parts.pop("UNTIL", "")),
            )
        except RuleProblem:
            raise
        except ValueError as error:
            raise RuleProblem(str(error)) from None
        if parts:
            raise RuleProblem(f"{', '.join(parts)} is not supported")
        return rule

    def __str__(self) -> str:
        """Write it in the form that `parse` and calendars read."""
        parts = {
            "FREQ": self.frequency,
            "INTERVAL": "" if self.interval == 1 else str(self.interval),
            "BYDAY": ",".join(map(str, self.weekdays)),
            "BYMONTHDAY": ",".join(map(str, self.month_days)),
            "BYMONTH": ",".join(map(str, self.months)),
            "COUNT": "" if self.count is None else str(self.count),
            "UNTIL": "" if self.until is None else self.until.astimezone(UTC).strftime(_UNTIL),
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def _weekdays(text: str) -> tuple[Weekday, ...]:
    found = []
    for part in filter(None, text.split(",")):
        match = _BYDAY.fullmatch(part)
        if match is None:
            raise RuleProblem(f"{part!r} is no day of the week")
        found.append(Weekday(DAYS.index(match[2]), int(match[1] or 0)))
    return tuple(sorted(set(found)))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(sorted({int(part) for part in filter(None, text.split(","))}))


def _until(text: str) -> datetime | None:
    return datetime.strptime(text, _UNTIL).replace(tzinfo=UTC) if text else None
