"""Drafts that are being written, templates, and the secret addresses of feeds: queries."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert
from cogs.events.tables import drafts, feeds, templates


async def keep_draft(
    tx: AsyncConnection,
    draft_id: str,
    *,
    guild_id: int,
    author_id: int,
    data: Mapping[str, Any],
    now: datetime,
) -> None:
    """Keep what somebody has written so far."""
    values = {
        "id": draft_id,
        "guild_id": guild_id,
        "author_id": author_id,
        "data": dict(data),
        "at": now,
    }
    await tx.execute(
        insert(tx, drafts)
        .values(values)
        .on_conflict_do_update(index_elements=[drafts.c.id], set_={"data": dict(data), "at": now})
    )


async def find_draft(
    tx: AsyncConnection, draft_id: str, guild_id: int, author_id: int
) -> Mapping[str, Any] | None:
    """Return what somebody has written so far."""
    statement = sa.select(drafts.c.data).where(
        drafts.c.id == draft_id, drafts.c.guild_id == guild_id, drafts.c.author_id == author_id
    )
    found: Mapping[str, Any] | None = (await tx.execute(statement)).scalar_one_or_none()
    return found


async def drop_draft(tx: AsyncConnection, draft_id: str) -> bool:
    """Throw a draft away; False when that was done before, so that nothing is made of it twice."""
    return (await tx.execute(drafts.delete().where(drafts.c.id == draft_id))).rowcount == 1


async def keep_template(
    tx: AsyncConnection, guild_id: int, name: str, author_id: int, details: Mapping[str, Any]
) -> None:
    """Keep a template under its name, in place of an earlier one."""
    values = {"guild_id": guild_id, "name": name, "author_id": author_id, "details": dict(details)}
    await tx.execute(
        insert(tx, templates)
        .values(values)
        .on_conflict_do_update(index_elements=[templates.c.guild_id, templates.c.name], set_=values)
    )


async def template_names(tx: AsyncConnection, guild_id: int) -> Sequence[str]:
    """Return the names of a guild's templates."""
    statement = sa.select(templates.c.name).where(templates.c.guild_id == guild_id)
    return (await tx.execute(statement.order_by(templates.c.name))).scalars().all()


async def find_template(tx: AsyncConnection, guild_id: int, name: str) -> Mapping[str, Any] | None:
    """Return a template by its name."""
    statement = sa.select(templates.c.details).where(
        templates.c.guild_id == guild_id, templates.c.name == name
    )
    found: Mapping[str, Any] | None = (await tx.execute(statement)).scalar_one_or_none()
    return found


async def drop_template(tx: AsyncConnection, guild_id: int, name: str) -> bool:
    """Delete a template; False when there is none."""
    done = await tx.execute(
        templates.delete().where(templates.c.guild_id == guild_id, templates.c.name == name)
    )
    return done.rowcount == 1


async def secret_of(tx: AsyncConnection, guild_id: int) -> str | None:
    """Return the secret part of the address of a guild's feed."""
    statement = sa.select(feeds.c.secret).where(feeds.c.guild_id == guild_id)
    return (await tx.execute(statement)).scalar_one_or_none()


async def guild_of(tx: AsyncConnection, secret: str) -> int | None:
    """Return whose feed a secret address is."""
    statement = sa.select(feeds.c.guild_id).where(feeds.c.secret == secret)
    return (await tx.execute(statement)).scalar_one_or_none()


async def keep_secret(tx: AsyncConnection, guild_id: int, secret: str, now: datetime) -> None:
    """Give a guild's feed a new address; the old one is dead."""
    await tx.execute(
        insert(tx, feeds)
        .values(guild_id=guild_id, secret=secret, since=now)
        .on_conflict_do_update(
            index_elements=[feeds.c.guild_id], set_={"secret": secret, "since": now}
        )
    )
