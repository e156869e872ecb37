"""In which language somebody is written to, asked within a transaction."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.texts import Translation
from bot.texts.store import language_of


async def voice_for(core: Core, tx: AsyncConnection, guild_id: int, member_id: int) -> Translation:
    """Return a member's own language, else the guild's."""
    chosen = await language_of(tx, member_id)
    return core.texts.in_(chosen) if chosen else core.texts.for_guild(guild_id)
