"""What was said before the messages of items, as long as the evidence is kept."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.desk.tables import context


@dataclass(frozen=True, slots=True, order=True)
class Said:
    """A message that stood before another one."""

    message_id: int
    author_id: int
    author_name: str
    at: datetime
    text: str


async def add(tx: AsyncConnection, guild_id: int, item_id: int, said: Iterable[Said]) -> None:
    """Keep what was said before an item's message."""
    about = {"guild_id": guild_id, "item_id": item_id}
    rows = [{**asdict(one), **about} for one in said]
    if rows:
        await tx.execute(insert(tx, context).values(rows).on_conflict_do_nothing())


async def of_item(tx: AsyncConnection, item_id: int) -> list[Said]:
    """Return what was said before an item's message, in order."""
    columns = [context.c[name] for name in Said.__dataclass_fields__]
    statement = sa.select(*columns).where(context.c.item_id == item_id)
    return [Said(*row) for row in await tx.execute(statement.order_by(context.c.message_id))]
