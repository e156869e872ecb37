"""How welcoming goes: counts and shares over those who joined in a stretch of time."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from cogs.welcome.newcomer import Newcomer, Stage

CONTRIBUTES_WITHIN = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Figures:
    """What `/welcome status` shows.

    `time_to_greet` runs from being ready to the greeting, None when nobody was greeted.
    `contributed` looks at those who have had seven days to write.
    """

    joined: int
    stages: Mapping[Stage, int]
    time_to_greet: timedelta | None
    oriented: Share
    contributed: Share
    sources: Mapping[str, int]


def figures(
    this_week: Sequence[Newcomer], matured: Sequence[Newcomer], *, now: datetime
) -> Figures:
    """Count what became of those who joined this week, and of those who joined before.

    `matured` may hold people who joined less than seven days ago: they are left out.
    """
    new = [one for one in this_week if not one.is_returning]
    waits = [
        (one.greeted_at - one.ready_at).total_seconds()
        for one in new
        if one.greeted == "alone" and one.greeted_at and one.ready_at
    ]
    greeted = [one for one in new if one.greeted_at]
    grown = [
        one for one in matured if not one.is_returning and now - one.joined_at >= CONTRIBUTES_WITHIN
    ]
    return Figures(
        joined=len(new),
        stages=Counter(one.stage for one in new),
        time_to_greet=timedelta(seconds=median(waits)) if waits else None,
        oriented=Share(sum(one.oriented_at is not None for one in greeted), len(greeted)),
        contributed=Share(sum(map(_wrote_in_time, grown)), len(grown)),
        sources=Counter(one.source for one in new if one.source),
    )


def _wrote_in_time(newcomer: Newcomer) -> bool:
    wrote_at = newcomer.contributed_at
    return wrote_at is not None and wrote_at - newcomer.joined_at < CONTRIBUTES_WITHIN
