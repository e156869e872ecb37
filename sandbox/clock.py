"""The town's clock: it runs with real time or stands still, and can be moved forward.

In motion alarms fire through the event loop. Frozen, time moves only by `advance`. Either way
`advance` visits every alarm on its way in order of time, then of registration.
"""

from __future__ import annotations

import asyncio
import heapq
import itertools
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, TypeAlias
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Action: TypeAlias = Callable[[], Awaitable[None]]


@dataclass(order=True)
class Alarm:
    """A callback at an instant; `cancel` takes it back."""

    when: datetime
    number: int
    callback: Action = field(compare=False)
    cancelled: bool = field(default=False, compare=False)

    def cancel(self) -> None:
        """Make sure that the callback will not be called any more."""
        self.cancelled = True


class VirtualClock:
    """Time of the sandbox: frozen at `start`, or running from it (from now if there is none)."""

    def __init__(self, start: datetime | None = None, *, frozen: bool = False) -> None:
        begin = start or datetime.now(UTC)
        self._frozen_at: datetime | None = begin.astimezone(UTC) if frozen else None
        self._offset = begin - datetime.now(UTC) if start else timedelta()
        self._alarms: list[Alarm] = []
        self._numbers = itertools.count()
        self._settle: list[Action] = []
        self._timer: asyncio.TimerHandle | None = None
        self._ringing: set[asyncio.Task[None]] = set()
        self._moving = asyncio.Lock()

    @property
    def running(self) -> bool:
        """Whether time passes by itself."""
        return self._frozen_at is None

    def now(self) -> datetime:
        """Return the present instant in UTC."""
        return self._frozen_at or datetime.now(UTC) + self._offset

    def call_at(self, when: datetime, callback: Action) -> Alarm:
        """Call back at an instant; one in the past is due at once (frozen: at the next move)."""
        alarm = Alarm(when.astimezone(UTC), next(self._numbers), callback)
        heapq.heappush(self._alarms, alarm)
        if self.running:
            self._arm()
        return alarm

    def add_settle(self, hook: Action) -> None:
        """Await the hook after each alarm on the way, so that its consequences are done."""
        self._settle.append(hook)

    def remove_settle(self, hook: Action) -> None:
        """Take a hook back."""
        self._settle.remove(hook)

    async def advance(self, duration: timedelta) -> None:
        """Move forward by a duration. See `advance_to`."""
        await self.advance_to(self.now() + duration)

    async def advance_to(self, instant: datetime) -> None:
        """Move forward to an instant, ringing every alarm on the way, also those set meanwhile.

        Raises ValueError for an instant in the past.
        """
        target = instant.astimezone(UTC)
        async with self._moving:
            if target < self.now():
                raise ValueError(f"the clock cannot go back from {self.now()} to {target}")
            await self._ring_until(target)
            self._set(max(target, self.now()))
            await self._settled()
            # The last consequences may have set alarms that are due already.
            await self._ring_until(target)
        if self.running:
            self._arm()

    def next_local(self, weekday: int, at: time, zone: str) -> datetime:
        """Return the next instant that is this weekday (Monday is 0) and time in a zone."""
        return next_local(self.now(), weekday, at, zone)

    async def _ring_until(self, target: datetime) -> None:
        while (alarm := self._next_due(target)) is not None:
            self._set(max(alarm.when, self.now()))
            await alarm.callback()
            await self._settled()

    def _set(self, instant: datetime) -> None:
        if self._frozen_at is not None:
            self._frozen_at = instant
        else:
            self._offset = instant - datetime.now(UTC)

    async def _settled(self) -> None:
        for hook in tuple(self._settle):
            await hook()

    def _next_due(self, target: datetime) -> Alarm | None:
        while self._alarms and (self._alarms[0].cancelled or self._alarms[0].when <= target):
            alarm = heapq.heappop(self._alarms)
            if not alarm.cancelled:
                return alarm
        return None

    def _arm(self) -> None:
        """Let the event loop wake us for the earliest alarm."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._alarms and self._alarms[0].cancelled:
            heapq.heappop(self._alarms)
        if self._alarms:
            wait = max(0.0, (self._alarms[0].when - self.now()).total_seconds())
            # A loop timer takes no more than about a day reliably; a shorter nap is harmless.
            self._timer = asyncio.get_running_loop().call_later(min(wait, 3600.0), self._wake)

    def _wake(self) -> None:
        self._timer = None
        while (alarm := self._next_due(self.now())) is not None:
            task = asyncio.ensure_future(alarm.callback())
            self._ringing.add(task)
            task.add_done_callback(self._ringing.discard)
        self._arm()

    def stop(self) -> None:
        """Drop all alarms and the timer of a running clock."""
        self._alarms.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def next_local(after: datetime, weekday: int, at: time, zone: str) -> datetime:
    """Return the first instant after `after` that is this weekday and wall-clock time in a zone."""
    tz = ZoneInfo(zone)
    local = after.astimezone(tz)
    day: date = local.date() + timedelta(days=(weekday - local.weekday()) % 7)
    candidate = datetime.combine(day, at, tz)
    if candidate <= local:
        candidate = datetime.combine(day + timedelta(days=7), at, tz)
    return candidate.astimezone(UTC)
