"""Series and occurrences: queries."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.events.details import Details
from cogs.events.gathering import Gathering, Occurrence
from cogs.events.recurrence import Rule, Slot
from cogs.events.recurrence.series import walls
from cogs.events.tables import (
    drafts,
    feedback,
    occurrences,
    presence,
    reminded,
    rsvps,
    series,
)

LIVE = ("planned", "active")


async def add_series(tx: AsyncConnection, gathering: Gathering) -> Gathering:
    """Keep a new series; its id is the database's."""
    values = _series_values(gathering)
    done = await tx.execute(series.insert().values(values).returning(series.c.id))
    return replace(gathering, id=done.scalar_one())


async def save_series(tx: AsyncConnection, gathering: Gathering) -> None:
    """Keep a series as it is now."""
    await tx.execute(
        series.update().where(series.c.id == gathering.id).values(_series_values(gathering))
    )


async def find_series(tx: AsyncConnection, guild_id: int, series_id: int) -> Gathering | None:
    """Return a series of a guild."""
    statement = sa.select(series).where(series.c.guild_id == guild_id, series.c.id == series_id)
    row = (await tx.execute(statement)).mappings().one_or_none()
    return None if row is None else _gathering(row)


async def open_series(tx: AsyncConnection, guild_id: int) -> Sequence[Gathering]:
    """Return the series of a guild that go on."""
    statement = sa.select(series).where(series.c.guild_id == guild_id, series.c.status == "open")
    return [
        _gathering(row) for row in (await tx.execute(statement.order_by(series.c.id))).mappings()
    ]


async def add_occurrence(
    tx: AsyncConnection,
    gathering: Gathering,
    slot: Slot,
    now: datetime,
    changes: Mapping[str, Any] = MappingProxyType({}),
) -> int | None:
    """Keep an occurrence of a series, `changes` apart like it; None where it is kept already."""
    minutes = gathering.details.changed_by(changes).minutes
    values = {
        "guild_id": gathering.guild_id,
        "series_id": gathering.id,
        "slot": slot.wall.isoformat(),
        "starts_at": slot.starts_at,
        "ends_at": slot.starts_at + timedelta(minutes=minutes),
        "changes": dict(changes),
        "host_id": None,
        "status": "planned",
        "sequence": 0,
        "changed_at": now,
        "listing": 0,
        "recording": "",
    }
    statement = insert(tx, occurrences).values(values).on_conflict_do_nothing()
    done = await tx.execute(statement.returning(occurrences.c.id))
    added: int | None = done.scalar_one_or_none()
    return added


async def save_occurrence(tx: AsyncConnection, occurrence: Occurrence) -> None:
    """Keep an occurrence as it is now."""
    await tx.execute(
        occurrences.update()
        .where(occurrences.c.id == occurrence.id)
        .values(
            series_id=occurrence.series_id,
            slot=occurrence.slot.isoformat(),
            starts_at=occurrence.starts_at,
            ends_at=occurrence.ends_at,
            changes=dict(occurrence.changes),
            host_id=occurrence.host_id,
            status=occurrence.status,
            sequence=occurrence.sequence,
            changed_at=occurrence.changed_at,
            posted_at=occurrence.posted_at,
            shown_at=occurrence.shown_at,
            native_id=occurrence.native_id,
            listing=occurrence.listing,
            message_id=occurrence.message_id,
            recording=occurrence.recording,
        )
    )


async def find(tx: AsyncConnection, guild_id: int, occurrence_id: int) -> Occurrence | None:
    """Return an occurrence of a guild."""
    found = await _select(tx, occurrences.c.guild_id == guild_id, occurrences.c.id == occurrence_id)
    return found[0] if found else None


async def by_native(tx: AsyncConnection, guild_id: int, native_id: int) -> Occurrence | None:
    """Return the occurrence that an event in Discord's list stands for."""
    found = await _select(
        tx, occurrences.c.guild_id == guild_id, occurrences.c.native_id == native_id
    )
    return found[0] if found else None


async def of_series(tx: AsyncConnection, series_id: int) -> Sequence[Occurrence]:
    """Return all occurrences that are kept of a series, by their slots."""
    return sorted(await _select(tx, occurrences.c.series_id == series_id), key=lambda one: one.slot)


async def live(tx: AsyncConnection, guild_id: int) -> Sequence[Occurrence]:
    """Return what is to come or under way, soonest first."""
    return await _select(tx, occurrences.c.guild_id == guild_id, occurrences.c.status.in_(LIVE))


async def between(
    tx: AsyncConnection, guild_id: int, start: datetime, end: datetime, *, most: int = 500
) -> Sequence[Occurrence]:
    """Return what begins between two instants and is not cancelled, soonest first."""
    return await _select(
        tx,
        occurrences.c.guild_id == guild_id,
        occurrences.c.starts_at >= start,
        occurrences.c.starts_at < end,
        occurrences.c.status != "cancelled",
        most=most,
    )


async def coming(
    tx: AsyncConnection, guild_id: int, *, after: datetime, most: int
) -> Sequence[Occurrence]:
    """Return the next ones that are to come or under way, soonest first."""
    return await _select(
        tx,
        occurrences.c.guild_id == guild_id,
        occurrences.c.status.in_(LIVE),
        occurrences.c.ends_at > after,
        most=most,
    )


