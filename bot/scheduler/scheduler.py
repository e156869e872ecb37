"""Runs what falls due, at least once, across restarts."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Alarm, Alarms, Clock
from bot.db import Database, after_commit
from bot.metrics import Metrics
from bot.scheduler import store
from bot.scheduler.calendar import Calendar
from bot.scheduler.handling import AskFirst, Handler, Handling, PutOff
from bot.scheduler.job import GivenUp
from bot.scheduler.recurrence import EveryInterval, EveryWeek
from bot.scheduler.runs import Runs
from bot.times import WeeklyTimes

log = structlog.stdlib.get_logger(__name__)

_AT_ONCE = 8
_ROWS_AT_ONCE = 200
_AFTER_TROUBLE = timedelta(minutes=1)
_LOOK_AGAIN = timedelta(minutes=30)
"""When jobs are found that another process has stored, such as an operator's command."""
_FAILED_ARE_KEPT = timedelta(days=30)


class Scheduler:
    """Keeps jobs in the table `core_jobs` and calls their handlers when they fall due.

    A job is forgotten, or moves on, only after its handler returned; so a handler may run again
    after a crash, with the same `due_at`. Jobs of one name and guild run one after the other.
    """

    def __init__(self, db: Database, clock: Clock, alarms: Alarms, metrics: Metrics) -> None:
        self._db, self._clock, self._alarms = db, clock, alarms
        self._handled: dict[str, Handling] = {}
        self._new_sweeps: set[str] = set()
        self._started = False
        self._alarm: Alarm | None = None
        self._alarm_at: datetime | None = None
        self._looking = asyncio.Lock()
        self._places = asyncio.Semaphore(_AT_ONCE)
        self._lanes: dict[tuple[str, int], asyncio.Task[None]] = {}
        self._passed_over: set[tuple[str, int]] = set()
        self._looks: set[asyncio.Task[None]] = set()
        self._look_is_planned = False
        self._runs = Runs(db, clock, metrics, self._note)
        self.calendar = Calendar(clock, self._handled, self._note)

    @property
    def busy(self) -> bool:
        """Whether a handler runs or something that is due is about to be looked at."""
        return bool(self._lanes or self._looks)

    def handle(
        self,
        name: str,
        handler: Handler,
        *,
        title: str = "",
        late_within: timedelta | None = None,
        ask_first: AskFirst | None = None,
        put_off: PutOff | None = None,
    ) -> None:
        """Give the jobs of this name to `handler`; without one they wait.

        `title` says to managers what a recurring job does. One that is later than `late_within`
        is left out until its next time. `ask_first` may refuse to run it at once. `put_off` names
        the later time of one that does not run at its own; what it passes over falls away.
        """
        self._take_on(name, Handling(handler, title, late_within, ask_first, put_off))

    def forget(self, name: str) -> None:
        """Take the handler of a job or sweep back; its rows stay and wait for one."""
        self._handled.pop(name, None)
        self._new_sweeps.discard(name)

    def every(self, name: str, interval: timedelta, handler: Handler) -> None:
        """Run a sweep over all guilds at this interval; after downtime once, late."""
        self._take_on(name, Handling(handler, sweep=EveryInterval(interval)))
        self._new_sweeps.add(name)

    async def schedule(
        self,
        tx: AsyncConnection,
        name: str,
        *,
        guild_id: int,
        subject: str = "",
        due_at: datetime,
        payload: Mapping[str, Any] | None = None,
    ) -> None:
        """Run a job once at `due_at`, in place of an earlier one of same name, guild, subject."""
        await store.put(
            tx, name, guild_id=guild_id, subject=subject, due_at=due_at, payload=payload or {}
        )
        after_commit(tx, lambda: self._note(due_at))

    async def repeat(
        self,
        tx: AsyncConnection,
        name: str,
        *,
        guild_id: int,
        subject: str = "",
        times: WeeklyTimes,
        zone: ZoneInfo,
        payload: Mapping[str, Any] | None = None,
    ) -> None:
        """Run a job at these wall times for good; the first time is the next one from now on.

        Asked for again with the same times it goes on as it was: what was missed stays due.
        """
        weekly = EveryWeek(times, zone)
        now = self._clock.now()
        known = await store.find(tx, name, guild_id, subject)
        if known is not None and (known.times, known.zone) == (str(times), zone.key):
            await store.keep_payload(tx, known, payload or {})
            return
        due_at = weekly.next_after(now, now)
        await store.put(
            tx,
            name,
            guild_id=guild_id,
            subject=subject,
            due_at=due_at,
            payload=payload or {},
            weekly=weekly,
        )
        after_commit(tx, lambda: self._note(due_at))

    async def cancel(
        self, tx: AsyncConnection, name: str, *, guild_id: int, subject: str = ""
    ) -> bool:
        """Forget a job; False when there was none. A run that has begun is not interrupted."""
        return await store.remove(tx, name, guild_id, subject)

    async def given_up(self, tx: AsyncConnection, *, guild_id: int) -> list[GivenUp]:
        """List the jobs that failed at every attempt; they are kept for 30 days."""
        return await store.given_up(tx, guild_id)

    async def start(self) -> None:
        """Take up what is due, also what was cut off when the process ended."""
        async with self._db.write() as tx:
            now = self._clock.now()
            await store.release(tx, now)
            await store.purge(tx, now - _FAILED_ARE_KEPT)
        self._started = True
        self._wake()

    async def stop(self) -> None:
        """Begin nothing new and wait for the handlers that run; if cancelled, end them."""
        self._started = False
        self._set_alarm(None)
        try:
            await self.settled()
        finally:
            for task in self._lanes.values():
                task.cancel()

    async def settled(self) -> None:
        """Wait until everything that is due has run."""
        while tasks := [*self._looks, *self._lanes.values()]:
            await asyncio.wait(tasks)

    def _take_on(self, name: str, handling: Handling) -> None:
        if name in self._handled:
            raise ValueError(f"jobs called {name} have a handler already")
        self._handled[name] = handling
        self._wake()

    def _note(self, due_at: datetime) -> None:
        """Hear of a job that was stored."""
        if due_at <= self._clock.now() or self._looking.locked():
            # A look that is under way may have read the table before the job was in it.
            self._wake()
        elif self._started and (self._alarm_at is None or due_at < self._alarm_at):
            self._set_alarm(due_at)

    def _wake(self) -> None:
        """Look at the table soon; many calls in one breath are one look."""
        if self._started and not self._look_is_planned:
            self._look_is_planned = True
            task = asyncio.create_task(self._look(), name="scheduler look")
            self._looks.add(task)
            task.add_done_callback(self._looks.discard)

    def _set_alarm(self, when: datetime | None) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm_at = when
        self._alarm = self._alarms.call_at(when, self._ring) if when is not None else None

    async def _ring(self) -> None:
        # In virtual time the clock stands still until this returns.
        self._alarm = self._alarm_at = None
        self._wake()
        await self.settled()

    async def _look(self) -> None:
        """Begin what is due and set the alarm for what follows."""
        async with self._looking:
            self._look_is_planned = False
            now = self._clock.now()
            # What a busy lane keeps from us is looked for once it is free, be it while we read.
            busy = tuple(self._lanes)
            self._passed_over |= set(busy)
            try:
                rows, following = await self._read(now, busy)
            except Exception:
                log.exception("scheduler_cannot_read")
                rows, following = [], now + _AFTER_TROUBLE
            if not self._started:
                return
            by_lane: dict[tuple[str, int], list[store.Row]] = {}
            for row in rows:
                by_lane.setdefault(row.lane, []).append(row)
            if len(rows) == _ROWS_AT_ONCE:
                self._passed_over |= by_lane.keys()  # there may be more than we could read
            for lane, waiting in by_lane.items():
                task = asyncio.create_task(self._run_lane(waiting), name=f"job {lane[0]}")
                self._lanes[lane] = task
            latest = now + _LOOK_AGAIN
            self._set_alarm(min(following or latest, latest))

    async def _read(
        self, now: datetime, busy: tuple[tuple[str, int], ...]
    ) -> tuple[list[store.Row], datetime | None]:
        # Sweeps come and go while we write.
        new = {name: self._handled[name].sweep for name in sorted(self._new_sweeps)}
        if new:
            async with self._db.write() as tx:
                for name, sweep in new.items():
                    assert sweep is not None, "sweeps have an interval"
                    await store.keep_sweep(tx, name, sweep.interval, now)
            self._new_sweeps.difference_update(new)
        names = tuple(self._handled)
        async with self._db.read() as tx:
            rows = await store.due(tx, now, names, busy, _ROWS_AT_ONCE)
            return rows, await store.next_run(tx, now, names)

    async def _run_lane(self, rows: list[store.Row]) -> None:
        """Run rows of one name and guild one after the other."""
        lane = rows[0].lane
        try:
            for row in rows:
                async with self._places:
                    handling = self._handled.get(row.name)
                    if not self._started or handling is None:
                        break
                    await self._runs.run(row, handling)
        except Exception:
            log.exception("scheduler_cannot_store", job=lane[0])
            self._note(self._clock.now() + _AFTER_TROUBLE)
            self._passed_over.discard(lane)
        finally:
            del self._lanes[lane]
        if lane in self._passed_over:
            self._passed_over.discard(lane)
            self._wake()
