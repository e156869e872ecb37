"""Cases: what was decided about whom, what became of it, and the trail of all that followed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.desk.policy import Past
from cogs.desk.tables import ERASED, acts, cases, events

UNFINISHED = ("acting", "telling")
KNOWN = cases.c.stage != ERASED


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A decision about a member, or about a channel: then `member_id` is 0.

    Without `done_by` the bot took the step of a trusted guideline.
    """

    id: int
    guild_id: int
    number: int
    item_id: int | None
    member_id: int
    member_name: str
    channel_id: int | None
    kind: str
    guideline: str
    version: int
    points: int
    at: datetime
    expires_at: datetime | None
    until: datetime | None
    done_by: int | None
    reason: str
    words: str
    reached: str
    stage: str
    trouble: str
    state: str
    linked_to: int | None

    @property
    def mention(self) -> str:
        """Whom or what it is about, as Discord shows it."""
        return f"<@{self.member_id}>" if self.channel_id is None else f"<#{self.channel_id}>"

    @property
    def past(self) -> Past:
        """What the ladder sees of it."""
        return Past(
            kind=self.kind,
            state=self.state if self.stage != "failed" else "failed",
            reached=self.reached,
            points=self.points,
            expires_at=self.expires_at,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the trail; lines are added and never changed."""

    guild_id: int
    case_id: int
    at: datetime
    done_by: int | None
    what: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Act:
    """An effect that belongs to a case, by the kind and period of its key."""

    kind: str
    period: str


async def add(tx: AsyncConnection, guild_id: int, **values: object) -> Case:
    """Keep a new case under the guild's next number."""
    last = sa.select(sa.func.max(cases.c.number)).where(cases.c.guild_id == guild_id)
    number = ((await tx.execute(last)).scalar() or 0) + 1
    defaults = {
        "guideline": "", "version": 0, "points": 0, "reason": "", "words": "", "reached": "",
        "trouble": "", "state": "active", "stage": "acting",
    }  # fmt: skip
    statement = (
        insert(tx, cases)
        .values({**defaults, **values, "guild_id": guild_id, "number": number})
        .returning(cases)
    )
    return _case((await tx.execute(statement)).mappings().one())


async def find(tx: AsyncConnection, guild_id: int, number: int) -> Case | None:
    """Return a case by its number; those of other guilds are not there."""
    return await _one(tx, cases.c.guild_id == guild_id, cases.c.number == number)


async def by_id(tx: AsyncConnection, case_id: int) -> Case | None:
    """Return a case by its id."""
    return await _one(tx, cases.c.id == case_id)


async def of_item(tx: AsyncConnection, item_id: int) -> list[Case]:
    """Return the cases that came of an item, in order."""
    return await _all(tx, cases.c.item_id == item_id)


async def of_member(tx: AsyncConnection, guild_id: int, member_id: int) -> list[Case]:
    """Return everything that was decided about somebody, in order."""
    return await _all(tx, cases.c.guild_id == guild_id, cases.c.member_id == member_id)


async def unfinished(tx: AsyncConnection, guild_id: int) -> list[Case]:
    """Return the cases whose effects or words are under way."""
    return await _all(tx, cases.c.guild_id == guild_id, cases.c.stage.in_(UNFINISHED))


async def latest(
    tx: AsyncConnection, guild_id: int, *, kind: str | None = None, offset: int, limit: int
) -> tuple[list[Case], int]:
    """Return cases, the latest first, and how many there are."""
    wanted = [cases.c.guild_id == guild_id, KNOWN]
    if kind is not None:
        wanted.append(cases.c.kind == kind)
    counted = sa.select(sa.func.count()).select_from(cases).where(*wanted)
    total = (await tx.execute(counted)).scalar_one()
    statement = sa.select(cases).where(*wanted).order_by(cases.c.number.desc())
    rows = await tx.execute(statement.offset(offset).limit(limit))
    return [_case(row) for row in rows.mappings()], total


async def change(tx: AsyncConnection, case_id: int, **values: object) -> None:
    """Change a case; what it was before belongs into the trail."""
    await tx.execute(cases.update().where(cases.c.id == case_id).values(**values))


async def note(
    tx: AsyncConnection,
    case: Case,
    what: str,
    *,
    at: datetime,
    by: int | None = None,
    before: str = "",
    after: str = "",
) -> None:
    """Add a line to the trail of a case."""
    await tx.execute(
        insert(tx, events).values(
            guild_id=case.guild_id,
            case_id=case.id,
            at=at,
            done_by=by,
            what=what,
            before=before,
            after=after,
        )
    )


async def trail(tx: AsyncConnection, case_id: int) -> list[Event]:
    """Return what happened to a case, in order."""
    return await _events(tx, events.c.case_id == case_id)


async def whole_trail(tx: AsyncConnection, guild_id: int) -> list[tuple[int, Event]]:
    """Return the trail of a guild with the numbers of the cases, in order."""
    statement = (
        sa.select(cases.c.number, events)
        .join(cases, cases.c.id == events.c.case_id)
        .where(events.c.guild_id == guild_id)
        .order_by(events.c.id)
    )
    return [(row["number"], _event(row)) for row in (await tx.execute(statement)).mappings()]


async def add_act(tx: AsyncConnection, case_id: int, act: Act) -> None:
    """Keep that an effect belongs to a case."""
    await tx.execute(insert(tx, acts).values(case_id=case_id, kind=act.kind, period=act.period))


async def acts_of(tx: AsyncConnection, case_id: int) -> list[Act]:
    """Return the effects of a case."""
    statement = sa.select(acts.c.kind, acts.c.period).where(acts.c.case_id == case_id)
    return [Act(kind, period) for kind, period in await tx.execute(statement)]


async def _one(tx: AsyncConnection, *wanted: sa.ColumnElement[bool]) -> Case | None:
    row = (await tx.execute(sa.select(cases).where(KNOWN, *wanted))).mappings().first()
    return None if row is None else _case(row)


async def _all(tx: AsyncConnection, *wanted: sa.ColumnElement[bool]) -> list[Case]:
    rows = await tx.execute(sa.select(cases).where(KNOWN, *wanted).order_by(cases.c.number))
    return [_case(row) for row in rows.mappings()]


async def _events(tx: AsyncConnection, *wanted: sa.ColumnElement[bool]) -> list[Event]:
    rows = await tx.execute(sa.select(events).where(*wanted).order_by(events.c.id))
    return [_event(row) for row in rows.mappings()]


def _case(row: sa.RowMapping) -> Case:
    return Case(**cast("dict[str, Any]", dict(row)))


def _event(row: sa.RowMapping) -> Event:
    return Event(**{name: row[name] for name in Event.__dataclass_fields__})
