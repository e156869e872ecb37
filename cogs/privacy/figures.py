"""Who wants to be left out of figures, at hand for whoever counts."""

from bot.core import Core
from cogs.privacy import store


class Choices:
    """Answers at once from memory; the table is read when a guild is known and after a choice."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._left_out: dict[int, frozenset[int]] = {}

    def left_out(self, guild_id: int) -> frozenset[int]:
        """Return whose doings are no part of the community's figures."""
        return self._left_out.get(guild_id, frozenset())

    def may_count(self, guild_id: int, member_id: int) -> bool:
        """Tell whether what a member does may be part of the community's figures."""
        return member_id not in self.left_out(guild_id)

    async def read(self, guild_id: int) -> None:
        """Learn who is left out of a guild's figures."""
        async with self._core.db.read() as tx:
            self._left_out[guild_id] = await store.left_out(tx, guild_id)
