"""The only place where the bot reads the wall clock; everything else is handed `now`."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; a town in virtual time brings its own."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class Alarm(Protocol):
    """A wake-up that has been asked for."""

    def cancel(self) -> None:
        """Forget the wake-up; harmless when it has already rung."""
        ...


class Alarms(Protocol):
    """Wakes the scheduler and the outbox when something falls due."""

    def call_at(self, when: datetime, callback: Callable[[], Awaitable[None]]) -> Alarm:
        """Await `callback` at `when`, or at once if that has passed."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)
