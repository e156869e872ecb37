"""What the feature keeps about people, how they get it, and how it is erased."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.rows import as_json
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


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, by table, ready for JSON."""
    found: dict[str, Any] = {}
    for table in (newcomers, steps, waves, greeters, notes):
        statement = sa.select(table).where(table.c.guild_id == guild_id, _concerns(table, user_id))
        rows = (await tx.execute(statement)).mappings().all()
        if rows:
            found[table.name] = [as_json(row) for row in rows]
    return found


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete everything that is kept about somebody."""
    for table in (newcomers, steps, waves, greeters):
        await tx.execute(
            table.delete().where(table.c.guild_id == guild_id, _concerns(table, user_id))
        )
    await tx.execute(
        notes.update()
        .where(notes.c.guild_id == guild_id, notes.c.done_by == user_id)
        .values(done_by=None)
    )


def _concerns(table: sa.Table, user_id: int) -> sa.ColumnElement[bool]:
    if table is waves:
        return sa.or_(waves.c.user_id == user_id, waves.c.newcomer_id == user_id)
    return (notes.c.done_by if table is notes else table.c.user_id) == user_id
