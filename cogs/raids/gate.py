"""Meets very young accounts: staff are asked, or a timeout is given; nobody is removed."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import EditMessage, SendMessage, TimeoutMember
from cogs.raids import render, store
from cogs.raids.keys import effect_key
from cogs.raids.place import Place
from cogs.raids.policy import Arrival
from cogs.raids.settings import GateSettings


class Gate:
    """Does what the settings say about accounts that were made shortly before they joined."""

    def __init__(self, core: Core) -> None:
        self._db, self._outbox, self._clock = core.db, core.outbox, core.clock

    async def met(self, place: Place, arrival: Arrival) -> None:
        """Look at somebody who has joined, once; in a raid, its card says enough."""
        gate = place.settings.gate
        if gate is None or arrival.joined_at - arrival.made_at >= gate.younger_than:
            return
        visit = int(arrival.joined_at.timestamp())
        async with self._db.write() as tx:
            if gate.action == "timeout":
                await self._time_out(tx, place, arrival.user_id, visit, gate)
            elif place.channel_id and await store.current(tx, place.guild_id) is None:
                key = effect_key("ask", place.guild_id, arrival.user_id, visit)
                message = render.young(place.t, arrival, visit, gate)
                effect = SendMessage(channel_id=place.channel_id, message=message)
                await self._outbox.plan(tx, key, effect)

    async def agree(self, place: Place, user_id: int, visit: int, *, by: int) -> bool:
        """Give the timeout that staff were asked about; False when it was given before."""
        gate = place.settings.gate or GateSettings()
        async with self._db.write() as tx:
            if not await self._time_out(tx, place, user_id, visit, gate):
                return False
            of = effect_key("ask", place.guild_id, user_id, visit)
            key = effect_key("answered", place.guild_id, user_id, visit)
            message = render.young_answered(place.t, user_id, by, gate)
            await self._outbox.plan(tx, key, EditMessage(of=of, message=message))
        return True

    async def _time_out(
        self, tx: AsyncConnection, place: Place, user_id: int, visit: int, gate: GateSettings
    ) -> bool:
        until = self._clock.now() + gate.lasts
        effect = TimeoutMember(member_id=user_id, until=until, reason="A very young account")
        key = effect_key("timeout", place.guild_id, user_id, visit)
        return await self._outbox.plan(tx, key, effect, expires_at=until)
