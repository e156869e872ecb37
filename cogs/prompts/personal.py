"""What the feature keeps about people, how they get it, and how it is erased."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.people import delete_naming, rows_naming, unname
from bot.features import PersonalData
from bot.texts import N_
from cogs.prompts.tables import own, replies

PERSONAL_DATA = (
    PersonalData(
        table=own.name,
        what=N_("The prompts that you suggested, and whether you want to be named."),
        why=N_("To name you with a prompt of yours, if you like."),
        kept=N_("Until you ask for it to be deleted; the prompt then stays without your name."),
    ),
    PersonalData(
        table=replies.name,
        what=N_("Which of your messages reply to a prompt, and whether you were new then."),
        why=N_("To see which prompts people like to answer. Only totals are shown."),
        kept=N_("Until you ask for it to be deleted."),
    ),
)


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, by table, ready for JSON."""
    return await rows_naming(tx, guild_id, user_id, own.c.author_id, replies.c.user_id)


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Delete somebody's replies, empty suggestions nobody took, and take their name off others."""
    mine = sa.and_(own.c.guild_id == guild_id, own.c.author_id == user_id)
    # Effects are named after the number, which must not be given to another: so the row stays.
    empty = own.update().where(mine, own.c.state != "active")
    await tx.execute(empty.values(text="", tags=[], state="refused"))
    await unname(tx, guild_id, user_id, own.c.author_id)
    await delete_naming(tx, guild_id, user_id, replies.c.user_id)
