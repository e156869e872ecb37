"""What the feature keeps about people, how they get it, and how it is erased."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.people import delete_naming, rows_naming, unname
from bot.db.rows import as_json
from bot.features import PersonalData
from bot.texts import N_
from cogs.guidelines.tables import accepted, flags

PERSONAL_DATA = (
    PersonalData(
        table=flags.name,
        what=N_(
            "Which of your messages, names and titles went against which guideline, the words "
            "that did, and what followed. As staff: what you said of such a message."
        ),
        why=N_("So that moderators can judge fairly, and see how often the bot is wrong."),
        kept=N_("The words 30 days unless the settings say otherwise, the rest 400 days."),
    ),
    PersonalData(
        table=accepted.name,
        what=N_("Which editions of the guidelines you have accepted, and when."),
        why=N_("So that you get the role once, and are not asked again."),
        kept=N_("Until a day after you leave the server."),
    ),
)


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, ready for JSON."""
    own = (flags.c.author_id, accepted.c.member_id)
    found = await rows_naming(tx, guild_id, user_id, *own, without={"settled_by"})
    judged = sa.select(flags.c.message_id, flags.c.guideline, flags.c.state, flags.c.settled_at)
    by_me = judged.where(flags.c.guild_id == guild_id, flags.c.settled_by == user_id)
    if said := [as_json(row) for row in (await tx.execute(by_me)).mappings()]:
        found[f"{flags.name} (judged)"] = said
    return found


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete what somebody was flagged for, and their name from what they judged."""
    await delete_naming(tx, guild_id, user_id, flags.c.author_id, accepted.c.member_id)
    await unname(tx, guild_id, user_id, flags.c.settled_by)
