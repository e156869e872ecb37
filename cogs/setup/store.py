"""What managers have begun and not yet confirmed: setups, and settings that they uploaded."""

import secrets
from datetime import datetime
from typing import Any, Literal, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.columns import Instant, Json, Snowflake
from bot.db.upsert import insert

Kind = Literal["setup", "upload"]

metadata = sa.MetaData()

drafts = sa.Table(
    "setup_drafts",
    metadata,
    sa.Column("id", sa.String(12), nullable=False, unique=True),
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.String(8), primary_key=True),
    sa.Column("content", Json, nullable=False),
    sa.Column("touched_at", Instant, nullable=False),
)


def new_id() -> str:
    """Return an id that nobody can guess, for the buttons."""
    return secrets.token_hex(6)


async def put(
    tx: AsyncConnection,
    kind: Kind,
    draft_id: str,
    *,
    guild_id: int,
    user_id: int,
    content: dict[str, Any],
    now: datetime,
) -> None:
    """Keep a person's draft in place of any earlier one of this kind."""
    values = {"id": draft_id, "content": content, "touched_at": now}
    statement = insert(tx, drafts).values(guild_id=guild_id, user_id=user_id, kind=kind, **values)
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[drafts.c.guild_id, drafts.c.user_id, drafts.c.kind], set_=values
        )
    )


async def get(
    tx: AsyncConnection, kind: Kind, *, guild_id: int, user_id: int
) -> tuple[str, dict[str, Any]] | None:
    """Return the id and content of a person's draft, None when there is none."""
    statement = sa.select(drafts.c.id, drafts.c.content).where(
        drafts.c.guild_id == guild_id, drafts.c.user_id == user_id, drafts.c.kind == kind
    )
    row = (await tx.execute(statement)).first()
    return None if row is None else (row.id, row.content)


async def drop(tx: AsyncConnection, draft_id: str) -> bool:
    """Forget a draft; False when it was gone already."""
    done = await tx.execute(drafts.delete().where(drafts.c.id == draft_id))
    return done.rowcount == 1


async def drop_untouched_since(tx: AsyncConnection, instant: datetime) -> None:
    """Forget what nobody has come back to."""
    await tx.execute(drafts.delete().where(drafts.c.touched_at < instant))


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return what a person has begun and not confirmed."""
    statement = sa.select(drafts.c.kind, drafts.c.content, drafts.c.touched_at).where(
        drafts.c.guild_id == guild_id, drafts.c.user_id == user_id
    )
    rows = (await tx.execute(statement)).all()
    found = [
        {"kind": row.kind, "content": row.content, "touched_at": row.touched_at.isoformat()}
        for row in rows
    ]
    return cast("dict[str, Any]", {drafts.name: found} if found else {})


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Forget what a person has begun."""
    await tx.execute(
        drafts.delete().where(drafts.c.guild_id == guild_id, drafts.c.user_id == user_id)
    )
