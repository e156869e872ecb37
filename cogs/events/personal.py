"""What the feature keeps about people, how they get it, and how it is erased."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.rows import as_json
from bot.features import PersonalData
from bot.texts import N_
from cogs.events.tables import (
    drafts,
    feedback,
    listeners,
    occurrences,
    presence,
    reminded,
    rsvps,
    series,
    templates,
    wishes,
)

A_YEAR = N_("400 days from the end of the event.")

PERSONAL_DATA = (
    PersonalData(
        table=series.name,
        what=N_("Which events you have planned, or are the host of."),
        why=N_("So that people know whom to turn to."),
        kept=A_YEAR,
    ),
    PersonalData(
        table=occurrences.name,
        what=N_("That you are the host of one date of an event."),
        why=N_("So that people know whom to turn to."),
        kept=A_YEAR,
    ),
    PersonalData(
        table=rsvps.name,
        what=N_("What you answered to an event, and your place in line."),
        why=N_("To keep your seat and to remind you."),
        kept=A_YEAR,
    ),
    PersonalData(
        table=reminded.name,
        what=N_("Of which events you have been reminded, and when."),
        why=N_("To remind you once."),
        kept=A_YEAR,
    ),
    PersonalData(
        table=wishes.name,
        what=N_("How long before an event you want to be reminded."),
        why=N_("To remind you when you want it."),
        kept=N_("Until you change it."),
    ),
    PersonalData(
        table=listeners.name,
        what=N_("That you want to be told of new events."),
        why=N_("To tell you."),
        kept=N_("Until you change it."),
    ),
    PersonalData(
        table=presence.name,
        what=N_("How long you were in the voice channel of an event, or that you checked in."),
        why=N_("To tell the organisers how many came, as a number."),
        kept=A_YEAR,
    ),
    PersonalData(
        table=feedback.name,
        what=N_("How you found an event. The organisers read it without your name."),
        why=N_("To make the next one better."),
        kept=A_YEAR,
    ),
    PersonalData(
        table=templates.name,
        what=N_("Which templates of events you have kept."),
        why=N_("So that it is clear where they come from."),
        kept=N_("Until somebody deletes the template."),
    ),
    PersonalData(
        table=drafts.name,
        what=N_("What you have written of an event that is not announced yet."),
        why=N_("So that nothing you type gets lost."),
        kept=N_("Two days."),
    ),
)
_BY_AUTHOR = (series, templates, drafts)
_BY_USER = (rsvps, reminded, wishes, listeners, presence, feedback)


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, by table, ready for JSON."""
    found: dict[str, Any] = {}
    for table in (*_BY_AUTHOR, occurrences, *_BY_USER):
        statement = sa.select(table).where(table.c.guild_id == guild_id, _concerns(table, user_id))
        rows = (await tx.execute(statement)).mappings().all()
        if rows:
            found[table.name] = [as_json(row) for row in rows]
    return found


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete what is kept about somebody; events that others come to stay, without their name."""
    for table in (*_BY_USER, drafts):
        await tx.execute(
            table.delete().where(table.c.guild_id == guild_id, _concerns(table, user_id))
        )
    for table in (series, templates):
        await tx.execute(
            table.update()
            .where(table.c.guild_id == guild_id, table.c.author_id == user_id)
            .values(author_id=0)
        )
    for table in (series, occurrences):
        await tx.execute(
            table.update()
            .where(table.c.guild_id == guild_id, table.c.host_id == user_id)
            .values(host_id=None)
        )


def _concerns(table: sa.Table, user_id: int) -> sa.ColumnElement[bool]:
    if table is series:
        return sa.or_(series.c.author_id == user_id, series.c.host_id == user_id)
    if table is occurrences:
        return occurrences.c.host_id == user_id
    return (table.c.author_id if table in _BY_AUTHOR else table.c.user_id) == user_id
