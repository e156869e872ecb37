"""What the feature keeps about people, how they get it, and how it is erased."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.people import delete_naming, rows_naming, unname
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
_OWN = (
    drafts.c.author_id,
    rsvps.c.user_id,
    reminded.c.user_id,
    wishes.c.user_id,
    listeners.c.user_id,
    presence.c.user_id,
    feedback.c.user_id,
)
_AUTHORS = (series.c.author_id, templates.c.author_id)
_HOSTS = (series.c.host_id, occurrences.c.host_id)


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, by table, ready for JSON."""
    return await rows_naming(tx, guild_id, user_id, *_AUTHORS, *_HOSTS, *_OWN)


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete what is kept about somebody; events that others come to stay, without their name."""
    await delete_naming(tx, guild_id, user_id, *_OWN)
    await unname(tx, guild_id, user_id, *_AUTHORS, nobody=0)
    await unname(tx, guild_id, user_id, *_HOSTS)
