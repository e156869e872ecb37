"""Which rules were applied, and which differences staff want to keep."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.automod.tables import kept, rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A rule as it was last applied, by an effect of this kind at this time."""

    guild_id: int
    name: str
    guideline: str
    version: int
    digest: str
    rule_id: int | None
    effect: Literal["create", "edit"]
    at: datetime


async def put(tx: AsyncConnection, row: Row) -> None:
    """Keep how a rule is applied, in place of how it was before."""
    values = asdict(row)
    statement = insert(tx, rules).values(values)
    await tx.execute(
        statement.on_conflict_do_update(index_elements=["guild_id", "name"], set_=values)
    )


async def of_guild(tx: AsyncConnection, guild_id: int) -> Sequence[Row]:
    """Return the rules that were applied on a server."""
    statement = sa.select(rules).where(rules.c.guild_id == guild_id).order_by(rules.c.name)
    return [Row(**row) for row in (await tx.execute(statement)).mappings()]


async def drop(tx: AsyncConnection, guild_id: int, name: str) -> None:
    """Forget a rule that is abolished."""
    await tx.execute(rules.delete().where(rules.c.guild_id == guild_id, rules.c.name == name))


async def keep(tx: AsyncConnection, guild_id: int, signatures: Iterable[str]) -> None:
    """Keep that staff want these differences."""
    rows = [{"guild_id": guild_id, "signature": one} for one in signatures]
    await tx.execute(insert(tx, kept).values(rows).on_conflict_do_nothing())


async def kept_by(tx: AsyncConnection, guild_id: int) -> frozenset[str]:
    """Return the differences that staff want to keep."""
    statement = sa.select(kept.c.signature).where(kept.c.guild_id == guild_id)
    return frozenset((await tx.execute(statement)).scalars())


async def forget_kept(tx: AsyncConnection, guild_id: int) -> None:
    """Forget what staff wanted to keep, since it is gone."""
    await tx.execute(kept.delete().where(kept.c.guild_id == guild_id))
