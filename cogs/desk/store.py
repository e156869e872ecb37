"""What waits at the desk: items with their messages, flags and reports."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.desk.tables import ERASED, context, flags, items, messages, reports

Kind = Literal["message", "blocked", "member"]
UNSETTLED = ("open", "claimed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """Something that a moderator looks at; `member_id` is whom it is about."""

    id: int
    guild_id: int
    kind: Kind
    member_id: int
    member_name: str
    joined_at: datetime | None
    opened_at: datetime
    updated_at: datetime
    severity: int
    fingerprint: str
    state: str
    claimed_by: int | None
    claimed_at: datetime | None
    handed_by: int | None
    settled_by: int | None
    settled_at: datetime | None
    verdict: str
    verdict_is_told: bool
    escalated_at: datetime | None
    refresh_is_due: bool
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A message that an item is about; `content` is what `bot.messages` read, as plain data."""

    guild_id: int
    message_id: int
    item_id: int
    channel_id: int
    author_id: int
    author_name: str
    at: datetime
    content: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFlag:
    """A guideline that an item goes against; `excerpt` marks the match with »…«."""

    item_id: int
    guideline: str
    guild_id: int
    version: int
    severity: str
    step: str
    excerpt: str
    why: list[str] = field(default_factory=list)
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a member has reported; shown without their name."""

    item_id: int
    reporter_id: int
    guild_id: int
    reason: str
    at: datetime


async def open_item(
    tx: AsyncConnection,
    *,
    guild_id: int,
    kind: Kind,
    member_id: int,
    member_name: str,
    joined_at: datetime | None,
    at: datetime,
    severity: int,
    fingerprint: str,
) -> Item:
    """Keep a new item and return it."""
    statement = (
        insert(tx, items)
        .values(
            guild_id=guild_id,
            kind=kind,
            member_id=member_id,
            member_name=member_name,
            joined_at=joined_at,
            opened_at=at,
            updated_at=at,
            severity=severity,
            fingerprint=fingerprint,
            state="open",
            verdict="",
            verdict_is_told=False,
            refresh_is_due=False,
            revision=0,
        )
        .returning(items)
    )
    return item_in((await tx.execute(statement)).mappings().one())


async def find(tx: AsyncConnection, guild_id: int, item_id: int) -> Item | None:
    """Return an item of a guild; those of other guilds are not there."""
    return await _one(
        tx,
        sa.select(items).where(
            items.c.guild_id == guild_id, items.c.id == item_id, items.c.state != ERASED
        ),
    )


async def of_message(tx: AsyncConnection, guild_id: int, message_id: int) -> Item | None:
    """Return the item that a message belongs to."""
    statement = (
        sa.select(items)
        .join(messages, messages.c.item_id == items.c.id)
        .where(messages.c.guild_id == guild_id, messages.c.message_id == message_id)
    )
    return await _one(tx, statement)


async def to_fold_into(
    tx: AsyncConnection,
    guild_id: int,
    member_id: int,
    fingerprint: str,
    since: datetime,
    *,
    kind: Kind = "message",
) -> Item | None:
    """Return an item that waits, of the same person or the same text, with news since then."""
    same: sa.ColumnElement[bool] = items.c.member_id == member_id
    if fingerprint:
        same = sa.or_(same, items.c.fingerprint == fingerprint)
    statement = (
        sa.select(items)
        .where(
            items.c.guild_id == guild_id,
            items.c.kind == kind,
            items.c.state.in_(UNSETTLED),
            items.c.updated_at >= since,
            same,
        )
        .order_by((items.c.fingerprint == fingerprint).desc(), items.c.updated_at.desc())
        .limit(1)
    )
    return await _one(tx, statement)


async def about_member(tx: AsyncConnection, guild_id: int, member_id: int) -> Item | None:
    """Return what waits about a member as such, not about their messages."""
    statement = sa.select(items).where(
        items.c.guild_id == guild_id,
        items.c.kind == "member",
        items.c.state.in_(UNSETTLED),
        items.c.member_id == member_id,
    )
    return await _one(tx, statement.limit(1))


async def ids_about(tx: AsyncConnection, guild_id: int, member_id: int) -> Sequence[int]:
    """Return the ids of what was flagged or reported about somebody."""
    about = items.c.guild_id == guild_id, items.c.member_id == member_id
    return (await tx.execute(sa.select(items.c.id).where(*about))).scalars().all()


async def ids_quoting(tx: AsyncConnection, guild_id: int, member_id: int) -> Sequence[int]:
    """Return the items about others whose cards show something that somebody said."""

    def said(person: sa.Column[Any]) -> sa.ColumnElement[bool]:
        where = person.table.c.guild_id == guild_id, person == member_id
        return items.c.id.in_(sa.select(person.table.c.item_id).where(*where))

    waits = items.c.state.in_(UNSETTLED)  # the cards of others show no context any more
    shown = sa.or_(
        said(messages.c.author_id),
        said(reports.c.reporter_id),
        sa.and_(waits, said(context.c.author_id)),
    )
    theirs = sa.select(items.c.id).where(shown, items.c.member_id != member_id)
    return (await tx.execute(theirs)).scalars().all()


async def change(tx: AsyncConnection, item_id: int, **values: object) -> None:
    """Change an item."""
    await tx.execute(items.update().where(items.c.id == item_id).values(**values))


async def add_message(tx: AsyncConnection, written: Written) -> bool:
    """Keep a message of an item; False when it belongs to one already."""
    statement = insert(tx, messages).values(asdict(written)).on_conflict_do_nothing()
    return (await tx.execute(statement)).rowcount == 1


async def add_flag(tx: AsyncConnection, flag: ItemFlag) -> bool:
    """Keep what an item goes against; False when that is known."""
    statement = insert(tx, flags).values(asdict(flag)).on_conflict_do_nothing()
    return (await tx.execute(statement)).rowcount == 1


async def add_report(tx: AsyncConnection, report: Report) -> bool:
    """Keep a report; False when the same person has reported this before."""
    statement = insert(tx, reports).values(asdict(report)).on_conflict_do_nothing()
    return (await tx.execute(statement)).rowcount == 1


async def count_reports(
    tx: AsyncConnection, guild_id: int, reporter_id: int, since: datetime
) -> int:
    """Count what somebody has reported since an instant."""
    statement = sa.select(sa.func.count()).where(
        reports.c.guild_id == guild_id,
        reports.c.reporter_id == reporter_id,
        reports.c.at > since,
    )
    return (await tx.execute(statement)).scalar_one()


async def messages_of(tx: AsyncConnection, item_id: int) -> list[Written]:
    """Return the messages of an item, the oldest first."""
    statement = (
        sa.select(messages).where(messages.c.item_id == item_id).order_by(messages.c.message_id)
    )
    return [Written(**row) for row in (await tx.execute(statement)).mappings()]


async def flags_of(tx: AsyncConnection, item_ids: Sequence[int]) -> list[ItemFlag]:
    """Return what items go against, the gravest of each first."""
    grave = sa.case({"high": 0, "medium": 1}, value=flags.c.severity, else_=2)
    statement = (
        sa.select(flags)
        .where(flags.c.item_id.in_(item_ids))
        .order_by(flags.c.item_id, grave, flags.c.at, flags.c.guideline)
    )
    return [ItemFlag(**row) for row in (await tx.execute(statement)).mappings()]


async def reports_of(tx: AsyncConnection, item_id: int) -> list[Report]:
    """Return what members have reported about an item, in order."""
    statement = sa.select(reports).where(reports.c.item_id == item_id).order_by(reports.c.at)
    return [Report(**row) for row in (await tx.execute(statement)).mappings()]


async def waiting_since(
    tx: AsyncConnection, guild_id: int, before: datetime, *, limit: int
) -> list[Item]:
    """Return what nobody has decided although it came before an instant, not yet escalated."""
    statement = (
        sa.select(items)
        .where(
            items.c.guild_id == guild_id,
            items.c.state.in_(UNSETTLED),
            items.c.opened_at <= before,
            items.c.escalated_at.is_(None),
        )
        .order_by(items.c.opened_at)
        .limit(limit)
    )
    return [item_in(row) for row in (await tx.execute(statement)).mappings()]


async def release(tx: AsyncConnection, item_id: int) -> None:
    """Make an item free again."""
    free = {"claimed_by": None, "claimed_at": None, "handed_by": None}
    await change(tx, item_id, state="open", **free)


async def verdicts_to_tell(tx: AsyncConnection, guild_id: int) -> list[Item]:
    """Return what was judged and whose verdict others may not have heard."""
    statement = sa.select(items).where(
        items.c.guild_id == guild_id, items.c.verdict != "", ~items.c.verdict_is_told
    )
    return [item_in(row) for row in (await tx.execute(statement)).mappings()]


async def _one(tx: AsyncConnection, statement: sa.Select[Any]) -> Item | None:
    row = (await tx.execute(statement)).mappings().first()
    return None if row is None else item_in(row)


def item_in(row: sa.RowMapping) -> Item:
    """Return the item in a row of its table."""
    return Item(**cast("dict[str, Any]", dict(row)))
