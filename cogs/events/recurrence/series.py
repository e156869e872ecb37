"""A whole series: its rule with the days left out, added and moved, and edits as pure functions."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from heapq import merge
from itertools import islice
from types import MappingProxyType
from zoneinfo import ZoneInfo

from cogs.events.recurrence.calendar import Slot, instant_of, slots
from cogs.events.recurrence.rule import Rule

_SECOND = timedelta(seconds=1)


def never(_: date) -> bool:
    """Tell that a day is no holiday."""
    return False


_NOTHING: Mapping[datetime, datetime] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """When a gathering takes place. All times are wall times in `zone`.

    `moved` leads from a slot to the wall time at which it takes place instead. Holidays, for which
    `is_free` holds, are left out.
    """

    start: datetime
    zone: ZoneInfo
    rule: Rule | None = None
    left_out: frozenset[datetime] = frozenset()
    added: frozenset[datetime] = frozenset()
    moved: Mapping[datetime, datetime] = field(default_factory=lambda: _NOTHING)
    is_free: Callable[[date], bool] = never

    def slots(self) -> Iterator[Slot]:
        """Return what takes place, in the order of the slots; each is known by its slot's wall."""
        added = (Slot(wall, instant_of(wall, self.zone)) for wall in sorted(self.added))
        last: datetime | None = None
        for slot in merge(slots(self.start, self.rule, self.zone), added):
            if slot.wall == last or slot.wall in self.left_out or self._is_left_free(slot.wall):
                continue
            last = slot.wall
            if slot.wall in self.moved:
                yield Slot(slot.wall, instant_of(self.moved[slot.wall], self.zone))
            else:
                yield slot

    def coming(self, after: datetime, most: int) -> list[Slot]:
        """Return the next slots that begin after an instant.

        A slot may be moved back past those before it, so all moved ones are looked at as well.
        """
        regular = (one for one in self.slots() if one.wall not in self.moved)
        ahead = islice((one for one in regular if one.starts_at > after), most)
        moved = (
            Slot(wall, instant_of(to, self.zone))
            for wall, to in self.moved.items()
            if wall not in self.left_out
        )
        later = [one for one in moved if one.starts_at > after]
        return sorted([*ahead, *later], key=lambda one: one.starts_at)[:most]

    def free_days(self, most: int) -> list[date]:
        """Return the days among the first `most` slots that are left out as holidays."""
        found = islice(slots(self.start, self.rule, self.zone), most)
        return [slot.wall.date() for slot in found if self._is_left_free(slot.wall)]

    def without(self, wall: datetime) -> "Series":
        """Leave one slot out."""
        moved = {slot: to for slot, to in self.moved.items() if slot != wall}
        return replace(self, left_out=self.left_out | {wall}, moved=moved)

    def move_one(self, wall: datetime, to: datetime) -> "Series":
        """Let one slot take place at another time."""
        return replace(self, moved={**self.moved, wall: to})

    def move_all(self, start: datetime, rule: Rule | None) -> "Series":
        """Let the whole series follow another rule: what was left out or moved by hand is gone."""
        return replace(self, start=start, rule=rule, left_out=frozenset(), moved={})

    def end_before(self, wall: datetime) -> "Series":
        """Let the series end before one of its slots."""
        rule = self.rule
        goes_on = any(one.wall >= wall for one in slots(self.start, rule, self.zone))
        if rule is not None and goes_on:
            until = instant_of(wall, self.zone) - _SECOND
            rule = replace(rule, count=None, until=until)
        return replace(
            self,
            rule=rule,
            added=frozenset(one for one in self.added if one < wall),
            left_out=frozenset(one for one in self.left_out if one < wall),
            moved={slot: to for slot, to in self.moved.items() if slot < wall},
        )

    def begin_at(self, wall: datetime) -> "Series":
        """Return what remains of the series from one of its slots on.

        The rule goes on at its own hour, also where the slot is a date that was added.
        """
        ruled = slots(self.start, self.rule, self.zone)
        start = next((one.wall for one in ruled if one.wall >= wall), None)
        rule = self.rule if start is not None else None
        if rule is not None and rule.count is not None:
            gone = sum(1 for one in slots(self.start, rule, self.zone) if one.wall < wall)
            rule = replace(rule, count=max(1, rule.count - gone))
        return replace(
            self,
            start=start or wall,
            rule=rule,
            added=frozenset(one for one in self.added if one >= wall),
            left_out=frozenset(one for one in self.left_out if one >= wall),
            moved={slot: to for slot, to in self.moved.items() if slot >= wall},
        )

    def _is_left_free(self, wall: datetime) -> bool:
        return wall not in self.added and self.is_free(wall.date())


def walls(texts: Iterable[str]) -> frozenset[datetime]:
    """Read stored wall times."""
    return frozenset(map(datetime.fromisoformat, texts))
