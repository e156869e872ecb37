"""How often the bot writes privately: one budget for all servers and features. Pure.

Discord stops bots that open many conversations, and people dislike letters that nobody asked
for. All of it is computed from what the outbox keeps, so that it outlives a restart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions import DM_TOO_FAST
from bot.effects import Result, SendDirect, State
from bot.outbox.policy import BACKOFF, Postpone

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
BETWEEN_INVITATIONS = timedelta(days=30)
# How long all private messages rest after Discord's first complaint; doubled with each further one.
REST = timedelta(minutes=30)

TOO_OFTEN = "dm_too_often"
"""The code of an invitation to somebody who was invited to something not long ago."""


@dataclass(frozen=True, slots=True)
class Budget:
    """How many private messages the bot may begin in any minute and in any hour."""

    per_minute: int = 10
    per_hour: int = 50


@dataclass(frozen=True, slots=True)
class Spent:
    """What has been written privately so far.

    `attempts` are the instants of the last hour's, oldest first; `rests_until` and `complaints`
    come from messages that Discord refused because there were too many. `invited_at` is when this
    member was last written to without having asked.
    """

    attempts: Sequence[datetime] = ()
    rests_until: datetime | None = None
    complaints: int = 0
    invited_at: datetime | None = None


def is_invitation(effect: SendDirect) -> bool:
    """Tell whether the message is one that may come to a person only rarely."""
    return effect.purpose == "invitation" and not effect.asked_for


def judge(
    effect: SendDirect,
    budget: Budget,
    spent: Spent,
    *,
    state: State,
    attempts: int,
    now: datetime,
) -> Result | Postpone | None:
    """Return what keeps a message from being written now, None when nothing does."""
    invited_at = spent.invited_at
    if is_invitation(effect) and invited_at is not None and now - invited_at < BETWEEN_INVITATIONS:
        return Result(state="skipped", code=TOO_OFTEN, at=now)
    if spent.rests_until is not None and spent.rests_until > now:
        detail = "after Discord's complaint"
        return Postpone(state, spent.rests_until, attempts, "dm_rest", detail)
    free_at = max(
        _free_at(spent.attempts, MINUTE, budget.per_minute, now),
        _free_at(spent.attempts, HOUR, budget.per_hour, now),
    )
    if free_at > now:
        return Postpone(state, free_at, attempts, "dm_budget", "for its turn")
    return None


def after_complaint(complaints: int, now: datetime) -> Result | Postpone:
    """Decide what follows when Discord says once more that there are too many.

    The row counts the complaints, in place of its attempts; nothing was sent for certain.
    """
    if complaints >= len(BACKOFF):
        return Result(state="failed", code=DM_TOO_FAST, at=now)
    return Postpone("planned", now + REST * 2**complaints, complaints + 1, DM_TOO_FAST, "")


def _free_at(attempts: Sequence[datetime], span: timedelta, most: int, now: datetime) -> datetime:
    """Return from when on fewer than `most` attempts lie within the span."""
    within = [at for at in attempts if at > now - span]
    return now if len(within) < most else within[len(within) - most] + span
