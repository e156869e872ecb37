"""Nothing is forgotten: what waits too long is called out, what lies with somebody is freed."""

from datetime import datetime

from bot.core import Core
from bot.effects import SendMessage
from cogs.desk import render, store
from cogs.desk.keys import effect_key
from cogs.desk.parts import Parts
from cogs.desk.place import Place

AT_ONCE = 20


class Ageing:
    """Looks at the queue from time to time."""

    def __init__(self, core: Core, parts: Parts) -> None:
        self._core, self._parts = core, parts

    async def look(self, place: Place, now: datetime) -> None:
        """Call moderators once about each item that is overdue; free what was left lying."""
        before = now - place.settings.escalate_after
        async with self._core.db.write() as tx:
            for item in await store.claimed_before(tx, place.guild_id, before):
                await self._parts.deciding.release(tx, place, item.id)
            overdue = await store.waiting_since(tx, place.guild_id, before, limit=AT_ONCE)
            if not overdue or place.channel_id is None:
                return
            for item in overdue:
                await store.change(tx, item.id, escalated_at=now)
            message = render.escalation(place.t, place, overdue)
            key = effect_key("escalation", place.guild_id, overdue[0].id)
            await self._core.outbox.plan(
                tx, key, SendMessage(channel_id=place.channel_id, message=message)
            )
