"""Members waving to newcomers, and newcomers ticking off their first steps."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Literal

from bot.core import Core
from bot.effects import EditMessage
from cogs.welcome import progress, render, store
from cogs.welcome.keys import effect_key, greeting_key
from cogs.welcome.place import Place

SHOW_WAVES = "welcome.waves"
# Waves come in flocks: they are shown together rather than each with an edit of its own.
GATHER_WAVES = timedelta(seconds=2)

Wave = Literal["first", "again", "own", "gone"]


class Company:
    """Keeps waves and ticks, and shows who has waved below the greeting."""

    def __init__(self, core: Core) -> None:
        self._db, self._outbox, self._scheduler = core.db, core.outbox, core.scheduler
        self._clock = core.clock

    async def wave(self, place: Place, newcomer_id: int, user_id: int) -> Wave:
        """Let somebody wave to a newcomer, once."""
        if newcomer_id == user_id:
            return "own"
        now = self._clock.now()
        async with self._db.write() as tx:
            newcomer = await store.find(tx, place.guild_id, newcomer_id)
            if newcomer is None or newcomer.left_at is not None:
                return "gone"
            if not await progress.wave(tx, place.guild_id, newcomer_id, user_id, now):
                return "again"
            await self._scheduler.schedule(
                tx,
                SHOW_WAVES,
                guild_id=place.guild_id,
                subject=str(newcomer_id),
                due_at=now + GATHER_WAVES,
            )
        return "first"

    async def show_waves(self, place: Place, newcomer_id: int) -> None:
        """Write below the greeting who has waved so far."""
        async with self._db.write() as tx:
            newcomer = await store.find(tx, place.guild_id, newcomer_id)
            wavers = await progress.waved(tx, place.guild_id, newcomer_id)
            if newcomer is None or newcomer.left_at is not None or not wavers:
                return
            message = render.greeting_waved(place, newcomer_id, newcomer.greeting_text, wavers)
            key = effect_key("waves", place.guild_id, str(newcomer_id), str(len(wavers)))
            greeting = greeting_key(place.guild_id, newcomer)
            await self._outbox.plan(tx, key, EditMessage(of=greeting, message=message))

    async def steps_done(self, place: Place, user_id: int) -> frozenset[str]:
        """Return the steps that somebody has ticked."""
        async with self._db.read() as tx:
            return await progress.steps_done(tx, place.guild_id, user_id)

    async def tick(
        self, place: Place, user_id: int, step: str, all_steps: Sequence[str]
    ) -> frozenset[str]:
        """Tick a step or take the tick away; who has ticked all has found their way."""
        now = self._clock.now()
        async with self._db.write() as tx:
            if step in all_steps:
                await progress.tick(tx, place.guild_id, user_id, step, now)
            done = await progress.steps_done(tx, place.guild_id, user_id)
            newcomer = await store.find(tx, place.guild_id, user_id)
            if newcomer and newcomer.oriented_at is None and done.issuperset(all_steps):
                await store.save(tx, place.guild_id, replace(newcomer, oriented_at=now))
        return done
