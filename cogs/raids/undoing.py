"""Takes back all that was done in an incident: bans, closed channels, the pause."""

from collections.abc import Mapping

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.refusal import Refusal
from cogs.raids import lockdown_store, people_store
from cogs.raids.banning import Bans
from cogs.raids.facts import UndoOffer
from cogs.raids.incidents import Incidents
from cogs.raids.lockdown import Lockdown
from cogs.raids.overwrites import Overwrites
from cogs.raids.pausing import Pauses
from cogs.raids.place import Place
from cogs.raids.store import Incident


class Undoing:
    """Undoes incidents as a whole."""

    def __init__(
        self, core: Core, incidents: Incidents, bans: Bans, pauses: Pauses, lockdown: Lockdown
    ) -> None:
        self._db, self._clock, self._incidents = core.db, core.clock, incidents
        self._bans, self._pauses, self._lockdown = bans, pauses, lockdown

    async def offer(self, place: Place, number: int | None) -> UndoOffer:
        """Return what there is to undo; Refusal when there is nothing."""
        async with self._db.read() as tx:
            return await self._offer(tx, place, await self._incidents.find(tx, place, number))

    async def undo(
        self, place: Place, number: int, current: Mapping[int, Overwrites], *, by: int, turn: int
    ) -> UndoOffer:
        """Undo an incident; return what of it is being undone."""
        async with self._db.write() as tx:
            incident = await self._incidents.find(tx, place, number)
            offer = await self._offer(tx, place, incident)
            await self._lockdown.open(tx, place, incident, current, by=by, turn=turn)
            incident = await self._pauses.end(tx, place, incident, by=by, turn=turn)
            incident = await self._bans.undo(tx, place, incident, by=by)
            await self._incidents.end(tx, place, incident, by=by)
        return offer

    async def _offer(self, tx: AsyncConnection, place: Place, incident: Incident) -> UndoOffer:
        states = (await people_store.figures(tx, incident)).states
        rows = await lockdown_store.all_of(tx, place.guild_id, incident.number)
        offer = UndoOffer(
            incident=incident,
            banned=states.get("banned", 0),
            closed=sum(one.state != "reopening" for one in rows),
            is_paused=incident.is_paused(self._clock.now()),
        )
        if offer.is_empty:
            raise Refusal("There is nothing to undo in raid {number}.", number=incident.number)
        return offer
