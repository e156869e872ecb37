"""What the desk keeps about people, how they get it, and how it is erased."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.people import delete_naming, rows_naming, unname
from bot.features import PersonalData
from bot.texts import N_
from cogs.desk.tables import (
    ERASED,
    OF_ITEM,
    acts,
    appeals,
    cases,
    context,
    events,
    files,
    flags,
    items,
    mediations,
    messages,
    reports,
)

WHY = N_("So that moderators can judge fairly, and decisions can be looked at again.")
KEPT = N_("400 days.")
PERSONAL_DATA = (
    PersonalData(
        table=items.name,
        what=N_("What was flagged or reported about you. As staff: what you took on and settled."),
        why=WHY,
        kept=KEPT,
    ),
    PersonalData(
        table=messages.name,
        what=N_("Your messages that were flagged or reported, with their words."),
        why=WHY,
        kept=N_("The words 30 days unless the settings say otherwise, the rest 400 days."),
    ),
    PersonalData(
        table=context.name,
        what=N_("What you said just before a message that was flagged or reported."),
        why=N_("So that moderators can judge fairly what was said."),
        kept=N_("30 days unless the settings say otherwise."),
    ),
    PersonalData(
        table=reports.name,
        what=N_("What you have reported. The team is not shown that it was you."),
        why=N_("To tell you that it was handled, and to keep reports from being misused."),
        kept=N_("Your words 30 days unless the settings say otherwise, the rest 400 days."),
    ),
    PersonalData(
        table=cases.name,
        what=N_("What was decided about you, and what you were told. As staff: what you decided."),
        why=WHY,
        kept=KEPT,
    ),
    PersonalData(
        table=events.name,
        what=N_("As staff: what you did in a case."),
        why=N_("So that every step can be traced."),
        kept=KEPT,
    ),
    PersonalData(
        table=appeals.name,
        what=N_("What you wrote when you asked for a decision to be looked at again."),
        why=WHY,
        kept=KEPT,
    ),
    PersonalData(
        table=mediations.name,
        what=N_("Conversations with another member that the team has offered you."),
        why=N_("To open the conversation once both of you want it."),
        kept=KEPT,
    ),
)
# What others did stays theirs: the rows about somebody go out without the names of staff.
NOT_THEIRS = frozenset({"claimed_by", "handed_by", "settled_by", "done_by"})
ABOUT = (
    items.c.member_id,
    messages.c.author_id,
    context.c.author_id,
    reports.c.reporter_id,
    cases.c.member_id,
    appeals.c.member_id,
    mediations.c.member_id,
    mediations.c.other_member_id,
)
# What is left of a row, beside its number, its times and its outcome.
EMPTIED: Mapping[sa.Column[Any], Mapping[str, object]] = {
    items.c.member_id: {
        "member_name": "", "joined_at": None, "fingerprint": "", "state": ERASED,
        "verdict_is_told": True, "refresh_is_due": False,
    },
    cases.c.member_id: {
        "member_name": "", "reason": "", "words": "", "trouble": "", "stage": ERASED,
    },
    appeals.c.member_id: {"statement": "", "answer": ""},
}  # fmt: skip
BY = (
    items.c.claimed_by,
    items.c.handed_by,
    items.c.settled_by,
    cases.c.done_by,
    events.c.done_by,
    appeals.c.settled_by,
    mediations.c.done_by,
)
DELETED = tuple(one for one in ABOUT if one not in EMPTIED)
TOLD = frozenset(
    {"id", "case_id", "number", "kind", "what", "verdict", "outcome", "at", "settled_at"}
)


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, ready for JSON."""
    found = await rows_naming(tx, guild_id, user_id, *ABOUT, without=NOT_THEIRS)
    for column in BY:
        for name, rows in (await rows_naming(tx, guild_id, user_id, column)).items():
            found[f"{name} ({column.name})"] = [
                {key: value for key, value in row.items() if key in TOLD} for row in rows
            ]
    return found


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete what is kept about somebody, and their name from what they did as staff.

    Of items, cases and appeals, their bare number, time and outcome stay: so figures of the past
    stay true, and no number is given twice.
    """
    await _delete_what_hangs_on(tx, guild_id, user_id)
    for person, empty in EMPTIED.items():
        theirs = person.table.c.guild_id == guild_id, person == user_id
        await tx.execute(sa.update(person.table).where(*theirs).values({person.name: 0, **empty}))
    await delete_naming(tx, guild_id, user_id, *DELETED)
    await unname(tx, guild_id, user_id, *BY)


async def _delete_what_hangs_on(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete what names nobody by itself: parts of somebody's cases, items and messages."""

    def theirs(key: sa.Column[Any], person: sa.Column[Any]) -> sa.Select[Any]:
        return sa.select(key).where(key.table.c.guild_id == guild_id, person == user_id)

    about = theirs(items.c.id, items.c.member_id)
    parts = (
        ([events.c.case_id, acts.c.case_id], theirs(cases.c.id, cases.c.member_id)),
        ([files.c.message_id], theirs(messages.c.message_id, messages.c.author_id)),
        ([one.c.item_id for one in OF_ITEM if one is not flags], about),
    )
    for columns, owners in parts:
        for column in columns:
            await tx.execute(sa.delete(column.table).where(column.in_(owners)))
    wordless = sa.update(flags).where(flags.c.item_id.in_(about))
    await tx.execute(wordless.values(excerpt="", why=[]))
