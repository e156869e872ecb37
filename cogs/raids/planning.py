"""Who is part of a ban, and what carrying it out takes: pure decisions."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from bot.effects import Result, left_out
from cogs.raids.policy import are_alike

MOST_AT_ONCE = 200
"""How many people Discord bans with one request."""

# Discord publishes no numbers: a full request takes about as long as this, and one by one it lets
# ten through in five seconds.
_A_REQUEST = timedelta(seconds=2)
_ONE_BY_ONE = timedelta(seconds=0.5)
# Discord's own joining instant may differ by a fraction between two of its answers.
_SAME_JOIN = timedelta(seconds=1)

FORGOTTEN = Result(state="skipped", code="forgotten")
"""How a request ended that is not known any more: somebody in it had their data erased."""

Who = Literal["alike", "everybody"]
State = Literal["", "spared", "banning", "banned", "failed", "lifting", "lifted"]
LeftOut = Literal["done", "spared", "gone", "bot", "staff", "role", "earlier", "unlike"]


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody who joined in an incident, and what became of them in the plan `turn`."""

    user_id: int
    joined_at: datetime
    signs: frozenset[str]
    state: State = ""
    turn: int = 0
    batch: int = 0


@dataclass(frozen=True, slots=True)
class Present:
    """A member as Discord shows them now; `has_role` means one that not every newcomer gets."""

    joined_at: datetime
    is_bot: bool = False
    is_staff: bool = False
    has_role: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom a ban is about, and how many it leaves out for which reason."""

    chosen: tuple[int, ...]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Cost:
    """What something asks of Discord."""

    requests: int
    time: timedelta


def choose(
    people: Iterable[Participant],
    present: Mapping[int, Present],
    *,
    since: datetime,
    who: Who,
) -> Plan:
    """Decide who is banned; `present` are those of them who are members now."""
    chosen: list[int] = []
    left_out: Counter[str] = Counter()
    for one in people:
        why = _why_not(one, present.get(one.user_id), since, who)
        if why is None:
            chosen.append(one.user_id)
        else:
            left_out[why] += 1
    return Plan(tuple(chosen), dict(left_out))


def batches(user_ids: Sequence[int]) -> Sequence[tuple[int, ...]]:
    """Return them by request."""
    return [
        tuple(user_ids[first : first + MOST_AT_ONCE])
        for first in range(0, len(user_ids), MOST_AT_ONCE)
    ]


def cost_of_bans(count: int) -> Cost:
    """Return what banning so many takes."""
    requests = -(-count // MOST_AT_ONCE)
    return Cost(requests, requests * _A_REQUEST)


def cost_one_by_one(count: int) -> Cost:
    """Return what takes a request for each: letting people in again, or closing channels."""
    return Cost(count, count * _ONE_BY_ONE)


def after(one: Participant, result: Result) -> State:
    """Return what has become of somebody by the end of a request about them."""
    is_sent = result.state == "sent"
    if one.state == "lifting":
        return "lifted" if is_sent else "banned"
    return "banned" if is_sent and one.user_id not in left_out(result.detail) else "failed"


def _why_not(one: Participant, here: Present | None, since: datetime, who: Who) -> LeftOut | None:
    if one.state == "spared":
        return "spared"
    if one.state not in {"", "failed"}:
        return "done"
    if here is None:
        return "gone"
    reasons: Sequence[tuple[LeftOut, bool]] = (
        ("bot", here.is_bot),
        ("staff", here.is_staff),
        ("role", here.has_role),
        ("earlier", here.joined_at < since - _SAME_JOIN),
        ("unlike", who == "alike" and not are_alike(one.signs)),
    )
    return next((reason for reason, applies in reasons if applies), None)
