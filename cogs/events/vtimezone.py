"""Time zones written out for calendars, change by change.

Each change of clocks is a property of its own: some calendars read only the first date of a list.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Rule:
    """What clocks are set to, and from what."""

    before: timedelta
    after: timedelta
    is_summer: bool
    name: str


def vtimezone(zone: ZoneInfo, first: int, last: int) -> icalendar.Timezone:
    """Return a zone as its clocks stand from the year `first` to the year `last`."""
    made = icalendar.Timezone()
    made.add("tzid", zone.key)
    begin, end = datetime(first, 1, 1, tzinfo=UTC), datetime(last + 1, 1, 1, tzinfo=UTC)
    changes: dict[_Rule, list[datetime]] = {_rule(begin, begin, zone): [begin]}
    for before, after in _changes(begin, end, zone):
        changes.setdefault(_rule(before, after, zone), []).append(after)
    for rule, instants in changes.items():
        made.add_component(_observance(rule, instants))
    return made


def _observance(rule: _Rule, instants: list[datetime]) -> icalendar.Component:
    part = icalendar.TimezoneDaylight() if rule.is_summer else icalendar.TimezoneStandard()
    walls = [(instant + rule.before).replace(tzinfo=None) for instant in instants]
    part.add("dtstart", walls[0])
    part.add("tzname", rule.name)
    part.add("tzoffsetfrom", rule.before)
    part.add("tzoffsetto", rule.after)
    for wall in walls[1:]:
        part.add("rdate", [wall])
    return part


def _rule(before: datetime, after: datetime, zone: ZoneInfo) -> _Rule:
    local = after.astimezone(zone)
    return _Rule(
        before=_offset(before, zone),
        after=_offset(after, zone),
        is_summer=bool(local.dst()),
        name=local.tzname() or zone.key,
    )


def _changes(begin: datetime, end: datetime, zone: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Return the last minute before each change of clocks, and the first one after it."""
    day = begin
    while day < end:
        low, high = day, day + _DAY
        if _offset(low, zone) != _offset(high, zone):
            while high - low > _MINUTE:
                middle = low + (high - low) // 2
                middle -= timedelta(seconds=middle.second, microseconds=middle.microsecond)
                if _offset(middle, zone) == _offset(day, zone):
                    low = middle
                else:
                    high = middle
            yield low, high
        day += _DAY


def _offset(instant: datetime, zone: ZoneInfo) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()
