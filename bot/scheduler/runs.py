"""One run of a job: whether it is made, and what is kept of how it went."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.clock import Clock
from bot.db import Database, after_commit
from bot.metrics import Metrics
from bot.scheduler import store
from bot.scheduler.handling import Handler, Handling
from bot.scheduler.job import Job, LastOutcome, LastRun
from bot.scheduler.recurrence import (
    MAX_ATTEMPTS,
    Ends,
    Next,
    Recurrence,
    Waits,
    after_failure,
    after_success,
)

log = structlog.stdlib.get_logger(__name__)

_HANDLER_LIMIT = 3600.0
"""Seconds of real time after which a handler that hangs counts as failed."""
_LEASE = timedelta(minutes=5)
"""When a run is made again whose end could not be stored."""
_CUT_OFF = "the process ended while it ran"


class Runs:
    """Runs jobs that are due; `note` hears when one that goes on is due again."""

    def __init__(
        self, db: Database, clock: Clock, metrics: Metrics, note: Callable[[datetime], None]
    ) -> None:
        self._db, self._clock, self._metrics, self._note = db, clock, metrics, note

    async def run(self, row: store.Row, handling: Handling) -> None:
        """Run a job, unless it was tried often enough, is put off, too late or taken away."""
        now = self._clock.now()
        recurrence: Recurrence | None = row.weekly or handling.sweep
        if row.attempts >= MAX_ATTEMPTS:
            await self._failed(row, recurrence, now, _CUT_OFF)
            return
        later = handling.later(row.guild_id, row.due_at) if row.weekly is not None else None
        if later is not None:
            await self._put_off(row, later)
            return
        late_within = handling.late_within
        if recurrence is not None and late_within is not None and now - row.due_at > late_within:
            await self._moved_on(row, recurrence, now, "too_late")
            return
        async with self._db.write() as tx:
            if not await store.claim(tx, row, now + _LEASE):
                return
        row = replace(row, attempts=row.attempts + 1)
        error = await _call(handling.run, row, now)
        if error is None:
            await self._moved_on(row, recurrence, now, "done")
        else:
            await self._failed(row, recurrence, now, error)

    async def _put_off(self, row: store.Row, later: datetime) -> None:
        async with self._db.write() as tx:
            await store.move(tx, row, later)
            after_commit(tx, partial(self._note, later))

    async def _moved_on(
        self, row: store.Row, recurrence: Recurrence | None, now: datetime, how: LastOutcome
    ) -> None:
        await self._keep(row, after_success(recurrence, row.due_at, now), how)
        self._metrics.job(row.name, how)

    async def _failed(
        self, row: store.Row, recurrence: Recurrence | None, now: datetime, error: str
    ) -> None:
        following = after_failure(recurrence, row.due_at, now, row.attempts)
        await self._keep(row, following, "failed", error)
        if isinstance(following, Waits):
            self._metrics.job(row.name, "retried")
            return
        log.error("job_given_up", job=row.name, guild_id=row.guild_id, error=error)
        self._metrics.job(row.name, "failed")

    async def _keep(
        self, row: store.Row, following: Next, how: LastOutcome, error: str | None = None
    ) -> None:
        """Store how a run ended and what comes next."""
        last = None
        if row.weekly is not None:
            last = LastRun(row.due_at, self._clock.now(), how, error)
        async with self._db.write() as tx:
            await store.conclude(tx, row, following, error, last)
            if not isinstance(following, Ends):
                after_commit(tx, partial(self._note, following.run_at))


async def _call(handler: Handler, row: store.Row, now: datetime) -> str | None:
    """Call the handler; return the name of what it raised."""
    job = Job(
        name=row.name,
        guild_id=row.guild_id,
        subject=row.subject,
        due_at=row.due_at,
        payload=row.payload,
        attempts=row.attempts - 1,
        now=now,
    )
    try:
        async with asyncio.timeout(_HANDLER_LIMIT):
            await handler(job)
    except Exception as error:
        log.exception("job_failed", job=row.name, guild_id=row.guild_id, attempt=row.attempts)
        return type(error).__name__
    return None
