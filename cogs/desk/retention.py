"""How long the desk keeps what, in its tables."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.desk.tables import (
    ERASED,
    OF_CASE,
    OF_ITEM,
    appeals,
    cases,
    context,
    files,
    flags,
    items,
    mediations,
    messages,
    reports,
)


async def drop_evidence(tx: AsyncConnection, guild_id: int, before: datetime) -> None:
    """Empty the words of items from before an instant, unless an appeal is being decided."""
    appealed = (
        sa.select(cases.c.item_id)
        .join(appeals, appeals.c.case_id == cases.c.id)
        .where(appeals.c.outcome == "", cases.c.item_id.is_not(None))
    )
    old = sa.select(items.c.id).where(
        items.c.guild_id == guild_id, items.c.opened_at < before, items.c.id.not_in(appealed)
    )
    await tx.execute(
        messages.update()
        .where(messages.c.item_id.in_(old), messages.c.content.is_not(None))
        .values(content=None)
    )
    for table in (files, context):
        await tx.execute(table.delete().where(table.c.item_id.in_(old)))
    await tx.execute(
        flags.update()
        .where(flags.c.item_id.in_(old), flags.c.excerpt != "")
        .values(excerpt="", why=[])
    )
    await tx.execute(
        reports.update().where(reports.c.item_id.in_(old), reports.c.reason != "").values(reason="")
    )


async def purge(tx: AsyncConnection, before: datetime) -> None:
    """Delete cases and settled items from before an instant, with all that belongs to them."""
    old_cases = sa.select(cases.c.id).where(cases.c.at < before)
    for table in OF_CASE:
        await tx.execute(table.delete().where(table.c.case_id.in_(old_cases)))
    await tx.execute(mediations.delete().where(mediations.c.at < before))
    await tx.execute(cases.delete().where(cases.c.at < before))
    settled = items.c.state.in_(("decided", "reviewed", ERASED))
    old_items = sa.select(items.c.id).where(items.c.opened_at < before, settled)
    for table in OF_ITEM:
        await tx.execute(table.delete().where(table.c.item_id.in_(old_items)))
    await tx.execute(items.delete().where(items.c.opened_at < before, settled))
