"""The list of unanswered posts: one message per period, which keeps itself up to date."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import EditMessage, Message, SendMessage
from bot.refusal import Refusal
from bot.texts import Translation
from cogs.zero_reply import digest_store, helping, registry_store, render
from cogs.zero_reply.digest_store import MOST_ITEMS, Digest
from cogs.zero_reply.helping import Choice
from cogs.zero_reply.keys import digest_key, effect_key
from cogs.zero_reply.opener import UNSURE_FOR, Opener
from cogs.zero_reply.place import Place
from cogs.zero_reply.render import PAGE, Listed

DIGEST = "zero_reply.digest"
DAY = timedelta(days=1)
MONTH = timedelta(days=30)
MOST_OF_WHO_LEFT = 3


class Digests:
    """Posts the list at its times, and shows it to whoever asks."""

    def __init__(self, core: Core) -> None:
        self._db, self._outbox, self._scheduler = core.db, core.outbox, core.scheduler
        self._clock = core.clock

    async def plan(self, place: Place) -> None:
        """Have the list posted at the times that the settings name now."""
        async with self._db.write() as tx:
            await digest_store.begin_place(tx, place.guild_id, self._clock.now())
            times = place.settings.digest_at
            if await digest_store.change_times(tx, place.guild_id, f"{times} {place.zone.key}"):
                await self._scheduler.repeat(
                    tx, DIGEST, guild_id=place.guild_id, times=times, zone=place.zone
                )

    async def ask_first(self, place: Place | None) -> None:
        """Refuse where there is nowhere to post the list."""
        if place is not None and place.channel_id is None:
            raise Refusal(
                "There is no channel for the list. Name one under {setting}.",
                setting="`features.zero_reply.channel`",
            )

    async def post(self, place: Place, due_at: datetime) -> None:
        """Post the list of the day on which it fell due, once."""
        if place.channel_id is None:
            return
        period = place.day(due_at).isoformat()
        now = self._clock.now()
        async with self._db.write() as tx:
            since = self._window(place, due_at)
            waiting = await _to_show(tx, place, now, since=since, limit=MOST_ITEMS)
            items = dict(enumerate(waiting, 1))
            listed = await self._listed(tx, place, items, since, now)
            message = render.digest(place, listed)
            digest = Digest(period, since, now, 0, _fingerprint(message))
            ids = [one.opener_id for one in waiting]
            if not await digest_store.keep(tx, place.guild_id, digest, ids):
                return
            effect = SendMessage(channel_id=place.channel_id, message=message)
            await self._outbox.plan(tx, digest_key(place.guild_id, period), effect)

    async def refresh(self, place: Place, period: str) -> None:
        """Let the list say how things are now."""
        now = self._clock.now()
        async with self._db.write() as tx:
            digest = await digest_store.find(tx, place.guild_id, period)
            if digest is None:
                return
            items = await digest_store.items_of(tx, place.guild_id, period)
            listed = await self._listed(tx, place, items, digest.since, now)
            message = render.digest(place, listed)
            if digest.shown == (shown := _fingerprint(message)):
                return
            revision = await digest_store.revise(tx, place.guild_id, digest, shown)
            key = effect_key("digest_change", place.guild_id, period, str(revision))
            edit = EditMessage(of=digest_key(place.guild_id, period), message=message)
            await self._outbox.plan(tx, key, edit)

    async def page(self, place: Place, number: int) -> tuple[Listed, bool]:
        """Return a page of what waits now, and whether more follow."""
        now = self._clock.now()
        since = self._window(place, now)
        async with self._db.read() as tx:
            first = number * PAGE
            # In steps, so that posts keep their order while pages are turned.
            limit = (first // MOST_ITEMS + 1) * MOST_ITEMS + 1
            waiting = await _to_show(tx, place, now, since=since, limit=limit)
            items = dict(enumerate(waiting[first : first + PAGE], first + 1))
            listed = await self._listed(tx, place, items, since, now)
        return listed, len(waiting) > first + PAGE

    async def figures_text(self, place: Place, t: Translation) -> str:
        """Say how fast posts of the last 30 days were answered."""
        async with self._db.read() as tx:
            month = self._clock.now() - MONTH
            found = await digest_store.figures_since(
                tx, place.guild_id, month, left_out=place.left_out
            )
        return render.numbers(t, found)

    def _window(self, place: Place, now: datetime) -> datetime:
        """Return since when posts are new: since the community closed, or for a day."""
        a_day_ago = now - DAY
        if place.hours.elapsed(a_day_ago, now, place.zone) == DAY:  # it has not closed at all
            return a_day_ago
        return place.hours.last_close(now, place.zone) or a_day_ago

    async def _listed(
        self,
        tx: AsyncConnection,
        place: Place,
        items: Mapping[int, Opener],
        since: datetime,
        now: datetime,
    ) -> Listed:
        figures = await digest_store.figures_since(
            tx, place.guild_id, since, left_out=place.left_out
        )
        return Listed(
            items=items,
            counts=await digest_store.count_waiting(tx, place.guild_id, now),
            figures=figures,
            since=since,
            now=now,
            helpers=await self._helpers(tx, place, items, now),
            left=await digest_store.with_status(
                tx, place.guild_id, "left", since=now - MONTH, limit=MOST_OF_WHO_LEFT
            ),
        )

    async def _helpers(
        self, tx: AsyncConnection, place: Place, items: Mapping[int, Opener], now: datetime
    ) -> dict[int, Choice]:
        known = await registry_store.all_of(tx, place.guild_id, now)
        suggested = {}
        for one in items.values():
            found = helping.choices(
                [helper for helper in known if helper.topics],
                one.about,
                now=now,
                zone=place.zone,
                may_be_asked=partial(_sees, place, one),
                not_these={one.author_id},
            )
            if found:
                suggested[one.opener_id] = found[0]
        return suggested


async def _to_show(
    tx: AsyncConnection, place: Place, now: datetime, *, since: datetime, limit: int
) -> list[Opener]:
    """Return what waits, then what was probably answered and nobody has confirmed."""
    found = await digest_store.waiting(tx, place.guild_id, now, since=since, limit=limit)
    rest = limit - len(found)
    return found + await digest_store.unconfirmed(tx, place.guild_id, now - UNSURE_FOR, limit=rest)


def _sees(place: Place, one: Opener, user_id: int) -> bool:
    return place.sees(user_id, one.channel_id)


def _fingerprint(message: Message) -> str:
    return hashlib.sha256(message.model_dump_json().encode()).hexdigest()[:32]
