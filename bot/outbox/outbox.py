"""Carries planned effects out, each exactly once as far as Discord allows.

A row is planned in the transaction that decides it. The worker marks it `sending` before the
request and records the outcome after it, so that a process that dies in between leaves a row
that says so: before such a row is sent again, its marks are looked for on Discord.
"""

import asyncio
import hashlib
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions import Actions, Findable, Outcome, Target, Unclear
from bot.clock import Alarm, Alarms, Clock
from bot.db import Database, after_commit
from bot.effects import DeleteMessage, EditMessage, Effect, EffectKey, Result, SendMessage
from bot.outbox import policy, store
from bot.outbox.policy import Postpone
from bot.outbox.store import Entry

log = structlog.get_logger(__name__)

BATCH = 100
LANES_AT_ONCE = 8

OnSettled = Callable[[EffectKey, Effect, Result], Awaitable[None]]
OnPostponed = Callable[[EffectKey, Effect, Postpone], Awaitable[None]]


class Outbox:
    """The door's memory. `on_settled` and `on_postponed` hear of every outcome."""

    def __init__(
        self,
        db: Database,
        actions: Actions,
        clock: Clock,
        alarms: Alarms,
        *,
        on_settled: OnSettled,
        on_postponed: OnPostponed,
    ) -> None:
        self._db, self._actions, self._clock, self._alarms = db, actions, clock, alarms
        self._on_settled, self._on_postponed = on_settled, on_postponed
        self._wake = asyncio.Event()
        self._worker: asyncio.Task[None] | None = None
        self._alarm: Alarm | None = None
        self._working = False
        self._awaited: dict[int, asyncio.Future[Result]] = {}

    @property
    def busy(self) -> bool:
        """Whether something that is due has not been attempted yet."""
        return self._working or self._wake.is_set()

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
            attempted = self._awaited[added] = asyncio.get_running_loop().create_future()
        try:
            return await attempted
        finally:
            del self._awaited[added]

    async def start(self) -> None:
        """Begin working, first on what a stopped process left unfinished."""
        async with self._db.write() as tx:
            interrupted = await store.interrupted_are_due(tx, self._clock.now())
        if interrupted:
            log.info("found interrupted effects", count=interrupted)
        self._wake.set()
        self._worker = asyncio.create_task(self._work(), name="outbox")

    async def stop(self) -> None:
        """Finish the attempts under way and begin no other."""
        if self._alarm is not None:
            self._alarm.cancel()
        if self._worker is not None:
            worker, self._worker = self._worker, None
            self._wake.set()
            await worker

    async def _work(self) -> None:
        while self._worker is not None:
            await self._wake.wait()
            self._working = True
            self._wake.clear()
            try:
                while self._worker is not None and await self._work_off_batch():
                    pass
                await self._set_alarm()
            except Exception:
                log.exception("outbox worker failed; trying again in a moment")
                self._ring_at(self._clock.now() + timedelta(seconds=10))
            finally:
                self._working = False

    async def _work_off_batch(self) -> bool:
        async with self._db.read() as tx:
            entries = await store.due(tx, self._clock.now(), limit=BATCH)
        lanes: dict[tuple[int, int | None], list[Entry]] = defaultdict(list)
        for entry in entries:
            lanes[self._lane(entry)].append(entry)
        gate = asyncio.Semaphore(LANES_AT_ONCE)
        await asyncio.gather(*(self._work_off_lane(lane, gate) for lane in lanes.values()))
        return bool(entries)

    def _lane(self, entry: Entry) -> tuple[int, int | None]:
        """Return what the entry must keep its order in: the channel that it writes to."""
        if isinstance(entry.effect, SendMessage):
            return entry.key.guild_id, entry.effect.channel_id
        return entry.key.guild_id, None

    async def _work_off_lane(self, entries: Sequence[Entry], gate: asyncio.Semaphore) -> None:
        async with gate:
            for entry in entries:
                if self._worker is not None:
                    await self._attempt(entry)

    async def _attempt(self, entry: Entry) -> None:
        now = self._clock.now()
        target, target_settled = await self._target(entry.effect)
        async with self._db.write() as tx:
            if not await store.mark_sending(tx, entry.id, now):
                return
        verdict: Result | Postpone
        if entry.state != "sending" and policy.is_too_late(entry.expires_at, now):
            verdict = Result(state="skipped", code="too_late", at=now)
        elif not target_settled:
            due_at = now + policy.WAIT_FOR_TARGET
            verdict = Postpone("planned", due_at, "waiting", "for the message to be changed")
        else:
            outcome = await self._look_then_perform(entry, target)
            verdict = policy.after(
                outcome,
                state=entry.state,
                attempts=entry.attempts + 1,
                planned_at=entry.planned_at,
                now=self._clock.now(),
            )
        await self._record(entry, verdict)

    async def _look_then_perform(self, entry: Entry, target: Target | None) -> Outcome:
        guild_id = entry.key.guild_id
        try:
            if entry.state == "sending" and isinstance(entry.effect, Findable):
                async with self._db.read() as tx:
                    known = await store.created_since(tx, guild_id, entry.planned_at)
                found = await self._actions.find(
                    guild_id, entry.effect, since=entry.planned_at, known=known
                )
                if found is not None:
                    return found
            return await self._actions.perform(
                guild_id, entry.effect, nonce=nonce_of(entry.key), target=target
            )
        except Exception as error:
            log.exception("effect failed", kind=entry.key.kind, guild_id=guild_id)
            return Unclear("error", type(error).__name__)

    async def _target(self, effect: Effect) -> tuple[Target | None, bool]:
        if not isinstance(effect, EditMessage | DeleteMessage):
            return None, True
        async with self._db.read() as tx:
            return await store.target_of(tx, effect.of)

    async def _record(self, entry: Entry, verdict: Result | Postpone) -> None:
        async with self._db.write() as tx:
            if isinstance(verdict, Result):
                await store.settle(tx, entry.id, verdict)
            else:
                await store.postpone(
                    tx,
                    entry.id,
                    state=verdict.state,
                    due_at=verdict.due_at,
                    code=verdict.code,
                    detail=verdict.detail,
                )
        if isinstance(verdict, Result):
            await self._on_settled(entry.key, entry.effect, verdict)
        else:
            await self._on_postponed(entry.key, entry.effect, verdict)
        waiting = self._awaited.get(entry.id)
        if waiting is not None and not waiting.done():
            async with self._db.read() as tx:
                waiting.set_result(await store.result_of(tx, entry.id))

    async def _set_alarm(self) -> None:
        async with self._db.read() as tx:
            due_at = await store.next_due(tx)
        if due_at is not None:
            self._ring_at(due_at)

    def _ring_at(self, due_at: datetime) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
        self._alarm = self._alarms.call_at(due_at, self._ring)

    async def _ring(self) -> None:
        self._alarm = None
        self._wake.set()


def nonce_of(key: EffectKey) -> str:
    """Return the nonce (at most 25 characters) by which Discord knows a repeated send."""
    return hashlib.sha256(key.model_dump_json().encode()).hexdigest()[:25]
