"""Lists that somebody else keeps, as they were when they could last be read."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.guidelines.tables import feeds


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A list by its source; without `fetched_at` it has never been read."""

    source: str
    mark: str = ""
    domains: str = ""
    fetched_at: datetime | None = None
    tried_at: datetime
    failing_since: datetime | None = None


async def find(tx: AsyncConnection, source: str) -> Feed | None:
    """Return what is kept of a list."""
    row = (await tx.execute(sa.select(feeds).where(feeds.c.source == source))).mappings().first()
    return Feed(**row) if row is not None else None


async def save(tx: AsyncConnection, feed: Feed) -> None:
    """Keep a list in place of what was kept of it."""
    values = asdict(feed)
    statement = insert(tx, feeds).values(values)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[feeds.c.source],
            set_={name: statement.excluded[name] for name in values},
        )
    )


async def drop_others(tx: AsyncConnection, wanted: Collection[str], before: datetime) -> None:
    """Delete lists that nobody has wanted since an instant."""
    await tx.execute(feeds.delete().where(feeds.c.source.not_in(wanted), feeds.c.tried_at < before))
