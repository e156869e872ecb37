"""What tables keep about one person in one guild, found by the columns that name people.

Every table here has a column `guild_id`. Several columns of one table mean: named in any of them.
"""

import re
from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.columns import Json
from bot.db.rows import as_json


async def rows_naming(
    tx: AsyncConnection,
    guild_id: int,
    user_id: int,
    *columns: sa.Column[Any],
    without: Collection[str] = (),
) -> dict[str, list[dict[str, Any]]]:
    """Return the rows that name somebody, by table with any, ready for JSON.

    `without` names columns that are not handed out, such as those that name other people.
    """
    found = {}
    for table, naming in _by_table(columns):
        query = sa.select(table).where(*_names(table, naming, guild_id, user_id))
        rows = [as_json(row, without=without) for row in (await tx.execute(query)).mappings()]
        if rows:
            found[table.name] = rows
    return found


async def delete_naming(
    tx: AsyncConnection, guild_id: int, user_id: int, *columns: sa.Column[Any]
) -> None:
    """Delete the rows that name somebody."""
    for table, naming in _by_table(columns):
        await tx.execute(table.delete().where(*_names(table, naming, guild_id, user_id)))


async def unname(
    tx: AsyncConnection,
    guild_id: int,
    user_id: int,
    *columns: sa.Column[Any],
    nobody: int | None = None,
) -> None:
    """Put `nobody` in the place of somebody; the rows stay."""
    for column in columns:
        table = column.table
        assert isinstance(table, sa.Table)
        named = _names(table, [column], guild_id, user_id)
        await tx.execute(table.update().where(*named).values({column.name: nobody}))


async def unmention(
    tx: AsyncConnection, guild_id: int, user_id: int, *columns: sa.Column[Any], instead: str
) -> None:
    """Put a word in the place of somebody wherever texts mention them.

    Each table is read once, and only rows that mention them are written.
    """
    # As somebody typed it, as `bot.texts.escape` left it, and the bare number.
    mention = re.compile(rf"\\?<@\u200b?!?{user_id}>|(?<!\d){user_id}(?!\d)")
    for table, texts in _by_table(columns):
        assert len(table.primary_key), "without a key, every row would be written"
        mentioned = (sa.cast(column, sa.Text).contains(str(user_id)) for column in texts)
        found = sa.select(table).where(table.c.guild_id == guild_id, sa.or_(*mentioned))
        for row in (await tx.execute(found)).mappings().all():
            same = (key == row[key.name] for key in table.primary_key)
            changed = {one.name: _replaced(row[one.name], mention, instead) for one in texts}
            await tx.execute(table.update().where(*same).values(changed))


def texts_in(*tables: sa.Table) -> list[sa.Column[Any]]:
    """Return the columns in which words may stand, of tables with a guild; keys are none."""
    return [
        column
        for table in tables
        if "guild_id" in table.c
        for column in table.columns
        if isinstance(column.type, sa.String | Json) and not column.primary_key
    ]


def _replaced(value: object, found: re.Pattern[str], instead: str) -> object:
    match value:
        case str():
            return found.sub(lambda _: instead, value)
        case list():
            return [_replaced(one, found, instead) for one in value]
        case dict():
            return {name: _replaced(one, found, instead) for name, one in value.items()}
    return value


def _by_table(columns: Collection[sa.Column[Any]]) -> list[tuple[sa.Table, list[sa.Column[Any]]]]:
    grouped: dict[sa.Table, list[sa.Column[Any]]] = {}
    for column in columns:
        assert isinstance(column.table, sa.Table)
        grouped.setdefault(column.table, []).append(column)
    return list(grouped.items())


def _names(
    table: sa.Table, columns: Collection[sa.Column[Any]], guild_id: int, user_id: int
) -> tuple[sa.ColumnElement[bool], ...]:
    return table.c.guild_id == guild_id, sa.or_(*(column == user_id for column in columns))
