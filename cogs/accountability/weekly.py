"""Opens the thread of each week, once, and sums the week up in it."""

from dataclasses import replace
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import CreateThread, EditMessage, Message, SendInside, SendMessage
from bot.places import Venue
from bot.services import AnalyticsChoices
from cogs.accountability import baton, policy, render, store, wishes
from cogs.accountability.keys import effect_key, post_key, recap_key, thread_key
from cogs.accountability.place import Place
from cogs.accountability.policy import Numbers, Opening
from cogs.accountability.reminders import Reminders
from cogs.accountability.store import Week

RECENT = 2

Opened = Literal["opened", "again", "there", "no_channel", "no_tag"]
NOT_DONE = ("failed", "skipped")


class Weekly:
    """The course of a week: its message, the thread on it, the recap."""

    def __init__(self, core: Core) -> None:
        self._core, self._db, self._outbox = core, core.db, core.outbox
        self._reminders = Reminders(core)

    async def open(self, place: Place, opening: Opening) -> Opened:
        """Open a week unless that has been done; what failed is tried again."""
        venue = place.venue
        if venue is None:
            await self._tell_staff(place, opening.week, "no_channel", render.no_channel(place))
            return "no_channel"
        if venue.wants_tag and not venue.tag_ids([place.settings.tag]):
            await self._tell_staff(place, opening.week, "no_tag", render.no_tag(place))
            return "no_tag"
        async with self._db.write() as tx:
            known = await store.week_of(tx, place.guild_id, opening.week)
            if known is not None:
                return await self._again(tx, place, venue, known)
            week = Week(
                guild_id=place.guild_id,
                week=opening.week,
                channel_id=venue.channel_id,
                opened_at=self._core.clock.now(),
            )
            await store.add_week(tx, week)
            await self._post(tx, place, venue, week, is_late=opening.is_late)
            await self._reminders.plan_week(tx, place, week.week)
        return "opened"

    async def go_on(self, place: Place, name: str) -> None:
        """Do what follows in a week from what has become of its message and its thread."""
        async with self._db.write() as tx:
            week = await store.week_of(tx, place.guild_id, name)
            if week is not None:
                await self._go_on(tx, place, week)

    async def catch_up(self, place: Place) -> None:
        """Go on with the latest weeks, should the process have ended in between."""
        async with self._db.read() as tx:
            weeks = await store.latest_weeks(tx, place.guild_id, RECENT)
        for week in weeks:
            await self.go_on(place, week.week)

    async def is_gone(self, guild_id: int, deleted_id: int) -> None:
        """Let a week be opened again whose channel, message or thread somebody has deleted."""
        async with self._db.read() as tx:
            latest = await store.latest_weeks(tx, guild_id, RECENT)
        for week in latest:
            if deleted_id in {week.channel_id, week.message_id, week.thread_id}:
                async with self._db.write() as tx:
                    await store.change_week(
                        tx, week, attempt=week.attempt + 1, message_id=None, thread_id=None
                    )

    async def recap(self, place: Place, name: str) -> None:
        """Sum a week up, once; where nobody took part there is nothing to say."""
        async with self._db.write() as tx:
            week = await store.week_of(tx, place.guild_id, name)
            if week is None or week.message_id is None or week.recap_at is not None:
                return
            numbers = await self._numbers(tx, week.guild_id, week.week)
            if numbers.people == 0:
                return
            goes_first = await self._pass_baton(tx, place, week.week)
            message = render.recap(place, week.week, numbers, goes_first)
            effect = (
                SendInside(of=thread_key(week), message=message)
                if week.thread_id is not None
                else SendMessage(
                    channel_id=week.channel_id,
                    message=message.model_copy(update={"reply_to": week.message_id}),
                )
            )
            await self._outbox.plan(tx, recap_key(week), effect)
            await store.change_week(tx, week, recap_at=self._core.clock.now())

    async def standing(self, place: Place, name: str) -> tuple[Numbers, Week | None]:
        """Return a week in numbers, and what is known of its thread."""
        async with self._db.read() as tx:
            week = await store.week_of(tx, place.guild_id, name)
            return await self._numbers(tx, place.guild_id, name), week

    async def correct_recap(self, tx: AsyncConnection, place: Place, week: Week) -> None:
        """Let a recap that was posted tell of what was said after it."""
        if week.recap_at is None:
            return
        edits = week.recap_edits + 1
        numbers = await self._numbers(tx, week.guild_id, week.week)
        goes_first = await baton.holder(tx, week.guild_id, week.week)
        message = render.recap(place, week.week, numbers, goes_first)
        key = effect_key("recap_changed", week.guild_id, str(edits), week.week)
        await self._outbox.plan(tx, key, EditMessage(of=recap_key(week), message=message))
        await store.change_week(tx, week, recap_edits=edits)

    async def tell_of_thread(self, place: Place, name: str, code: str) -> None:
        """Tell staff that a week has its message, but no thread."""
        await self._tell_staff(place, name, "no_thread", render.no_thread(place, code))

    async def _again(self, tx: AsyncConnection, place: Place, venue: Venue, week: Week) -> Opened:
        """Try once more what was given up; without anything to mend, say that it is there."""
        posted = await self._outbox.result(tx, post_key(week))
        thread = await self._outbox.result(tx, thread_key(week))
        if thread is not None and thread.state in NOT_DONE:
            changed = replace(week, thread_attempt=week.thread_attempt + 1)
            await store.change_week(tx, week, thread_attempt=changed.thread_attempt)
            if posted is not None:
                await self._go_on(tx, place, changed)
                return "again"
        elif posted is not None and posted.state in NOT_DONE:
            changed = replace(week, attempt=week.attempt + 1)
            await store.change_week(tx, week, attempt=changed.attempt)
        elif posted is None and thread is None:  # somebody has deleted what there was
            changed = week
            await store.forget_cards(tx, week)
        else:
            return "there"
        await store.change_week(tx, week, channel_id=venue.channel_id)
        changed = replace(changed, channel_id=venue.channel_id)
        await self._post(tx, place, venue, changed, is_late=False)
        return "again"

    async def _post(
        self, tx: AsyncConnection, place: Place, venue: Venue, week: Week, *, is_late: bool
    ) -> None:
        message = render.opener(place, week.week, is_late=is_late)
        if venue.is_forum:
            await self._outbox.plan(
                tx,
                thread_key(week),
                CreateThread(
                    channel_id=week.channel_id,
                    name=render.thread_name(place.t, week.week),
                    opening=message,
                    tag_ids=venue.tag_ids([place.settings.tag]),
                ),
            )
        else:
            effect = SendMessage(channel_id=week.channel_id, message=message)
            await self._outbox.plan(tx, post_key(week), effect)

    async def _go_on(self, tx: AsyncConnection, place: Place, week: Week) -> None:
        posted = await self._outbox.result(tx, post_key(week))
        thread = await self._outbox.result(tx, thread_key(week))
        if posted is not None and posted.state == "sent" and thread is None:
            await store.change_week(tx, week, message_id=posted.created_id)
            await self._outbox.plan(
                tx,
                thread_key(week),
                CreateThread(
                    channel_id=week.channel_id,
                    name=render.thread_name(place.t, week.week),
                    on_message=posted.created_id,
                ),
            )
        if thread is not None and thread.state == "sent":
            # The message that a thread hangs on, or begins with, has the id of the thread.
            await store.change_week(
                tx, week, thread_id=thread.created_id, message_id=thread.created_id
            )

    async def _pass_baton(self, tx: AsyncConnection, place: Place, name: str) -> int | None:
        """Choose whom a recap names to go first: in turn, nobody who is away or on a break."""
        for user_id in await baton.in_line(tx, place.guild_id) if place.settings.baton else ():
            breaks = await wishes.breaks_of(tx, place.guild_id, user_id)
            if place.is_here(user_id) and not policy.is_resting(breaks, name):
                await baton.give(tx, place.guild_id, user_id, name)
                return user_id
        return None

    async def _numbers(self, tx: AsyncConnection, guild_id: int, name: str) -> Numbers:
        choices = self._core.services.get(AnalyticsChoices)
        return policy.numbers(
            await store.turns_in(tx, guild_id, name),
            await store.all_goals(tx, guild_id, name),
            left_out=choices.left_out(guild_id) if choices is not None else (),
        )

    async def _tell_staff(self, place: Place, week: str, kind: str, text: str) -> None:
        if place.staff_channel_id is None:
            return
        effect = SendMessage(channel_id=place.staff_channel_id, message=Message(text=text))
        async with self._db.write() as tx:
            await self._outbox.plan(tx, effect_key(kind, place.guild_id, "", week), effect)
