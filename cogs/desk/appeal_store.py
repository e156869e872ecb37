"""Appeals: what members say to a decision, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.desk.tables import appeals


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeal:
    """A member asks for a decision to be looked at again."""

    case_id: int
    guild_id: int
    member_id: int
    statement: str
    at: datetime
    due_at: datetime
    outcome: str = ""
    settled_by: int | None = None
    settled_at: datetime | None = None
    answer: str = ""


async def add(tx: AsyncConnection, appeal: Appeal) -> bool:
    """Keep an appeal; False when this case was appealed before."""
    values = {name: getattr(appeal, name) for name in Appeal.__dataclass_fields__}
    statement = insert(tx, appeals).values(values).on_conflict_do_nothing()
    return (await tx.execute(statement)).rowcount == 1


async def of_case(tx: AsyncConnection, case_id: int) -> Appeal | None:
    """Return the appeal against a case."""
    statement = sa.select(appeals).where(appeals.c.case_id == case_id)
    row = (await tx.execute(statement)).mappings().first()
    return None if row is None else Appeal(**cast("dict[str, Any]", dict(row)))


async def ids_about(tx: AsyncConnection, guild_id: int, member_id: int) -> Sequence[int]:
    """Return the cases against which somebody has appealed."""
    about = appeals.c.guild_id == guild_id, appeals.c.member_id == member_id
    return (await tx.execute(sa.select(appeals.c.case_id).where(*about))).scalars().all()


async def settle(
    tx: AsyncConnection, case_id: int, outcome: str, *, by: int, at: datetime, answer: str
) -> bool:
    """Keep how an appeal ended; False when it has ended before."""
    done = await tx.execute(
        appeals.update()
        .where(appeals.c.case_id == case_id, appeals.c.outcome == "")
        .values(outcome=outcome, settled_by=by, settled_at=at, answer=answer)
    )
    return done.rowcount == 1
