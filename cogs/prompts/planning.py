"""Proposes the coming prompts, takes what staff decide, and posts what was approved."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import CreateThread, EditMessage, SendMessage
from bot.refusal import Refusal
from bot.times import local_day, next_beat
from cogs.prompts import policy, render, store
from cogs.prompts.keys import NOTE, effect_key, note_key, post_key, stamp
from cogs.prompts.library import shipped
from cogs.prompts.place import Place
from cogs.prompts.policy import Item, Planned, Prompt, Results
from cogs.prompts.settings import Slot

SOON = timedelta(seconds=20)


class Planning:
    """The coming prompts of a server."""

    def __init__(self, core: Core) -> None:
        self._core, self._db, self._outbox = core, core.db, core.outbox

    async def library(self, tx: AsyncConnection, place: Place) -> dict[str, Prompt]:
        """Return every prompt in the server's language, by key."""
        language = place.t.language
        own = await store.own_prompts(tx, place.guild_id, language)
        return {prompt.key: prompt for prompt in (*own, *shipped(language))}

    async def week(self, place: Place) -> list[Item]:
        """Propose what is missing until the end of next week, and return all of it."""
        async with self._db.write() as tx:
            library = await self.library(tx, place)
            for due_at, slot in self._times(place):
                if await store.planned_at(tx, place.guild_id, due_at) is None:
                    await self._propose(tx, place, library, due_at, slot)
            results = await store.results(tx, place.guild_id)
            items = []
            for due_at, slot in self._times(place):
                planned = await store.planned_at(tx, place.guild_id, due_at)
                prompt = library.get(planned.prompt) if planned is not None else None
                known = results.get(planned.prompt, Results()) if planned is not None else Results()
                items.append(Item(due_at, slot.tags, planned, prompt, known))
        return items

    async def approve(self, place: Place, due_at: datetime) -> None:
        """Let a proposed prompt be posted."""
        await self._decide(place, due_at, state="approved")

    async def drop(self, place: Place, due_at: datetime) -> None:
        """Post nothing at this time."""
        await self._decide(place, due_at, state="dropped")

    async def approve_all(self, place: Place) -> int:
        """Approve everything that is proposed; return how many prompts that were."""
        count = 0
        for item in await self.week(place):
            if item.planned is not None and item.planned.state == "proposed":
                await self.approve(place, item.due_at)
                count += 1
        return count

    async def another(self, place: Place, due_at: datetime) -> None:
        """Propose another prompt for a time; Refusal when no other fits."""
        slot = next((slot for at, slot in self._times(place) if at == due_at), None)
        async with self._db.write() as tx:
            planned = await store.planned_at(tx, place.guild_id, due_at)
            if slot is None or planned is None or planned.state != "proposed":
                raise Refusal("This has been decided already.")
            library = await self.library(tx, place)
            fitting = await self._ranked(tx, place, library, due_at, slot)
            found = policy.after(fitting, planned.prompt)
            if found is None:
                raise Refusal("No other prompt fits here. Add one with /prompt add.")
            await store.change_planned(
                tx, place.guild_id, due_at, before="proposed", prompt=found.key
            )
            await self._have_shown(tx, place)

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
            await self._have_shown(tx, place)

    async def ask_first(self, tx: AsyncConnection, place: Place | None, subject: str) -> None:
        """Refuse where a slot has nothing to post at once."""
        slot = place.slot(subject) if place is not None else None
        if place is not None and slot is not None:
            due_at = slot.at.at_or_after(self._core.clock.now(), place.zone)
            await self._approved(tx, place, due_at)

    async def _approved(self, tx: AsyncConnection, place: Place, due_at: datetime) -> Prompt:
        """Return what was approved for a time; Refusal says why there is nothing to post."""
        planned = await store.planned_at(tx, place.guild_id, due_at)
        if planned is not None and planned.state == "posted":
            raise Refusal("The prompt of {when} is posted already.", when=due_at)
        prompt = (await self.library(tx, place)).get(planned.prompt) if planned else None
        if planned is None or planned.state != "approved" or prompt is None:
            raise Refusal(
                "No prompt is approved for {when}. Approve one with /prompt week first.",
                when=due_at,
            )
        return prompt

    async def post(self, place: Place, due_at: datetime) -> None:
        """Post what was approved for a time; nothing that nobody approved."""
        async with self._db.write() as tx:
            try:
                prompt = await self._approved(tx, place, due_at)
            except Refusal:
                return
            if place.channel_id is None:
                await self._tell_of_channel(tx, place, due_at)
                return
            message = render.post(place, prompt)
            effect = SendMessage(channel_id=place.channel_id, message=message)
            await self._outbox.plan(tx, post_key(place.guild_id, due_at), effect)
            await store.change_planned(
                tx, place.guild_id, due_at, before="approved", state="posted"
            )

    async def go_on(self, place: Place, due_at: datetime) -> None:
        """Note where a prompt was posted, and open its thread."""
        async with self._db.write() as tx:
            planned = await store.planned_at(tx, place.guild_id, due_at)
            posted = await self._outbox.result(tx, post_key(place.guild_id, due_at))
            if planned is None or planned.message_id is not None:
                return
            if posted is None or posted.state != "sent" or posted.created_id is None:
                return
            await store.change_planned(
                tx, place.guild_id, due_at, before="posted", message_id=posted.created_id
            )
            prompt = (await self.library(tx, place)).get(planned.prompt)
            if place.settings.open_thread and prompt is not None and posted.channel_id is not None:
                effect = CreateThread(
                    channel_id=posted.channel_id,
                    name=render.thread_name(prompt),
                    on_message=posted.created_id,
                )
                key = effect_key("thread", place.guild_id, stamp(due_at))
                await self._outbox.plan(tx, key, effect)

    async def catch_up(self, place: Place) -> None:
        """Go on with prompts that were posted when a process ended."""
        async with self._db.read() as tx:
            waiting = await store.posted_without_message(tx, place.guild_id)
        for due_at in waiting:
            await self.go_on(place, due_at)

    async def tell_staff(self, place: Place) -> None:
        """Show staff the coming week once a day, where something is to be decided."""
        items = await self.week(place)
        is_open = any(one.planned and one.planned.state == "proposed" for one in items)
        if place.staff_channel_id is None or not is_open:
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

    async def _have_shown(self, tx: AsyncConnection, place: Place) -> None:
        """Have a decision shown to all staff; several within a short while share an edit."""
        due_at = next_beat(self._core.clock.now(), SOON)
        await self._core.scheduler.schedule(tx, NOTE, guild_id=place.guild_id, due_at=due_at)

    async def _tell_of_channel(self, tx: AsyncConnection, place: Place, due_at: datetime) -> None:
        """Tell staff that what they approved has nowhere to go; it stays approved."""
        if place.staff_channel_id is not None:
            message = render.no_channel(place, due_at)
            effect = SendMessage(channel_id=place.staff_channel_id, message=message)
            key = effect_key("no_channel", place.guild_id, stamp(due_at))
            await self._outbox.plan(tx, key, effect)

    def _times(self, place: Place) -> list[tuple[datetime, Slot]]:
        now = self._core.clock.now()
        found = [
            (at, slot)
            for slot in place.settings.slots
            for at in policy.coming(slot.at, now, place.zone)
        ]
        return sorted(found, key=lambda pair: pair[0])

    async def _decide(self, place: Place, due_at: datetime, *, state: str) -> None:
        async with self._db.write() as tx:
            if not await store.change_planned(
                tx, place.guild_id, due_at, before="proposed", state=state
            ):
                raise Refusal("This has been decided already.")
            await self._have_shown(tx, place)

    async def _propose(
        self,
        tx: AsyncConnection,
        place: Place,
        library: dict[str, Prompt],
        due_at: datetime,
        slot: Slot,
    ) -> None:
        fitting = await self._ranked(tx, place, library, due_at, slot)
        if fitting:
            await store.add_planned(tx, place.guild_id, Planned(due_at, fitting[0].key, "proposed"))

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
