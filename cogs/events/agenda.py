"""What takes place soon, for other features that show it."""

from bot.client import StewardClient
from bot.texts import escape
from bot.texts.markup import timestamp
from cogs.events import store
from cogs.events.server import sees

MOST = 3
LOOKED_THROUGH = 20


class Agenda:
    """Answers to whoever asks what is coming up."""

    def __init__(self, client: StewardClient) -> None:
        self._client = client

    async def coming_up(self, guild_id: int, member_id: int) -> list[str]:
        """Return lines of Markdown that this member may see, soonest first."""
        core, guild = self._client.core, self._client.get_guild(guild_id)
        member = guild.get_member(member_id) if guild is not None else None
        async with core.db.read() as tx:
            found = await store.coming(tx, guild_id, after=core.clock.now(), most=LOOKED_THROUGH)
        if member is None:
            return []
        seen = [one for one in found if sees(member, one)][:MOST]
        return [f"**{escape(one.details.title)}** {timestamp(one.starts_at)}" for one in seen]
