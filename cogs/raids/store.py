"""Incidents and their log."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.raids.tables import events, incidents, members

What = Literal[
    "noticed", "opened", "paused", "pause_failed", "unpaused", "ended", "spared", "planned",
    "banned", "undone", "closed", "reopened", "conflict",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """A raid; `reason` is the policy's, or "by_hand"."""

    guild_id: int
    number: int
    reason: str
    since: datetime
    opened_at: datetime
    calm_at: datetime
    ended_at: datetime | None = None
    paused_until: datetime | None = None
    turn: int = 0
    revision: int = 0

    def is_paused(self, now: datetime) -> bool:
        """Tell whether invites and direct messages are paused because of it."""
        return self.paused_until is not None and self.paused_until > now


@dataclass(frozen=True, slots=True)
class Event:
    """A line of an incident's log; `by_id` is None for what came about by itself."""

    at: datetime
    by_id: int | None
    what: What
    count: int


async def begin(
    tx: AsyncConnection,
    guild_id: int,
    *,
    reason: str,
    since: datetime,
    now: datetime,
    calm_at: datetime,
) -> Incident:
    """Keep a new incident under the guild's next number."""
    highest = sa.select(sa.func.coalesce(sa.func.max(incidents.c.number), 0)).where(
        incidents.c.guild_id == guild_id
    )
    made = Incident(
        guild_id=guild_id,
        number=int((await tx.execute(highest)).scalar_one()) + 1,
        reason=reason,
        since=since,
        opened_at=now,
        calm_at=calm_at,
    )
    await tx.execute(incidents.insert().values(asdict(made)))
    return made


async def change(tx: AsyncConnection, incident: Incident, **values: object) -> Incident:
    """Keep what has changed about an incident, and return it as it is now."""
    row = {**asdict(incident), **values}
    await tx.execute(
        incidents.update()
        .where(incidents.c.guild_id == incident.guild_id, incidents.c.number == incident.number)
        .values(values)
    )
    return Incident(**row)


async def find(tx: AsyncConnection, guild_id: int, number: int | None = None) -> Incident | None:
    """Return an incident of this guild, the latest without a number."""
    query = sa.select(incidents).where(incidents.c.guild_id == guild_id)
    if number is not None:
        query = query.where(incidents.c.number == number)
    return _incident((await tx.execute(_latest(query))).mappings().first())


async def current(tx: AsyncConnection, guild_id: int) -> Incident | None:
    """Return the incident that is not over."""
    query = sa.select(incidents).where(
        incidents.c.guild_id == guild_id, incidents.c.ended_at.is_(None)
    )
    return _incident((await tx.execute(_latest(query))).mappings().first())


async def log(
    tx: AsyncConnection,
    incident: Incident,
    what: What,
    *,
    at: datetime,
    by_id: int | None = None,
    count: int = 0,
) -> None:
    """Add a line to an incident's log."""
    row = {"at": at, "by_id": by_id, "what": what, "count": count}
    await tx.execute(
        events.insert().values(guild_id=incident.guild_id, number=incident.number, **row)
    )


async def log_of(tx: AsyncConnection, incident: Incident) -> Sequence[Event]:
    """Return an incident's log, the first line first."""
    query = (
        sa.select(events.c.at, events.c.by_id, events.c.what, events.c.count)
        .where(events.c.guild_id == incident.guild_id, events.c.number == incident.number)
        .order_by(events.c.id)
    )
    return [Event(*row) for row in await tx.execute(query)]


async def purge(tx: AsyncConnection, before: datetime) -> None:
    """Delete the people and the log of incidents that ended before an instant."""
    for table in (members, events):
        of_old = sa.exists().where(
            incidents.c.guild_id == table.c.guild_id,
            incidents.c.number == table.c.number,
            incidents.c.ended_at < before,
        )
        await tx.execute(table.delete().where(of_old))


def _latest(query: sa.Select[Any]) -> sa.Select[Any]:
    return query.order_by(incidents.c.number.desc()).limit(1)


def _incident(row: Mapping[str, Any] | sa.RowMapping | None) -> Incident | None:
    return Incident(**row) if row is not None else None
