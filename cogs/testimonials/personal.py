"""What the feature keeps about people, how they get it, and how it is erased."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.people import delete_naming, unname
from bot.db.rows import as_json
from bot.features import PersonalData
from bot.texts import N_
from cogs.testimonials.policy import State
from cogs.testimonials.store import NOTHING
from cogs.testimonials.tables import consents, history, items, suggested, unasked, words

PERSONAL_DATA = (
    PersonalData(
        table=items.name,
        what=N_("Kind words of yours that were saved as a testimonial, and your name with them."),
        why=N_("To show them where you have agreed to it."),
        kept=N_("30 days without your consent; with it, until you withdraw it or it ends."),
    ),
    PersonalData(
        table=consents.name,
        what=N_("What exactly you agreed to, when, and in which language."),
        why=N_("To keep to it, and to be able to show that you agreed."),
        kept=N_("As long as the testimonial."),
    ),
    PersonalData(
        table=history.name,
        what=N_("What you did with a testimonial, as its author or as staff, and when."),
        why=N_("So that it can be told who asked, agreed, approved or withdrew."),
        kept=N_("As long as the testimonial."),
    ),
    PersonalData(
        table=unasked.name,
        what=N_("That you do not want to be asked for testimonials."),
        why=N_("To leave you in peace."),
        kept=N_("Until you give one yourself."),
    ),
    PersonalData(
        table=suggested.name,
        what=N_("That a message of yours was shown to the team as kind words, not what it says."),
        why=N_("So that the same person is not suggested again and again."),
        kept=N_("30 days."),
    ),
)
_PEOPLE = (
    (items, items.c.author_id),
    (items, items.c.captured_by),
    (consents, consents.c.member_id),
    (history, history.c.by_id),
    (unasked, unasked.c.user_id),
    (suggested, suggested.c.author_id),
)


async def export_member(tx: AsyncConnection, guild_id: int, user_id: int) -> dict[str, Any]:
    """Return everything that is kept about somebody, by table, ready for JSON."""
    found: dict[str, Any] = {}
    for table, person in _PEOPLE:
        columns = [column for column in table.c if column is not items.c.likeness]
        if person is items.c.captured_by:
            columns = [items.c.number, items.c.captured_at]
        statement = sa.select(*columns).where(table.c.guild_id == guild_id, person == user_id)
        rows = [_told(row, person.name) for row in (await tx.execute(statement)).mappings()]
        if rows:
            found.setdefault(table.name, []).extend(rows)
    return found


async def forget_member(tx: AsyncConnection, guild_id: int, user_id: int) -> None:
    """Empty somebody's testimonials to number and date, and forget what they did as staff."""
    theirs = sa.select(items.c.number).where(
        items.c.guild_id == guild_id, items.c.author_id == user_id
    )
    numbers = list((await tx.execute(theirs)).scalars())
    for table in (words, consents, history):
        await tx.execute(
            table.delete().where(table.c.guild_id == guild_id, table.c.number.in_(numbers))
        )
    # The number must not be given to another testimonial, so its row stays.
    await tx.execute(
        items.update()
        .where(items.c.guild_id == guild_id, items.c.number.in_(numbers))
        .values(**NOTHING, state=State.WITHDRAWN)
    )
    theirs_alone = (consents.c.member_id, unasked.c.user_id, suggested.c.author_id)
    await delete_naming(tx, guild_id, user_id, *theirs_alone)
    await unname(tx, guild_id, user_id, items.c.captured_by, history.c.by_id)


def _told(row: sa.RowMapping, mine: str) -> dict[str, object]:
    """Return a row without the ids of other people."""
    others = {"author_id", "captured_by", "by_id"} - {mine}
    return as_json(row, without=others)
