"""Takes answers, and lets those who wait move up; in one transaction, so no seat goes twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.refusal import Refusal
from cogs.events import answers, policy, store
from cogs.events.gathering import Occurrence
from cogs.events.keys import OFFER, TELL
from cogs.events.place import Place
from cogs.events.planning import Planner
from cogs.events.policy import Answer, Roster, Terms, Wish

# Offers that end together are looked at together.
A_MOMENT = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Seated:
    """How somebody stands after their answer; `line` is their place among those who wait."""

    occurrence: Occurrence
    answer: Answer | None
    line: int = 0


class Seats:
    """The seats of all occurrences, at work on the house's core."""

    def __init__(self, core: Core, planner: Planner) -> None:
        self._db, self._scheduler, self._clock = core.db, core.scheduler, core.clock
        self._planner = planner

    async def answer(
        self, place: Place, occurrence_id: int, user_id: int, wish: Wish
    ) -> Seated | None:
        """Take somebody's answer; None when the occurrence is gone, Refusal for other roles."""
        async with self._db.write() as tx:
            occurrence = await store.find(tx, place.guild_id, occurrence_id)
            if occurrence is None:
                return None
            if wish != "no" and not occurrence.details.admits(place.roles_of(user_id)):
                role = f"<@&{occurrence.details.role_id}>"
                raise Refusal("This event is for people who have the role {role}.", role=role)
            now = self._clock.now()
            if occurrence.is_over or now >= occurrence.ends_at:
                return Seated(occurrence, None)
            after = await self._change(
                tx,
                place,
                occurrence,
                lambda before, terms: policy.respond(before, user_id, wish, terms, now),
            )
            mine = after[user_id]
            line = policy.place_in_line(after, user_id) if mine.answer == "waiting" else 0
            return Seated(occurrence, mine.answer, line)

    async def fill(self, tx: AsyncConnection, place: Place, occurrence: Occurrence) -> None:
        """Let those who wait move up, after there are more seats or an offer has lapsed."""
        now = self._clock.now()
        await self._change(
            tx, place, occurrence, lambda before, terms: policy.fill(before, terms, now)
        )

    async def lapse(self, place: Place, occurrence_id: int) -> None:
        """Look after offers whose time is over."""
        async with self._db.write() as tx:
            occurrence = await store.find(tx, place.guild_id, occurrence_id)
            if occurrence is not None and not occurrence.is_over:
                await self.fill(tx, place, occurrence)

    async def pick(self, place: Place, occurrence_id: int, user_id: int) -> bool | None:
        """Give a seat by hand; False when all are taken, None when they have not asked for one."""
        async with self._db.write() as tx:
            occurrence = await store.find(tx, place.guild_id, occurrence_id)
            before = await answers.roster(tx, occurrence_id)
            if occurrence is None or user_id not in before:
                return None
            after = policy.pick(before, user_id, self._terms(place, occurrence))
            if after is None:
                return False
            await self._change(tx, place, occurrence, lambda _before, _terms: after)
            return True

    async def gone(self, place: Place, user_id: int) -> None:
        """Free the seats of somebody who has left the server."""
        now = self._clock.now()
        async with self._db.write() as tx:
            for occurrence_id in await answers.awaits(tx, place.guild_id, user_id, now):
                occurrence = await store.find(tx, place.guild_id, occurrence_id)
                if occurrence is not None and not occurrence.is_over:
                    await self._change(
                        tx,
                        place,
                        occurrence,
                        lambda before, terms: policy.withdraw(before, user_id, terms, now),
                    )

    async def _change(
        self,
        tx: AsyncConnection,
        place: Place,
        occurrence: Occurrence,
        decide: Callable[[Roster, Terms], Roster],
    ) -> Roster:
        before = await answers.roster(tx, occurrence.id)
        after = decide(before, self._terms(place, occurrence))
        if after == before:
            return after
        now = self._clock.now()
        await answers.save_roster(
            tx, place.guild_id, occurrence.id, before=before, after=after, now=now
        )
        for one in policy.moved_up(before, after):
            await self._scheduler.schedule(
                tx,
                TELL,
                guild_id=place.guild_id,
                subject=f"{occurrence.id}:{one.user_id}:{one.turn}:{one.answer}",
                due_at=now,
                payload={"what": one.answer, "user": one.user_id},
            )
        offers = [one.offer_until for one in after.values() if one.offer_until is not None]
        if offers:
            await self._scheduler.schedule(
                tx,
                OFFER,
                guild_id=place.guild_id,
                subject=str(occurrence.id),
                due_at=min(offers) + A_MOMENT,
            )
        if occurrence.is_posted:
            await self._planner.show_soon(tx, occurrence, can_wait=True)
        return after

    def _terms(self, place: Place, occurrence: Occurrence) -> Terms:
        return Terms(
            starts_at=occurrence.starts_at,
            capacity=occurrence.details.capacity,
            hand_picked=occurrence.details.hand_picked,
            offer_for=place.settings.offer_for,
        )
