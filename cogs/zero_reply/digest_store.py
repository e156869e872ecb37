"""The lists of unanswered posts: what each shows, and the figures above it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.zero_reply.figures import Figures, figures
from cogs.zero_reply.opener import Opener, queue_order
from cogs.zero_reply.store import openers_where
from cogs.zero_reply.tables import digests, items, openers, places

MOST_ITEMS = 50


@dataclass(frozen=True, slots=True)
class Digest:
    """A list that was posted: for a period, about posts since an instant."""

    period: str
    since: datetime
    posted_at: datetime
    revision: int
    shown: str


async def begin_place(tx: AsyncConnection, guild_id: int, now: datetime) -> bool:
    """Begin to look after a server; False when that began earlier."""
    statement = insert(tx, places).values(guild_id=guild_id, since=now, digest_at="")
    return (await tx.execute(statement.on_conflict_do_nothing())).rowcount == 1


async def change_times(tx: AsyncConnection, guild_id: int, times: str) -> bool:
    """Keep when lists are planned; False when they are planned so already."""
    done = await tx.execute(
        places.update()
        .where(places.c.guild_id == guild_id, places.c.digest_at != times)
        .values(digest_at=times)
    )
    return done.rowcount == 1


async def waiting(
    tx: AsyncConnection, guild_id: int, now: datetime, *, since: datetime, limit: int
) -> list[Opener]:
    """Return unanswered posts: first posts, then those since an instant, then the older ones.

    Of each kind those are taken that wait longest; of the older ones, those that wait least. Posts
    of one hour stand by how many people have the same question.
    """
    is_open = _is_waiting(guild_id, now)
    first = (*is_open, openers.c.is_first.is_(True))
    found = _queue(await openers_where(tx, *first, limit=limit))
    rest = (*is_open, openers.c.is_first.is_(False))
    if len(found) < limit:
        lately = (*rest, openers.c.at >= since)
        found += _queue(await openers_where(tx, *lately, limit=limit - len(found)))
    if len(found) < limit:
        older = (
            sa.select(openers.c.opener_id)
            .where(*rest, openers.c.at < since)
            .order_by(openers.c.at.desc(), openers.c.opener_id.desc())
            .limit(limit - len(found))
        )
        found += _queue(await openers_where(tx, openers.c.opener_id.in_(older)))
    return found


async def count_waiting(tx: AsyncConnection, guild_id: int, now: datetime) -> tuple[int, int, int]:
    """Count unanswered posts: of the last day, of up to three days, and older."""
    day, three = now - timedelta(days=1), now - timedelta(days=3)
    fresh, older, oldest = (
        sa.func.sum(sa.case((condition, 1), else_=0))
        for condition in (
            openers.c.at >= day,
            openers.c.at.between(three, day) & (openers.c.at < day),
            openers.c.at < three,
        )
    )
    row = (
        await tx.execute(sa.select(fresh, older, oldest).where(*_is_waiting(guild_id, now)))
    ).one()
    return row[0] or 0, row[1] or 0, row[2] or 0


async def with_status(
    tx: AsyncConnection, guild_id: int, status: str, *, since: datetime, limit: int
) -> list[Opener]:
    """Return posts in one state, the oldest first."""
    return await openers_where(
        tx,
        openers.c.guild_id == guild_id,
        openers.c.status == status,
        openers.c.at >= since,
        limit=limit,
    )


async def figures_since(
    tx: AsyncConnection, guild_id: int, since: datetime, *, left_out: Collection[int]
) -> Figures:
    """Sum up the posts since an instant, without those asked or answered by who is left out."""
    lately = (openers.c.guild_id == guild_id, openers.c.at >= since)
    met = sa.select(openers.c.at, openers.c.answered_at, openers.c.by_staff).where(
        *lately,
        openers.c.status.in_(("answered", "probable", "left")),
        openers.c.answered_at.is_not(None),
        openers.c.author_id.not_in(left_out),
        openers.c.answered_by.not_in(left_out),
    )
    rows = (await tx.execute(met)).all()
    gone = sa.and_(openers.c.status == "left", openers.c.answered_at.is_(None))
    unmet = sa.select(sa.func.count()).where(*lately, sa.or_(openers.c.status == "open", gone))
    if left_out:  # else counting need not read the posts themselves
        unmet = unmet.where(openers.c.author_id.not_in(left_out))
    return figures(
        [row.answered_at - row.at for row in rows],
        unanswered=(await tx.execute(unmet)).scalar_one(),
        by_members=sum(1 for row in rows if not row.by_staff),
    )


async def unconfirmed(
    tx: AsyncConnection, guild_id: int, before: datetime, *, limit: int
) -> list[Opener]:
    """Return posts whose answer is a probable one since before an instant."""
    return await openers_where(
        tx,
        openers.c.guild_id == guild_id,
        openers.c.status == "probable",
        openers.c.answered_at <= before,
        limit=limit,
    )


async def latest(tx: AsyncConnection, guild_id: int) -> Digest | None:
    """Return the list that was posted last."""
    statement = (
        sa.select(digests)
        .where(digests.c.guild_id == guild_id)
        .order_by(digests.c.posted_at.desc())
        .limit(1)
    )
    row = (await tx.execute(statement)).mappings().first()
    return None if row is None else _digest(row)


async def find(tx: AsyncConnection, guild_id: int, period: str) -> Digest | None:
    """Return the list of a period."""
    statement = sa.select(digests).where(digests.c.guild_id == guild_id, digests.c.period == period)
    row = (await tx.execute(statement)).mappings().first()
    return None if row is None else _digest(row)


async def keep(
    tx: AsyncConnection, guild_id: int, digest: Digest, opener_ids: Sequence[int]
) -> bool:
    """Keep a list with its numbers; False when that period has one already."""
    statement = insert(tx, digests).values(
        guild_id=guild_id,
        period=digest.period,
        since=digest.since,
        posted_at=digest.posted_at,
        revision=digest.revision,
        shown=digest.shown,
    )
    if (await tx.execute(statement.on_conflict_do_nothing())).rowcount != 1:
        return False
    numbered = [
        {"guild_id": guild_id, "period": digest.period, "number": number, "opener_id": opener_id}
        for number, opener_id in enumerate(opener_ids, 1)
    ]
    if numbered:
        await tx.execute(items.insert().values(numbered))
    return True


async def revise(tx: AsyncConnection, guild_id: int, digest: Digest, shown: str) -> int:
    """Note that a list says something else now; returns the number of the revision."""
    await tx.execute(
        digests.update()
        .where(digests.c.guild_id == guild_id, digests.c.period == digest.period)
        .values(revision=digest.revision + 1, shown=shown)
    )
    return digest.revision + 1


async def items_of(tx: AsyncConnection, guild_id: int, period: str) -> dict[int, Opener]:
    """Return {number: opener} of a list."""
    statement = (
        sa.select(items.c.number, items.c.opener_id)
        .where(items.c.guild_id == guild_id, items.c.period == period)
        .order_by(items.c.number)
    )
    numbers = [(row.number, row.opener_id) for row in await tx.execute(statement)]
    ids = [opener_id for _, opener_id in numbers]
    found = {
        one.opener_id: one
        for one in (await openers_where(tx, openers.c.opener_id.in_(ids)) if ids else [])
    }
    return {number: found[opener_id] for number, opener_id in numbers if opener_id in found}


async def add_item(tx: AsyncConnection, guild_id: int, period: str, opener_id: int) -> None:
    """Put another post on a list, with the next number."""
    present = sa.select(items.c.number, items.c.opener_id).where(
        items.c.guild_id == guild_id, items.c.period == period
    )
    rows = (await tx.execute(present)).all()
    if opener_id not in {row.opener_id for row in rows}:
        number = max((row.number for row in rows), default=0) + 1
        await tx.execute(
            items.insert().values(
                guild_id=guild_id, period=period, number=number, opener_id=opener_id
            )
        )


async def periods_with(tx: AsyncConnection, guild_id: int, opener_id: int) -> list[str]:
    """Return the period of the latest list, when a post is on it."""
    newest = (
        sa.select(digests.c.period)
        .where(digests.c.guild_id == guild_id)
        .order_by(digests.c.posted_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    statement = sa.select(items.c.period).where(
        items.c.guild_id == guild_id, items.c.opener_id == opener_id, items.c.period == newest
    )
    return list((await tx.execute(statement)).scalars())


async def purge(tx: AsyncConnection, before: datetime) -> None:
    """Delete lists that were posted long ago."""
    old = sa.select(digests.c.period).where(
        digests.c.posted_at < before, digests.c.guild_id == items.c.guild_id
    )
    await tx.execute(items.delete().where(items.c.period.in_(old)))
    await tx.execute(digests.delete().where(digests.c.posted_at < before))


def _queue(several: Sequence[Opener]) -> list[Opener]:
    return sorted(several, key=queue_order)


def _is_waiting(guild_id: int, now: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    awake = sa.or_(openers.c.snoozed_until.is_(None), openers.c.snoozed_until <= now)
    return openers.c.guild_id == guild_id, openers.c.status == "open", awake


def _digest(row: sa.RowMapping) -> Digest:
    return Digest(**{name: row[name] for name in Digest.__dataclass_fields__})
