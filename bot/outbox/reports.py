"""Tells operators and staff what the outbox could not do, once per reason."""

import structlog

from bot.effects import Effect, EffectKey, Result
from bot.metrics import Metrics
from bot.outbox.policy import Postpone
from bot.signals import EffectHindered, EffectSettled, Signals

log = structlog.get_logger(__name__)

# Outcomes that are nobody's fault: what the effect was about is not there any more.
EXPECTED = frozenset(
    {
        "cancelled",
        "dm_closed",
        "dm_too_often",
        "dry_run",
        "event_gone",
        "event_over",
        "forgotten",
        "member_gone",
        "message_gone",
        "nothing_to_change",
        "rule_gone",
        "thread_gone",
        "thread_locked",
        "too_late",
    }
)
MENDABLE = frozenset(
    {
        "dm_too_fast",
        "missing_permission",
        "needs_community",
        "role_too_high",
        "tag_required",
        "too_many_channels",
        "too_many_events",
        "too_many_roles",
        "too_many_rules",
        "too_many_tags",
        "too_many_threads",
        "too_many_webhooks",
    }
)
"""What an effect may wait for that somebody on the server can put right."""

Reason = tuple[int, str, str]


class Reports:
    """Counts outcomes, and tells once per reason when something on the server is in the way."""

    def __init__(self, signals: Signals, metrics: Metrics) -> None:
        self._signals, self._metrics = signals, metrics
        self._told: dict[Reason, str] = {}

    async def settled(self, key: EffectKey, effect: Effect, result: Result) -> None:
        """Count how an effect ended; others hear of those that were given up."""
        self._metrics.effect(key.kind, result.state)
        log.info(
            "effect settled",
            kind=key.kind,
            guild_id=key.guild_id,
            effect=effect.do,
            state=result.state,
            code=result.code,
        )
        await self._signals.emit(_told_of(key, result))
        if result.state == "sent":
            self._is_possible_again(key)
        elif result.state == "failed" or result.code not in EXPECTED:
            await self._tell(key, result.code, result.detail)

    async def postponed(self, key: EffectKey, effect: Effect, verdict: Postpone) -> None:
        """Note why an effect waits; others hear when it waits for what staff can mend."""
        log.info(
            "effect waits",
            kind=key.kind,
            guild_id=key.guild_id,
            effect=effect.do,
            code=verdict.code,
            due_at=verdict.due_at.isoformat(),
        )
        if verdict.code in MENDABLE:
            await self._tell(key, verdict.code, verdict.detail)

    async def _tell(self, key: EffectKey, code: str, detail: str) -> None:
        reason = (key.guild_id, code, detail)
        if reason in self._told:
            return
        self._told[reason] = key.kind
        await self._signals.emit(
            EffectHindered(
                guild_id=key.guild_id, feature=key.feature, kind=key.kind, code=code, detail=detail
            )
        )

    def _is_possible_again(self, key: EffectKey) -> None:
        """Forget what was in the way, so that it is told again if it comes back."""
        self._told = {
            reason: kind
            for reason, kind in self._told.items()
            if reason[0] != key.guild_id or kind != key.kind
        }


def _told_of(key: EffectKey, result: Result) -> EffectSettled:
    assert result.state in ("sent", "skipped", "failed"), "only what is settled is told"
    return EffectSettled(
        guild_id=key.guild_id,
        feature=key.feature,
        kind=key.kind,
        subject=key.subject,
        period=key.period,
        state=result.state,
        code=result.code,
        created_id=result.created_id,
        channel_id=result.channel_id,
    )
