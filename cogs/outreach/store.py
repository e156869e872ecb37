"""What was written privately to whom, how it came to them, and what they answered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from bot.effects import EffectKey, Message
from bot.services import PrivateMessage
from cogs.outreach.policy import How, Instead, Words
from cogs.outreach.tables import replies, stops, words


@dataclass(frozen=True, slots=True)
class Row:
    """Words as they are kept; `how` is empty until it is known how they were told."""

    id: int
    key: EffectKey
    member_id: int
    message: Message
    instead: Instead
    answerable: bool
    expires_at: datetime | None
    how: How | Literal[""]
    code: str
    is_told: bool
    thread_of: int | None


@dataclass(frozen=True, slots=True)
class Reply:
    """What a member has answered to which words."""

    message_id: int
    key: EffectKey
    member_id: int
    text: str
    attachments: tuple[str, ...]
    at: datetime


async def add(tx: AsyncConnection, new: PrivateMessage, now: datetime) -> int | None:
    """Keep words and return their row, or None when the same were kept before."""
    statement = (
        insert(tx, words)
        .values(
            **new.key.model_dump(),
            member_id=new.member_id,
            message=new.message.model_dump(mode="json"),
            instead=new.instead,
            answerable=new.answerable,
            written_at=now,
            expires_at=new.expires_at,
            how="",
            code="",
            is_told=False,
        )
        .on_conflict_do_nothing()
        .returning(words.c.id)
    )
    return cast("int | None", (await tx.execute(statement)).scalar())


async def by_id(tx: AsyncConnection, row_id: int) -> Row | None:
    """Return words by their row."""
    found = (await tx.execute(sa.select(words).where(words.c.id == row_id))).mappings().first()
    return None if found is None else _row(found)


async def by_key(
    tx: AsyncConnection, guild_id: int, kind: str, subject: str, period: str
) -> Row | None:
    """Return words by the key that they were planned with."""
    statement = sa.select(words).where(
        words.c.guild_id == guild_id,
        words.c.kind == kind,
        words.c.subject == subject,
        words.c.period == period,
    )
    found = (await tx.execute(statement)).mappings().first()
    return None if found is None else _row(found)


async def drop(tx: AsyncConnection, row_id: int) -> None:
    """Keep words no longer."""
    await tx.execute(words.delete().where(words.c.id == row_id))


async def settle(tx: AsyncConnection, row_id: int, how: How, **values: Any) -> None:
    """Note how a member was told."""
    await tx.execute(words.update().where(words.c.id == row_id).values(how=how, **values))


async def told(tx: AsyncConnection, row_id: int) -> None:
    """Note that others have heard how a member was told."""
    await tx.execute(words.update().where(words.c.id == row_id).values(is_told=True))


async def goes_to_thread(tx: AsyncConnection, row_id: int, thread_of: int, code: str) -> None:
    """Note in which row's thread words are about to be written."""
    await tx.execute(
        words.update().where(words.c.id == row_id).values(thread_of=thread_of, code=code)
    )


async def untold(tx: AsyncConnection, guild_id: int) -> Sequence[Row]:
    """Return the words of which nobody has heard yet how they came, the oldest first."""
    statement = sa.select(words).where(words.c.guild_id == guild_id, words.c.is_told.is_(False))
    return [_row(one) for one in (await tx.execute(statement.order_by(words.c.id))).mappings()]


async def thread_of(tx: AsyncConnection, guild_id: int, member_id: int) -> int | None:
    """Return the row whose thread a member was last written to in."""
    statement = sa.select(words.c.thread_of).where(
        words.c.guild_id == guild_id, words.c.member_id == member_id, words.c.how == "thread"
    )
    latest = statement.order_by(words.c.id.desc()).limit(1)
    return cast("int | None", (await tx.execute(latest)).scalar())


async def threads(tx: AsyncConnection, guild_id: int) -> dict[int, int]:
    """Return the members whom private threads of a guild belong to."""
    statement = sa.select(words.c.channel_id, words.c.member_id).where(
        words.c.guild_id == guild_id, words.c.how == "thread", words.c.answerable
    )
    return {row.channel_id: row.member_id for row in await tx.execute(statement)}


async def waiting(
    tx: AsyncConnection, guild_id: int, member_id: int, now: datetime
) -> Sequence[Row]:
    """Return what a member is to be shown at their next visit."""
    statement = sa.select(words).where(
        words.c.guild_id == guild_id,
        words.c.member_id == member_id,
        words.c.how == "visit",
        words.c.seen_at.is_(None),
        words.c.message.is_not(None),
        sa.or_(words.c.expires_at.is_(None), words.c.expires_at > now),
    )
    return [_row(one) for one in (await tx.execute(statement.order_by(words.c.id))).mappings()]


