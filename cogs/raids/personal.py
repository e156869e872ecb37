"""What the feature keeps about people, how they get it, and how it is erased."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.people import delete_naming, rows_naming, unname
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
    return await rows_naming(tx, guild_id, user_id, members.c.user_id, events.c.by_id)


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete what is kept about somebody, and their name from what they did as staff."""
    await delete_naming(tx, guild_id, user_id, members.c.user_id)
    await unname(tx, guild_id, user_id, events.c.by_id)
