"""Nothing is forgotten: what waits too long is called out, what lies with somebody is freed."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import SendMessage
from cogs.desk import appeal_store, call_texts, case_store, store
from cogs.desk.cards import Cards
from cogs.desk.keys import APPEAL_DUE, OVERDUE, effect_key
from cogs.desk.place import Place

AT_ONCE = 20


class Ageing:
    """Notices when something is overdue."""

    def __init__(self, core: Core, cards: Cards) -> None:
        self._core, self._cards = core, cards

    async def watch(self, tx: AsyncConnection, place: Place, item_id: int, since: datetime) -> None:
        """Look at an item when nobody has decided it for too long."""
        await self._core.scheduler.schedule(
            tx,
            OVERDUE,
            guild_id=place.guild_id,
            subject=str(item_id),
            due_at=since + place.settings.escalate_after,
        )

    async def watch_appeal(
        self, tx: AsyncConnection, place: Place, case_id: int, due_at: datetime
    ) -> None:
        """Look at an appeal when it should have been decided."""
        await self._core.scheduler.schedule(
            tx, APPEAL_DUE, guild_id=place.guild_id, subject=str(case_id), due_at=due_at
        )

    async def item_is_due(self, place: Place, item_id: int, now: datetime) -> None:
        """Free an item that was left lying, and call moderators once to all that is overdue."""
        after = place.settings.escalate_after
        async with self._core.db.write() as tx:
            item = await store.find(tx, place.guild_id, item_id)
            if item is None or item.state not in store.UNSETTLED:
                return
            since = item.claimed_at or item.opened_at
            if since + after > now:
                await self.watch(tx, place, item_id, since)
                return
            if item.state == "claimed":
                await store.release(tx, item_id)
                await self._cards.show(tx, place, item_id)
            await self._call(tx, place, now)

    async def appeal_is_due(self, place: Place, case_id: int) -> None:
        """Remind moderators of an appeal, once."""
        async with self._core.db.write() as tx:
            case = await case_store.by_id(tx, case_id)
            appeal = await appeal_store.of_case(tx, case_id)
            if case is None or appeal is None or appeal.outcome or place.channel_id is None:
                return
            message = call_texts.appeal_is_due(place, case)
            key = effect_key("appeal_due", place.guild_id, case_id)
            effect = SendMessage(channel_id=place.channel_id, message=message)
            await self._core.outbox.plan(tx, key, effect)

    async def _call(self, tx: AsyncConnection, place: Place, now: datetime) -> None:
        before = now - place.settings.escalate_after
        overdue = await store.waiting_since(tx, place.guild_id, before, limit=AT_ONCE)
        if not overdue or place.channel_id is None:
            return
        for item in overdue:
            await store.change(tx, item.id, escalated_at=now)
        message = call_texts.escalation(place, overdue)
        key = effect_key("escalation", place.guild_id, overdue[0].id)
        effect = SendMessage(channel_id=place.channel_id, message=message)
        await self._core.outbox.plan(tx, key, effect)
