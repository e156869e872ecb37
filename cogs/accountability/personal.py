"""What the feature keeps about people, how they get it, and how it is erased."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.people import delete_naming, rows_naming, unname
from bot.features import PersonalData
from bot.texts import N_
from cogs.accountability.tables import baton, breaks, cards, goals, members, turns

PERSONAL_DATA = (
    PersonalData(
        table=goals.name,
        what=N_("The goals that you set yourself, whether others see them, and what came of them."),
        why=N_("To ask you how it went, and to offer you what is left for the next week."),
        kept=N_("400 days."),
    ),
    PersonalData(
        table=turns.name,
        what=N_("In which weeks you were new or checked in, and the note that you wrote."),
        why=N_("To show you, and nobody else, how steadily you take part."),
        kept=N_("400 days."),
    ),
    PersonalData(
        table=members.name,
        what=N_("Whether you want reminders, your time zone if you named it, when you left."),
        why=N_("To remind you when it suits you, and to hide your goals when you have left."),
        kept=N_("Until you ask for it to be deleted."),
    ),
    PersonalData(
        table=breaks.name,
        what=N_("From which week to which you have taken a break."),
        why=N_("So that weeks of a break do not count against you."),
        kept=N_("Until you ask for it to be deleted."),
    ),
    PersonalData(
        table=cards.name,
        what=N_("Which messages in the weekly threads show your goals."),
        why=N_("To change them with your goals, and to delete them when you wish."),
        kept=N_("400 days."),
    ),
    PersonalData(
        table=baton.name,
        what=N_("That you may be named to go first, and in which week's recap you were."),
        why=N_("To name you when it is your turn, and nobody who did not ask for it."),
        kept=N_("Until you say that you do not want it any more."),
    ),
)
_OWN = (goals.c.user_id, turns.c.user_id, members.c.user_id, breaks.c.user_id, baton.c.user_id)


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, by table, ready for JSON."""
    return await rows_naming(tx, guild_id, user_id, *_OWN, cards.c.user_id)


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete what is kept about somebody; their cards are deleted by the next sweep."""
    await delete_naming(tx, guild_id, user_id, *_OWN)
    await unname(tx, guild_id, user_id, cards.c.user_id)
