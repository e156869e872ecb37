"""Bans that a person has confirmed: a plan, its requests, what came of them, and the way back."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import BanMembers, EffectKey, UnbanMember
from bot.refusal import Refusal
from cogs.raids import people_store, planning, store
from cogs.raids.facts import Preview
from cogs.raids.incidents import Incidents
from cogs.raids.keys import ban_key, people_of, request_key, unban_key
from cogs.raids.place import Place
from cogs.raids.planning import Participant, Present, State, Who
from cogs.raids.store import Incident, What

# What was confirmed in the heat of a raid is not carried out long after it.
MEANT_FOR = timedelta(hours=1)


class Bans:
    """Plans bans, carries them out once, and takes them back."""

    def __init__(self, core: Core, incidents: Incidents) -> None:
        self._core, self._db, self._incidents = core, core.db, incidents

    async def preview(self, place: Place, number: int | None, who: Who, *, by: int) -> Preview:
        """Plan a ban; only the latest plan of an incident can be confirmed."""
        async with self._db.write() as tx:
            incident = await self._incidents.find(tx, place, number)
            people = await people_store.everybody(tx, incident)
            plan = planning.choose(people, _present(place, people), since=incident.since, who=who)
            incident = await store.change(tx, incident, turn=incident.turn + 1)
            await people_store.mark(tx, incident, plan.chosen, turn=incident.turn)
            count = len(plan.chosen)
            await self._log(tx, incident, "planned", by=by, count=count)
        return Preview(incident, plan, who)

    async def carry_out(self, place: Place, number: int, turn: int, *, by: int) -> int:
        """Ban those whom a plan has shown, but for those who have got a role since."""
        async with self._db.write() as tx:
            incident = await self._incidents.find(tx, place, number)
            if incident.turn != turn:
                raise Refusal(
                    "This plan was carried out already, or there is a newer one: see {command}.",
                    command="`/raid plan`",
                )
            people = await people_store.everybody(tx, incident, turn=turn)
            chosen = planning.choose(
                people, _present(place, people), since=incident.since, who="everybody"
            ).chosen
            if not chosen:
                raise Refusal("There is nobody left to ban in this plan.")
            incident = await store.change(tx, incident, turn=turn + 1)
            for batch, ids in enumerate(planning.batches(chosen)):
                await self._plan_request(tx, place, incident, batch, ids)
            await self._log(tx, incident, "banned", by=by, count=len(chosen))
            await self._incidents.changed(tx, place, incident)
        return len(chosen)

    async def spare(
        self, place: Place, number: int | None, user_ids: Collection[int], *, by: int
    ) -> int:
        """Take people out of what is planned; return how many of them were part of it."""
        async with self._db.write() as tx:
            incident = await self._incidents.find(tx, place, number)
            known = [
                one.user_id
                for one in await people_store.everybody(tx, incident)
                if one.user_id in user_ids and one.state in {"", "failed"}
            ]
            if known:
                await people_store.mark(tx, incident, known, state="spared")
                await self._log(tx, incident, "spared", by=by, count=len(known))
                await self._incidents.changed(tx, place, incident)
        return len(known)

    async def undo(
        self, tx: AsyncConnection, place: Place, incident: Incident, *, by: int
    ) -> Incident:
        """Let everybody in again whom an incident has banned."""
        banned = await people_store.everybody(tx, incident, state="banned")
        if not banned:
            return incident
        incident = await store.change(tx, incident, turn=incident.turn + 1)
        ids = [one.user_id for one in banned]
        await people_store.mark(tx, incident, ids, state="lifting", turn=incident.turn)
        reason = f"Raid {incident.number} undone"
        for user_id in ids:
            key = unban_key(place.guild_id, incident.number, incident.turn, user_id)
            await self._core.outbox.plan(tx, key, UnbanMember(member_id=user_id, reason=reason))
        await self._log(tx, incident, "undone", by=by, count=len(ids))
        return incident

    async def settled(self, place: Place, key: EffectKey) -> None:
        """Note what came of a request: whom it has banned and whom not, or let in again."""
        number, wanted = people_of(key)
        async with self._db.write() as tx:
            result = await self._core.outbox.result(tx, key) or planning.FORGOTTEN
            if result.state in {"planned", "sending"}:
                return
            incident = await self._incidents.find(tx, place, number)
            became: dict[State, list[int]] = {}
            for one in await people_store.everybody(tx, incident, **wanted):
                became.setdefault(planning.after(one, result), []).append(one.user_id)
            for state, ids in became.items():
                await people_store.mark(tx, incident, ids, state=state)
            await self._incidents.changed(tx, place, incident)

    async def go_on(self, place: Place) -> None:
        """Note what came of requests while nobody listened, such as before a crash."""
        async with self._db.read() as tx:
            under_way = await people_store.under_way(tx, place.guild_id)
        for key in dict.fromkeys(request_key(place.guild_id, *each) for each in under_way):
            await self.settled(place, key)

    async def _log(
        self, tx: AsyncConnection, incident: Incident, what: What, *, by: int, count: int
    ) -> None:
        await store.log(tx, incident, what, at=self._core.clock.now(), by_id=by, count=count)

    async def _plan_request(
        self,
        tx: AsyncConnection,
        place: Place,
        incident: Incident,
        batch: int,
        ids: tuple[int, ...],
    ) -> None:
        await people_store.mark(tx, incident, ids, state="banning", turn=incident.turn, batch=batch)
        effect = BanMembers(
            member_ids=ids,
            delete_seconds=int(place.settings.delete_messages.total_seconds()),
            reason=f"Raid {incident.number}",
        )
        await self._core.outbox.plan(
            tx, ban_key(place.guild_id, incident.number, incident.turn, batch), effect,
            expires_at=self._core.clock.now() + MEANT_FOR,
        )  # fmt: skip


def _present(place: Place, people: Sequence[Participant]) -> Mapping[int, Present]:
    found = ((one.user_id, place.member(one.user_id)) for one in people)
    return {user_id: here for user_id, here in found if here is not None}
