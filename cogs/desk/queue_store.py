"""Pages of the queue, in the order in which its items came, however long it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.desk.queue import STATES, Wanted
from cogs.desk.store import Item, item_in
from cogs.desk.tables import flags, items


@dataclass(frozen=True, slots=True)
class Page:
    """Some items of the queue, how many stand before them, and how many there are."""

    items: Sequence[Item]
    before: int
    total: int

    @property
    def after(self) -> int:
        """How many stand after them."""
        return self.total - self.before - len(self.items)


async def page(
    tx: AsyncConnection, guild_id: int, wanted: Wanted, *, now: datetime, limit: int
) -> Page:
    """Return a page of what is wanted; the first one where nothing is left of another."""
    rules = _rules(wanted, now)
    found = await _beyond(tx, guild_id, wanted, rules, limit)
    if not found and wanted.edge:
        found = await _beyond(tx, guild_id, Wanted(which=wanted.which), rules, limit)
    first = found[0].id if found else 0
    counted = sa.select(sa.func.count(), sa.func.count(sa.case((items.c.id < first, 1)))).where(
        items.c.guild_id == guild_id, items.c.state.in_(STATES[wanted.which]), *rules
    )
    total, before = (await tx.execute(counted)).one()
    return Page(found, before, total)


def _rules(wanted: Wanted, now: datetime) -> list[sa.ColumnElement[bool]]:
    rules: list[sa.ColumnElement[bool]] = []
    if wanted.member_id:
        rules.append(items.c.member_id == wanted.member_id)
    if wanted.moderator_id:
        whose = wanted.moderator_id
        rules.append(sa.or_(items.c.claimed_by == whose, items.c.settled_by == whose))
    if wanted.older_than > timedelta():
        rules.append(items.c.opened_at <= now - wanted.older_than)
    if wanted.guideline:
        flagged = sa.exists().where(
            flags.c.item_id == items.c.id, flags.c.guideline == wanted.guideline
        )
        rules.append(flagged)
    return rules


async def _beyond(
    tx: AsyncConnection,
    guild_id: int,
    wanted: Wanted,
    rules: Sequence[sa.ColumnElement[bool]],
    limit: int,
) -> list[Item]:
    """Return the items next to the edge, the oldest first."""
    is_beyond = items.c.id < wanted.edge if wanted.backwards else items.c.id > wanted.edge
    order = items.c.id.desc() if wanted.backwards else items.c.id.asc()
    # Each state by itself comes in order out of the index; together they would have to be sorted.
    nearest = [
        sa.select(items.c.id)
        .where(items.c.guild_id == guild_id, items.c.state == state, is_beyond, *rules)
        .order_by(order)
        .limit(limit)
        .subquery()
        for state in STATES[wanted.which]
    ]
    ids = sa.union_all(*(sa.select(one.c.id) for one in nearest)).subquery()
    statement = sa.select(items).where(items.c.id.in_(sa.select(ids.c.id)))
    rows = (await tx.execute(statement.order_by(order).limit(limit))).mappings()
    return sorted((item_in(row) for row in rows), key=lambda item: item.id)
