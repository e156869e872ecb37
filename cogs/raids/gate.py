"""Meets very young accounts: staff are asked, or a timeout is given; nobody is removed."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import EditMessage, EndTimeout, SendMessage, TimeoutMember
from cogs.raids import policy, render, store
from cogs.raids.keys import effect_key
from cogs.raids.place import Place
from cogs.raids.policy import Arrival
from cogs.raids.settings import GateSettings

REASON = "A very young account"


class Gate:
    """Does what the settings say about accounts that were made shortly before they joined."""

    def __init__(self, core: Core) -> None:
        self._db, self._outbox, self._clock = core.db, core.outbox, core.clock

    async def met(self, place: Place, arrival: Arrival) -> None:
        """Look at somebody who has joined, once.

        Not in a raid: its card says enough, and hundreds of requests would hold up its end.
        """
        gate = place.settings.gate
        if gate is None or not policy.is_young(arrival, gate.younger_than):
            return
        visit = int(arrival.joined_at.timestamp())
        is_held = gate.action == "timeout"
        async with self._db.write() as tx:
            if await store.current(tx, place.guild_id) is not None:
                return
            if is_held:
                await self._hold(tx, place, arrival.user_id, visit, gate)
            if place.channel_id is not None:
                message = render.young(place.t, arrival, visit, gate.lasts, is_held=is_held)
                effect = SendMessage(channel_id=place.channel_id, message=message)
                key = effect_key("young", place.guild_id, arrival.user_id, visit)
                await self._outbox.plan(tx, key, effect)

    async def decide(
        self, place: Place, user_id: int, visit: int, *, by: int, is_held: bool
    ) -> bool:
        """Give somebody a timeout or end it; False when that was decided before."""
        gate = place.settings.gate or GateSettings()
        act = self._hold if is_held else self._free
        async with self._db.write() as tx:
            if not await act(tx, place, user_id, visit, gate):
                return False
            shown = effect_key("young", place.guild_id, user_id, visit)
            message = render.young_decided(
                place.t, user_id, visit, gate.lasts, by=by, is_held=is_held
            )
            kind = "young_held" if is_held else "young_freed"
            key = effect_key(kind, place.guild_id, user_id, visit)
            await self._outbox.plan(tx, key, EditMessage(of=shown, message=message))
        return True

    async def _hold(
        self, tx: AsyncConnection, place: Place, user_id: int, visit: int, gate: GateSettings
    ) -> bool:
        until = self._clock.now() + gate.lasts
        effect = TimeoutMember(member_id=user_id, until=until, reason=REASON)
        key = effect_key("timeout", place.guild_id, user_id, visit)
        return await self._outbox.plan(tx, key, effect, expires_at=until)

    async def _free(
        self, tx: AsyncConnection, place: Place, user_id: int, visit: int, _: GateSettings
    ) -> bool:
        key = effect_key("end_timeout", place.guild_id, user_id, visit)
        return await self._outbox.plan(tx, key, EndTimeout(member_id=user_id, reason=REASON))
