"""The table of what is due, and every statement on it."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.columns import Instant, Json, Snowflake
from bot.db.upsert import insert
from bot.scheduler.job import GivenUp, LastRun
from bot.scheduler.recurrence import Ends, EveryWeek, MovesOn, Next, Waits
from bot.times import WeeklyTimes

metadata = sa.MetaData()

jobs = sa.Table(
    "core_jobs",
    metadata,
    # The order of registration; SQLite counts up only a plain INTEGER.
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("due_at", Instant, nullable=False),
    sa.Column("run_at", Instant, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False),
    sa.Column("planned", sa.Integer, nullable=False),
    sa.Column("payload", Json, nullable=False),
    sa.Column("times", sa.Text),
    sa.Column("zone", sa.Text),
    sa.Column("error", sa.Text),
    sa.Column("is_paused", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("then_due_at", Instant),
    sa.Column("last_due_at", Instant),
    sa.Column("last_ended_at", Instant),
    sa.Column("last_outcome", sa.Text),
    sa.Column("last_error", sa.Text),
    sa.UniqueConstraint("name", "guild_id", "subject"),
    sa.Index("core_jobs_run_at", "state", "run_at"),
)
"""`run_at` is when to run next, `due_at` when it was meant to; `planned` counts how often the job
was scheduled anew, so that a run which is under way cannot end the job that took its place. A
job that recurs and runs once more in between goes on at `then_due_at`; how it went last is kept."""

_WAITING, _RUNNING, _FAILED = "waiting", "running", "failed"


@dataclass(frozen=True, slots=True)
class Row:
    """A job as stored."""

    id: int
    name: str
    guild_id: int
    subject: str
    due_at: datetime
    attempts: int
    planned: int
    payload: dict[str, Any]
    times: str | None
    zone: str | None
    is_paused: bool = False
    last: LastRun | None = None

    @property
    def weekly(self) -> EveryWeek | None:
        """How it recurs; read here, so that a zone which is gone stops this job alone."""
        if self.times is None or self.zone is None:
            return None
        return EveryWeek(WeeklyTimes.parse(self.times), ZoneInfo(self.zone))

    @property
    def lane(self) -> tuple[str, int]:
        """Rows of one lane run one after the other."""
        return self.name, self.guild_id


async def put(
    tx: AsyncConnection,
    name: str,
    *,
    guild_id: int,
    subject: str,
    due_at: datetime,
    payload: Mapping[str, Any],
    weekly: EveryWeek | None = None,
) -> None:
    """Store a job, in place of an earlier one of the same name, guild and subject."""
    values = {
        "due_at": due_at,
        "run_at": due_at,
        "state": _WAITING,
        "attempts": 0,
        "payload": dict(payload),
        "times": str(weekly.times) if weekly else None,
        "zone": weekly.zone.key if weekly else None,
        "error": None,
        "then_due_at": None,
    }
    statement = insert(tx, jobs).values(
        name=name, guild_id=guild_id, subject=subject, planned=1, **values
    )
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[jobs.c.name, jobs.c.guild_id, jobs.c.subject],
            set_={**values, "planned": jobs.c.planned + 1},
        )
    )


async def remove(tx: AsyncConnection, name: str, guild_id: int, subject: str) -> bool:
    """Forget a job; False when there was none."""
    result = await tx.execute(
        sa.delete(jobs).where(
            jobs.c.name == name, jobs.c.guild_id == guild_id, jobs.c.subject == subject
        )
    )
    return result.rowcount > 0


async def keep_sweep(tx: AsyncConnection, name: str, interval: timedelta, now: datetime) -> None:
    """Store a sweep unless it is there; never further away than its interval."""
    first = now + interval
    await tx.execute(
        insert(tx, jobs)
        .values(
            name=name,
            guild_id=0,
            subject="",
            due_at=first,
            run_at=first,
            state=_WAITING,
            attempts=0,
            planned=1,
            payload={},
        )
        .on_conflict_do_nothing()
    )
    await tx.execute(
        sa.update(jobs)
        .where(jobs.c.name == name, jobs.c.guild_id == 0, jobs.c.due_at > first)
        .values(due_at=first, run_at=first)
    )


async def due(
    tx: AsyncConnection,
    now: datetime,
    names: Collection[str],
    busy: Collection[tuple[str, int]],
    limit: int,
) -> list[Row]:
    """Read what is to run, in order of time and then of registration."""
    query = (
        sa.select(jobs)
        .where(
            jobs.c.state != _FAILED,
            ~jobs.c.is_paused,
            jobs.c.run_at <= now,
            jobs.c.name.in_(names),
            sa.tuple_(jobs.c.name, jobs.c.guild_id).not_in(busy),
        )
        .order_by(jobs.c.run_at, jobs.c.id)
        .limit(limit)
    )
    return [_row(found) for found in await tx.execute(query)]


async def next_run(tx: AsyncConnection, now: datetime, names: Collection[str]) -> datetime | None:
    """Read when something falls due after `now`."""
    query = sa.select(sa.func.min(jobs.c.run_at)).where(
        jobs.c.state != _FAILED,
        ~jobs.c.is_paused,
        jobs.c.run_at > now,
        jobs.c.name.in_(names),
    )
    earliest: datetime | None = (await tx.execute(query)).scalar()
    return earliest


async def claim(tx: AsyncConnection, row: Row, again_at: datetime) -> bool:
    """Count an attempt before it is made; False when the job was changed or cancelled meanwhile.

    Should the run's end never be stored, the job runs again at `again_at` or after a restart.
    """
    result = await tx.execute(
        sa.update(jobs)
        .where(_same(row))
        .values(state=_RUNNING, attempts=row.attempts + 1, run_at=again_at)
    )
    return result.rowcount > 0


async def conclude(
    tx: AsyncConnection, row: Row, following: Next, error: str | None, last: LastRun | None
) -> None:
    """Store how a run ended, unless the job was scheduled anew while it ran.

    `last` is stored in any case, for the list of what recurs.
    """
    if last is not None:
        await tx.execute(
            sa.update(jobs)
            .where(jobs.c.id == row.id)
            .values({f"last_{name}": value for name, value in asdict(last).items()})
        )
    match following:
        case Waits(run_at):
            change: dict[str, Any] = {"state": _WAITING, "run_at": run_at}
        case MovesOn(due_at):
            at = sa.func.coalesce(jobs.c.then_due_at, due_at)
            change = {"state": _WAITING, "run_at": at, "due_at": at, "attempts": 0}
            change["then_due_at"] = None
        case Ends() if error is None:
            await tx.execute(sa.delete(jobs).where(_same(row)))
            return
        case Ends():
            change = {"state": _FAILED}
    await tx.execute(sa.update(jobs).where(_same(row)).values(error=error, **change))


async def recurring(tx: AsyncConnection, guild_id: int) -> list[Row]:
    """Read the jobs of a guild that recur at wall times, the next one first."""
    query = (
        sa.select(jobs)
        .where(jobs.c.guild_id == guild_id, jobs.c.times.is_not(None))
        .order_by(jobs.c.due_at, jobs.c.id)
    )
    return [_row(found) for found in await tx.execute(query)]


async def find(tx: AsyncConnection, name: str, guild_id: int, subject: str) -> Row | None:
    """Read one job."""
    query = sa.select(jobs).where(
        jobs.c.name == name, jobs.c.guild_id == guild_id, jobs.c.subject == subject
    )
    found = (await tx.execute(query)).first()
    return _row(found) if found is not None else None


async def move(
    tx: AsyncConnection, row: Row, due_at: datetime, *, then: datetime | None = None
) -> None:
    """Let a job run at another instant than it would; a run that has begun no longer counts.

    After that it goes on at `then`, by default as it recurs.
    """
    await tx.execute(
        sa.update(jobs)
        .where(_same(row))
        .values(
            due_at=due_at,
            run_at=due_at,
            then_due_at=then,
            state=_WAITING,
            attempts=0,
            planned=jobs.c.planned + 1,
        )
    )


async def pause(tx: AsyncConnection, row: Row, *, is_paused: bool) -> None:
    """Keep a job from running, or let it run again."""
    await tx.execute(sa.update(jobs).where(jobs.c.id == row.id).values(is_paused=is_paused))


async def keep_payload(tx: AsyncConnection, row: Row, payload: Mapping[str, Any]) -> None:
    """Let the runs to come be told something else."""
    await tx.execute(sa.update(jobs).where(jobs.c.id == row.id).values(payload=dict(payload)))


async def release(tx: AsyncConnection, now: datetime) -> None:
    """Let jobs whose run was cut off by the end of the process run again at once."""
    await tx.execute(
        sa.update(jobs).where(jobs.c.state == _RUNNING).values(state=_WAITING, run_at=now)
    )


async def given_up(tx: AsyncConnection, guild_id: int) -> list[GivenUp]:
    """Read the jobs that failed at every attempt."""
    query = (
        sa.select(jobs.c.name, jobs.c.subject, jobs.c.due_at, jobs.c.error)
        .where(jobs.c.state == _FAILED, jobs.c.guild_id == guild_id)
        .order_by(jobs.c.id)
    )
    return [GivenUp(*found) for found in await tx.execute(query)]


async def purge(tx: AsyncConnection, before: datetime) -> None:
    """Forget the jobs given up that were due before an instant."""
    await tx.execute(sa.delete(jobs).where(jobs.c.state == _FAILED, jobs.c.due_at < before))


def _same(row: Row) -> sa.ColumnElement[bool]:
    """Match the row as it was read, not what has taken its place."""
    return sa.and_(jobs.c.id == row.id, jobs.c.planned == row.planned)


def _row(found: sa.Row[Any]) -> Row:
    return Row(
        id=found.id,
        name=found.name,
        guild_id=found.guild_id,
        subject=found.subject,
        due_at=found.due_at,
        attempts=found.attempts,
        planned=found.planned,
        payload=found.payload,
        times=found.times,
        zone=found.zone,
        is_paused=found.is_paused,
        last=_last(found),
    )


def _last(found: sa.Row[Any]) -> LastRun | None:
    if found.last_due_at is None:
        return None
    return LastRun(found.last_due_at, found.last_ended_at, found.last_outcome, found.last_error)
