"""What the feature keeps about people, how they get it, and how it is erased."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.rows import as_json
from bot.features import PersonalData
from bot.texts import N_
from cogs.raids.tables import events, members

PERSONAL_DATA = (
    PersonalData(
        table=members.name,
        what=N_(
            "When you joined, if that was while many others did; whether your name, your first "
            "words, the age of your account or its missing picture were like theirs; and whether "
            "you were banned for it. Neither your name nor your words are kept."
        ),
        why=N_("So that a raid can be ended, and every mistake in it undone."),
        kept=N_("90 days from the end of the raid."),
    ),
    PersonalData(
        table=events.name,
        what=N_("As a moderator: what you did in a raid, and when."),
        why=N_("So that the team can see what was done and by whom."),
        kept=N_("90 days from the end of the raid."),
    ),
)


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, by table, ready for JSON."""
    found: dict[str, Any] = {}
    for table, person in ((members, members.c.user_id), (events, events.c.by_id)):
        query = sa.select(table).where(table.c.guild_id == guild_id, person == user_id)
        rows = (await tx.execute(query)).mappings().all()
        if rows:
            found[table.name] = [as_json(row) for row in rows]
    return found


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete everything that is kept about somebody."""
    await tx.execute(
        members.delete().where(members.c.guild_id == guild_id, members.c.user_id == user_id)
    )
    await tx.execute(
        events.update()
        .where(events.c.guild_id == guild_id, events.c.by_id == user_id)
        .values(by_id=None)
    )
