"""Who offers help, whom was asked about what, and which steps were taken for a post."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from bot.times import DailyWindow
from cogs.zero_reply.helping import WEEK, Helper, topics_in
from cogs.zero_reply.tables import messages, openers, pings, registry, steps


async def join(
    tx: AsyncConnection,
    guild_id: int,
    helper_id: int,
    *,
    topics: tuple[str, ...],
    a_week: int,
    now: datetime,
) -> None:
    """Put somebody on the list of helpers, or change what they said before."""
    values = {
        "guild_id": guild_id,
        "helper_id": helper_id,
        "topics": ", ".join(topics),
        "quiet": "",
        "a_week": a_week,
        "joined_at": now,
    }
    changed = {"topics": values["topics"], "a_week": a_week, "paused_until": None}
    statement = insert(tx, registry).values(values)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[registry.c.guild_id, registry.c.helper_id], set_=changed
        )
    )


async def change(tx: AsyncConnection, guild_id: int, helper_id: int, **values: object) -> bool:
    """Change what somebody said; False when they are no helper."""
    done = await tx.execute(registry.update().where(*_is(guild_id, helper_id)).values(**values))
    return done.rowcount == 1


async def leave(tx: AsyncConnection, guild_id: int, helper_id: int) -> bool:
    """Take somebody off the list of helpers; False when they are not on it."""
    return (await tx.execute(registry.delete().where(*_is(guild_id, helper_id)))).rowcount == 1


async def all_of(tx: AsyncConnection, guild_id: int, now: datetime) -> list[Helper]:
    """Return the helpers of a server."""
    lately = sa.func.sum(sa.case((pings.c.at > now - WEEK, 1), else_=0))
    asked = (
        sa.select(pings.c.helper_id, sa.func.max(pings.c.at).label("last"), lately.label("lately"))
        .where(pings.c.guild_id == guild_id)
        .group_by(pings.c.helper_id)
        .subquery()
    )
    statement = (
        sa.select(registry, asked.c.last, asked.c.lately)
        .outerjoin(asked, asked.c.helper_id == registry.c.helper_id)
        .where(registry.c.guild_id == guild_id)
        .order_by(registry.c.joined_at, registry.c.helper_id)
    )
    return [_helper(row) for row in (await tx.execute(statement)).mappings()]


async def asked_about(tx: AsyncConnection, opener_id: int) -> dict[int, datetime]:
    """Return {helper: when} of those who were asked about a post."""
    statement = sa.select(pings.c.helper_id, pings.c.at).where(pings.c.opener_id == opener_id)
    return {row.helper_id: row.at for row in await tx.execute(statement)}


async def ask(
    tx: AsyncConnection, guild_id: int, opener_id: int, helper_id: int, now: datetime
) -> bool:
    """Note that somebody is asked about a post; False when they were before."""
    statement = insert(tx, pings).values(
        guild_id=guild_id, opener_id=opener_id, helper_id=helper_id, at=now, declined=False
    )
    return (await tx.execute(statement.on_conflict_do_nothing())).rowcount == 1


async def decline(tx: AsyncConnection, opener_id: int, helper_id: int) -> bool:
    """Note that somebody cannot help with a post; False when they were not asked."""
    done = await tx.execute(
        pings.update()
        .where(pings.c.opener_id == opener_id, pings.c.helper_id == helper_id)
        .values(declined=True)
    )
    return done.rowcount == 1


async def declined(tx: AsyncConnection, opener_id: int) -> frozenset[int]:
    """Return who cannot help with a post."""
    statement = sa.select(pings.c.helper_id).where(
        pings.c.opener_id == opener_id, pings.c.declined.is_(True)
    )
    return frozenset((await tx.execute(statement)).scalars())


async def taking_part(tx: AsyncConnection, thread_id: int) -> frozenset[int]:
    """Return who has written in a thread."""
    statement = (
        sa.select(messages.c.author_id)
        .where(messages.c.channel_id == thread_id, messages.c.is_deleted.is_(False))
        .distinct()
    )
    return frozenset((await tx.execute(statement)).scalars())


async def steps_of(tx: AsyncConnection, opener_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """Return {post: steps that were taken for it}."""
    found: dict[int, frozenset[str]] = {}
    statement = sa.select(steps.c.opener_id, steps.c.step).where(steps.c.opener_id.in_(opener_ids))
    for row in await tx.execute(statement):
        found[row.opener_id] = found.get(row.opener_id, frozenset()) | {row.step}
    return found


async def take_step(
    tx: AsyncConnection, guild_id: int, opener_id: int, step: str, now: datetime
) -> bool:
    """Note that a step is taken; False when it was before."""
    statement = insert(tx, steps).values(guild_id=guild_id, opener_id=opener_id, step=step, at=now)
    return (await tx.execute(statement.on_conflict_do_nothing())).rowcount == 1


async def purge(tx: AsyncConnection, before: datetime) -> None:
    """Delete what concerns posts that are no longer kept."""
    await tx.execute(pings.delete().where(pings.c.at < before))
    await tx.execute(steps.delete().where(steps.c.at < before))


async def forget_helper(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete what is kept about somebody as a helper."""
    await leave(tx, guild_id, user_id)
    await tx.execute(
        pings.delete().where(pings.c.guild_id == guild_id, pings.c.helper_id == user_id)
    )
    await tx.execute(
        openers.update()
        .where(openers.c.guild_id == guild_id, openers.c.claimed_by_id == user_id)
        .values(claimed_by_id=None, claimed_at=None)
    )


def _is(guild_id: int, helper_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return registry.c.guild_id == guild_id, registry.c.helper_id == helper_id


def _helper(row: Any) -> Helper:  # noqa: ANN401 - a row of joined tables has no type of its own
    return Helper(
        helper_id=row["helper_id"],
        topics=topics_in(row["topics"]),
        quiet=DailyWindow.parse(row["quiet"]) if row["quiet"] else None,
        a_week=row["a_week"],
        paused_until=row["paused_until"],
        joined_at=row["joined_at"],
        last_asked_at=row["last"],
        asked_lately=row["lately"] or 0,
    )
