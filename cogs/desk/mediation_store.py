"""Conversations between two members that somebody of the team has offered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.desk.tables import mediations

Word = Literal["yes", "no"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mediation:
    """An offer to two members; `first` and `second` are what they have said to it so far."""

    id: int
    guild_id: int
    channel_id: int
    member_id: int
    other_member_id: int
    done_by: int | None
    about: str
    at: datetime
    first: str
    second: str

    @property
    def parties(self) -> tuple[int, int]:
        """The two who were asked."""
        return self.member_id, self.other_member_id

    @property
    def outcome(self) -> str:
        """What has come of it: "no" as soon as one declines, "yes" once both accept."""
        said = {self.first, self.second}
        if "no" in said:
            return "no"
        return "yes" if said == {"yes"} else ""


async def offer(tx: AsyncConnection, **values: object) -> int:
    """Keep an offer and return its id."""
    statement = insert(tx, mediations).values(first="", second="", **values)
    made: int = (await tx.execute(statement.returning(mediations.c.id))).scalar_one()
    return made


async def find(tx: AsyncConnection, mediation_id: int) -> Mediation | None:
    """Return an offer."""
    statement = sa.select(mediations).where(mediations.c.id == mediation_id)
    row = (await tx.execute(statement)).mappings().first()
    return None if row is None else Mediation(**cast("dict[str, Any]", dict(row)))


async def open_for(tx: AsyncConnection, guild_id: int, member_id: int) -> list[Mediation]:
    """Return what somebody was offered and has come to no end yet."""
    statement = sa.select(mediations).where(
        mediations.c.guild_id == guild_id,
        sa.or_(mediations.c.member_id == member_id, mediations.c.other_member_id == member_id),
    )
    rows = (await tx.execute(statement)).mappings()
    found = [Mediation(**cast("dict[str, Any]", dict(row))) for row in rows]
    return [one for one in found if not one.outcome]


async def decline(tx: AsyncConnection, mediation: Mediation, who: int) -> None:
    """Take back whatever one of the two has said."""
    column = mediations.c.first if who == mediation.member_id else mediations.c.second
    chosen = mediations.c.id == mediation.id
    await tx.execute(mediations.update().where(chosen).values({column: "no"}))


async def answer(tx: AsyncConnection, mediation: Mediation, who: int, word: Word) -> bool:
    """Keep what one of the two says; False when they have said it before."""
    column = mediations.c.first if who == mediation.member_id else mediations.c.second
    done = await tx.execute(
        mediations.update()
        .where(mediations.c.id == mediation.id, column == "")
        .values({column: word})
    )
    return done.rowcount == 1
