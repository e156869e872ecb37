"""What the feature keeps about people, how they get it, and how it is erased."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.people import delete_naming, rows_naming, unname
from bot.features import PersonalData
from bot.texts import N_
from cogs.welcome.tables import greeters, newcomers, notes, steps, waves

PERSONAL_DATA = (
    PersonalData(
        table=newcomers.name,
        what=N_(
            "When you joined and left, when you were greeted and with which words, how many "
            "messages you wrote at first (not what they said), and by which invite you came."
        ),
        why=N_("To greet you once, and so that staff notice when nobody has talked to you."),
        kept=N_("400 days from the day you joined."),
    ),
    PersonalData(
        table=steps.name,
        what=N_("Which steps of the checklist you have ticked, and when."),
        why=N_("So that the checklist is as you left it."),
        kept=N_("400 days from the tick."),
    ),
    PersonalData(
        table=waves.name,
        what=N_("To which newcomers you have waved, and when."),
        why=N_("So that the greeting shows who says hello, each person once."),
        kept=N_("400 days from the wave."),
    ),
    PersonalData(
        table=greeters.name,
        what=N_(
            "That you have offered to greet newcomers, whether you want pings, when you are away."
        ),
        why=N_("To name somebody whom newcomers can turn to."),
        kept=N_("Until you step down."),
    ),
    PersonalData(
        table=notes.name,
        what=N_("As staff: that you have taken care of a note about quiet newcomers, and when."),
        why=N_("So that two people do not do the same."),
        kept=N_("400 days from the note."),
    ),
)
_OWN = (
    newcomers.c.user_id,
    steps.c.user_id,
    waves.c.user_id,
    waves.c.newcomer_id,
    greeters.c.user_id,
)


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, by table, ready for JSON."""
    return await rows_naming(tx, guild_id, user_id, *_OWN, notes.c.done_by)


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete everything that is kept about somebody."""
    await delete_naming(tx, guild_id, user_id, *_OWN)
    await unname(tx, guild_id, user_id, notes.c.done_by)
