"""Up to where each channel has been read, and when each guild was last seen."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.db.columns import Instant, Snowflake
from bot.db.upsert import insert

metadata = sa.MetaData()

watermarks = sa.Table(
    "core_watermarks",
    metadata,
    sa.Column("channel_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("guild_id", Snowflake, nullable=False, index=True),
    sa.Column("message_id", Snowflake, nullable=False),
)

guilds = sa.Table(
    "core_guilds",
    metadata,
    sa.Column("guild_id", Snowflake, primary_key=True, autoincrement=False),
    sa.Column("last_seen_at", Instant, nullable=False),
)


async def save_watermarks(tx: AsyncConnection, marks: Mapping[int, tuple[int, int]]) -> None:
    """Keep the newest message read per channel: {channel: (guild, message)}; never goes back."""
    if not marks:
        return
    statement = insert(tx, watermarks).values(
        [
            {"channel_id": channel, "guild_id": guild, "message_id": message}
            for channel, (guild, message) in marks.items()
        ]
    )
    newer = statement.excluded.message_id > watermarks.c.message_id
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[watermarks.c.channel_id],
            set_={"message_id": statement.excluded.message_id},
            where=newer,
        )
    )


async def watermarks_of(tx: AsyncConnection, guild_id: int) -> dict[int, int]:
    """Return {channel: newest message read} for a guild."""
    rows = await tx.execute(
        sa.select(watermarks.c.channel_id, watermarks.c.message_id).where(
            watermarks.c.guild_id == guild_id
        )
    )
    return {channel: message for channel, message in rows}  # noqa: C416 - rows are Row objects


async def last_seen(tx: AsyncConnection, guild_id: int) -> datetime | None:
    """Return when the bot last ran in this guild, None when it never did."""
    statement = sa.select(guilds.c.last_seen_at).where(guilds.c.guild_id == guild_id)
    return cast("datetime | None", (await tx.execute(statement)).scalar())


async def save_last_seen(tx: AsyncConnection, guild_ids: list[int], now: datetime) -> None:
    """Note that the bot runs in these guilds now."""
    if not guild_ids:
        return
    statement = insert(tx, guilds).values(
        [{"guild_id": guild_id, "last_seen_at": now} for guild_id in guild_ids]
    )
    await tx.execute(
        statement.on_conflict_do_update(
            index_elements=[guilds.c.guild_id],
            set_={"last_seen_at": statement.excluded.last_seen_at},
        )
    )
