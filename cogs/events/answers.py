"""Who answered what, who was reminded, who came and how it was: queries."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.events.policy import CONCERNED, Answer, Roster, Rsvp
from cogs.events.tables import feedback, occurrences, presence, reminded, rsvps, wishes


async def roster(tx: AsyncConnection, occurrence_id: int) -> Roster:
    """Return all answers to an occurrence."""
    statement = (
        sa.select(rsvps).where(rsvps.c.occurrence_id == occurrence_id).order_by(rsvps.c.turn)
    )
    return {
        row.user_id: Rsvp(row.user_id, row.answer, row.turn, row.offer_until)
        for row in await tx.execute(statement)
    }


async def save_roster(
    tx: AsyncConnection,
    guild_id: int,
    occurrence_id: int,
    *,
    before: Roster,
    after: Roster,
    now: datetime,
) -> None:
    """Keep what has changed between two rosters."""
    for user_id in before.keys() - after.keys():
        await tx.execute(
            rsvps.delete().where(rsvps.c.occurrence_id == occurrence_id, rsvps.c.user_id == user_id)
        )
    for user_id, one in after.items():
        if before.get(user_id) == one:
            continue
        values = {
            "occurrence_id": occurrence_id,
            "user_id": user_id,
            "guild_id": guild_id,
            "answer": one.answer,
            "turn": one.turn,
            "answered_at": now,
            "offer_until": one.offer_until,
        }
        await tx.execute(
            insert(tx, rsvps)
            .values(values)
            .on_conflict_do_update(
                index_elements=[rsvps.c.occurrence_id, rsvps.c.user_id], set_=values
            )
        )


async def counts(
    tx: AsyncConnection, occurrence_ids: Collection[int]
) -> Mapping[int, Mapping[Answer, int]]:
    """Return how many answered what, by occurrence."""
    statement = (
        sa.select(rsvps.c.occurrence_id, rsvps.c.answer, sa.func.count())
        .where(rsvps.c.occurrence_id.in_(occurrence_ids))
        .group_by(rsvps.c.occurrence_id, rsvps.c.answer)
    )
    found: dict[int, dict[Answer, int]] = {one: {} for one in occurrence_ids}
    for occurrence_id, answer, number in await tx.execute(statement):
        found[occurrence_id][answer] = number
    return found


async def concerned(tx: AsyncConnection, occurrence_ids: Collection[int]) -> int:
    """Return how many people go to one of these occurrences, or wait for a seat."""
    statement = sa.select(sa.func.count(rsvps.c.user_id.distinct())).where(
        rsvps.c.occurrence_id.in_(occurrence_ids), rsvps.c.answer.in_(sorted(CONCERNED))
    )
    return int((await tx.execute(statement)).scalar_one())


async def awaits(tx: AsyncConnection, guild_id: int, user_id: int, after: datetime) -> list[int]:
    """Return the coming occurrences to which somebody has answered."""
    statement = (
        sa.select(rsvps.c.occurrence_id)
        .join(occurrences, occurrences.c.id == rsvps.c.occurrence_id)
        .where(
            rsvps.c.guild_id == guild_id,
            rsvps.c.user_id == user_id,
            occurrences.c.starts_at > after,
        )
        .order_by(rsvps.c.occurrence_id)
    )
    return list((await tx.execute(statement)).scalars())


async def going_between(
    tx: AsyncConnection, guild_id: int, user_ids: Collection[int], start: datetime, end: datetime
) -> Mapping[int, list[int]]:
    """Return the occurrences that begin between two instants, by the people who go there."""
    statement = (
        sa.select(rsvps.c.user_id, rsvps.c.occurrence_id)
        .join(occurrences, occurrences.c.id == rsvps.c.occurrence_id)
        .where(
            rsvps.c.guild_id == guild_id,
            rsvps.c.answer == "going",
            rsvps.c.user_id.in_(user_ids),
            occurrences.c.status == "planned",
            occurrences.c.starts_at >= start,
            occurrences.c.starts_at <= end,
        )
        .order_by(occurrences.c.starts_at)
    )
    found: dict[int, list[int]] = {user_id: [] for user_id in user_ids}
    for user_id, occurrence_id in await tx.execute(statement):
        found[user_id].append(occurrence_id)
    return found


async def mark_reminded(
    tx: AsyncConnection,
    guild_id: int,
    occurrence_id: int,
    user_id: int,
    *,
    minutes: int,
    now: datetime,
) -> bool:
    """Note that somebody is reminded; False when they have been."""
    statement = insert(tx, reminded).values(
        occurrence_id=occurrence_id, user_id=user_id, minutes=minutes, guild_id=guild_id, at=now
    )
    return (await tx.execute(statement.on_conflict_do_nothing())).rowcount == 1


async def forget_reminders(tx: AsyncConnection, occurrence_id: int) -> None:
    """Let people be reminded anew, of another time."""
    await tx.execute(reminded.delete().where(reminded.c.occurrence_id == occurrence_id))


async def wishes_of(
    tx: AsyncConnection, guild_id: int, user_ids: Collection[int]
) -> Mapping[int, Sequence[int]]:
    """Return how long before an event people want to be reminded, where they have said so."""
    statement = sa.select(wishes.c.user_id, wishes.c.minutes).where(
        wishes.c.guild_id == guild_id, wishes.c.user_id.in_(user_ids)
    )
    return {row.user_id: row.minutes for row in await tx.execute(statement)}


async def keep_wish(
    tx: AsyncConnection, guild_id: int, user_id: int, minutes: Sequence[int]
) -> None:
    """Keep how long before an event somebody wants to be reminded."""
    values = {"guild_id": guild_id, "user_id": user_id, "minutes": list(minutes)}
    await tx.execute(
        insert(tx, wishes)
        .values(values)
        .on_conflict_do_update(
            index_elements=[wishes.c.guild_id, wishes.c.user_id], set_={"minutes": list(minutes)}
        )
    )


async def enter(
    tx: AsyncConnection, guild_id: int, occurrence_id: int, user_id: int, now: datetime
) -> None:
    """Note that somebody is in the channel of an event."""
    row = _presence(guild_id, occurrence_id, user_id, since=now)
    await tx.execute(
        insert(tx, presence)
        .values(row)
        .on_conflict_do_update(
            index_elements=[presence.c.occurrence_id, presence.c.user_id],
            set_={"since": sa.func.coalesce(presence.c.since, now)},
        )
    )


async def leave(
    tx: AsyncConnection, occurrence_id: int, user_id: int | None, now: datetime
) -> None:
    """Note that somebody, or everybody, has left the channel of an event."""
    conditions = [presence.c.occurrence_id == occurrence_id, presence.c.since.is_not(None)]
    if user_id is not None:
        conditions.append(presence.c.user_id == user_id)
    rows = (await tx.execute(sa.select(presence).where(*conditions))).all()
    for row in rows:
        spent = max(timedelta(), now - row.since)
        await tx.execute(
            presence.update()
            .where(presence.c.occurrence_id == occurrence_id, presence.c.user_id == row.user_id)
            .values(seconds=row.seconds + int(spent.total_seconds()), since=None)
        )


async def check_in(tx: AsyncConnection, guild_id: int, occurrence_id: int, user_id: int) -> None:
    """Note that somebody says they are there."""
    row = {**_presence(guild_id, occurrence_id, user_id, since=None), "checked_in": True}
    await tx.execute(
        insert(tx, presence)
        .values(row)
        .on_conflict_do_update(
            index_elements=[presence.c.occurrence_id, presence.c.user_id],
            set_={"checked_in": True},
        )
    )


async def present(tx: AsyncConnection, occurrence_id: int) -> Sequence[tuple[int, int, bool]]:
    """Return who was there: person, seconds, and whether they checked in."""
    statement = sa.select(presence.c.user_id, presence.c.seconds, presence.c.checked_in).where(
        presence.c.occurrence_id == occurrence_id
    )
    return [(row[0], row[1], row[2]) for row in await tx.execute(statement)]


async def keep_feedback(tx: AsyncConnection, **values: Any) -> None:
    """Keep how somebody found it; a later word replaces an earlier one."""
    await tx.execute(
        insert(tx, feedback)
        .values(values)
        .on_conflict_do_update(
            index_elements=[feedback.c.occurrence_id, feedback.c.user_id], set_=values
        )
    )


async def feedback_on(tx: AsyncConnection, occurrence_id: int) -> Sequence[tuple[int, str]]:
    """Return marks and words, without names."""
    statement = (
        sa.select(feedback.c.mark, feedback.c.text)
        .where(feedback.c.occurrence_id == occurrence_id)
        .order_by(feedback.c.mark, feedback.c.text)
    )
    return [(row[0], row[1]) for row in await tx.execute(statement)]


def _presence(
    guild_id: int, occurrence_id: int, user_id: int, *, since: datetime | None
) -> dict[str, Any]:
    return {
        "occurrence_id": occurrence_id,
        "user_id": user_id,
        "guild_id": guild_id,
        "seconds": 0,
        "since": since,
        "checked_in": False,
    }


async def still_there(tx: AsyncConnection, occurrence_id: int) -> set[int]:
    """Return who is noted as being in the channel."""
    statement = sa.select(presence.c.user_id).where(
        presence.c.occurrence_id == occurrence_id, presence.c.since.is_not(None)
    )
    return set((await tx.execute(statement)).scalars())
