"""Who has joined and where they stand, rushes of joins, and the notes to staff."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from datetime import date, datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.welcome.newcomer import Newcomer
from cogs.welcome.tables import newcomers, notes, rushes, visited

_FIELDS = tuple(field.name for field in fields(Newcomer))
_KEY = ("guild_id", "user_id")


async def since(tx: AsyncConnection, guild_id: int) -> datetime | None:
    """Return when the bot first looked after this server, None when it does not yet."""
    statement = sa.select(visited.c.since).where(visited.c.guild_id == guild_id)
    return cast("datetime | None", (await tx.execute(statement)).scalar())


async def begin(tx: AsyncConnection, guild_id: int, now: datetime) -> None:
    """Look after a server from now on; who is there already is no newcomer."""
    statement = insert(tx, visited).values(guild_id=guild_id, since=now, notes_at="")
    await tx.execute(statement.on_conflict_do_nothing())


async def change_note_times(tx: AsyncConnection, guild_id: int, times: str) -> bool:
    """Keep when notes are planned; False when they are planned so already."""
    done = await tx.execute(
        visited.update()
        .where(visited.c.guild_id == guild_id, visited.c.notes_at != times)
        .values(notes_at=times)
    )
    return done.rowcount == 1


async def end(tx: AsyncConnection, guild_id: int) -> None:
    """Stop looking after a server: switched on again, everybody there counts as known."""
    await tx.execute(visited.delete().where(visited.c.guild_id == guild_id))


async def find(tx: AsyncConnection, guild_id: int, user_id: int) -> Newcomer | None:
    """Return what is kept about somebody, and hold it until the transaction ends."""
    statement = sa.select(newcomers).where(*_is(guild_id, user_id)).with_for_update()
    row = (await tx.execute(statement)).mappings().first()
    return None if row is None else _newcomer(row)


async def save(tx: AsyncConnection, guild_id: int, newcomer: Newcomer) -> None:
    """Keep what is known about somebody now."""
    values = {"guild_id": guild_id, **asdict(newcomer)}
    statement = insert(tx, newcomers).values(values)
    changed = {name: statement.excluded[name] for name in values if name not in _KEY}
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[newcomers.c.guild_id, newcomers.c.user_id], set_=changed
        )
    )


async def present(tx: AsyncConnection, guild_id: int) -> dict[int, Newcomer]:
    """Return the newcomers who have not left, by user id."""
    return _by_id(
        await _select(tx, newcomers.c.guild_id == guild_id, newcomers.c.left_at.is_(None))
    )


async def present_ids(tx: AsyncConnection, guild_id: int) -> set[int]:
    """Return the ids of the newcomers who have not left."""
    statement = sa.select(newcomers.c.user_id).where(
        newcomers.c.guild_id == guild_id, newcomers.c.left_at.is_(None)
    )
    return set((await tx.execute(statement)).scalars())


async def underway(tx: AsyncConnection, guild_id: int, first: datetime) -> dict[int, Newcomer]:
    """Return those for whom time brings something, by user id.

    They have joined or passed the gates since `first`, are in the middle of onboarding, or their
    greeting is being posted.
    """
    return _by_id(
        await _select(
            tx,
            newcomers.c.guild_id == guild_id,
            newcomers.c.left_at.is_(None),
            sa.or_(
                newcomers.c.joined_at >= first,
                newcomers.c.ready_at >= first,
                newcomers.c.gate == "onboarding",
                sa.and_(newcomers.c.greeted == "alone", newcomers.c.greeted_at.is_(None)),
            ),
        )
    )


async def unsettled_ids(tx: AsyncConnection, guild_id: int, joined_after: datetime) -> set[int]:
    """Return the ids of those who are still on their way."""
    statement = sa.select(newcomers.c.user_id).where(
        newcomers.c.guild_id == guild_id,
        newcomers.c.settled_at.is_(None),
        newcomers.c.joined_at > joined_after,
    )
    return set((await tx.execute(statement)).scalars())


async def joined_between(
    tx: AsyncConnection, guild_id: int, first: datetime, last: datetime
) -> Sequence[Newcomer]:
    """Return who joined in a stretch of time, in order, also those who have left again."""
    return await _select(
        tx, newcomers.c.guild_id == guild_id, newcomers.c.joined_at.between(first, last)
    )


async def joined_at(tx: AsyncConnection, guild_id: int, first: datetime) -> Sequence[datetime]:
    """Return the instants at which people have joined since one, who are not settled already."""
    statement = sa.select(newcomers.c.joined_at).where(
        newcomers.c.guild_id == guild_id,
        newcomers.c.joined_at >= first,
        newcomers.c.settled_at.is_(None),
    )
    return (await tx.execute(statement)).scalars().all()


async def joined_in_rush(
    tx: AsyncConnection, guild_id: int, began_at: datetime
) -> Sequence[Newcomer]:
    """Return those of a rush who have not left, in the order in which they came."""
    return await _select(
        tx,
        newcomers.c.guild_id == guild_id,
        newcomers.c.rush == began_at,
        newcomers.c.left_at.is_(None),
    )


async def mark_rush(tx: AsyncConnection, guild_id: int, began_at: datetime) -> None:
    """Count everybody who has joined since a rush began, and is not greeted, to that rush."""
    await tx.execute(
        newcomers.update()
        .where(
            newcomers.c.guild_id == guild_id,
            newcomers.c.joined_at >= began_at,
            newcomers.c.greeted == "",
        )
        .values(rush=began_at)
    )


async def greetings_under_way(tx: AsyncConnection, guild_id: int) -> Sequence[Newcomer]:
    """Return those whose own greeting is decided and not known to stand in the channel."""
    return await _select(
        tx,
        newcomers.c.guild_id == guild_id,
        newcomers.c.greeted == "alone",
        newcomers.c.greeted_at.is_(None),
    )


async def purge(tx: AsyncConnection, joined_before: datetime) -> int:
    """Delete what is kept about people who joined long ago; return how many they were."""
    done = await tx.execute(newcomers.delete().where(newcomers.c.joined_at < joined_before))
    await tx.execute(rushes.delete().where(rushes.c.began_at < joined_before))
    await tx.execute(notes.delete().where(notes.c.day < joined_before.date()))
    return done.rowcount


async def open_rush(tx: AsyncConnection, guild_id: int) -> tuple[datetime, datetime] | None:
    """Return when the present rush began and when it will be over, None when there is none."""
    statement = sa.select(rushes.c.began_at, rushes.c.calm_at).where(
        rushes.c.guild_id == guild_id, rushes.c.ended_at.is_(None)
    )
    row = (await tx.execute(statement)).first()
    return None if row is None else (row.began_at, row.calm_at)


async def keep_rush(
    tx: AsyncConnection, guild_id: int, began_at: datetime, *, calm_at: datetime
) -> None:
    """Begin a rush, or let it last longer."""
    statement = insert(tx, rushes).values(guild_id=guild_id, began_at=began_at, calm_at=calm_at)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[rushes.c.guild_id, rushes.c.began_at],
            set_={"calm_at": calm_at, "ended_at": None},
        )
    )


async def end_rush(tx: AsyncConnection, guild_id: int, began_at: datetime, now: datetime) -> None:
    """Note that a rush is over."""
    await tx.execute(
        rushes.update()
        .where(rushes.c.guild_id == guild_id, rushes.c.began_at == began_at)
        .values(ended_at=now)
    )


async def add_note(tx: AsyncConnection, guild_id: int, day: date) -> bool:
    """Keep that staff are told of quiet newcomers today; False when they have been already."""
    statement = insert(tx, notes).values(guild_id=guild_id, day=day)
    done = await tx.execute(statement.on_conflict_do_nothing())
    return done.rowcount == 1


async def noted_on(tx: AsyncConnection, guild_id: int, day: date) -> Sequence[Newcomer]:
    """Return the newcomers of whom staff were told on a day."""
    return await _select(tx, newcomers.c.guild_id == guild_id, newcomers.c.noted_on == day)


async def note_done(
    tx: AsyncConnection, guild_id: int, day: date, user_id: int, now: datetime
) -> bool:
    """Note who has taken care of a day's note; False when somebody had already."""
    done = await tx.execute(
        notes.update()
        .where(notes.c.guild_id == guild_id, notes.c.day == day, notes.c.done_at.is_(None))
        .values(done_by=user_id, done_at=now)
    )
    return done.rowcount == 1


async def _select(tx: AsyncConnection, *conditions: sa.ColumnElement[bool]) -> Sequence[Newcomer]:
    statement = (
        sa.select(newcomers).where(*conditions).order_by(newcomers.c.joined_at, newcomers.c.user_id)
    )
    return [_newcomer(row) for row in (await tx.execute(statement)).mappings()]


def _is(guild_id: int, user_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    return newcomers.c.guild_id == guild_id, newcomers.c.user_id == user_id


def _newcomer(row: sa.RowMapping) -> Newcomer:
    values: dict[str, Any] = {name: row[name] for name in _FIELDS}
    return Newcomer(**values)


def _by_id(found: Iterable[Newcomer]) -> dict[int, Newcomer]:
    return {newcomer.user_id: newcomer for newcomer in found}
