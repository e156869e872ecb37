"""What tables keep about one person: found, deleted, or left without the name."""

import pytest_asyncio
import sqlalchemy as sa

from bot.db import Database
from bot.db.columns import Snowflake
from bot.db.people import delete_naming, rows_naming, unname

TABLES = sa.MetaData()
waves = sa.Table(
    "greeting_waves",
    TABLES,
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("from_id", Snowflake),
    sa.Column("to_id", Snowflake),
)


@pytest_asyncio.fixture
async def filled(db: Database) -> Database:
    async with db.write() as tx:
        await tx.run_sync(TABLES.create_all)
        for guild_id, from_id, to_id in [(1, 7, 8), (1, 8, 7), (1, 8, 9), (2, 7, 8)]:
            row = {"guild_id": guild_id, "from_id": from_id, "to_id": to_id}
            await tx.execute(waves.insert().values(row))
    return db


async def all_rows(db: Database) -> list[tuple[int, ...]]:
    async with db.read() as tx:
        return [tuple(row) for row in await tx.execute(sa.select(waves))]


async def test_rows_are_found_by_any_of_the_columns_in_one_guild(filled: Database) -> None:
    async with filled.read() as tx:
        found = await rows_naming(tx, 1, 7, waves.c.from_id, waves.c.to_id, without={"guild_id"})
        nothing = await rows_naming(tx, 1, 70, waves.c.from_id, waves.c.to_id)
    assert found == {"greeting_waves": [{"from_id": 7, "to_id": 8}, {"from_id": 8, "to_id": 7}]}
    assert nothing == {}


async def test_rows_are_deleted_in_one_guild_only(filled: Database) -> None:
    async with filled.write() as tx:
        await delete_naming(tx, 1, 7, waves.c.from_id, waves.c.to_id)
    assert await all_rows(filled) == [(1, 8, 9), (2, 7, 8)]


async def test_rows_stay_without_the_name(filled: Database) -> None:
    async with filled.write() as tx:
        await unname(tx, 1, 7, waves.c.from_id)
        await unname(tx, 1, 7, waves.c.to_id, nobody=0)
    assert sorted(await all_rows(filled), key=str) == sorted(
        [(1, None, 8), (1, 8, 0), (1, 8, 9), (2, 7, 8)], key=str
    )
