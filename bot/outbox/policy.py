"""What follows from an attempt: settled, or tried again, and when. Pure decisions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions import Blocked, Done, Outcome, Refused, Unclear
from bot.effects import (
    DeleteTheirMessages,
    Effect,
    PostAs,
    Result,
    SendDirect,
    SendMessage,
    SetOverwrites,
    SetSlowmode,
    State,
)

# Waits after the first, second … failed attempt.
BACKOFF = tuple(timedelta(seconds=s) for s in (2, 10, 60, 300, 1800, 7200, 21600))
# How often we look whether somebody has granted what was missing, and for how long.
RECHECK = timedelta(minutes=10)
PATIENCE = timedelta(hours=24)
# An edit waits this long for the message that it is about.
WAIT_FOR_TARGET = timedelta(seconds=5)
# All private messages wait for one another: they share one budget. No guild has this id.
DIRECT = 0
# A message that will be tried again this soon is not overtaken by others in its channel.
HOLDS_ITS_PLACE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Postpone:
    """Try again at `due_at`; `attempts` counts those that failed on the way.

    In state "sending" the next attempt first looks for what this one may have left behind.
    """

    state: State
    due_at: datetime
    attempts: int
    code: str
    detail: str


def after(
    outcome: Outcome, *, state: State, attempts: int, planned_at: datetime, now: datetime
) -> Result | Postpone:
    """Decide what an attempt's outcome means.

    `state` is the row's before the attempt, `attempts` counts those that failed before it.
    """
    match outcome:
        case Done():
            return Result(
                state="sent",
                created_id=outcome.created_id,
                channel_id=outcome.channel_id,
                detail=outcome.detail,
                at=now,
            )
        case Refused():
            return Result(state="skipped", code=outcome.code, detail=outcome.detail, at=now)
        case Blocked():
            if now - planned_at >= PATIENCE:
                return Result(state="skipped", code=outcome.code, detail=outcome.detail, at=now)
            return Postpone(state, now + RECHECK, attempts, outcome.code, outcome.detail)
        case Unclear():
            if attempts >= len(BACKOFF):
                return Result(state="failed", code=outcome.code, detail=outcome.detail, at=now)
            due_at = now + (outcome.retry_after or BACKOFF[attempts])
            return Postpone("sending", due_at, attempts + 1, outcome.code, outcome.detail)


def wait_for_target(state: State, attempts: int, now: datetime) -> Postpone:
    """Let an effect wait until the one that it refers to has taken place."""
    detail = "for what it is about to be there"
    return Postpone(state, now + WAIT_FOR_TARGET, attempts, "waiting", detail)


def is_too_late(expires_at: datetime | None, now: datetime) -> bool:
    """Tell whether the effect has lost its meaning by waiting."""
    return expires_at is not None and now > expires_at


def lane_of(guild_id: int, effect: Effect) -> int:
    """Return what an effect keeps its order in: the channel that it is about, else the guild."""
    match effect:
        case SendDirect():
            return DIRECT
        case SendMessage() | PostAs() | DeleteTheirMessages() | SetSlowmode() | SetOverwrites():
            return effect.channel_id
        case _:
            return guild_id
