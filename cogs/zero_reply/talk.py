"""Talk in text channels that concerns nobody: known without a look into the store, kept later.

A remark can answer only what was asked within 20 minutes before it, and a reply what was asked
within 20 minutes before what it replies to. Where nobody asked then, it changes nothing now; it is
stored with the next thing that does, for whoever comes to look at it.
"""

from bisect import bisect_left, insort
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.db import Database, after_commit
from cogs.zero_reply import messages_store
from cogs.zero_reply.messages_store import Kept
from cogs.zero_reply.place import written_at
from cogs.zero_reply.policy import INLINE_WITHIN, Written

LOOKED_BACK = timedelta(hours=6)
MOST_TIMES = 1000


class Talk:
    """Remembers when somebody asked in each channel, and the remarks that are yet to be stored."""

    def __init__(self, db: Database, clock: Clock) -> None:
        self._db, self._clock = db, clock
        self._asked: dict[int, list[datetime]] = {}
        self._known_from: dict[int, datetime] = {}
        self._put_off: dict[int, tuple[int, Kept]] = {}

    @property
    def is_put_off(self) -> bool:
        """Whether anything is yet to be stored."""
        return bool(self._put_off)

    def note(self, one: Written) -> None:
        """Remember it when somebody asks."""
        if one.asks:
            times = self._asked.setdefault(one.channel_id, [])
            insort(times, one.at)
            if len(times) > MOST_TIMES:
                del times[: MOST_TIMES // 2]
                self._known_from[one.channel_id] = times[0]

    async def concerns_nobody(self, one: Written) -> bool:
        """Tell whether nobody asked what a remark or reply in a text channel can answer."""
        last = written_at(one.reply_to) if one.reply_to is not None else one.at
        first = last - INLINE_WITHIN
        if not await self._knows(one.channel_id, first):
            return False
        times = self._asked[one.channel_id]
        following = bisect_left(times, first)
        return following == len(times) or times[following] > last

    def put_off(self, guild_id: int, one: Written, revised_at: datetime) -> None:
        """Keep a remark for later."""
        kept = Kept(one, revised_at, is_deleted=False)
        self._put_off.setdefault(one.message_id, (guild_id, kept))

    async def store(self, tx: AsyncConnection) -> None:
        """Store what was put off; of what is known by now, what is known stays."""
        if self._put_off:
            await messages_store.add_all(tx, list(self._put_off.values()))
            after_commit(tx, partial(self._forget, list(self._put_off)))

    def _forget(self, message_ids: list[int]) -> None:
        for message_id in message_ids:
            del self._put_off[message_id]

    async def _knows(self, channel_id: int, first: datetime) -> bool:
        """Tell whether all questions since an instant are remembered, once they are looked up."""
        if channel_id not in self._known_from:
            since = self._clock.now() - LOOKED_BACK
            async with self._db.read() as tx:
                stored = await messages_store.times_asked(tx, channel_id, since)
            # Some may have been asked while we read.
            times = {*stored, *self._asked.get(channel_id, ())}
            self._asked[channel_id] = sorted(times)
            self._known_from[channel_id] = since
        return self._known_from[channel_id] <= first
