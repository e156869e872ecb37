"""The outbox's table: what the bot means to do, is doing and has done."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.actions import Target
from bot.db.columns import Instant, Json, Snowflake
from bot.db.upsert import insert
from bot.effects import Effect, EffectKey, Result, State
from bot.outbox.policy import HOLDS_ITS_PLACE, Postpone, lane_of

metadata = sa.MetaData()

outbox = sa.Table(
    "core_outbox",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("feature", sa.Text, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("period", sa.Text, nullable=False),
    sa.Column("lane", Snowflake, nullable=False),  # what it keeps its order in
    sa.Column("effect", Json),  # emptied when somebody in it is forgotten, or with time
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("attempts", sa.Integer, nullable=False, default=0),
    sa.Column("planned_at", Instant, nullable=False),
    sa.Column("expires_at", Instant),
    sa.Column("due_at", Instant),  # when to try (again); empty once settled
    sa.Column("attempted_at", Instant),  # when the last request began
    sa.Column("settled_at", Instant),
    sa.Column("created_id", Snowflake),
    sa.Column("channel_id", Snowflake),
    sa.Column("code", sa.Text, nullable=False, default=""),
    sa.Column("detail", sa.Text, nullable=False, default=""),
    sa.UniqueConstraint("guild_id", "kind", "subject", "period"),
    sa.Index("ix_core_outbox_due", "due_at"),
    sa.Index("ix_core_outbox_lane", "lane", "state"),
    sa.Index("ix_core_outbox_attempted", "lane", "attempted_at"),
    sa.Index("ix_core_outbox_subject", "subject"),
)

EFFECT: TypeAdapter[Effect] = TypeAdapter(Effect)


@dataclass(frozen=True, slots=True)
class Entry:
    """An effect that is due, as the outbox keeps it.

    `effect` is None when it was written by another version in a form that we cannot read.
    """

    id: int
    key: EffectKey
    lane: int
    effect: Effect | None
    state: State
    attempts: int
    planned_at: datetime
    expires_at: datetime | None
    attempted_at: datetime | None


async def add(
    tx: AsyncConnection,
    key: EffectKey,
    effect: Effect,
    *,
    now: datetime,
    due_at: datetime,
    expires_at: datetime | None,
) -> int | None:
    """Keep an effect and return its row, or None when the same effect is there already."""
    statement = (
        insert(tx, outbox)
        .values(
            **key.model_dump(),
            lane=lane_of(key.guild_id, effect),
            effect=EFFECT.dump_python(effect, mode="json"),
            state="planned",
            attempts=0,
            planned_at=now,
            expires_at=expires_at,
            due_at=due_at,
            code="",
            detail="",
        )
        .on_conflict_do_nothing()
        .returning(outbox.c.id)
    )
    return cast("int | None", (await tx.execute(statement)).scalar())


async def due(
    tx: AsyncConnection, now: datetime, *, limit: int, taken: Collection[int] = ()
) -> Sequence[Entry]:
    """Return what is to be done by `now`, in the order in which it was planned.

    Left out are the lanes that are `taken`, and what would overtake a message that is about to
    be tried again.
    """
    ahead = outbox.alias("ahead")
    held = sa.exists().where(
        ahead.c.lane == outbox.c.lane,
        ahead.c.state == "sending",
        ahead.c.id < outbox.c.id,
        ahead.c.due_at > now,
        ahead.c.due_at <= now + HOLDS_ITS_PLACE,
    )
    statement = (
        sa.select(outbox)
        .where(outbox.c.due_at <= now, outbox.c.lane.not_in(taken), ~held)
        .order_by(outbox.c.id)
        .limit(limit)
    )
    return [_entry(row) for row in (await tx.execute(statement)).mappings()]


async def next_due(tx: AsyncConnection, now: datetime) -> datetime | None:
    """Return when something falls due after `now`, None when nothing will."""
    statement = sa.select(sa.func.min(outbox.c.due_at)).where(outbox.c.due_at > now)
    return cast("datetime | None", (await tx.execute(statement)).scalar())


async def count_unsettled(tx: AsyncConnection) -> int:
    """Count the effects that have not been settled."""
    statement = sa.select(sa.func.count()).where(outbox.c.due_at.is_not(None))
    return cast("int", (await tx.execute(statement)).scalar())


async def mark_sending(tx: AsyncConnection, entry_id: int, now: datetime) -> bool:
    """Note that a request begins; False when the effect was settled in the meantime."""
    done = await tx.execute(
        outbox.update()
        .where(outbox.c.id == entry_id, outbox.c.due_at.is_not(None))
        .values(state="sending", attempted_at=now)
    )
    return done.rowcount == 1


async def settle(tx: AsyncConnection, entry_id: int, result: Result) -> None:
    """Record how the effect ended."""
    values = result.model_dump(exclude={"at"})
    await tx.execute(
        outbox.update()
        .where(outbox.c.id == entry_id)
        .values(**values, settled_at=result.at, due_at=None)
    )


async def postpone(tx: AsyncConnection, entry_id: int, verdict: Postpone) -> None:
    """Note why the attempt did not succeed and when the next one comes, unless it was settled."""
    await tx.execute(
        outbox.update()
        .where(outbox.c.id == entry_id, outbox.c.due_at.is_not(None))
        .values(
            state=verdict.state,
            due_at=verdict.due_at,
            attempts=verdict.attempts,
            code=verdict.code,
            detail=verdict.detail,
        )
    )


async def cancel(tx: AsyncConnection, key: EffectKey, *, now: datetime) -> bool:
    """Give up an effect whose first attempt has not begun; False when it is too late."""
    done = await tx.execute(
        outbox.update()
        .where(*_is(key), outbox.c.state == "planned", outbox.c.due_at.is_not(None))
        .values(state="skipped", code="cancelled", due_at=None, settled_at=now)
    )
    return done.rowcount == 1


async def interrupted_are_due(tx: AsyncConnection, now: datetime) -> int:
    """Make attempts that a stopped process left in the middle due at once; return how many."""
    done = await tx.execute(outbox.update().where(outbox.c.state == "sending").values(due_at=now))
    return done.rowcount


async def result(tx: AsyncConnection, key: EffectKey) -> Result | None:
    """Return how an effect stands, None when it was never planned."""
    row = (await tx.execute(sa.select(outbox).where(*_is(key)))).mappings().first()
    return None if row is None else _result(row)


async def keys_about(
    tx: AsyncConnection, guild_id: int, kind: str, subject: str
) -> Sequence[EffectKey]:
    """Return the keys of all effects of a kind about one subject, in order."""
    about = (outbox.c.guild_id == guild_id, outbox.c.kind == kind, outbox.c.subject == subject)
    rows = await tx.execute(sa.select(outbox).where(*about).order_by(outbox.c.id))
    return [_key(row) for row in rows.mappings()]


async def result_of(tx: AsyncConnection, entry_id: int) -> Result:
    """Return how the effect in this row stands."""
    row = (await tx.execute(sa.select(outbox).where(outbox.c.id == entry_id))).mappings().one()
    return _result(row)


async def target_of(tx: AsyncConnection, key: EffectKey) -> tuple[Target | None, bool]:
    """Return what came of an effect, and whether that effect is settled."""
    known = await result(tx, key)
    if known is None:
        return None, True
    if known.state == "sent" and known.created_id is not None:
        return Target(known.created_id, known.channel_id), True
    return None, known.at is not None


async def created_since(tx: AsyncConnection, since: datetime) -> frozenset[int]:
    """Return the ids of what other effects have created since an instant."""
    statement = sa.select(outbox.c.created_id).where(
        outbox.c.created_id.is_not(None), outbox.c.settled_at >= since
    )
    return frozenset((await tx.execute(statement)).scalars())


async def settled_after(tx: AsyncConnection, entry_id: int) -> Sequence[dict[str, Any]]:
    """Return what has been settled, for reports: rows with an id above `entry_id`, in order."""
    statement = (
        sa.select(outbox)
        .where(outbox.c.id > entry_id, outbox.c.settled_at.is_not(None))
        .order_by(outbox.c.settled_at, outbox.c.id)
    )
    return [dict(row) for row in (await tx.execute(statement)).mappings()]


async def forget_text(tx: AsyncConnection, key: EffectKey) -> None:
    """Empty the text of a settled effect."""
    settled = outbox.c.settled_at.is_not(None)
    await tx.execute(outbox.update().where(*_is(key), settled).values(effect=None))


async def forget_texts_before(tx: AsyncConnection, instant: datetime) -> int:
    """Empty the texts of effects settled before an instant; return how many."""
    done = await tx.execute(
        outbox.update()
        .where(outbox.c.settled_at < instant, outbox.c.effect.is_not(None))
        .values(effect=None)
    )
    return done.rowcount


def _is(key: EffectKey) -> list[sa.ColumnElement[bool]]:
    return [
        outbox.c.guild_id == key.guild_id,
        outbox.c.kind == key.kind,
        outbox.c.subject == key.subject,
        outbox.c.period == key.period,
    ]


def _key(row: sa.RowMapping) -> EffectKey:
    return EffectKey(**{name: row[name] for name in EffectKey.model_fields})


def _entry(row: sa.RowMapping) -> Entry:
    return Entry(
        id=row["id"],
        key=_key(row),
        lane=row["lane"],
        effect=effect_of(row["effect"]),
        state=row["state"],
        attempts=row["attempts"],
        planned_at=row["planned_at"],
        expires_at=row["expires_at"],
        attempted_at=row["attempted_at"],
    )


def effect_of(stored: object) -> Effect | None:
    """Read an effect as stored, None where another version wrote what we cannot read."""
    try:
        return EFFECT.validate_python(stored)
    except ValidationError:
        return None


def _result(row: sa.RowMapping) -> Result:
    return Result(
        state=row["state"],
        created_id=row["created_id"],
        channel_id=row["channel_id"],
        code=row["code"],
        detail=row["detail"],
        at=row["settled_at"],
    )
