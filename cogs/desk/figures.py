"""How the desk is doing, out of its tables: how right, how fast, how often taken back."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.desk.policy import Precision
from cogs.desk.tables import appeals, cases, flags, items


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The figures of a span of time; every share comes with what it is a share of."""

    precision: dict[str, Precision]
    to_claim: timedelta | None
    claimed: int
    to_decide: timedelta | None
    decided: int
    cases: int
    undone: int
    appeals: int
    granted: int


async def figures(tx: AsyncConnection, guild_id: int, since: datetime) -> Figures:
    """Return how the desk has done since an instant."""
    ours = items.c.guild_id == guild_id, items.c.opened_at >= since
    judged = (
        sa.select(flags.c.guideline, items.c.verdict, sa.func.count())
        .join(items, items.c.id == flags.c.item_id)
        .where(*ours, items.c.verdict != "")
        .group_by(flags.c.guideline, items.c.verdict)
    )
    counted: dict[str, dict[str, int]] = {}
    for guideline, verdict, count in await tx.execute(judged):
        counted.setdefault(guideline, {})[verdict] = count
    claimed = await _spans(tx, items.c.claimed_at, *ours)
    decided = await _spans(tx, items.c.settled_at, *ours, items.c.settled_by.is_not(None))
    all_cases = sa.select(cases.c.state, sa.func.count()).where(
        cases.c.guild_id == guild_id,
        cases.c.at >= since,
        cases.c.kind.not_in(("note", "mediate")),
    )
    states = await _counts(tx, all_cases.group_by(cases.c.state))
    all_appeals = sa.select(appeals.c.outcome, sa.func.count()).where(
        appeals.c.guild_id == guild_id, appeals.c.at >= since, appeals.c.outcome != ""
    )
    outcomes = await _counts(tx, all_appeals.group_by(appeals.c.outcome))
    return Figures(
        precision={
            one: Precision(found.get("right", 0), sum(found.values()))
            for one, found in sorted(counted.items())
        },
        to_claim=_median(claimed),
        claimed=len(claimed),
        to_decide=_median(decided),
        decided=len(decided),
        cases=sum(states.values()),
        undone=states.get("undone", 0),
        appeals=sum(outcomes.values()),
        granted=outcomes.get("granted", 0),
    )


async def _spans(
    tx: AsyncConnection, until: sa.Column[datetime], *wanted: sa.ColumnElement[bool]
) -> list[timedelta]:
    statement = sa.select(items.c.opened_at, until).where(*wanted, until.is_not(None))
    return [end - begin for begin, end in await tx.execute(statement)]


async def _counts(tx: AsyncConnection, statement: sa.Select[Any]) -> dict[str, int]:
    rows: list[tuple[str, int]] = [tuple(row) for row in await tx.execute(statement)]
    return dict(rows)


def _median(spans: list[timedelta]) -> timedelta | None:
    seconds = [span.total_seconds() for span in spans]
    return timedelta(seconds=median(seconds)) if seconds else None