async def going_to(
    tx: AsyncConnection, guild_id: int, user_id: int, after: datetime, most: int
) -> Sequence[Occurrence]:
    """Return the next ones that somebody goes to, soonest first."""
    theirs = sa.select(rsvps.c.occurrence_id).where(
        rsvps.c.guild_id == guild_id, rsvps.c.user_id == user_id, rsvps.c.answer == "going"
    )
    return await _select(
        tx,
        occurrences.c.id.in_(theirs),
        occurrences.c.status.in_(LIVE),
        occurrences.c.ends_at > after,
        most=most,
    )


async def past(tx: AsyncConnection, guild_id: int, *, most: int) -> Sequence[Occurrence]:
    """Return what has taken place, the latest first."""
    return await _select(
        tx,
        occurrences.c.guild_id == guild_id,
        occurrences.c.status.in_(("completed", "active")),
        most=most,
        latest_first=True,
    )


async def purge(tx: AsyncConnection, ended_before: datetime) -> None:
    """Delete what took place long ago, with all that was kept about it, and stale drafts."""
    old = sa.select(occurrences.c.id).where(occurrences.c.ends_at < ended_before)
    for table in (rsvps, reminded, presence, feedback):
        await tx.execute(table.delete().where(table.c.occurrence_id.in_(old)))
    await tx.execute(occurrences.delete().where(occurrences.c.ends_at < ended_before))
    kept = sa.select(occurrences.c.series_id)
    await tx.execute(series.delete().where(series.c.status != "open", series.c.id.not_in(kept)))


async def purge_drafts(tx: AsyncConnection, before: datetime) -> None:
    """Delete drafts that nobody has finished."""
    await tx.execute(drafts.delete().where(drafts.c.at < before))


async def _select(
    tx: AsyncConnection,
    *conditions: sa.ColumnElement[bool],
    most: int | None = None,
    latest_first: bool = False,
) -> Sequence[Occurrence]:
    order = occurrences.c.starts_at.desc() if latest_first else occurrences.c.starts_at
    statement = (
        sa.select(
            occurrences,
            series.c.details,
            series.c.zone,
            series.c.rule,
            series.c.added,
            series.c.host_id.label("series_host_id"),
        )
        .join(series, series.c.id == occurrences.c.series_id)
        .where(*conditions)
        .order_by(order, occurrences.c.id)
        .limit(most)
    )
    return [_occurrence(row) for row in (await tx.execute(statement)).mappings()]


def _occurrence(row: Mapping[Any, Any]) -> Occurrence:
    return Occurrence(
        id=row["id"],
        guild_id=row["guild_id"],
        series_id=row["series_id"],
        slot=datetime.fromisoformat(row["slot"]),
        starts_at=row["starts_at"],
        ends_at=row["ends_at"],
        details=Details.from_json(row["details"]).changed_by(row["changes"]),
        zone=ZoneInfo(row["zone"]),
        repeats=bool(row["rule"] or row["added"]),
        changes=row["changes"],
        host_id=row["host_id"] or row["series_host_id"],
        status=row["status"],
        sequence=row["sequence"],
        changed_at=row["changed_at"],
        posted_at=row["posted_at"],
        shown_at=row["shown_at"],
        native_id=row["native_id"],
        listing=row["listing"],
        message_id=row["message_id"],
        recording=row["recording"],
    )


def _gathering(row: Mapping[Any, Any]) -> Gathering:
    return Gathering(
        id=row["id"],
        guild_id=row["guild_id"],
        author_id=row["author_id"],
        host_id=row["host_id"],
        details=Details.from_json(row["details"]),
        start=datetime.fromisoformat(row["start"]),
        zone=ZoneInfo(row["zone"]),
        rule=Rule.parse(row["rule"]) if row["rule"] else None,
        left_out=walls(row["left_out"]),
        added=walls(row["added"]),
        skip_holidays=row["skip_holidays"],
        status=row["status"],
        sequence=row["sequence"],
        created_at=row["created_at"],
    )


def _series_values(gathering: Gathering) -> dict[str, Any]:
    return {
        "guild_id": gathering.guild_id,
        "author_id": gathering.author_id,
        "host_id": gathering.host_id,
        "details": gathering.details.to_json(),
        "zone": gathering.zone.key,
        "start": gathering.start.isoformat(),
        "rule": str(gathering.rule or ""),
        "left_out": sorted(one.isoformat() for one in gathering.left_out),
        "added": sorted(one.isoformat() for one in gathering.added),
        "skip_holidays": gathering.skip_holidays,
        "status": gathering.status,
        "sequence": gathering.sequence,
        "created_at": gathering.created_at,
    }


async def park(tx: AsyncConnection, occurrence_ids: Sequence[int]) -> None:
    """Free the slots of occurrences that are about to move, so that none is in another's way."""
    await tx.execute(
        occurrences.update()
        .where(occurrences.c.id.in_(occurrence_ids))
        .values(slot=sa.literal("parked-") + sa.cast(occurrences.c.id, sa.Text))
    )


async def with_occurrences(
    tx: AsyncConnection, guild_id: int
) -> Sequence[tuple[Gathering, Sequence[Occurrence]]]:
    """Return all series of a guild with what is kept of each."""
    statement = sa.select(series).where(series.c.guild_id == guild_id).order_by(series.c.id)
    gatherings = [_gathering(row) for row in (await tx.execute(statement)).mappings()]
    known: dict[int, list[Occurrence]] = {one.id: [] for one in gatherings}
    for one in await _select(tx, occurrences.c.guild_id == guild_id):
        known[one.series_id].append(one)
    return [(one, known[one.id]) for one in gatherings]
