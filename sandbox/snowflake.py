"""Discord's ids: milliseconds since 2015 in the upper bits, a running number in the lower 22."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sandbox.clock import VirtualClock

EPOCH: Final = datetime(2015, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_UPPER_HALF: Final = 1 << 21


def first_at(moment: datetime) -> int:
    """Return the lowest id that an object made at this instant can have."""
    return ((moment - EPOCH) // _MILLISECOND) << 22


def made_at(snowflake: int) -> datetime:
    """Return the instant that an id was made."""
    return EPOCH + (snowflake >> 22) * _MILLISECOND


class Snowflakes:
    """Hands out ids that only grow; the same run of a frozen clock gives the same ids."""

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self._last = 0
        self._backdated = 0

    def new(self) -> int:
        """Return an id made now."""
        self._last = max(self._last + 1, first_at(self._clock.now()))
        return self._last

    def at(self, moment: datetime) -> int:
        """Return an id made at another instant, distinct from those made then by `new`."""
        self._backdated += 1
        return first_at(moment) | _UPPER_HALF | self._backdated % _UPPER_HALF
