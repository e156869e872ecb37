"""Watches who joins, and notices when it is a raid."""

import asyncio
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.core import Core
from cogs.raids import people_store, policy, store
from cogs.raids.incidents import Incidents
from cogs.raids.place import Place
from cogs.raids.planning import Participant
from cogs.raids.policy import Arrival, Reason, Sign


@dataclass(slots=True)
class Crowd:
    """Those who have joined a server lately and what they were seen to share, in memory alone."""

    arrivals: Mapping[int, Arrival] = field(default_factory=dict)
    shared: Mapping[int, frozenset[Sign]] = field(default_factory=dict)
    waiting: list[Arrival] = field(default_factory=list)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Watch:
    """Looks at those who join, together: whoever joins during a look is part of the next one."""

    def __init__(self, core: Core, incidents: Incidents) -> None:
        self._db, self._incidents = core.db, incidents
        self._crowds: defaultdict[int, Crowd] = defaultdict(Crowd)

    async def joined(self, place: Place, arrivals: Iterable[Arrival]) -> None:
        """Take note of people who have joined, in that order."""
        crowd = self._crowds[place.guild_id]
        crowd.waiting += arrivals
        async with crowd.turn:
            batch, crowd.waiting = crowd.waiting, []
            if batch:
                await self._look(place, crowd, batch)

    async def look_again(self, place: Place) -> None:
        """Make those who have joined lately part of an incident that was opened by hand."""
        crowd = self._crowds[place.guild_id]
        async with crowd.turn:
            await self._look(place, crowd, ())

    def has_not_heard(self, guild_id: int, user_id: int) -> bool:
        """Tell whether somebody has joined lately and has not written yet."""
        known = self._crowds[guild_id].arrivals.get(user_id)
        return known is not None and not known.words

    async def wrote(self, place: Place, user_id: int, text: str) -> None:
        """Take note of the first words of somebody who has joined lately."""
        known = self._crowds[place.guild_id].arrivals.get(user_id)
        words = policy.gist(text)
        if known is not None and words:
            await self.joined(place, [replace(known, words=words)])

    async def _look(self, place: Place, crowd: Crowd, batch: Iterable[Arrival]) -> None:
        async with self._db.read() as tx:
            latest = await store.find(tx, place.guild_id)
        ended_at = latest.ended_at if latest is not None else None
        is_open = latest is not None and ended_at is None
        found, reason = policy.gather(
            _after(crowd.arrivals.values(), ended_at), _after(batch, ended_at), place.settings,
            is_open=is_open,
        )  # fmt: skip
        crowd.arrivals = {one.user_id: one for one in found}
        if crowd.arrivals and (is_open or reason is not None):
            await self._keep(place, crowd, reason)

    async def _keep(self, place: Place, crowd: Crowd, reason: Reason | None) -> None:
        arrivals = crowd.arrivals.values()
        shared = policy.signs(arrivals, place.settings)
        async with self._db.write() as tx:
            if await store.current(tx, place.guild_id) is None:
                if reason is None:
                    return
                crowd.shared = {}
            incident = await self._incidents.open(
                tx, place, reason=reason or "", lasts=place.settings.calm,
                since=min(one.joined_at for one in arrivals),
            )  # fmt: skip
            people = [
                Participant(one.user_id, one.joined_at, shared[one.user_id])
                for one in arrivals
                if crowd.shared.get(one.user_id) != shared[one.user_id]
            ]
            await people_store.keep(tx, incident, people)
            await self._incidents.changed(tx, place, incident)
        crowd.shared = shared


def _after(arrivals: Iterable[Arrival], ended_at: datetime | None) -> Iterable[Arrival]:
    """Leave out those who were part of the incident before; it was looked at by people."""
    return [one for one in arrivals if ended_at is None or one.joined_at > ended_at]
