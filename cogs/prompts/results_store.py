"""What came of prompts: who replied."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.prompts.policy import Results
from cogs.prompts.tables import planned, replies


async def prompt_among(
    tx: AsyncConnection, guild_id: int, message_ids: Collection[int]
) -> int | None:
    """Return which of these is a prompt; a thread that hangs on one has its id."""
    query = sa.select(planned.c.message_id).where(
        planned.c.guild_id == guild_id, planned.c.message_id.in_(message_ids)
    )
    return (await tx.execute(query)).scalar()


async def count_reply(
    tx: AsyncConnection,
    guild_id: int,
    prompt_id: int,
    *,
    user_id: int,
    message_id: int,
    was_new: bool,
) -> None:
    """Count a reply to a prompt; one that is heard of again is not counted again."""
    statement = insert(tx, replies).values(
        guild_id=guild_id,
        message_id=message_id,
        prompt_id=prompt_id,
        user_id=user_id,
        was_new=was_new,
    )
    await tx.execute(statement.on_conflict_do_nothing())


async def is_reply(tx: AsyncConnection, guild_id: int, message_id: int) -> bool:
    """Tell whether a message was counted as a reply."""
    query = sa.select(replies.c.prompt_id).where(_is_message(guild_id, message_id))
    return (await tx.execute(query)).first() is not None


async def forget_reply(tx: AsyncConnection, guild_id: int, message_id: int) -> None:
    """Take away a reply that was deleted."""
    await tx.execute(replies.delete().where(_is_message(guild_id, message_id)))


async def results(tx: AsyncConnection, guild_id: int) -> dict[str, Results]:
    """Return what came of each prompt; a newcomer counts with their first reply to any."""
    posted = sa.and_(planned.c.guild_id == guild_id, planned.c.state == "posted")
    times = (
        sa.select(planned.c.prompt, sa.func.count(), sa.func.max(planned.c.due_at))
        .where(posted)
        .group_by(planned.c.prompt)
    )
    first = (
        sa.select(sa.func.min(replies.c.message_id))
        .where(replies.c.guild_id == guild_id)
        .group_by(replies.c.user_id)
    )
    is_first = sa.and_(replies.c.was_new, replies.c.message_id.in_(first))
    answers = (
        sa.select(
            planned.c.prompt,
            sa.func.count(),
            sa.func.count(replies.c.user_id.distinct()),
            sa.func.count(sa.case((is_first, 1))),
        )
        .join(
            replies,
            sa.and_(
                replies.c.guild_id == planned.c.guild_id,
                replies.c.prompt_id == planned.c.message_id,
            ),
        )
        .where(posted)
        .group_by(planned.c.prompt)
    )
    counted = {row[0]: tuple(int(one) for one in row[1:]) for row in await tx.execute(answers)}
    return {
        key: Results(count, last_at, *counted.get(key, (0, 0, 0)))
        for key, count, last_at in await tx.execute(times)
    }


def _is_message(guild_id: int, message_id: int) -> sa.ColumnElement[bool]:
    return sa.and_(replies.c.guild_id == guild_id, replies.c.message_id == message_id)
