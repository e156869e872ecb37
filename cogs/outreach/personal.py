"""What the feature keeps about people, how they get it, and how it is erased."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.rows import as_json
from bot.features import PersonalData
from bot.texts import N_
from cogs.outreach.tables import ALL, replies, stops, words

PERSONAL_DATA = (
    PersonalData(
        table=words.name,
        what=N_("What the bot has written to you privately, and whether it reached you."),
        why=N_("So that you learn what concerns you, once, and staff know that you could."),
        kept=N_("90 days."),
    ),
    PersonalData(
        table=replies.name,
        what=N_("That you have answered the bot privately, and what, until it is handed on."),
        why=N_("So that no answer of yours is lost, and none is handed on twice."),
        kept=N_("The words until they are handed on, that you answered 90 days."),
    ),
    PersonalData(
        table=stops.name,
        what=N_("That you want no invitations from the bot."),
        why=N_("To send you none."),
        kept=N_("Until you change your mind."),
    ),
)


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, ready for JSON."""
    found: dict[str, Any] = {}
    for table in ALL:
        mine = sa.select(table).where(table.c.guild_id == guild_id, table.c.member_id == user_id)
        rows = [as_json(row) for row in (await tx.execute(mine)).mappings()]
        if rows:
            found[table.name] = rows
    return found


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete everything that is kept about somebody."""
    for table in ALL:
        await tx.execute(
            table.delete().where(table.c.guild_id == guild_id, table.c.member_id == user_id)
        )
