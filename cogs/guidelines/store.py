"""What was flagged, what staff said of it, and where the guidelines are posted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.guidelines.policy import State, Word
from cogs.guidelines.tables import accepted, flags, posts


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A flag as it is kept; `matches` as plain data, `excerpt` with the match in »…«."""

    guild_id: int
    message_id: int
    guideline: str
    version: int
    channel_id: int
    author_id: int
    at: datetime
    mode: str
    step: str
    state: State
    excerpt: str
    matches: Sequence[Mapping[str, Any]] = field(default_factory=list)
    settled_by: int | None = None
    settled_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The guidelines as they stand in a channel; `digest` tells their text from another."""

    guild_id: int
    channel_id: int
    edition: str
    parts: int
    revision: int
    digest: str
    known: Mapping[str, Any] | None = None


async def add(tx: AsyncConnection, record: Record) -> bool:
    """Keep a flag; False when the message was flagged under this guideline before."""
    statement = insert(tx, flags).values(asdict(record)).on_conflict_do_nothing()
    return (await tx.execute(statement)).rowcount == 1


async def of_message(tx: AsyncConnection, guild_id: int, message_id: int) -> list[Record]:
    """Return a message's flags in the order in which they came."""
    return await _select(
        tx,
        sa.select(flags)
        .where(flags.c.guild_id == guild_id, flags.c.message_id == message_id)
        .order_by(flags.c.at, flags.c.guideline),
    )


async def settle(
    tx: AsyncConnection,
    guild_id: int,
    message_id: int,
    word: Word,
    *,
    by: int,
    now: datetime,
    over: Collection[Word] = (),
) -> bool:
    """Keep what staff say of a message's flags; False when somebody has said it already.

    A word is kept `over` those that were said earlier and are named here.
    """
    done = await tx.execute(
        flags.update()
        .where(
            flags.c.guild_id == guild_id,
            flags.c.message_id == message_id,
            flags.c.mode != "shadow",
            flags.c.state.in_({"open", "acted", *over} - {word}),
        )
        .values(state=word, settled_by=by, settled_at=now)
    )
    return bool(done.rowcount)


async def settle_counted(
    tx: AsyncConnection, flag: tuple[int, int, str], *, is_right: bool, by: int, now: datetime
) -> bool:
    """Keep what staff say of a flag that was only counted, named by guild, message and guideline.

    False when somebody has said it already.
    """
    guild_id, message_id, guideline = flag
    done = await tx.execute(
        flags.update()
        .where(
            flags.c.guild_id == guild_id,
            flags.c.message_id == message_id,
            flags.c.guideline == guideline,
            flags.c.state == "counted",
        )
        .values(state="right" if is_right else "not", settled_by=by, settled_at=now)
    )
    return bool(done.rowcount)


async def counted(
    tx: AsyncConnection, guild_id: int, guideline: str, *, limit: int
) -> list[Record]:
    """Return the latest flags of a guideline in shadow that can be judged: with their words."""
    return await _select(
        tx,
        sa.select(flags)
        .where(flags.c.guild_id == guild_id, flags.c.guideline == guideline)
        .where(flags.c.state == "counted", flags.c.excerpt != "")
        .order_by(flags.c.at.desc(), flags.c.message_id.desc())
        .limit(limit),
    )


async def judged_since(
    tx: AsyncConnection, guild_id: int, guideline: str, since: datetime
) -> Mapping[State, int]:
    """Count what staff have said of a guideline's flags since an instant; those of shadow apart."""
    statement = (
        sa.select(flags.c.state, sa.func.count().label("many"))
        .where(flags.c.guild_id == guild_id, flags.c.guideline == guideline)
        .where(flags.c.mode != "shadow", flags.c.settled_at >= since)
        .group_by(flags.c.state)
    )
    return {row.state: row.many for row in await tx.execute(statement)}


async def messages_of(tx: AsyncConnection, guild_id: int, author_id: int) -> list[int]:
    """Return which messages of somebody were flagged."""
    statement = sa.select(flags.c.message_id).where(
        flags.c.guild_id == guild_id, flags.c.author_id == author_id
    )
    return list(await tx.scalars(statement.distinct().order_by(flags.c.message_id)))


