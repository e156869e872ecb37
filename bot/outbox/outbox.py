"""Carries planned effects out, each exactly once as far as Discord allows.

A row is planned in the transaction that decides it. The worker marks it `sending` before the
request and records the outcome after it, so that a process that dies in between leaves a row
that says so: before such a row is sent again, its marks are looked for on Discord.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from itertools import islice

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions import Actions
from bot.clock import Alarm, Alarms, Clock
from bot.db import Database, after_commit
from bot.effects import DeleteMessage, Effect, EffectKey, Result
from bot.outbox import store
from bot.outbox.attempts import Attempts
from bot.outbox.budget import Budget
from bot.outbox.policy import Postpone
from bot.outbox.store import Entry

log = structlog.get_logger(__name__)

BATCH = 100
LANES_AT_ONCE = 8
# How long work rests after a failure of our own, such as a database that is locked.
PAUSE = timedelta(seconds=10)
# Long enough to look into what was said, and no longer.
TEXTS_KEPT = timedelta(days=30)

OnSettled = Callable[[EffectKey, Effect, Result], Awaitable[None]]
OnPostponed = Callable[[EffectKey, Effect, Postpone], Awaitable[None]]


class Outbox:
    """The door's memory. `on_settled` and `on_postponed` hear of every outcome.

    Effects of one lane (a channel, all private messages, else a guild) are worked off one after
    the other; lanes do not wait for one another.
    """

    def __init__(
        self,
        db: Database,
        actions: Actions,
        clock: Clock,
        alarms: Alarms,
        *,
        on_settled: OnSettled,
        on_postponed: OnPostponed,
        budget: Budget = Budget(),  # noqa: B008 - it is frozen
    ) -> None:
        self._db, self._clock, self._alarms = db, clock, alarms
        self._on_settled, self._on_postponed = on_settled, on_postponed
        self._attempts = Attempts(db, actions, clock, budget)
        self._wake = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None
        self._alarm: Alarm | None = None
        self._looking = False
        self._stopping = False
        self._running: dict[int, asyncio.Task[None]] = {}
        self._resting: dict[int, Alarm] = {}
        self._awaited: dict[int, asyncio.Future[Result]] = {}
        self.waiting = 0
        """How many effects were unsettled when the worker last looked."""

    @property
    def busy(self) -> bool:
        """Whether something that is due is being attempted or about to be."""
        looking = self._looking or self._wake.is_set()
        return bool(self._running) or (self._worker is not None and looking)

    async def plan(
        self,
        tx: AsyncConnection,
        key: EffectKey,
        effect: Effect,
        *,
        due_at: datetime | None = None,
        expires_at: datetime | None = None,
    ) -> bool:
        """Mean to do something, in the transaction that decides it.

        Returns False when the same effect (by its key) was planned before: nothing is added.
        After `expires_at` the effect is skipped rather than done late.
        """
        now = self._clock.now()
        added = await store.add(
            tx, key, effect, now=now, due_at=due_at or now, expires_at=expires_at
        )
        if added is not None:
            after_commit(tx, self._wake.set)
        return added is not None

    async def cancel(self, tx: AsyncConnection, key: EffectKey) -> bool:
        """Give up a planned effect; False when its first attempt has already begun."""
        return await store.cancel(tx, key, now=self._clock.now())

    async def take_back(self, tx: AsyncConnection, of: EffectKey) -> None:
        """Take a message back: not sent while there is time, deleted otherwise; its words go."""
        if await store.result(tx, of) is None:
            return
        if not await self.cancel(tx, of):
            gone = of.model_copy(update={"kind": f"{of.kind}_gone"})
            await self.plan(tx, gone, DeleteMessage(of=of))
        await store.forget_text(tx, of)

    async def take_back_all(
        self, tx: AsyncConnection, guild_id: int, kind: str, subject: str
    ) -> None:
        """Take back the messages of a kind about one subject, whatever their periods."""
        for key in await store.keys_about(tx, guild_id, kind, subject):
            await self.take_back(tx, key)

    async def result(self, tx: AsyncConnection, key: EffectKey) -> Result | None:
        """Return how an effect stands, None when it was never planned."""
        return await store.result(tx, key)

    async def perform(self, key: EffectKey, effect: Effect) -> Result:
        """Plan an effect and wait until it is settled or has to wait for somebody."""
        now = self._clock.now()
        async with self._db.write() as tx:
            added = await store.add(tx, key, effect, now=now, due_at=now, expires_at=None)
            if added is None:
                known = await store.result(tx, key)
                assert known is not None, "the row that stood in the way is there"
                return known
            after_commit(tx, self._wake.set)
            attempted: asyncio.Future[Result] = asyncio.Future()
            self._awaited[added] = attempted
        try:
            return await attempted
        finally:
            del self._awaited[added]

    async def forget_old_texts(self) -> int:
        """Empty the texts of effects settled long ago; that they took place stays known."""
        async with self._db.write() as tx:
            return await store.forget_texts_before(tx, self._clock.now() - TEXTS_KEPT)

    async def start(self) -> None:
        """Begin working, first on what a stopped process left unfinished."""
        async with self._db.write() as tx:
            interrupted = await store.interrupted_are_due(tx, self._clock.now())
        if interrupted:
            log.info("found interrupted effects", count=interrupted)
        self._stopping = False
        self._wake.set()
        self._worker = asyncio.create_task(self._work(), name="outbox")

    async def stop(self) -> None:
        """Finish the attempts under way and begin no other."""
        self._stopping = True
        if self._worker is not None:
            self._wake.set()
            await self._worker
            self._worker = None
        await asyncio.gather(*self._running.values())
        for alarm in (self._alarm, *self._resting.values()):
            if alarm is not None:
                alarm.cancel()
        self._resting.clear()

    async def _work(self) -> None:
        while not self._stopping:
            await self._wake.wait()
            self._looking = True
            self._wake.clear()
            try:
                await self._hand_out()
            except Exception:
                log.exception("outbox failed; trying again in a moment")
                self._ring_at(self._clock.now() + PAUSE)
            finally:
                self._looking = False

    async def _hand_out(self) -> None:
        """Give what is due to lanes that are free; a lane that ends wakes us for the rest."""
        free = LANES_AT_ONCE - len(self._running)
        if self._stopping or free <= 0:
            return
        now = self._clock.now()
        taken = {*self._running, *self._resting}
        async with self._db.read() as tx:
            entries = await store.due(tx, now, limit=BATCH, taken=taken)
            next_due = await store.next_due(tx, now)
            self.waiting = await store.count_unsettled(tx)
        lanes: dict[int, list[Entry]] = {}
        for entry in entries:
            lanes.setdefault(entry.lane, []).append(entry)
        for lane, line in islice(lanes.items(), free):
            task = asyncio.create_task(self._work_off(lane, line), name=f"outbox lane {lane}")
            self._running[lane] = task
        if next_due is not None:
            self._ring_at(next_due)

    async def _work_off(self, lane: int, entries: Sequence[Entry]) -> None:
        try:
            for entry in entries:
                # Whether others may overtake one that waits is looked up anew.
                if self._stopping or not await self._attempt(entry):
                    break
        except Exception:
            log.exception("outbox lane failed; trying again in a moment", lane=lane)
            self._resting[lane] = self._alarms.call_at(
                self._clock.now() + PAUSE, partial(self._rested, lane)
            )
        finally:
            del self._running[lane]
            self._wake.set()

    async def _rested(self, lane: int) -> None:
        self._resting.pop(lane, None)
        self._wake.set()

    async def _attempt(self, entry: Entry) -> bool:
        """Try once; False when the effect has to be tried again later."""
        if entry.effect is None:
            log.error("cannot read a planned effect", kind=entry.key.kind, row=entry.id)
            unreadable = Result(state="failed", code="unreadable", at=self._clock.now())
            async with self._db.write() as tx:
                await store.settle(tx, entry.id, unreadable)
            return True
        verdict = await self._attempts.make(entry, entry.effect)
        if verdict is not None:
            await self._record(entry, entry.effect, verdict)
        return not isinstance(verdict, Postpone)

    async def _record(self, entry: Entry, effect: Effect, verdict: Result | Postpone) -> None:
        async with self._db.write() as tx:
            if isinstance(verdict, Result):
                await store.settle(tx, entry.id, verdict)
            else:
                await store.postpone(tx, entry.id, verdict)
            stands = await store.result_of(tx, entry.id)
        waiting = self._awaited.get(entry.id)
        if waiting is not None and not waiting.done():
            waiting.set_result(stands)
        if isinstance(verdict, Result):
            await self._on_settled(entry.key, effect, verdict)
        else:
            await self._on_postponed(entry.key, effect, verdict)

    def _ring_at(self, due_at: datetime) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = self._alarms.call_at(due_at, self._ring)

    async def _ring(self) -> None:
        self._alarm = None
        self._wake.set()
