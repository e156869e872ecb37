"""What tables keep about one person: found, deleted, or left without the name."""

import pytest_asyncio
import sqlalchemy as sa

from bot.db import Database
from bot.db.columns import Json, Snowflake
from bot.db.people import delete_naming, rows_naming, texts_in, unmention, unname
from bot.texts import escape

TABLES = sa.MetaData()
waves = sa.Table(
    "greeting_waves",
    TABLES,
    sa.Column("guild_id", Snowflake, nullable=False),
    sa.Column("from_id", Snowflake),
    sa.Column("to_id", Snowflake),
)

notes = sa.Table(
    "greeting_notes",
    TABLES,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("text", sa.Text),
    sa.Column("more", Json),
    sa.Column("length", sa.Integer),
)
MIA = 77_000_077


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


async def after_unmentioning(db: Database, *written: object) -> list[object]:
    """Return what is kept in a guild once Mia is mentioned no more, as it was kept before."""
    async with db.write() as tx:
        for number, one in enumerate(written):
            kept = {"text": one} if isinstance(one, str) else {"more": one}
            await tx.execute(notes.insert().values(guild_id=1, name=f"{number}", **kept))
        await unmention(tx, 1, MIA, *texts_in(notes), instead="@someone")
        rows = (await tx.execute(sa.select(notes).order_by(notes.c.name))).all()
    return [row.text if row.text is not None else row.more for row in rows]


async def test_mentions_in_words_of_others_are_replaced(filled: Database) -> None:
    assert await after_unmentioning(
        filled,
        f"<@{MIA}> and <@!{MIA}> helped",
        escape(f"so did <@{MIA}>"),
        f"see discord.com/users/{MIA}",
        {"lines": [f"ask <@{MIA}>", 7], "none": None},
    ) == [
        "@someone and @someone helped",
        "so did @someone",
        "see discord.com/users/@someone",
        {"lines": ["ask @someone", 7], "none": None},
    ]


async def test_longer_numbers_and_texts_without_a_mention_stay_as_they_are(
    filled: Database,
) -> None:
    others = [f"<@{MIA}1>, 1{MIA}", f"<@&1{MIA}>", "100 %_\\'", "", {"id": MIA}, ["Mia"]]
    assert await after_unmentioning(filled, *others) == others


async def test_mentions_in_other_guilds_and_keys_stay(filled: Database) -> None:
    async with filled.write() as tx:
        for guild_id in (1, 2):
            row = {"guild_id": guild_id, "name": f"{MIA}", "text": f"{MIA}", "length": MIA}
            await tx.execute(notes.insert().values(row))
        await unmention(tx, 1, MIA, *texts_in(notes, waves), instead="@someone")
        kept = sa.select(notes.c.name, notes.c.text, notes.c.length).order_by(notes.c.guild_id)
        rows = [tuple(row) for row in await tx.execute(kept)]
    assert rows == [(f"{MIA}", "@someone", MIA), (f"{MIA}", f"{MIA}", MIA)]
