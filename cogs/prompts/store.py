"""The community's own prompts, and what is planned."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.prompts.policy import Planned, Prompt, State
from cogs.prompts.tables import notes, own, planned

OWN = "own:"
_PLANNED = tuple(planned.c[name] for name in Planned.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody has suggested, and whether they want to be named."""

    id: int
    text: str
    author_id: int | None
    state: str


# own prompts


async def add_own(
    tx: AsyncConnection,
    guild_id: int,
    *,
    language: str,
    text: str,
    tags: Sequence[str],
    state: str,
    author_id: int | None,
    wants_credit: bool,
) -> int:
    """Keep a prompt of the community, or a suggestion; return its id."""
    statement = own.insert().values(
        guild_id=guild_id,
        language=language,
        text=text,
        tags=list(tags),
        state=state,
        author_id=author_id,
        wants_credit=wants_credit,
    )
    own_id: int = (await tx.execute(statement.returning(own.c.id))).scalar_one()
    return own_id


async def own_prompts(tx: AsyncConnection, guild_id: int, language: str) -> list[Prompt]:
    """Return the community's own prompts of a language."""
    query = (
        sa.select(own)
        .where(own.c.guild_id == guild_id, own.c.language == language, own.c.state == "active")
        .order_by(own.c.id)
    )
    return [
        Prompt(
            f"{OWN}{row.id}",
            row.text,
            tuple(row.tags),
            is_own=True,
            suggested_by=row.author_id if row.wants_credit else None,
        )
        for row in await tx.execute(query)
    ]


async def suggestion(tx: AsyncConnection, guild_id: int, own_id: int) -> Suggestion | None:
    """Return what was suggested."""
    query = sa.select(own.c.id, own.c.text, own.c.author_id, own.c.state).where(
        own.c.guild_id == guild_id, own.c.id == own_id
    )
    row = (await tx.execute(query)).first()
    return Suggestion(*row) if row is not None else None


async def suggested_by(tx: AsyncConnection, guild_id: int, author_id: int) -> Sequence[int]:
    """Return what somebody has suggested."""
    query = sa.select(own.c.id).where(own.c.guild_id == guild_id, own.c.author_id == author_id)
    return (await tx.execute(query)).scalars().all()


async def decide(tx: AsyncConnection, guild_id: int, own_id: int, state: str) -> bool:
    """Take a suggestion or not; False when somebody has decided already."""
    done = await tx.execute(
        own.update()
        .where(own.c.guild_id == guild_id, own.c.id == own_id, own.c.state == "suggested")
        .values(state=state)
    )
    return done.rowcount > 0


async def count_suggested(tx: AsyncConnection, guild_id: int, author_id: int) -> int:
    """Count somebody's suggestions that wait for an answer."""
    query = sa.select(sa.func.count()).where(
        own.c.guild_id == guild_id, own.c.author_id == author_id, own.c.state == "suggested"
    )
    return (await tx.execute(query)).scalar_one()


# planned


async def add_planned(tx: AsyncConnection, guild_id: int, one: Planned) -> None:
    """Propose a prompt for a time, unless there is one."""
    statement = insert(tx, planned).values(
        guild_id=guild_id, due_at=one.due_at, prompt=one.prompt, state=one.state
    )
    await tx.execute(statement.on_conflict_do_nothing())


async def remove_planned(tx: AsyncConnection, guild_id: int, due_at: datetime) -> None:
    """Plan nothing for a time any more."""
    await tx.execute(planned.delete().where(_at(guild_id, due_at)))


async def propose_instead(
    tx: AsyncConnection, guild_id: int, due_at: datetime, prompt: str
) -> None:
    """Propose a prompt for a time in place of another, unless somebody has decided there."""
    if not await change_planned(tx, guild_id, due_at, before="proposed", prompt=prompt):
        await add_planned(tx, guild_id, Planned(due_at, prompt, "proposed"))


async def planned_at(tx: AsyncConnection, guild_id: int, due_at: datetime) -> Planned | None:
    """Return what is planned for a time."""
    row = (await tx.execute(_planned().where(_at(guild_id, due_at)))).first()
    return Planned(*row) if row is not None else None


async def planned_from(tx: AsyncConnection, guild_id: int, now: datetime) -> list[Planned]:
    """Return what is planned from now on, the next one first."""
    query = _planned().where(planned.c.guild_id == guild_id, planned.c.due_at >= now)
    return [Planned(*row) for row in await tx.execute(query.order_by(planned.c.due_at))]


async def change_planned(
    tx: AsyncConnection, guild_id: int, due_at: datetime, *, before: State, **values: Any
) -> bool:
    """Change what is planned; False when it is no longer in the state it was seen in."""
    done = await tx.execute(
        planned.update().where(_at(guild_id, due_at), planned.c.state == before).values(**values)
    )
    return done.rowcount > 0


async def decide_planned(
    tx: AsyncConnection, guild_id: int, due_at: datetime, prompt: str, *, state: State
) -> bool:
    """Decide on a prompt that is proposed for a time; False when another one is, or none."""
    proposed = planned.c.state == "proposed", planned.c.prompt == prompt
    done = await tx.execute(
        planned.update().where(_at(guild_id, due_at), *proposed).values(state=state)
    )
    return done.rowcount > 0


async def free(
    tx: AsyncConnection, guild_id: int, now: datetime, *, but: Collection[datetime]
) -> list[Planned]:
    """Plan nothing from now on but for these times; return what was proposed or approved."""
    done = await tx.execute(
        planned.delete()
        .where(
            planned.c.guild_id == guild_id,
            planned.c.due_at > now,
            planned.c.due_at.not_in(but),
            planned.c.state.in_(("proposed", "approved")),
        )
        .returning(*_PLANNED)
    )
    return [Planned(*row) for row in done]


async def last_used(tx: AsyncConnection, guild_id: int) -> dict[str, datetime]:
    """Return when each prompt was posted last."""
    query = (
        sa.select(planned.c.prompt, sa.func.max(planned.c.due_at).label("at"))
        .where(planned.c.guild_id == guild_id, planned.c.state == "posted")
        .group_by(planned.c.prompt)
    )
    return {row.prompt: row.at for row in await tx.execute(query)}


async def posted_without_message(tx: AsyncConnection, guild_id: int) -> list[datetime]:
    """Return the times whose prompt was planned to be posted, and is not known to be there."""
    query = sa.select(planned.c.due_at).where(
        planned.c.guild_id == guild_id,
        planned.c.state == "posted",
        planned.c.message_id.is_(None),
    )
    return list((await tx.execute(query)).scalars())


# the note to staff


async def keep_note(tx: AsyncConnection, guild_id: int, day: str) -> None:
    """Keep which note is the latest."""
    statement = insert(tx, notes).values(guild_id=guild_id, day=day)
    await tx.execute(
        statement.on_conflict_do_update(index_elements=[notes.c.guild_id], set_={"day": day})
    )


async def note_day(tx: AsyncConnection, guild_id: int) -> str | None:
    """Return the day of the latest note, None when there was none yet."""
    query = sa.select(notes.c.day).where(notes.c.guild_id == guild_id)
    day: str | None = (await tx.execute(query)).scalar()
    return day


def _planned() -> sa.Select[Any]:
    return sa.select(*_PLANNED)


def _at(guild_id: int, due_at: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(planned.c.guild_id == guild_id, planned.c.due_at == due_at)
