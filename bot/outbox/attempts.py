"""One attempt at an effect: looked for first where the last one may have left something."""

import hashlib
from collections.abc import Awaitable
from datetime import datetime, timedelta
from typing import TypeVar

import structlog

from bot.actions import DM_TOO_FAST, Actions, Blocked, Findable, Outcome, Target, Unclear
from bot.clock import Clock
from bot.db import Database
from bot.effects import Effect, EffectKey, Result, SendDirect
from bot.outbox import budget, budget_store, policy, store
from bot.outbox.budget import Budget
from bot.outbox.policy import Postpone
from bot.outbox.store import Entry

log = structlog.get_logger(__name__)

# Whatever others sent shortly before an attempt cannot be what the attempt left behind.
KNOWN_FROM_BEFORE = timedelta(minutes=10)

T = TypeVar("T")


class Attempts:
    """Asks Discord for what is due, as far as time, target and budget allow it now."""

    def __init__(self, db: Database, actions: Actions, clock: Clock, allowed: Budget) -> None:
        self._db, self._actions, self._clock, self._budget = db, actions, clock, allowed

    async def make(self, entry: Entry, effect: Effect) -> Result | Postpone | None:
        """Try once and return what came of it; None when it was cancelled in the meantime."""
        now = self._clock.now()
        target, is_settled = await self._target(effect)
        outcome = await self._found(entry, effect, target)
        if outcome is None:
            if policy.is_too_late(entry.expires_at, now):
                return Result(state="skipped", code="too_late", at=now)
            if not is_settled:
                return policy.wait_for_target(entry.state, entry.attempts, now)
            if isinstance(effect, SendDirect):
                verdict = await self._beyond_budget(entry, effect, now)
                if verdict is not None:
                    return verdict
            async with self._db.write() as tx:
                if not await store.mark_sending(tx, entry.id, now):
                    return None
            nonce = nonce_of(entry.key)
            outcome = await _guarded(
                self._actions.perform(entry.key.guild_id, effect, nonce=nonce, target=target)
            )
        too_fast = isinstance(outcome, Blocked) and outcome.code == DM_TOO_FAST
        if too_fast and isinstance(effect, SendDirect):
            return await self._after_complaint(effect)
        return policy.after(
            outcome,
            state=entry.state,
            attempts=entry.attempts,
            planned_at=entry.planned_at,
            now=self._clock.now(),
        )

    async def _beyond_budget(
        self, entry: Entry, effect: SendDirect, now: datetime
    ) -> Result | Postpone | None:
        async with self._db.read() as tx:
            spent = await budget_store.spent(tx, effect, now)
        return budget.judge(
            effect, self._budget, spent, state=entry.state, attempts=entry.attempts, now=now
        )

    async def _after_complaint(self, effect: SendDirect) -> Result | Postpone:
        now = self._clock.now()
        async with self._db.read() as tx:
            spent = await budget_store.spent(tx, effect, now)
        return budget.after_complaint(spent.complaints, now)

    async def _found(self, entry: Entry, effect: Effect, target: Target | None) -> Outcome | None:
        """Look for what the last attempt may have left behind, if that is unknown."""
        since = entry.attempted_at
        if entry.state != "sending" or since is None or not isinstance(effect, Findable):
            return None
        async with self._db.read() as tx:
            known = await store.created_since(tx, since - KNOWN_FROM_BEFORE)
        looking = self._actions.find(
            entry.key.guild_id, effect, target=target, since=since, known=known
        )
        return await _guarded(looking)

    async def _target(self, effect: Effect) -> tuple[Target | None, bool]:
        of: EffectKey | None = getattr(effect, "of", None)
        if of is None:
            return None, True
        async with self._db.read() as tx:
            return await store.target_of(tx, of)


async def _guarded(attempt: Awaitable[T]) -> T | Unclear:
    """Take a mistake of our own for a failed attempt: one effect must not stop the others."""
    try:
        return await attempt
    except Exception as error:
        log.exception("effect failed")
        return Unclear("error", type(error).__name__)


def nonce_of(key: EffectKey) -> str:
    """Return the nonce (at most 25 characters) by which Discord knows a repeated send."""
    return hashlib.sha256(key.model_dump_json().encode()).hexdigest()[:25]
