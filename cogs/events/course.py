"""What happens at an event's hours: it begins, people come, it ends, and it is looked back on."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import CreateThread, SendMessage
from cogs.events import answers, policy, render, store
from cogs.events.gathering import Occurrence
from cogs.events.keys import TURN, effect_key
from cogs.events.place import Place
from cogs.events.planning import Planner


class Course:
    """Moves occurrences on as time passes, also late after the bot was off."""

    def __init__(self, core: Core, planner: Planner) -> None:
        self._db, self._outbox, self._scheduler = core.db, core.outbox, core.scheduler
        self._clock, self._planner = core.clock, planner

    async def turn(self, place: Place, occurrence_id: int) -> None:
        """Begin or end an occurrence if its time has come; then see to the next one."""
        now = self._clock.now()
        async with self._db.write() as tx:
            occurrence = await store.find(tx, place.guild_id, occurrence_id)
            if occurrence is None:
                return
            due = policy.by_the_clock(
                occurrence.status, occurrence.starts_at, occurrence.ends_at, now
            )
            if due is None:
                return
            if due.status == "active":
                await self.begin(tx, place, occurrence)
                return
            await self.end(tx, place, occurrence, now)
            gathering = await store.find_series(tx, place.guild_id, occurrence.series_id)
            if gathering is not None and gathering.status == "open":
                known = await store.of_series(tx, gathering.id)
                await self._planner.tend_one(tx, place, gathering, known)

    async def begin(
        self, tx: AsyncConnection, place: Place, occurrence: Occurrence, *, in_list: bool = True
    ) -> None:
        """Let it begin: in Discord's list, with a way in, and with those who are there already."""
        begun = replace(occurrence, status="active")
        await store.save_occurrence(tx, begun)
        if in_list:
            await self._planner.set_status(tx, begun, "active")
        channel_id = begun.details.channel_id
        now = self._clock.now()
        for user_id in place.people_in(channel_id) if channel_id is not None else ():
            await answers.enter(tx, place.guild_id, begun.id, user_id, now)
        await self._scheduler.schedule(
            tx, TURN, guild_id=place.guild_id, subject=str(begun.id), due_at=begun.ends_at
        )
        if place.channel_id is not None:
            key = effect_key("begins", place.guild_id, begun.id)
            effect = SendMessage(channel_id=place.channel_id, message=render.begins(place, begun))
            await self._outbox.plan(tx, key, effect, expires_at=begun.ends_at)
        if begun.is_posted:
            await self._planner.show_soon(tx, begun)

    async def end(
        self,
        tx: AsyncConnection,
        place: Place,
        occurrence: Occurrence,
        now: datetime,
        *,
        in_list: bool = True,
    ) -> None:
        """Let it end, and look back: thanks for the host to send, and room to say how it was."""
        ended = replace(occurrence, status="completed")
        await store.save_occurrence(tx, ended)
        await answers.leave(tx, ended.id, None, min(now, ended.ends_at))
        if in_list:
            await self._planner.set_status(tx, ended, "completed")
        if ended.is_posted:
            await self._planner.show_soon(tx, ended)
        if occurrence.status == "planned":
            return
        if place.staff_channel_id is not None:
            roster = await answers.roster(tx, ended.id)
            present = await answers.present(tx, ended.id)
            came = policy.came(present, place.settings.present_after)
            going = {one.user_id for one in roster.values() if one.answer == "going"}
            message = render.looking_back(place, ended, going=len(going), came=came)
            effect = SendMessage(channel_id=place.staff_channel_id, message=message)
            key = effect_key("looking_back", place.guild_id, ended.id)
            await self._outbox.plan(tx, key, effect)
        if place.settings.ask_for_feedback and ended.message_id and place.channel_id is not None:
            thread = CreateThread(
                channel_id=place.channel_id,
                name=render.thread_name(place, ended),
                on_message=ended.message_id,
                opening=render.how_was_it(place, ended),
            )
            await self._outbox.plan(tx, effect_key("thread", place.guild_id, ended.id), thread)

    async def may_look_back(self, place: Place, occurrence: Occurrence, user_id: int) -> bool:
        """Tell whether somebody is asked how it was."""
        async with self._db.read() as tx:
            roster = await answers.roster(tx, occurrence.id)
            present = await answers.present(tx, occurrence.id)
        return policy.may_look_back(
            user_id,
            came=policy.came(present, place.settings.present_after),
            going={one.user_id for one in roster.values() if one.answer == "going"},
            in_channel=occurrence.details.channel_id is not None,
        )

    async def moved(
        self, place: Place, user_id: int, left: int | None, entered: int | None
    ) -> None:
        """Note that somebody has gone from one voice channel to another."""
        now = self._clock.now()
        async with self._db.read() as tx:
            active = [
                one
                for one in await store.coming(tx, place.guild_id, after=now, most=50)
                if one.status == "active" and one.details.channel_id in {left, entered}
            ]
        if not active:
            return
        async with self._db.write() as tx:
            for one in active:
                if one.details.channel_id == entered:
                    await answers.enter(tx, place.guild_id, one.id, user_id, now)
                else:
                    await answers.leave(tx, one.id, user_id, now)

    async def look_again(self, place: Place) -> None:
        """After a restart: note who is in the channels of events now, and who is not any more."""
        now = self._clock.now()
        async with self._db.write() as tx:
            for one in await store.coming(tx, place.guild_id, after=now, most=50):
                channel_id = one.details.channel_id
                if one.status != "active" or channel_id is None:
                    continue
                there = place.people_in(channel_id)
                for user_id in await answers.still_there(tx, one.id) - there:
                    await answers.leave(tx, one.id, user_id, now)
                for user_id in there:
                    await answers.enter(tx, place.guild_id, one.id, user_id, now)
