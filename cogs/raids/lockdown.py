"""Closes the channels in which everybody may write, and opens them again as they were."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import EffectKey, Result, SetOverwrites
from cogs.raids import lockdown_store, store
from cogs.raids.channels import Open
from cogs.raids.incidents import Incidents
from cogs.raids.keys import effect_key
from cogs.raids.lockdown_store import Closed
from cogs.raids.overwrites import Overwrites, reopened
from cogs.raids.place import Place
from cogs.raids.planning import FORGOTTEN
from cogs.raids.store import Incident

# What was meant for the moment of a raid is not done long after it.
MEANT_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Opening:
    """How many channels are opened again, and those in which staff have changed what we had."""

    count: int
    conflicts: Sequence[int] = ()


class Lockdown:
    """Closes and opens channels, each once; what they were like is stored before it is changed."""

    def __init__(self, core: Core, incidents: Incidents) -> None:
        self._core, self._db, self._incidents = core, core.db, incidents

    async def close(self, place: Place, channels: Sequence[Open], *, by: int, turn: int) -> int:
        """Close channels as part of the raid that is on, or of a new one; return how many."""
        now = self._core.clock.now()
        async with self._db.write() as tx:
            known = {one.channel_id for one in await lockdown_store.all_of(tx, place.guild_id)}
            fresh = [one for one in channels if one.channel_id not in known]
            if not fresh:
                return 0
            incident = await self._incidents.open(
                tx, place, reason="by_hand", by=by,
                since=now - place.settings.within, lasts=place.settings.calm,
            )  # fmt: skip
            for one in fresh:
                row = Closed(
                    guild_id=place.guild_id,
                    channel_id=one.channel_id,
                    number=incident.number,
                    turn=turn,
                    state="closing",
                    before=one.before,
                    during=one.during,
                )
                await lockdown_store.keep(tx, row)
                await self._plan(tx, row, one.during)
            await store.log(tx, incident, "closed", at=now, by_id=by, count=len(fresh))
            await self._incidents.changed(tx, place, incident)
        return len(fresh)

    async def open_all(
        self, place: Place, current: Mapping[int, Overwrites], *, by: int, turn: int
    ) -> Opening:
        """Open every channel that is closed."""
        opened = Opening(0)
        async with self._db.write() as tx:
            rows = await lockdown_store.all_of(tx, place.guild_id)
            for number in {one.number for one in rows}:
                incident = await self._incidents.find(tx, place, number)
                found = await self.open(tx, place, incident, current, by=by, turn=turn)
                opened = Opening(opened.count + found.count, (*opened.conflicts, *found.conflicts))
        return opened

    async def open(
        self,
        tx: AsyncConnection,
        place: Place,
        incident: Incident,
        current: Mapping[int, Overwrites],
        *,
        by: int,
        turn: int,
    ) -> Opening:
        """Open what an incident has closed; `current` are all channels' overwrites as they are."""
        conflicts: list[int] = []
        count = 0
        for one in await lockdown_store.all_of(tx, place.guild_id, incident.number):
            now = await self._as_it_will_be(tx, one, current)
            if now is None:
                await lockdown_store.remove(tx, one)
            elif one.state != "reopening":
                found = reopened(one.before, one.during, now)
                conflicts += [one.channel_id] if found.is_conflict else []
                count += 1
                row = replace(one, state="reopening", turn=turn)
                await lockdown_store.change(tx, row)
                await self._plan(tx, row, found.overwrites)
        at = self._core.clock.now()
        if count:
            await store.log(tx, incident, "reopened", at=at, by_id=by, count=count)
        if conflicts:
            await store.log(tx, incident, "conflict", at=at, by_id=by, count=len(conflicts))
        await self._incidents.changed(tx, place, incident)
        return Opening(count, conflicts)

    async def _as_it_will_be(
        self, tx: AsyncConnection, one: Closed, current: Mapping[int, Overwrites]
    ) -> Overwrites | None:
        """Return a channel's overwrites once it is closed; None if it is gone or never will be."""
        if one.state == "closing":
            was_stopped = await self._core.outbox.cancel(tx, _request(one))
            return None if was_stopped else one.during
        return current.get(one.channel_id)

    async def settled(self, place: Place, key: EffectKey) -> None:
        """Note whether a channel was closed or opened."""
        async with self._db.write() as tx:
            rows = await lockdown_store.all_of(tx, place.guild_id)
            one = next((one for one in rows if _request(one) == key), None)
            result = await self._core.outbox.result(tx, key) or FORGOTTEN
            if one is None or result.state in {"planned", "sending"}:
                return
            if _is_open_after(one, result):
                await lockdown_store.remove(tx, one)
            else:
                await lockdown_store.change(tx, replace(one, state="closed"))
            await self._incidents.changed(
                tx, place, await self._incidents.find(tx, place, one.number)
            )

    async def go_on(self, place: Place) -> None:
        """Note what became of channels while nobody listened, such as before a crash."""
        async with self._db.read() as tx:
            rows = await lockdown_store.all_of(tx, place.guild_id)
        for one in rows:
            if one.state != "closed":
                await self.settled(place, _request(one))

    async def _plan(self, tx: AsyncConnection, one: Closed, overwrites: Overwrites) -> None:
        effect = SetOverwrites(
            channel_id=one.channel_id, overwrites=overwrites, reason=f"Raid {one.number}"
        )
        expires_at = self._core.clock.now() + MEANT_FOR if one.state == "closing" else None
        await self._core.outbox.plan(tx, _request(one), effect, expires_at=expires_at)


def _is_open_after(one: Closed, result: Result) -> bool:
    """Tell whether a channel is open once what was asked for is settled."""
    if one.state == "reopening":
        return result.state == "sent" or result.code == "channel_gone"
    # Where closing was skipped, nothing has happened; where it failed, it may have.
    return result.state == "skipped"


def _request(one: Closed) -> EffectKey:
    """Return the key of what was asked for last."""
    kind = "unlock" if one.state == "reopening" else "lock"
    return effect_key(kind, one.guild_id, one.channel_id, one.turn)
