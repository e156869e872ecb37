"""Weeks with their threads, and what members set themselves and said of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.accountability.policy import Goal, Turn
from cogs.accountability.tables import cards, goals, turns, weeks


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week whose thread was opened, or is about to be."""

    guild_id: int
    week: str
    channel_id: int
    opened_at: datetime
    attempt: int = 1
    thread_attempt: int = 1
    message_id: int | None = None
    thread_id: int | None = None
    recap_at: datetime | None = None
    recap_edits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """The message in the thread that shows a member's public goals."""

    id: int
    guild_id: int
    week: str
    user_id: int | None
    edits: int


# weeks


async def add_week(tx: AsyncConnection, week: Week) -> bool:
    """Keep a week; False when it was there."""
    values = {column.name: getattr(week, column.name) for column in weeks.columns}
    statement = insert(tx, weeks).values(values).on_conflict_do_nothing()
    return (await tx.execute(statement)).rowcount == 1


async def week_of(tx: AsyncConnection, guild_id: int, week: str) -> Week | None:
    """Return a week, None when its thread was never opened."""
    row = (await tx.execute(sa.select(weeks).where(_is_week(guild_id, week)))).mappings().first()
    return Week(**row) if row is not None else None


async def latest_weeks(tx: AsyncConnection, guild_id: int, limit: int) -> list[Week]:
    """Return the latest weeks, the newest first."""
    query = (
        sa.select(weeks)
        .where(weeks.c.guild_id == guild_id)
        .order_by(weeks.c.week.desc())
        .limit(limit)
    )
    return [Week(**row) for row in (await tx.execute(query)).mappings()]


async def change_week(tx: AsyncConnection, week: Week, **values: Any) -> None:
    """Keep what has changed about a week."""
    await tx.execute(weeks.update().where(_is_week(week.guild_id, week.week)).values(**values))


# goals


async def goals_of(tx: AsyncConnection, guild_id: int, week: str, user_id: int) -> list[Goal]:
    """Return a member's goals of a week, in their order."""
    query = (
        sa.select(goals.c.number, goals.c.text, goals.c.is_public, goals.c.result)
        .where(_is_mine(goals, guild_id, week, user_id))
        .order_by(goals.c.number)
    )
    return [Goal(*row) for row in await tx.execute(query)]


async def all_goals(tx: AsyncConnection, guild_id: int, week: str) -> list[tuple[int, Goal]]:
    """Return everybody's goals of a week."""
    query = (
        sa.select(goals.c.user_id, goals.c.number, goals.c.text, goals.c.is_public, goals.c.result)
        .where(goals.c.guild_id == guild_id, goals.c.week == week)
        .order_by(goals.c.user_id, goals.c.number)
    )
    return [(row[0], Goal(*row[1:])) for row in await tx.execute(query)]


async def set_goals(
    tx: AsyncConnection, guild_id: int, week: str, user_id: int, wanted: Sequence[Goal]
) -> None:
    """Put a member's goals in place of those that they had."""
    await tx.execute(goals.delete().where(_is_mine(goals, guild_id, week, user_id)))
    for goal in wanted:
        await tx.execute(
            goals.insert().values(
                guild_id=guild_id,
                week=week,
                user_id=user_id,
                number=goal.number,
                text=goal.text,
                is_public=goal.is_public,
                result=goal.result,
            )
        )


# turns


async def turn_of(tx: AsyncConnection, guild_id: int, week: str, user_id: int) -> Turn:
    """Return a member's part in a week, an empty one if they had none."""
    query = sa.select(turns).where(_is_mine(turns, guild_id, week, user_id))
    row = (await tx.execute(query)).mappings().first()
    return _turn(row) if row is not None else Turn(user_id)


async def turns_in(tx: AsyncConnection, guild_id: int, week: str) -> list[Turn]:
    """Return everybody's part in a week."""
    query = (
        sa.select(turns)
        .where(turns.c.guild_id == guild_id, turns.c.week == week)
        .order_by(turns.c.user_id)
    )
    return [_turn(row) for row in (await tx.execute(query)).mappings()]


