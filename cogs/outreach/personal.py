"""What the feature keeps about people, how they get it, and how it is erased."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.people import delete_naming, rows_naming
from bot.features import PersonalData
from bot.texts import N_
from cogs.outreach.tables import replies, stops, words

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
_MEMBERS = (words.c.member_id, replies.c.member_id, stops.c.member_id)


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, ready for JSON."""
    return await rows_naming(tx, guild_id, user_id, *_MEMBERS)


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete everything that is kept about somebody."""
    await delete_naming(tx, guild_id, user_id, *_MEMBERS)
