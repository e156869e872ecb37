"""What stands on Discord about somebody whose data goes, and where their words are repeated."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import EditMessage, EditThread, Message
from cogs.desk import appeal_store, case_store, personal, store
from cogs.desk.cards import Cards
from cogs.desk.keys import effect_key
from cogs.desk.place import Place

# What repeats the words of the member whom a case is about.
REPEATS = ("reply", "answer_shown", "undo_delete")


class Erasing:
    """Empties what moderators see about somebody, and leaves them out of what they see of others.

    What is planned here must not name the person: so they are forgotten in the same transaction,
    before the cards of others are written anew.
    """

    def __init__(self, core: Core, cards: Cards) -> None:
        self._core, self._cards = core, cards

    async def begin(self, guild_id: int, member_id: int, place: Place | None) -> None:
        """Let nothing of somebody be read any more; without a place, no card is written anew."""
        async with self._core.db.write() as tx:
            quoting = await store.ids_quoting(tx, guild_id, member_id)
            await self._empty(tx, guild_id, member_id)
            await personal.forget_member(tx, guild_id, member_id)
            for item_id in quoting:
                if place is not None and place.channel_id is not None:
                    await self._cards.show(tx, place, item_id)
                else:
                    await self._blank(tx, "card", guild_id, item_id)

    async def _empty(self, tx: AsyncConnection, guild_id: int, member_id: int) -> None:
        for item_id in await store.ids_about(tx, guild_id, member_id):
            await self._blank(tx, "card", guild_id, item_id)
        for case_id in await appeal_store.ids_about(tx, guild_id, member_id):
            await self._blank(tx, "appeal", guild_id, case_id)
        for case in await case_store.of_member(tx, guild_id, member_id):
            for kind in REPEATS:
                await self._core.outbox.take_back_all(tx, guild_id, f"desk.{kind}", str(case.id))
            thread = effect_key("thread", guild_id, case.id)
            nameless = EditThread(of=thread, name=f"#{case.number}")
            if await self._core.outbox.result(tx, thread) is not None:
                key = effect_key("thread_erased", guild_id, case.id)
                await self._core.outbox.plan(tx, key, nameless)

    async def _blank(self, tx: AsyncConnection, kind: str, guild_id: int, subject: int) -> None:
        t = self._core.texts.for_guild(guild_id)
        blank = Message(text=t("This was about somebody whose data was erased."))
        changed = effect_key(f"{kind}_changed", guild_id, subject, "erased")
        of = effect_key(kind, guild_id, subject)
        await self._core.outbox.plan(tx, changed, EditMessage(of=of, message=blank))
