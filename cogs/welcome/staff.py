"""What staff hear of newcomers: what looks wrong, and who has been quiet for a while."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import EditMessage, EffectKey, Message, SendMessage
from bot.outbox import Outbox
from bot.times import local_instant
from cogs.welcome import policy, progress, render, store
from cogs.welcome.figures import CONTRIBUTES_WITHIN, Figures, figures
from cogs.welcome.keys import effect_key
from cogs.welcome.newcomer import Newcomer
from cogs.welcome.place import Place
from cogs.welcome.report import Row

NOTE = "welcome.quiet_note"
MONTH = timedelta(days=30)


async def alert(
    tx: AsyncConnection, outbox: Outbox, place: Place, key: EffectKey, text: str
) -> None:
    """Tell staff in their channel, where there is one."""
    if place.staff_channel_id is not None:
        effect = SendMessage(channel_id=place.staff_channel_id, message=Message(text=text))
        await outbox.plan(tx, key, effect)


class StaffNotes:
    """The daily note about newcomers who have not written anything yet."""

    def __init__(self, core: Core) -> None:
        self._db, self._outbox, self._scheduler = core.db, core.outbox, core.scheduler
        self._clock = core.clock

    async def plan(self, place: Place) -> None:
        """Have the note posted at the times that the settings name now.

        A note that was missed while the bot was off stays due.
        """
        times = place.settings.quiet.note_at
        async with self._db.write() as tx:
            planned = f"{times} {place.zone.key}"
            if await store.change_note_times(tx, place.guild_id, planned):
                await self._scheduler.repeat(
                    tx, NOTE, guild_id=place.guild_id, times=times, zone=place.zone
                )

    async def quiet_newcomers(self, place: Place) -> Sequence[Newcomer]:
        """Return who has been quiet for long, whether staff were told or not."""
        now, after = self._clock.now(), place.settings.quiet.after
        async with self._db.read() as tx:
            present = await store.present(tx, place.guild_id)
        return [
            newcomer
            for newcomer in present.values()
            if policy.is_quiet(newcomer, now=now, after=after) and _is_plain_member(place, newcomer)
        ]

    async def newcomers(self, place: Place) -> Sequence[Row]:
        """Return everybody who is new and has not settled, who has been quiet first."""
        now, after = self._clock.now(), place.settings.quiet.after
        async with self._db.read() as tx:
            present = await store.present(tx, place.guild_id)
            steps = await progress.count_steps(tx, place.guild_id)
        rows = [
            Row(one, steps.get(one.user_id, 0), policy.is_quiet(one, now=now, after=after))
            for one in present.values()
            if policy.is_new(one, now=now) and _is_plain_member(place, one)
        ]
        return sorted(rows, key=lambda row: (not row.is_quiet, row.newcomer.joined_at))

    async def figures(self, place: Place) -> Figures:
        """Count this week's newcomers, and how those of the month before have done."""
        now = self._clock.now()
        monday = place.day(now) - timedelta(days=place.day(now).weekday())
        week = local_instant(monday, time(), place.zone)
        grown = now - CONTRIBUTES_WITHIN
        async with self._db.read() as tx:
            this_week = await store.joined_between(tx, place.guild_id, week, now)
            matured = await store.joined_between(tx, place.guild_id, grown - MONTH, grown)
        return figures(this_week, matured, now=now)

    async def post_note(self, place: Place) -> None:
        """Tell staff of those of whom they have not heard yet: once a day, if there are any."""
        if place.staff_channel_id is None:
            return
        day = place.day(self._clock.now())
        fresh = [one for one in await self.quiet_newcomers(place) if one.noted_on is None]
        if not fresh:
            return
        async with self._db.write() as tx:
            if not await store.add_note(tx, place.guild_id, day):
                return
            for newcomer in fresh:
                current = await store.find(tx, place.guild_id, newcomer.user_id)
                if current is not None:
                    await store.save(tx, place.guild_id, replace(current, noted_on=day))
            await self._outbox.plan(
                tx,
                _note_key(place, day),
                SendMessage(
                    channel_id=place.staff_channel_id,
                    message=render.quiet_note(place, day, [one.user_id for one in fresh]),
                ),
            )

    async def take_care(self, place: Place, day: date, user_id: int) -> bool:
        """Note that somebody has taken care of a day's note; False when somebody had already."""
        async with self._db.write() as tx:
            if not await store.note_done(tx, place.guild_id, day, user_id, self._clock.now()):
                return False
            noted = [one.user_id for one in await store.noted_on(tx, place.guild_id, day)]
            message = render.quiet_note_done(place, noted, user_id)
            key = effect_key("quiet_note_done", place.guild_id, period=day.isoformat())
            await self._outbox.plan(tx, key, EditMessage(of=_note_key(place, day), message=message))
            return True


def _note_key(place: Place, day: date) -> EffectKey:
    return effect_key("quiet_note", place.guild_id, period=day.isoformat())


def _is_plain_member(place: Place, newcomer: Newcomer) -> bool:
    facts = place.member(newcomer.user_id)
    return facts is not None and not facts.is_staff
