"""What the feature keeps about people, how they get it, and how it is erased."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.people import delete_naming, unname
from bot.db.rows import as_json
from bot.features import PersonalData
from bot.texts import N_
from cogs.zero_reply import registry_store
from cogs.zero_reply.tables import messages, openers, pings, registry

_OF_OPENERS = (openers.c.answered_by, openers.c.settled_by_id, openers.c.claimed_by_id)

PERSONAL_DATA = (
    PersonalData(
        table=messages.name,
        what=N_(
            "That you wrote a message in a channel where questions are asked, when, and to whom "
            "you replied; not what you wrote."
        ),
        why=N_("To see which posts have no answer yet."),
        kept=N_("90 days from the message."),
    ),
    PersonalData(
        table=openers.name,
        what=N_(
            "Posts of yours that ask something, with their title and first words, and which posts "
            "you have answered, taken on or taken off the list."
        ),
        why=N_("To show posts without an answer to people who can help."),
        kept=N_("90 days from the post."),
    ),
    PersonalData(
        table=registry.name,
        what=N_("That you offer to help, with what, how often, and when not."),
        why=N_("To ask you only about posts that you can help with."),
        kept=N_("Until you say that you do not want to be asked any more."),
    ),
    PersonalData(
        table=pings.name,
        what=N_("About which posts you were asked to help, when, and whether you could."),
        why=N_("To ask in turns, and nobody too often."),
        kept=N_("90 days from the ping."),
    ),
)


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, by table, ready for JSON."""
    found: dict[str, Any] = {}
    for table in (messages, openers, registry, pings):
        concerns = sa.or_(*(column == user_id for column in _people_in(table)))
        statement = sa.select(table).where(table.c.guild_id == guild_id, concerns)
        rows = (await tx.execute(statement)).mappings().all()
        if rows:
            found[table.name] = [_told(table, row, user_id) for row in rows]
    return found


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Erase somebody: that a post has an answer stays known, by whom does not."""
    await registry_store.forget_helper(tx, guild_id, user_id)
    await delete_naming(tx, guild_id, user_id, openers.c.author_id)
    await unname(tx, guild_id, user_id, openers.c.answered_by, nobody=0)
    await unname(tx, guild_id, user_id, openers.c.settled_by_id, openers.c.claimed_by_id)
    theirs = messages.c.guild_id == guild_id, messages.c.author_id == user_id
    await tx.execute(messages.update().where(*theirs).values(author_id=0, asks=""))
    await unname(tx, guild_id, user_id, messages.c.addressed_to)


def _people_in(table: sa.Table) -> tuple[sa.Column[Any], ...]:
    if table is openers:
        return openers.c.author_id, *_OF_OPENERS
    return (table.c.author_id if table is messages else table.c.helper_id,)


def _told(table: sa.Table, row: sa.RowMapping, user_id: int) -> dict[str, object]:
    """Tell the person about themselves; what others asked is left out."""
    told = as_json(row)
    if table is openers and row["author_id"] != user_id:
        kept = ("opener_id", "channel_id", "answered_by", "settled_by_id", "claimed_by_id")
        return {
            key: told[key]
            for key in kept
            if told[key] in {row["opener_id"], row["channel_id"], user_id}
        }
    people = ("answered_by", "settled_by_id", "claimed_by_id", "addressed_to")
    return {key: value for key, value in told.items() if key not in people or value == user_id}
