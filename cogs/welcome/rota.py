"""Who looks after newcomers, and whose turn it is. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Greeter:
    """Somebody who has offered to look after newcomers; `away_until` is the day they are back."""

    user_id: int
    pings: bool = False
    away_until: date | None = None

    def is_away(self, day: date) -> bool:
        """Tell whether they have said that they are away on this day."""
        return self.away_until is not None and day < self.away_until


def greeter_of(day: date, rota: Sequence[Greeter], members: Collection[int]) -> Greeter | None:
    """Return whose turn it is: one after the other by date, among those who are there."""
    there = [one for one in rota if one.user_id in members and not one.is_away(day)]
    return there[day.toordinal() % len(there)] if there else None
