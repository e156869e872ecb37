"""Which language a member has chosen for themselves."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.columns import Snowflake
from bot.db.upsert import insert

metadata = sa.MetaData()

member_languages = sa.Table(
    "core_member_languages",
    metadata,
    sa.Column("user_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("language", sa.String(8), nullable=False),
)


async def language_of(tx: AsyncConnection, user_id: int) -> str | None:
    """Return the language that this person has chosen, None when they have not."""
    query = sa.select(member_languages.c.language).where(member_languages.c.user_id == user_id)
    chosen: str | None = await tx.scalar(query)
    return chosen


async def keep_language(tx: AsyncConnection, user_id: int, language: str) -> None:
    """Remember a person's choice in place of any earlier one."""
    choice = insert(tx, member_languages).values(user_id=user_id, language=language)
    await tx.execute(
        choice.on_conflict_do_update(index_elements=["user_id"], set_={"language": language})
    )


async def forget_language(tx: AsyncConnection, user_id: int) -> None:
    """Forget a person's choice; harmless when there was none."""
    await tx.execute(sa.delete(member_languages).where(member_languages.c.user_id == user_id))
