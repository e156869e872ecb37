"""Finding testimonials by their words, state or author."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.testimonials.policy import State
from cogs.testimonials.store import AT_ONCE, Testimonial, testimonial_of
from cogs.testimonials.tables import items, words


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which testimonials to list."""

    state: State | None = None
    words: str = ""
    author_id: int | None = None


async def page(
    tx: AsyncConnection, guild_id: int, wanted: Wanted, *, offset: int, limit: int
) -> list[Testimonial]:
    """Return testimonials, the latest first."""
    table = _table(wanted)
    numbers = (
        _wanted(sa.select(table.c.number), guild_id, wanted)
        .order_by(table.c.number.desc())
        .offset(offset)
        .limit(limit)
    )
    found = (
        sa.select(items)
        .where(
            items.c.guild_id == guild_id,
            items.c.number.in_((await tx.execute(numbers)).scalars().all()),
        )
        .order_by(items.c.number.desc())
    )
    return [testimonial_of(row) for row in (await tx.execute(found)).mappings()]


async def by_author(
    tx: AsyncConnection, guild_id: int, author_id: int, *, at_once: int = AT_ONCE
) -> AsyncIterator[Testimonial]:
    """Go through all that somebody has said, some at once; nothing may be erased meanwhile."""
    wanted, offset = Wanted(author_id=author_id), 0
    while found := await page(tx, guild_id, wanted, offset=offset, limit=at_once):
        for one in found:
            yield one
        offset += len(found)


async def search(
    tx: AsyncConnection, guild_id: int, wanted: Wanted, *, offset: int, limit: int
) -> tuple[list[Testimonial], int]:
    """Return a page, the latest first, and how many there are on all pages."""
    found = await page(tx, guild_id, wanted, offset=offset, limit=limit)
    if 0 < len(found) < limit or not (found or offset):
        return found, offset + len(found)  # nothing comes after: no need to go through all again
    count = _wanted(sa.select(sa.func.count()).select_from(_table(wanted)), guild_id, wanted)
    return found, int((await tx.execute(count)).scalar_one())


def _table(wanted: Wanted) -> sa.Table:
    return words if wanted.words.split() else items


def _wanted(statement: sa.Select[Any], guild_id: int, wanted: Wanted) -> sa.Select[Any]:
    """Narrow a selection from the table of what is wanted."""
    table = _table(wanted)
    also = [
        column == value
        for column, value in (
            (items.c.state, wanted.state),
            (items.c.author_id, wanted.author_id),
        )
        if value is not None
    ]
    if table is words and also:
        same = sa.and_(items.c.guild_id == words.c.guild_id, items.c.number == words.c.number)
        statement = statement.join(items, same)
    # The longest is the rarest, as a rule: where it is missing, the others need no look.
    looked_for = sorted(wanted.words.casefold().split(), key=len, reverse=True)
    return statement.where(
        table.c.guild_id == guild_id,
        *(words.c.plain.contains(one, autoescape=True) for one in looked_for),
        *also,
    )
