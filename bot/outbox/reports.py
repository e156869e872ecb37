"""Tells operators and staff what the outbox could not do, once per reason."""

import structlog

from bot.effects import Effect, EffectKey, Result
from bot.metrics import Metrics
from bot.outbox.policy import Postpone
from bot.signals import Signals, StaffAlerted

log = structlog.get_logger(__name__)

# Outcomes that are nobody's fault: what the effect was about is not there any more.
EXPECTED = frozenset(
    {"dry_run", "cancelled", "too_late", "message_gone", "member_gone", "nothing_to_change"}
)


class Reports:
    """Counts outcomes and alerts staff when something on the server stands in the way."""

    def __init__(self, signals: Signals, metrics: Metrics) -> None:
        self._signals, self._metrics = signals, metrics
        self._told: set[tuple[int, str, str]] = set()

    async def settled(self, key: EffectKey, effect: Effect, result: Result) -> None:
        """Count how an effect ended; staff hear of those that were given up."""
        self._metrics.effect(key.kind, result.state)
        log.info(
            "effect settled",
            kind=key.kind,
            guild_id=key.guild_id,
            effect=effect.do,
            state=result.state,
            code=result.code,
        )
        if result.state == "failed" or (result.state == "skipped" and result.code not in EXPECTED):
            await self._alert(key, result.code, result.detail)

    async def postponed(self, key: EffectKey, effect: Effect, verdict: Postpone) -> None:
        """Note why an effect waits; staff hear when it waits for something that they can mend."""
        log.info(
            "effect waits",
            kind=key.kind,
            guild_id=key.guild_id,
            effect=effect.do,
            code=verdict.code,
            due_at=verdict.due_at.isoformat(),
        )
        if verdict.code in {"missing_permission", "role_too_high"}:
            await self._alert(key, verdict.code, verdict.detail)

    async def _alert(self, key: EffectKey, code: str, detail: str) -> None:
        reason = (key.guild_id, code, detail)
        if reason not in self._told:
            self._told.add(reason)
            text = f"{key.kind}: {code.replace('_', ' ')}" + (f" ({detail})" if detail else "")
            await self._signals.emit(
                StaffAlerted(guild_id=key.guild_id, feature=key.feature, text=text)
            )
