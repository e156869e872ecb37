"""What members have chosen for themselves: reminders, their time zone, breaks. And who has left."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.accountability.policy import Break
from cogs.accountability.tables import breaks, members


@dataclass(frozen=True, slots=True)
class Wishes:
    """A member's choices; `zone` None means that of the community."""

    user_id: int
    wants_reminders: bool = False
    zone: str | None = None
    left_at: datetime | None = None


async def wishes_of(tx: AsyncConnection, guild_id: int, user_id: int) -> Wishes:
    """Return a member's choices."""
    query = sa.select(members).where(members.c.guild_id == guild_id, members.c.user_id == user_id)
    row = (await tx.execute(query)).first()
    return _wishes(row) if row is not None else Wishes(user_id)


async def save(tx: AsyncConnection, guild_id: int, wishes: Wishes) -> None:
    """Keep a member's choices."""
    values = {
        "wants_reminders": wishes.wants_reminders,
        "zone": wishes.zone,
        "left_at": wishes.left_at,
    }
    statement = insert(tx, members).values(guild_id=guild_id, user_id=wishes.user_id, **values)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[members.c.guild_id, members.c.user_id], set_=values
        )
    )


async def to_remind(tx: AsyncConnection, guild_id: int) -> list[Wishes]:
    """Return those who asked for reminders and are here."""
    query = (
        sa.select(members)
        .where(
            members.c.guild_id == guild_id,
            members.c.wants_reminders.is_(True),
            members.c.left_at.is_(None),
        )
        .order_by(members.c.user_id)
    )
    return [_wishes(row) for row in await tx.execute(query)]


async def note_presence(
    tx: AsyncConnection, guild_id: int, user_id: int, left_at: datetime | None
) -> None:
    """Keep that a member whom we know has left, or is back."""
    await tx.execute(
        members.update()
        .where(members.c.guild_id == guild_id, members.c.user_id == user_id)
        .values(left_at=left_at)
    )


async def breaks_of(tx: AsyncConnection, guild_id: int, user_id: int) -> list[Break]:
    """Return a member's breaks, the earliest first."""
    query = (
        sa.select(breaks.c.since, breaks.c.until)
        .where(breaks.c.guild_id == guild_id, breaks.c.user_id == user_id)
        .order_by(breaks.c.since)
    )
    return [Break(*row) for row in await tx.execute(query)]


async def begin_break(tx: AsyncConnection, guild_id: int, user_id: int, week: str) -> None:
    """Let a break begin with a week; one that ended in the same week goes on."""
    statement = insert(tx, breaks).values(
        guild_id=guild_id, user_id=user_id, since=week, until=None
    )
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[breaks.c.guild_id, breaks.c.user_id, breaks.c.since],
            set_={"until": None},
        )
    )


async def end_break(tx: AsyncConnection, guild_id: int, user_id: int, week: str) -> bool:
    """Let the break that lasts end before a week; False when there is none."""
    result = await tx.execute(
        breaks.update()
        .where(breaks.c.guild_id == guild_id, breaks.c.user_id == user_id, breaks.c.until.is_(None))
        .values(until=week)
    )
    return result.rowcount > 0


def _wishes(row: Any) -> Wishes:  # noqa: ANN401 - a row has no type of its own
    return Wishes(row.user_id, row.wants_reminders, row.zone, row.left_at)
