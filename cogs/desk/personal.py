"""What the desk keeps about people, how they get it, and how it is erased."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.rows import as_json
from bot.features import PersonalData
from bot.texts import N_
from cogs.desk.tables import (
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
    (items, "member_id"),
    (messages, "author_id"),
    (context, "author_id"),
    (reports, "reporter_id"),
    (cases, "member_id"),
    (appeals, "member_id"),
    (mediations, "member_id"),
    (mediations, "other_member_id"),
)
BY = (
    (items, "claimed_by"),
    (items, "handed_by"),
    (items, "settled_by"),
    (cases, "done_by"),
    (events, "done_by"),
    (appeals, "settled_by"),
    (mediations, "done_by"),
)


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, ready for JSON."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table, column in ABOUT:
        rows = await _rows(tx, table, column, guild_id, user_id)
        found.setdefault(table.name, []).extend(as_json(row, without=NOT_THEIRS) for row in rows)
    for table, column in BY:
        rows = await _rows(tx, table, column, guild_id, user_id)
        told = {"id", "case_id", "number", "kind", "what", "verdict", "outcome", "at", "settled_at"}
        found[f"{table.name} ({column})"] = [
            {name: value for name, value in as_json(row).items() if name in told} for row in rows
        ]
    return {name: rows for name, rows in found.items() if rows}


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete what is kept about somebody, and their name from what they did as staff."""
    about = cases.c.guild_id == guild_id, cases.c.member_id == user_id
    mine = sa.select(cases.c.id).where(*about)
    for table in (events, acts, appeals):
        await tx.execute(table.delete().where(table.c.case_id.in_(mine)))
    my_items = sa.select(items.c.id).where(
        items.c.guild_id == guild_id, items.c.member_id == user_id
    )
    theirs = sa.select(messages.c.message_id).where(
        messages.c.guild_id == guild_id, messages.c.author_id == user_id
    )
    await tx.execute(
        files.delete().where(files.c.guild_id == guild_id, files.c.message_id.in_(theirs))
    )
    for table in (messages, context, files, flags, reports):
        await tx.execute(table.delete().where(table.c.item_id.in_(my_items)))
    for table, column in ABOUT:
        is_theirs = table.c[column] == user_id
        await tx.execute(table.delete().where(table.c.guild_id == guild_id, is_theirs))
    for table, column in BY:
        is_theirs = table.c[column] == user_id
        await tx.execute(
            table.update().where(table.c.guild_id == guild_id, is_theirs).values({column: None})
        )


async def _rows(
    tx: AsyncConnection, table: sa.Table, column: str, guild_id: int, user_id: int
) -> list[dict[str, Any]]:
    query = sa.select(table).where(table.c.guild_id == guild_id, table.c[column] == user_id)
    return [dict(row) for row in (await tx.execute(query)).mappings()]