async def seen(tx: AsyncConnection, row_id: int, now: datetime) -> None:
    """Note that words were shown."""
    await tx.execute(words.update().where(words.c.id == row_id).values(seen_at=now))


async def told_in(
    tx: AsyncConnection, member_id: int, how: How, channel_id: int | None
) -> list[Words]:
    """Return what a member was told by direct message, or in a thread."""
    statement = sa.select(words).where(words.c.member_id == member_id, words.c.how == how)
    if channel_id is not None:
        statement = statement.where(words.c.channel_id == channel_id)
    return [
        Words(row["id"], row["message_id"], row["answerable"], row["written_at"])
        for row in (await tx.execute(statement)).mappings()
    ]


async def conversations(
    tx: AsyncConnection, guild_id: int, since: datetime, most: int
) -> Sequence[tuple[int, int]]:
    """Return the direct conversations in which an answer may stand, and from where to read on."""
    statement = (
        sa.select(
            words.c.channel_id,
            sa.func.max(words.c.message_id),
            sa.func.max(replies.c.message_id),
        )
        .join(replies, replies.c.words_id == words.c.id, isouter=True)
        .where(
            words.c.guild_id == guild_id,
            words.c.how == "dm",
            words.c.answerable,
            words.c.channel_id.is_not(None),
            words.c.written_at >= since,
        )
        .group_by(words.c.channel_id)
        .order_by(sa.func.max(words.c.id).desc())
        .limit(most)
    )
    return [
        (channel_id, max(sent, answered or 0))
        for channel_id, sent, answered in (await tx.execute(statement)).all()
    ]


async def keep_reply(
    tx: AsyncConnection,
    row: Row,
    *,
    message_id: int,
    text: str,
    attachments: tuple[str, ...],
    at: datetime,
) -> bool:
    """Keep an answer until it is handed on; False when it is known."""
    statement = (
        insert(tx, replies)
        .values(
            message_id=message_id,
            guild_id=row.key.guild_id,
            words_id=row.id,
            member_id=row.member_id,
            text=text,
            attachments=list(attachments),
            at=at,
            is_told=False,
        )
        .on_conflict_do_nothing()
        .returning(replies.c.message_id)
    )
    return (await tx.execute(statement)).scalar() is not None


async def untold_replies(tx: AsyncConnection, guild_id: int) -> Sequence[Reply]:
    """Return the answers that were not handed on yet, the oldest first."""
    statement = (
        sa.select(words, replies)
        .join(words, words.c.id == replies.c.words_id)
        .where(replies.c.guild_id == guild_id, replies.c.is_told.is_(False))
        .order_by(replies.c.at, replies.c.message_id)
    )
    return [
        Reply(
            row[replies.c.message_id],
            _key(row),
            row[replies.c.member_id],
            row[replies.c.text],
            tuple(row[replies.c.attachments]),
            row[replies.c.at],
        )
        for row in (await tx.execute(statement)).mappings()
    ]


async def reply_told(tx: AsyncConnection, message_id: int) -> None:
    """Note that an answer was handed on; its text is not needed any more."""
    await tx.execute(
        replies.update()
        .where(replies.c.message_id == message_id)
        .values(is_told=True, text="", attachments=[])
    )


async def stop(tx: AsyncConnection, guild_id: int, member_id: int, now: datetime) -> None:
    """Remember that somebody wants no more invitations."""
    row = insert(tx, stops).values(guild_id=guild_id, member_id=member_id, at=now)
    await tx.execute(row.on_conflict_do_nothing())


async def resume(tx: AsyncConnection, guild_id: int, member_id: int) -> None:
    """Let somebody have invitations again."""
    await tx.execute(
        stops.delete().where(stops.c.guild_id == guild_id, stops.c.member_id == member_id)
    )


async def has_stopped(tx: AsyncConnection, guild_id: int, member_id: int) -> bool:
    """Tell whether somebody wants no invitations."""
    statement = sa.select(stops.c.member_id).where(
        stops.c.guild_id == guild_id, stops.c.member_id == member_id
    )
    return (await tx.execute(statement)).first() is not None


async def purge(tx: AsyncConnection, before: datetime) -> None:
    """Delete what has been kept for long enough."""
    await tx.execute(replies.delete().where(replies.c.at < before))
    await tx.execute(words.delete().where(words.c.written_at < before))


def _key(row: sa.RowMapping) -> EffectKey:
    return EffectKey(**{name: row[words.c[name]] for name in EffectKey.model_fields})


def _row(row: sa.RowMapping) -> Row:
    return Row(
        row["id"],
        _key(row),
        row["member_id"],
        Message.model_validate(row["message"] or {}),
        row["instead"],
        row["answerable"],
        row["expires_at"],
        row["how"],
        row["code"],
        row["is_told"],
        row["thread_of"],
    )
