"""Tells those who flag what staff said of it."""

from bot.core import Core
from bot.signals import FlagSettled
from cogs.desk import store
from cogs.desk.store import Item, Written


class Verdicts:
    """Hands verdicts on, after the transaction that keeps them."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def tell(self, guild_id: int) -> None:
        """Tell what was not told yet, also by a process that ended too early."""
        async with self._core.db.read() as tx:
            judged = await store.verdicts_to_tell(tx, guild_id)
            told = [(one, await store.messages_of(tx, one.id)) for one in judged]
        for item, messages in told:
            for message in messages:
                await self._core.signals.emit(_settled(item, message))
            async with self._core.db.write() as tx:
                await store.change(tx, item.id, verdict_is_told=True)


def _settled(item: Item, message: Written) -> FlagSettled:
    assert item.settled_by is not None, "a person has judged it"
    assert item.settled_at is not None, "a person has judged it"
    return FlagSettled(
        guild_id=item.guild_id,
        message_id=message.message_id,
        is_right=item.verdict == "right",
        by=item.settled_by,
        at=item.settled_at,
    )
