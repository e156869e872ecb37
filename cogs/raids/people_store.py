"""Who joined in an incident, and what became of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.raids.planning import Participant
from cogs.raids.store import Incident
from cogs.raids.tables import members


@dataclass(frozen=True, slots=True)
class Figures:
    """How many people an incident has, by what they share and by what became of them."""

    people: int
    signs: Mapping[str, int]
    states: Mapping[str, int]


async def keep(tx: AsyncConnection, incident: Incident, people: Collection[Participant]) -> None:
    """Keep people of an incident; to those who are known, signs are added."""
    ids = [one.user_id for one in people]
    query = sa.select(members.c.user_id, members.c.signs).where(
        *_of(incident), members.c.user_id.in_(ids)
    )
    known = {user_id: signs.split() for user_id, signs in await tx.execute(query)}
    rows = [
        {
            "guild_id": incident.guild_id, "number": incident.number, "user_id": one.user_id,
            "joined_at": one.joined_at, "state": one.state, "turn": one.turn, "batch": one.batch,
            "signs": " ".join(sorted(one.signs.union(known.get(one.user_id, ())))),
        }
        for one in people
    ]  # fmt: skip
    if rows:
        statement = insert(tx, members)
        key = (members.c.guild_id, members.c.number, members.c.user_id)
        changed = {"signs": statement.excluded.signs, "joined_at": statement.excluded.joined_at}
        await tx.execute(statement.on_conflict_do_update(index_elements=key, set_=changed), rows)


async def everybody(
    tx: AsyncConnection, incident: Incident, **wanted: object
) -> Sequence[Participant]:
    """Return the people of an incident by when they joined; `wanted` narrows by columns."""
    query = (
        sa.select(members)
        .where(*_of(incident), *(members.c[name] == value for name, value in wanted.items()))
        .order_by(members.c.joined_at, members.c.user_id)
    )
    return [_participant(row) for row in (await tx.execute(query)).mappings()]


async def mark(
    tx: AsyncConnection, incident: Incident, user_ids: Iterable[int], **values: object
) -> int:
    """Keep what has become of some people; return how many of them were there."""
    chosen = members.c.user_id.in_(tuple(user_ids))
    done = await tx.execute(members.update().where(*_of(incident), chosen).values(values))
    return done.rowcount


async def under_way(tx: AsyncConnection, guild_id: int) -> Sequence[tuple[int, Participant]]:
    """Return those who are being banned or let in again, with the number of their incident."""
    query = sa.select(members).where(
        members.c.guild_id == guild_id, members.c.state.in_(("banning", "lifting"))
    )
    rows = (await tx.execute(query)).mappings().all()
    return [(row["number"], _participant(row)) for row in rows]


async def figures(tx: AsyncConnection, incident: Incident) -> Figures:
    """Count the people of an incident."""
    query = (
        sa.select(members.c.signs, members.c.state, sa.func.count())
        .where(*_of(incident))
        .group_by(members.c.signs, members.c.state)
    )
    signs: Counter[str] = Counter()
    states: Counter[str] = Counter()
    for written, state, count in await tx.execute(query):
        states[state] += count
        for sign in written.split():
            signs[sign] += count
    return Figures(states.total(), signs, states)


def _of(incident: Incident) -> tuple[sa.ColumnElement[bool], ...]:
    return members.c.guild_id == incident.guild_id, members.c.number == incident.number


def _participant(row: Mapping[str, Any] | sa.RowMapping) -> Participant:
    return Participant(
        user_id=row["user_id"],
        joined_at=row["joined_at"],
        signs=frozenset(row["signs"].split()),
        state=row["state"],
        turn=row["turn"],
        batch=row["batch"],
    )
