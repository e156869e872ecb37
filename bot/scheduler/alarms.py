"""Alarms in real time."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from apscheduler.jobstores.base import (  # type: ignore[import-untyped]  # it has no types
    JobLookupError,
)
from apscheduler.schedulers.asyncio import (  # type: ignore[import-untyped]  # it has no types
    AsyncIOScheduler,
)

_LOOK_EVERY = 60.0


class SystemAlarms:
    """Calls back when the system's clock has reached an instant, never before.

    The clock is read again every `look_every` seconds, so that one that was set, or a laptop that
    wakes up, is noticed.
    """

    def __init__(self, look_every: float = _LOOK_EVERY) -> None:
        self._look_every = look_every
        # Late is better than never: by default APScheduler drops what it would start a second late.
        self._timers = AsyncIOScheduler(timezone=UTC, job_defaults={"misfire_grace_time": None})
        self._next_look: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin to ring, in the running event loop."""
        self._timers.start()
        self._look()

    def stop(self) -> None:
        """Ring no more; callbacks that are still running are cancelled."""
        if self._next_look is not None:
            self._next_look.cancel()
            self._next_look = None
            self._timers.remove_all_jobs()
            self._timers.shutdown(wait=False)

    def call_at(self, when: datetime, callback: Callable[[], Awaitable[None]]) -> "SystemAlarm":
        """Await `callback` at `when`, or at once if that has passed."""

        async def ring() -> None:
            await callback()

        return SystemAlarm(self._timers.add_job(ring, "date", run_date=when))

    def _look(self) -> None:
        self._timers.wakeup()
        loop = asyncio.get_running_loop()
        self._next_look = loop.call_later(self._look_every, self._look)


class SystemAlarm:
    """A wake-up that has been asked for."""

    def __init__(self, timer: Any) -> None:  # noqa: ANN401  APScheduler has no types
        self._timer = timer

    def cancel(self) -> None:
        """Forget the wake-up; harmless when it has already rung."""
        with suppress(JobLookupError):
            self._timer.remove()
