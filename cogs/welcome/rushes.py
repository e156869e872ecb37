"""Many people joining at once: greetings are held, staff told, and those who stay greeted once."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import SendMessage
from cogs.welcome import policy, render, store
from cogs.welcome.keys import effect_key
from cogs.welcome.newcomer import Newcomer
from cogs.welcome.place import Place
from cogs.welcome.staff import alert

CALM = "welcome.calm"


class Rushes:
    """Notices rushes of joins and ends them."""

    def __init__(self, core: Core) -> None:
        self._db, self._outbox, self._scheduler = core.db, core.outbox, core.scheduler
        self._clock = core.clock

    async def look(
        self, tx: AsyncConnection, place: Place, arrived: Sequence[Newcomer], now: datetime
    ) -> None:
        """See whether those who have arrived make a rush, and tell staff when one begins."""
        raid, guild_id = place.settings.raid, place.guild_id
        first = min(newcomer.joined_at for newcomer in arrived) - raid.within
        joins, began_at = policy.busiest(await store.joined_at(tx, guild_id, first), raid.within)
        rush = await store.open_rush(tx, guild_id)
        if joins <= raid.joins or began_at is None:
            if rush is not None:
                await store.mark_rush(tx, guild_id, rush[0])
            return
        began_at = rush[0] if rush is not None else began_at
        await self._keep(tx, place, began_at, now)
        await store.mark_rush(tx, guild_id, began_at)
        if rush is None:
            key = effect_key("rush", guild_id, period=began_at.isoformat())
            await alert(tx, self._outbox, place, key, render.rush_alert(place, joins))

    async def look_again(
        self, tx: AsyncConnection, place: Place, ready: Sequence[Newcomer], now: datetime
    ) -> None:
        """Take a rush up again when many of its people pass the gates at once after it was over.

        Staff have heard of it when they joined.
        """
        raid = place.settings.raid
        for began_at in {newcomer.rush for newcomer in ready if newcomer.rush is not None}:
            people = await store.joined_in_rush(tx, place.guild_id, began_at)
            passed = [one.ready_at for one in people if one.ready_at and policy.is_ungreeted(one)]
            if policy.busiest(passed, raid.within)[0] > raid.joins:
                await self._keep(tx, place, began_at, now)

    async def _keep(
        self, tx: AsyncConnection, place: Place, began_at: datetime, now: datetime
    ) -> None:
        calm_at = now + place.settings.raid.calm
        await store.keep_rush(tx, place.guild_id, began_at, calm_at=calm_at)
        await self._scheduler.schedule(tx, CALM, guild_id=place.guild_id, due_at=calm_at)

    async def is_on(self, place: Place) -> bool:
        """Tell whether a rush is under way."""
        async with self._db.read() as tx:
            return await store.open_rush(tx, place.guild_id) is not None

    async def calm_down(self, place: Place) -> None:
        """End a rush that is over, and greet those who stayed with one message."""
        now = self._clock.now()
        async with self._db.write() as tx:
            rush = await store.open_rush(tx, place.guild_id)
            if rush is None:
                return
            began_at, calm_at = rush
            if now < calm_at:
                await self._scheduler.schedule(tx, CALM, guild_id=place.guild_id, due_at=calm_at)
                return
            await store.end_rush(tx, place.guild_id, began_at, now)
            joined = await store.joined_in_rush(tx, place.guild_id, began_at)
            held = [newcomer for newcomer in joined if _is_held(place, newcomer, now)]
            if held:
                await self._greet_together(tx, place, calm_at, held, now)

    async def _greet_together(
        self,
        tx: AsyncConnection,
        place: Place,
        calm_at: datetime,
        held: Sequence[Newcomer],
        now: datetime,
    ) -> None:
        channel_id = place.channel_id if place.settings.raid.greet_together else None
        for newcomer in held:
            settled = replace(
                newcomer,
                greeted="not" if channel_id is None else "together",
                greeting_at=now,
                greeted_at=None if channel_id is None else now,
            )
            await store.save(tx, place.guild_id, settled)
        if channel_id is None:
            return
        message = render.together(place, [newcomer.user_id for newcomer in held])
        await self._outbox.plan(
            tx,
            effect_key("together", place.guild_id, period=calm_at.isoformat()),
            SendMessage(channel_id=channel_id, message=message),
            expires_at=now + place.settings.late_within,
        )


def _is_held(place: Place, newcomer: Newcomer, now: datetime) -> bool:
    facts = place.member(newcomer.user_id)
    return facts is not None and policy.is_held(newcomer, facts, now=now, settings=place.settings)
