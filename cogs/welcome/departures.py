"""People leaving: noted, with a greeting that is still fresh taken back, and bans remembered."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import DeleteMessage, EditMessage
from bot.outbox import Outbox
from cogs.welcome import policy, render, store
from cogs.welcome.keys import GREET, effect_key, greeting_key
from cogs.welcome.newcomer import Newcomer
from cogs.welcome.place import Place


class Departures:
    """Takes note of who leaves and of who is banned."""

    def __init__(self, core: Core) -> None:
        self._db, self._outbox, self._scheduler = core.db, core.outbox, core.scheduler
        self._clock = core.clock

    async def farewell(self, place: Place, user_id: int, name: str = "") -> None:
        """Note that somebody has left, and take the greeting back if it is still fresh."""
        now = self._clock.now()
        async with self._db.write() as tx:
            known = await store.find(tx, place.guild_id, user_id)
            if known is None or known.left_at is not None:
                return
            known = await with_greeting(tx, self._outbox, place.guild_id, known)
            if policy.takes_back(known, now=now):
                known = await self._take_back(tx, place, known, name)
            await store.save(tx, place.guild_id, replace(known, left_at=now))
            await self._scheduler.cancel(tx, GREET, guild_id=place.guild_id, subject=str(user_id))

    async def banned(self, place: Place, user_id: int) -> None:
        """Remember a ban, so that a later return is silent and staff hear of it."""
        now = self._clock.now()
        async with self._db.write() as tx:
            known = await store.find(tx, place.guild_id, user_id)
            if known is None:
                known = Newcomer(user_id=user_id, joined_at=now, left_at=now, is_returning=True)
            await store.save(tx, place.guild_id, replace(known, banned_at=now))

    async def _take_back(
        self, tx: AsyncConnection, place: Place, newcomer: Newcomer, name: str
    ) -> Newcomer:
        """Take the greeting back; returns what is known of them then."""
        greeting = greeting_key(place.guild_id, newcomer)
        if await self._outbox.cancel(tx, greeting):
            return policy.never_greeted(newcomer)
        subject, period = greeting.subject, greeting.period
        key = effect_key("taken_back", place.guild_id, subject, period)
        if place.settings.when_leaving == "delete":
            await self._outbox.plan(tx, key, DeleteMessage(of=greeting))
        elif place.settings.when_leaving == "edit":
            message = render.greeting_left(place, name or place.t("Somebody"))
            await self._outbox.plan(tx, key, EditMessage(of=greeting, message=message))
        return newcomer


async def with_greeting(
    tx: AsyncConnection, outbox: Outbox, guild_id: int, newcomer: Newcomer
) -> Newcomer:
    """Return what is known, with when the greeting was posted, or that it never will be."""
    if newcomer.greeted != "alone" or newcomer.greeted_at is not None:
        return newcomer
    result = await outbox.result(tx, greeting_key(guild_id, newcomer))
    if result is None or result.at is None:
        return newcomer
    if result.state == "sent":
        return replace(newcomer, greeted_at=result.at)
    return replace(newcomer, greeted="not")
