"""Reminds those who asked for it, once a week at most, in their own time zone."""

from dataclasses import replace
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.scheduler import Job
from bot.services import PrivateMessage, PrivateWords
from cogs.accountability import policy, render, store, wishes
from cogs.accountability.keys import REMIND, effect_key
from cogs.accountability.place import Place
from cogs.accountability.wishes import Wishes


class Reminders:
    """Plans and writes reminders."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def plan_week(self, tx: AsyncConnection, place: Place, week: str) -> None:
        """Plan the reminders of a week for all who want one."""
        for member in await wishes.to_remind(tx, place.guild_id):
            await self._plan(tx, place, member, week)

    async def change(
        self, place: Place, user_id: int, *, wanted: bool | None, zone: ZoneInfo | None
    ) -> Wishes:
        """Keep what a member wants; None leaves it as it is."""
        week = place.week(self._core.clock.now())
        async with self._core.db.write() as tx:
            member = await wishes.wishes_of(tx, place.guild_id, user_id)
            member = replace(
                member,
                wants_reminders=member.wants_reminders if wanted is None else wanted,
                zone=member.zone if zone is None else zone.key,
            )
            await wishes.save(tx, place.guild_id, member)
            if not member.wants_reminders:
                await self._core.scheduler.cancel(
                    tx, REMIND, guild_id=place.guild_id, subject=str(user_id)
                )
            elif await store.week_of(tx, place.guild_id, week) is not None:
                await self._plan(tx, place, member, week)
        return member

    async def remind(self, place: Place, job: Job) -> None:
        """Remind a member who still wants it and has not checked in."""
        user_id, week = int(job.subject), str(job.payload["week"])
        words = self._core.services.get(PrivateWords)
        if words is None or not place.is_here(user_id) or week != place.week(job.now):
            return
        t = await self._core.texts.for_member(place.guild_id, user_id)
        async with self._core.db.write() as tx:
            member = await wishes.wishes_of(tx, place.guild_id, user_id)
            turn = await store.turn_of(tx, place.guild_id, week, user_id)
            resting = policy.is_resting(await wishes.breaks_of(tx, place.guild_id, user_id), week)
            opened = await store.week_of(tx, place.guild_id, week)
            if not member.wants_reminders or turn.checked_in_at or resting or opened is None:
                return
            mine = await store.goals_of(tx, place.guild_id, week, user_id)
            await words.write(
                tx,
                PrivateMessage(
                    key=effect_key("reminder", place.guild_id, str(user_id), week),
                    member_id=user_id,
                    message=render.reminder(t, place, opened, mine),
                    asked_for=True,
                ),
            )

    async def _plan(self, tx: AsyncConnection, place: Place, member: Wishes, week: str) -> None:
        zone = ZoneInfo(member.zone) if member.zone is not None else place.zone
        due_at = policy.reminder_due(week, place.settings.remind_at, zone, place.quiet)
        if due_at is not None and due_at > self._core.clock.now():
            await self._core.scheduler.schedule(
                tx,
                REMIND,
                guild_id=place.guild_id,
                subject=str(member.user_id),
                due_at=due_at,
                payload={"week": week},
            )
