"""What follows from an attempt: settled, or tried again, and when. Pure decisions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions import Blocked, Done, Outcome, Refused, Unclear
from bot.effects import Result, State

# Waits after the first, second … failed attempt.
BACKOFF = tuple(timedelta(seconds=s) for s in (2, 10, 60, 300, 1800, 7200, 21600))
# How often we look whether somebody has granted what was missing, and for how long.
RECHECK = timedelta(minutes=10)
PATIENCE = timedelta(hours=24)
# An edit waits this long for the message that it is about.
WAIT_FOR_TARGET = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Postpone:
    """Try again at `due_at`.

    In state "sending" the next attempt first looks for what this one may have left behind.
    """

    state: State
    due_at: datetime
    code: str
    detail: str


def after(
    outcome: Outcome, *, state: State, attempts: int, planned_at: datetime, now: datetime
) -> Result | Postpone:
    """Decide what an attempt's outcome means.

    `state` is the row's before the attempt, `attempts` counts this one.
    """
    match outcome:
        case Done():
            return Result(
                state="sent", created_id=outcome.created_id, channel_id=outcome.channel_id, at=now
            )
        case Refused():
            return Result(state="skipped", code=outcome.code, detail=outcome.detail, at=now)
        case Blocked():
            if now - planned_at >= PATIENCE:
                return Result(state="skipped", code=outcome.code, detail=outcome.detail, at=now)
            return Postpone(state, now + RECHECK, outcome.code, outcome.detail)
        case Unclear():
            if attempts > len(BACKOFF):
                return Result(state="failed", code=outcome.code, detail=outcome.detail, at=now)
            wait = outcome.retry_after or BACKOFF[attempts - 1]
            return Postpone("sending", now + wait, outcome.code, outcome.detail)


def is_too_late(expires_at: datetime | None, now: datetime) -> bool:
    """Tell whether the effect has lost its meaning by waiting."""
    return expires_at is not None and now > expires_at
