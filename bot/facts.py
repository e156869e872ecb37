"""Small facts that the bot must remember about itself, such as which commands it published."""

from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.upsert import insert

metadata = sa.MetaData()

facts = sa.Table(
    "core_facts",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)


async def read_fact(tx: AsyncConnection, name: str) -> str | None:
    """Return what was noted under a name, None when nothing was."""
    statement = sa.select(facts.c.value).where(facts.c.name == name)
    return cast("str | None", (await tx.execute(statement)).scalar())


async def write_fact(tx: AsyncConnection, name: str, value: str) -> None:
    """Note something under a name, in place of what was noted before."""
    statement = insert(tx, facts).values(name=name, value=value)
    await tx.execute(
        statement.on_conflict_do_update(index_elements=[facts.c.name], set_={"value": value})
    )
