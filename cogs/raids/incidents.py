"""Opens incidents, ends them, and keeps the one card of each as it should read."""

from datetime import datetime, timedelta
from itertools import islice

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import EditMessage, SendMessage
from bot.refusal import Refusal
from cogs.raids import lockdown_store, people_store, policy, render, store
from cogs.raids.facts import IncidentFacts
from cogs.raids.keys import CALM, REFRESH, card_key
from cogs.raids.place import Place
from cogs.raids.store import Incident

EXAMPLES = 5


class Incidents:
    """The incidents of all servers; of each, one at a time is not over."""

    def __init__(self, core: Core) -> None:
        self._core, self._db, self._clock = core, core.db, core.clock

    async def open(
        self,
        tx: AsyncConnection,
        place: Place,
        *,
        reason: str,
        since: datetime,
        lasts: timedelta,
        by: int | None = None,
    ) -> Incident:
        """Open an incident, or go on with the one that is not over, for at least so long."""
        now = self._clock.now()
        incident = await store.current(tx, place.guild_id)
        if incident is None:
            incident = await store.begin(
                tx, place.guild_id, reason=reason, since=since, now=now, calm_at=now + lasts
            )
            await store.log(tx, incident, "noticed" if by is None else "opened", at=now, by_id=by)
        calm_at = max(incident.calm_at, now + lasts)
        incident = await store.change(tx, incident, calm_at=calm_at)
        await self._core.scheduler.schedule(
            tx, CALM, guild_id=place.guild_id, subject=str(incident.number), due_at=calm_at
        )
        return incident

    async def find(self, tx: AsyncConnection, place: Place, number: int | None) -> Incident:
        """Return an incident, the latest without a number; Refusal when there is none."""
        incident = await store.find(tx, place.guild_id, number)
        if incident is None and number is None:
            raise Refusal("There has been no raid here.")
        if incident is None:
            raise Refusal("There is no raid with the number {number} here.", number=number)
        return incident

    async def end(
        self, tx: AsyncConnection, place: Place, incident: Incident, *, by: int | None
    ) -> Incident:
        """End an incident: whoever joins from now on is not part of it."""
        now = self._clock.now()
        if incident.ended_at is None:
            incident = await store.change(tx, incident, ended_at=now)
            await store.log(tx, incident, "ended", at=now, by_id=by)
        await self.changed(tx, place, incident)
        return incident

    async def changed(self, tx: AsyncConnection, place: Place, incident: Incident) -> None:
        """Have the card say what was changed in this transaction: a new one now, or else soon."""
        if incident.revision == 0:
            await self.show(tx, place, incident)
            return
        await self._core.scheduler.schedule(
            tx, REFRESH, guild_id=incident.guild_id, subject=str(incident.number),
            due_at=policy.next_change(incident.opened_at, self._clock.now()),
        )  # fmt: skip

    async def calm_down(self, place: Place, number: int) -> None:
        """End an incident in which nobody has joined for a while."""
        async with self._db.write() as tx:
            incident = await store.find(tx, place.guild_id, number)
            is_open = incident is not None and incident.ended_at is None
            if incident is not None and is_open and incident.calm_at <= self._clock.now():
                await self.end(tx, place, incident, by=None)

    async def refresh(self, place: Place, number: int) -> None:
        """Change a card."""
        async with self._db.write() as tx:
            incident = await store.find(tx, place.guild_id, number)
            if incident is not None:
                await self.show(tx, place, incident)

    async def show(self, tx: AsyncConnection, place: Place, incident: Incident) -> None:
        """Plan the card as it should read now."""
        if place.channel_id is None:
            return
        outbox, revision = self._core.outbox, incident.revision
        first, facts = card_key(incident, 0), await self.facts(tx, place, incident)
        if revision == 0:
            message = render.card(place.t, facts, call=place.call)
            await outbox.plan(tx, first, SendMessage(channel_id=place.channel_id, message=message))
        else:
            if revision > 1:  # an earlier change that still waits is out of date
                await outbox.cancel(tx, card_key(incident, revision - 1))
            edit = EditMessage(of=first, message=render.card(place.t, facts))
            await outbox.plan(tx, card_key(incident, revision), edit)
        await store.change(tx, incident, revision=revision + 1)

    async def facts(self, tx: AsyncConnection, place: Place, incident: Incident) -> IncidentFacts:
        """Return what there is to say about an incident."""
        people = await people_store.everybody(tx, incident)
        likely = sorted(people, key=lambda one: not one.signs)
        names = filter(None, (place.name_of(one.user_id) for one in likely))
        return IncidentFacts(
            incident=incident,
            figures=await people_store.figures(tx, incident),
            examples=tuple(islice(names, EXAMPLES)),
            closed=len(await lockdown_store.all_of(tx, place.guild_id, incident.number)),
            is_paused=incident.is_paused(self._clock.now()),
            log=await store.log_of(tx, incident),
        )
