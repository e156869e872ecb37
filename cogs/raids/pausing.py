"""Pauses invites and direct messages for a while; Discord ends the pause by itself."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import PauseServer
from cogs.raids import store
from cogs.raids.incidents import Incidents
from cogs.raids.keys import effect_key
from cogs.raids.place import Place
from cogs.raids.store import Incident

# Discord's instants are less exact than ours.
_SAME = timedelta(seconds=1)


class Pauses:
    """Pauses servers; a longer pause that somebody else has asked for stays."""

    def __init__(self, core: Core, incidents: Incidents) -> None:
        self._db, self._outbox, self._clock = core.db, core.outbox, core.clock
        self._incidents = incidents

    async def begin(
        self,
        tx: AsyncConnection,
        place: Place,
        incident: Incident,
        lasts: timedelta,
        *,
        by: int,
        turn: int,
    ) -> Incident:
        """Pause a server from now on; `turn` is the interaction that asks for it."""
        now = self._clock.now()
        until = now + lasts
        effect = PauseServer(
            invites_until=max(until, place.invites_until or until),
            dms_until=max(until, place.dms_until or until),
        )
        key = effect_key("pause", place.guild_id, incident.number, turn)
        if not await self._outbox.plan(tx, key, effect, expires_at=until):
            return incident
        await store.log(tx, incident, "paused", at=now, by_id=by)
        return await store.change(tx, incident, paused_until=until)

    async def end(
        self, tx: AsyncConnection, place: Place, incident: Incident, *, by: int, turn: int
    ) -> Incident:
        """End the pause of an incident, if it still lasts."""
        now, until = self._clock.now(), incident.paused_until
        if until is None or not incident.is_paused(now):
            return incident
        effect = PauseServer(
            invites_until=_others(place.invites_until, until),
            dms_until=_others(place.dms_until, until),
        )
        key = effect_key("unpause", place.guild_id, incident.number, turn)
        await self._outbox.plan(tx, key, effect, expires_at=until)
        await store.log(tx, incident, "unpaused", at=now, by_id=by)
        return await store.change(tx, incident, paused_until=None)

    async def failed(self, place: Place, number: int) -> None:
        """Note that a pause has not come about."""
        async with self._db.write() as tx:
            incident = await self._incidents.find(tx, place, number)
            if incident.paused_until is not None:
                await store.log(tx, incident, "pause_failed", at=self._clock.now())
                incident = await store.change(tx, incident, paused_until=None)
                await self._incidents.changed(tx, place, incident)


def _others(current: datetime | None, ours: datetime) -> datetime | None:
    """Return the end of a pause unless it is the one that we have asked for."""
    return current if current is not None and current > ours + _SAME else None