async def latest(
    tx: AsyncConnection, guild_id: int, *, offset: int, limit: int, guideline: str = ""
) -> list[Record]:
    """Return flags, the latest first, of one guideline or of all."""
    return await _select(
        tx,
        sa.select(flags)
        .where(flags.c.guild_id == guild_id)
        .where(flags.c.guideline == guideline if guideline else sa.true())
        .order_by(flags.c.at.desc(), flags.c.message_id.desc(), flags.c.guideline)
        .offset(offset)
        .limit(limit),
    )


async def reach(
    tx: AsyncConnection, guild_id: int, guideline: str, since: datetime
) -> tuple[int, int]:
    """Count the messages that a guideline has flagged since an instant, and who wrote them."""
    statement = sa.select(sa.func.count(), sa.func.count(flags.c.author_id.distinct())).where(
        flags.c.guild_id == guild_id, flags.c.guideline == guideline, flags.c.at >= since
    )
    messages, people = (await tx.execute(statement)).one()
    return messages, people


async def counts(tx: AsyncConnection, guild_id: int) -> dict[str, dict[State, int]]:
    """Count the flags of each guideline by their state."""
    statement = (
        sa.select(flags.c.guideline, flags.c.state, sa.func.count())
        .where(flags.c.guild_id == guild_id)
        .group_by(flags.c.guideline, flags.c.state)
    )
    found: dict[str, dict[State, int]] = {}
    for guideline, state, count in await tx.execute(statement):
        found.setdefault(guideline, {})[state] = count
    return found


async def drop_evidence(tx: AsyncConnection, guild_id: int, before: datetime) -> None:
    """Empty the words of flags from before an instant; that there was a flag stays known."""
    await tx.execute(
        flags.update()
        .where(flags.c.guild_id == guild_id, flags.c.at < before, flags.c.excerpt != "")
        .values(excerpt="", matches=[])
    )


async def purge(tx: AsyncConnection, before: datetime) -> None:
    """Delete flags from before an instant."""
    await tx.execute(flags.delete().where(flags.c.at < before))


async def posts_of(tx: AsyncConnection, guild_id: int) -> list[Post]:
    """Return where the guidelines are posted."""
    statement = sa.select(posts).where(posts.c.guild_id == guild_id).order_by(posts.c.channel_id)
    return [Post(**row) for row in (await tx.execute(statement)).mappings()]


async def save_post(tx: AsyncConnection, post: Post) -> None:
    """Keep how the guidelines stand in a channel now."""
    values = asdict(post)
    statement = insert(tx, posts).values(values)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[posts.c.guild_id, posts.c.channel_id],
            set_={name: statement.excluded[name] for name in values},
        )
    )


async def accept(
    tx: AsyncConnection, guild_id: int, member_id: int, edition: int, *, version: int, now: datetime
) -> bool:
    """Keep that somebody has accepted an edition; False when they had already."""
    statement = insert(tx, accepted).values(
        guild_id=guild_id, member_id=member_id, edition=edition, version=version, at=now
    )
    return (await tx.execute(statement.on_conflict_do_nothing())).rowcount == 1


async def accepted_at(
    tx: AsyncConnection, guild_id: int, member_id: int, edition: int
) -> datetime | None:
    """Return when somebody has accepted an edition, None when they have not."""
    statement = sa.select(accepted.c.at).where(
        accepted.c.guild_id == guild_id,
        accepted.c.member_id == member_id,
        accepted.c.edition == edition,
    )
    return (await tx.execute(statement)).scalar_one_or_none()


async def accepted_by(tx: AsyncConnection, guild_id: int) -> set[int]:
    """Return who has accepted any edition."""
    statement = sa.select(accepted.c.member_id).where(accepted.c.guild_id == guild_id).distinct()
    return set(await tx.scalars(statement))


async def drop_accepted(tx: AsyncConnection, guild_id: int, member_id: int) -> None:
    """Forget what somebody has accepted."""
    await tx.execute(
        accepted.delete().where(accepted.c.guild_id == guild_id, accepted.c.member_id == member_id)
    )


async def _select(tx: AsyncConnection, statement: sa.Select[Any]) -> list[Record]:
    rows = (await tx.execute(statement)).mappings()
    return [Record(**cast("dict[str, Any]", dict(row))) for row in rows]
