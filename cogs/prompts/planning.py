"""Proposes the coming prompts and takes what staff decide."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import EditMessage, SendMessage
from bot.refusal import Refusal
from bot.texts import N_
from bot.times import local_day, next_beat
from cogs.prompts import policy, render, results_store, store
from cogs.prompts.keys import NOTE, effect_key, note_key, stamp
from cogs.prompts.library import shipped
from cogs.prompts.place import Place
from cogs.prompts.policy import Item, Planned, Prompt, Results, State
from cogs.prompts.settings import Slot

SOON = timedelta(seconds=20)
CHANGED = N_("This is not how it stands any more. Look through the prompts once more.")


async def library_of(tx: AsyncConnection, place: Place) -> dict[str, Prompt]:
    """Return every prompt in the server's language, by key."""
    language = place.t.language
    own = await store.own_prompts(tx, place.guild_id, language)
    return {prompt.key: prompt for prompt in (*own, *shipped(language))}


async def have_shown(tx: AsyncConnection, core: Core, place: Place) -> None:
    """Have a change shown to all staff; several within a short while share an edit."""
    due_at = next_beat(core.clock.now(), SOON)
    await core.scheduler.schedule(tx, NOTE, guild_id=place.guild_id, due_at=due_at)


class Planning:
    """The coming prompts of a server."""

    def __init__(self, core: Core) -> None:
        self._core, self._db, self._outbox = core, core.db, core.outbox

    async def slots_are(self, place: Place) -> None:
        """Propose again, for the times that count now, what was meant for others."""
        async with self._db.write() as tx:
            times = [due_at for due_at, _ in self._times(place)]
            freed = await store.free(tx, place.guild_id, self._core.clock.now(), but=times)
            if freed:
                wanted = {one.prompt for one in freed if one.state == "approved"}
                await self._fill(tx, place, await library_of(tx, place), first=wanted)
                await have_shown(tx, self._core, place)

    async def week(self, place: Place) -> list[Item]:
        """Propose what is missing until the end of next week, and return all of it."""
        async with self._db.write() as tx:
            library = await library_of(tx, place)
            await self._fill(tx, place, library)
            results = await results_store.results(tx, place.guild_id)
            items = []
            for due_at, slot in self._times(place):
                planned = await store.planned_at(tx, place.guild_id, due_at)
                prompt = library.get(planned.prompt) if planned is not None else None
                known = results.get(planned.prompt, Results()) if planned is not None else Results()
                items.append(Item(due_at, slot.tags, planned, prompt, known))
        return items

    async def approve(self, place: Place, due_at: datetime, prompt: str) -> None:
        """Let a proposed prompt be posted."""
        await self._decide(place, due_at, prompt, state="approved")

    async def drop(self, place: Place, due_at: datetime, prompt: str) -> None:
        """Post nothing at this time."""
        await self._decide(place, due_at, prompt, state="dropped")

    async def approve_all(self, place: Place, seen: int) -> None:
        """Approve everything that is proposed; Refusal where that is not what was seen."""
        items = await self.week(place)
        if policy.fingerprint(items) != seen:
            raise Refusal(CHANGED)
        for one in policy.proposals(items):
            await self.approve(place, one.due_at, one.prompt)

    async def another(self, place: Place, due_at: datetime, prompt: str) -> None:
        """Propose another prompt for a time; Refusal when no other fits."""
        slot = next((slot for at, slot in self._times(place) if at == due_at), None)
        async with self._db.write() as tx:
            planned = await store.planned_at(tx, place.guild_id, due_at)
            if slot is None or planned != Planned(due_at, prompt, "proposed"):
                raise Refusal(CHANGED)
            library = await library_of(tx, place)
            fitting = await self._ranked(tx, place, library, due_at, slot)
            found = policy.after(fitting, prompt)
            if found is None:
                raise Refusal("No other prompt fits here. Add one with /prompt add.")
            await store.change_planned(
                tx, place.guild_id, due_at, before="proposed", prompt=found.key
            )
            await have_shown(tx, self._core, place)

    async def rewrite(self, place: Place, due_at: datetime, text: str, author_id: int) -> None:
        """Put words of one's own in the place of what is proposed, and approve them."""
        slot = next((slot for at, slot in self._times(place) if at == due_at), None)
        async with self._db.write() as tx:
            own_id = await store.add_own(
                tx,
                place.guild_id,
                language=place.t.language,
                text=text,
                tags=slot.tags if slot is not None else (),
                state="active",
                author_id=author_id,
                wants_credit=False,
            )
            key = f"{store.OWN}{own_id}"
            if not await store.change_planned(
                tx, place.guild_id, due_at, before="proposed", prompt=key, state="approved"
            ):
                raise Refusal("This has been decided already.")
            await have_shown(tx, self._core, place)

    async def tell_staff(self, place: Place) -> None:
        """Show staff the coming week once a day, where something is to be decided."""
        items = await self.week(place)
        if place.staff_channel_id is None or not policy.proposals(items):
            return
        day = local_day(self._core.clock.now(), place.zone).isoformat()
        effect = SendMessage(
            channel_id=place.staff_channel_id, message=render.staff_note(place, items)
        )
        async with self._db.write() as tx:
            await store.keep_note(tx, place.guild_id, day)
            await self._outbox.plan(tx, note_key(place.guild_id, day), effect)

    async def refresh_note(self, place: Place, at: datetime) -> None:
        """Show in the latest note how the coming prompts stand."""
        items = await self.week(place)
        async with self._db.write() as tx:
            day = await store.note_day(tx, place.guild_id)
            if day is not None:
                message = render.staff_note(place, items)
                edit = EditMessage(of=note_key(place.guild_id, day), message=message)
                key = effect_key("week_changed", place.guild_id, day, stamp(at))
                await self._outbox.plan(tx, key, edit)

    def _times(self, place: Place) -> list[tuple[datetime, Slot]]:
        now = self._core.clock.now()
        found = [
            (at, slot)
            for slot in place.settings.slots
            for at in policy.coming(slot.at, now, place.zone)
        ]
        return sorted(found, key=lambda pair: pair[0])

    async def _decide(self, place: Place, due_at: datetime, prompt: str, *, state: State) -> None:
        async with self._db.write() as tx:
            if not await store.decide_planned(tx, place.guild_id, due_at, prompt, state=state):
                raise Refusal(CHANGED)
            await have_shown(tx, self._core, place)

    async def _fill(
        self,
        tx: AsyncConnection,
        place: Place,
        library: dict[str, Prompt],
        first: Collection[str] = (),
    ) -> None:
        """Propose a prompt for every time that has none; of those that fit, `first` ones first."""
        for due_at, slot in self._times(place):
            if await store.planned_at(tx, place.guild_id, due_at) is None:
                fitting = await self._ranked(tx, place, library, due_at, slot)
                if fitting:
                    chosen = next((one for one in fitting if one.key in first), fitting[0])
                    proposed = Planned(due_at, chosen.key, "proposed")
                    await store.add_planned(tx, place.guild_id, proposed)

    async def _ranked(
        self,
        tx: AsyncConnection,
        place: Place,
        library: dict[str, Prompt],
        due_at: datetime,
        slot: Slot,
    ) -> list[Prompt]:
        coming = await store.planned_from(tx, place.guild_id, self._core.clock.now())
        return policy.ranked(
            library.values(),
            tags=slot.tags,
            theme=policy.theme_of(place.settings.themes, local_day(due_at, place.zone)),
            last_used=await store.last_used(tx, place.guild_id),
            taken={one.prompt for one in coming if one.due_at != due_at},
            not_after=due_at - place.settings.not_again_within,
        )
