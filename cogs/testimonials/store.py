"""Testimonials, consents, and the record of who did what."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.testimonials import policy
from cogs.testimonials.policy import Consent, Event, Scope, Shown, State
from cogs.testimonials.tables import consents, history, items, words

Source = Literal["message", "given"]
AT_ONCE = 500
NOTHING: Mapping[str, Any] = MappingProxyType(
    {
        "author_id": None,
        "message_id": None,
        "channel_id": None,
        "tags": [],
        **dict.fromkeys(
            (
                "text",
                "original",
                "likeness",
                "display_name",
                "handle",
                "avatar_url",
                "affiliation",
            ),
            "",
        ),
    }
)
"""The values of a testimonial of which nothing is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimonial:
    """Kind words and where they stand; `original` is what was said before staff corrected it."""

    __test__ = False

    guild_id: int
    number: int
    author_id: int | None
    display_name: str
    handle: str
    avatar_url: str = ""
    affiliation: str = ""
    original: str
    text: str
    revision: int = 1
    source: Source
    channel_id: int | None = None
    message_id: int | None = None
    captured_by: int | None
    captured_at: datetime
    asked_at: datetime | None = None
    state: State = State.CAPTURED
    changed_at: datetime
    tags: Sequence[str] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A consent as it is kept, with the interaction by which it was given."""

    consent: Consent
    revision: int
    statement: str
    language: str
    interaction_id: int
    given_at: datetime
    withdrawn_at: datetime | None = None


async def add(tx: AsyncConnection, new: Testimonial) -> Testimonial:
    """Keep a new testimonial under the guild's next number."""
    highest = sa.select(sa.func.coalesce(sa.func.max(items.c.number), 0)).where(
        items.c.guild_id == new.guild_id
    )
    kept = replace(new, number=int((await tx.execute(highest)).scalar_one()) + 1)
    await tx.execute(items.insert().values(_row(kept)))
    await tx.execute(words.insert().values(_searched(kept)))
    return kept


async def save(tx: AsyncConnection, changed: Testimonial) -> None:
    """Keep a testimonial as it is now."""
    for table, values in ((items, _row(changed)), (words, _searched(changed))):
        await tx.execute(table.update().where(*_is(table, changed)).values(values))


async def find(tx: AsyncConnection, guild_id: int, number: int) -> Testimonial | None:
    """Return a testimonial of this guild; those of others cannot be read."""
    statement = sa.select(items).where(items.c.guild_id == guild_id, items.c.number == number)
    row = (await tx.execute(statement)).mappings().first()
    return None if row is None else testimonial_of(row)


async def alike(
    tx: AsyncConnection, guild_id: int, author_id: int, text: str
) -> Testimonial | None:
    """Return what the same author has said in the same words, unless it was taken back."""
    statement = sa.select(items).where(
        items.c.guild_id == guild_id,
        items.c.likeness == policy.likeness(text),
        items.c.author_id == author_id,
        items.c.state.not_in(sorted(policy.FINAL)),
    )
    row = (await tx.execute(statement)).mappings().first()
    return None if row is None else testimonial_of(row)


async def agreed(
    tx: AsyncConnection, guild_id: int, *, at_once: int = AT_ONCE
) -> AsyncIterator[tuple[Testimonial, Given | None]]:
    """Go through what was approved, with the consent in force, a bounded number in memory."""
    last = 0
    while True:
        statement = (
            sa.select(items)
            .where(
                items.c.guild_id == guild_id,
                items.c.number > last,
                items.c.state.in_((State.APPROVED, State.PUBLISHED)),
            )
            .order_by(items.c.number)
            .limit(at_once)
        )
        found = [testimonial_of(row) for row in (await tx.execute(statement)).mappings()]
        if not found:
            return
        given = await _given(tx, guild_id, [one.number for one in found])
        for one in found:
            yield one, given.get(one.number)
        last = found[-1].number


async def agree(tx: AsyncConnection, one: Testimonial, given: Given, *, member_id: int) -> None:
    """Keep what an author has agreed to for this revision of their words."""
    consent = given.consent
    values = {
        "guild_id": one.guild_id,
        "number": one.number,
        "revision": given.revision,
        "member_id": member_id,
        "text_digest": consent.text_digest,
        "statement": given.statement,
        "language": given.language,
        "scopes": sorted(consent.scopes),
        "shown": consent.shown,
        "with_picture": consent.with_picture,
        "until": consent.until,
        "interaction_id": given.interaction_id,
        "given_at": given.given_at,
        "withdrawn_at": None,
    }
    statement = insert(tx, consents).values(values)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=["guild_id", "number", "revision"],
            set_={name: statement.excluded[name] for name in values},
        )
    )