async def save_turn(tx: AsyncConnection, guild_id: int, week: str, turn: Turn) -> None:
    """Keep a member's part in a week."""
    values = {"is_new": turn.is_new, "checked_in_at": turn.checked_in_at, "note": turn.note}
    statement = insert(tx, turns).values(
        guild_id=guild_id, week=week, user_id=turn.user_id, **values
    )
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[turns.c.guild_id, turns.c.week, turns.c.user_id], set_=values
        )
    )


async def answered_weeks(tx: AsyncConnection, guild_id: int, user_id: int) -> set[str]:
    """Return the weeks in which a member checked in."""
    query = sa.select(turns.c.week).where(
        turns.c.guild_id == guild_id,
        turns.c.user_id == user_id,
        turns.c.checked_in_at.is_not(None),
    )
    return set((await tx.execute(query)).scalars())


# cards


async def card_of(tx: AsyncConnection, guild_id: int, week: str, user_id: int) -> Card | None:
    """Return the card that shows a member's goals, None where there is none."""
    query = sa.select(cards).where(
        _is_mine(cards, guild_id, week, user_id), cards.c.is_gone.is_(False)
    )
    row = (await tx.execute(query)).first()
    return _card(row) if row is not None else None


async def cards_of_member(tx: AsyncConnection, guild_id: int, user_id: int) -> list[Card]:
    """Return every card that stands for a member."""
    query = sa.select(cards).where(
        cards.c.guild_id == guild_id, cards.c.user_id == user_id, cards.c.is_gone.is_(False)
    )
    return [_card(row) for row in await tx.execute(query)]


async def orphaned_cards(tx: AsyncConnection) -> list[Card]:
    """Return the cards of those who were forgotten."""
    query = sa.select(cards).where(cards.c.user_id.is_(None), cards.c.is_gone.is_(False))
    return [_card(row) for row in await tx.execute(query)]


async def add_card(tx: AsyncConnection, guild_id: int, week: str, user_id: int) -> Card:
    """Begin a card."""
    statement = (
        cards.insert()
        .values(guild_id=guild_id, week=week, user_id=user_id, edits=0, is_gone=False)
        .returning(cards.c.id)
    )
    card_id = (await tx.execute(statement)).scalar_one()
    return Card(id=card_id, guild_id=guild_id, week=week, user_id=user_id, edits=0)


async def forget_cards(tx: AsyncConnection, week: Week) -> None:
    """Note that the cards of a week went with its thread."""
    of_week = cards.c.guild_id == week.guild_id, cards.c.week == week.week
    await tx.execute(cards.update().where(*of_week).values(is_gone=True))


async def change_card(tx: AsyncConnection, card: Card, **values: Any) -> None:
    """Keep what has changed about a card."""
    await tx.execute(cards.update().where(cards.c.id == card.id).values(**values))


async def purge(tx: AsyncConnection, before_week: str) -> None:
    """Forget what members did in weeks long ago; that there was a thread stays known."""
    for table in (goals, turns, cards):
        await tx.execute(table.delete().where(table.c.week < before_week))


def _is_week(guild_id: int, week: str) -> sa.ColumnElement[bool]:
    return sa.and_(weeks.c.guild_id == guild_id, weeks.c.week == week)


def _is_mine(table: sa.Table, guild_id: int, week: str, user_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(table.c.guild_id == guild_id, table.c.week == week, table.c.user_id == user_id)


def _turn(row: Any) -> Turn:  # noqa: ANN401 - a row has no type of its own
    return Turn(row["user_id"], row["is_new"], row["checked_in_at"], row["note"])


def _card(row: Any) -> Card:  # noqa: ANN401 - a row has no type of its own
    return Card(
        id=row.id, guild_id=row.guild_id, week=row.week, user_id=row.user_id, edits=row.edits
    )