async def consent_of(tx: AsyncConnection, one: Testimonial) -> Given | None:
    """Return the latest consent that was not withdrawn."""
    return (await _given(tx, one.guild_id, [one.number])).get(one.number)


async def withdraw_consents(tx: AsyncConnection, one: Testimonial, now: datetime) -> None:
    """Mark every consent for a testimonial as withdrawn."""
    await tx.execute(
        consents.update()
        .where(
            consents.c.guild_id == one.guild_id,
            consents.c.number == one.number,
            consents.c.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )


async def note(
    tx: AsyncConnection,
    one: Testimonial,
    event: Event | str,
    *,
    by: int | None,
    now: datetime,
    detail: str = "",
) -> None:
    """Write down who did what."""
    await tx.execute(
        history.insert().values(
            guild_id=one.guild_id,
            number=one.number,
            at=now,
            by_id=by,
            event=str(event),
            detail=detail,
        )
    )


async def story(tx: AsyncConnection, one: Testimonial) -> list[dict[str, Any]]:
    """Return who did what to a testimonial, the first first."""
    statement = (
        sa.select(history.c.at, history.c.by_id, history.c.event, history.c.detail)
        .where(history.c.guild_id == one.guild_id, history.c.number == one.number)
        .order_by(history.c.id)
    )
    return [dict(row) for row in (await tx.execute(statement)).mappings()]


async def overdue(tx: AsyncConnection, now: datetime, today: date) -> list[Testimonial]:
    """Return what has waited too long for consent, and what consent does not cover any more."""
    waiting = sa.and_(
        items.c.state.in_((State.CAPTURED, State.ASKED)),
        sa.func.coalesce(items.c.asked_at, items.c.captured_at) < now - policy.ASK_WAITS,
    )
    over = sa.exists().where(
        consents.c.guild_id == items.c.guild_id,
        consents.c.number == items.c.number,
        consents.c.revision == items.c.revision,
        consents.c.until < today,
    )
    shown = items.c.state.in_((State.CONSENTED, State.APPROVED, State.PUBLISHED))
    statement = sa.select(items).where(sa.or_(waiting, sa.and_(shown, over)))
    return [testimonial_of(row) for row in (await tx.execute(statement)).mappings()]


async def empty(tx: AsyncConnection, one: Testimonial) -> None:
    """Let number, date and end stay: who and what is gone, with what an edit wrote down of it."""
    await tx.execute(items.update().where(*_is(items, one)).values(**NOTHING))
    await tx.execute(words.delete().where(*_is(words, one)))
    await tx.execute(history.update().where(*_is(history, one)).values(detail=""))


async def _given(tx: AsyncConnection, guild_id: int, numbers: Sequence[int]) -> dict[int, Given]:
    statement = (
        sa.select(consents)
        .where(
            consents.c.guild_id == guild_id,
            consents.c.number.in_(numbers),
            consents.c.withdrawn_at.is_(None),
        )
        .order_by(consents.c.number, consents.c.revision)
    )
    return {row["number"]: _consent(row) for row in (await tx.execute(statement)).mappings()}


def _consent(row: Mapping[str, Any] | sa.RowMapping) -> Given:
    return Given(
        consent=Consent(
            text_digest=row["text_digest"],
            scopes=frozenset(Scope(one) for one in row["scopes"]),
            shown=Shown(row["shown"]),
            with_picture=row["with_picture"],
            until=row["until"],
        ),
        revision=row["revision"],
        statement=row["statement"],
        language=row["language"],
        interaction_id=row["interaction_id"],
        given_at=row["given_at"],
        withdrawn_at=row["withdrawn_at"],
    )


def _row(one: Testimonial) -> dict[str, Any]:
    return {**asdict(one), "tags": list(one.tags), "likeness": policy.likeness(one.text)}


def _searched(one: Testimonial) -> dict[str, Any]:
    searched = " ".join((one.text, one.display_name, *(f"#{tag}" for tag in one.tags)))
    return {"guild_id": one.guild_id, "number": one.number, "plain": searched.casefold()}


def testimonial_of(row: sa.RowMapping) -> Testimonial:
    """Read a row."""
    fields = {name: row[name] for name in Testimonial.__dataclass_fields__}
    return Testimonial(**{**fields, "state": State(row["state"]), "tags": tuple(row["tags"])})


def _is(table: sa.Table, one: Testimonial) -> tuple[sa.ColumnElement[bool], ...]:
    return (table.c.guild_id == one.guild_id, table.c.number == one.number)
