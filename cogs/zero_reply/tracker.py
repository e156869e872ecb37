"""Turns what happens to messages into facts, and keeps the state of openers true to the facts.

Knows no Discord. Everything is safe to repeat and may come in any order: what is kept of a message
is its latest state, and every opener that it may concern is judged anew from the facts.
"""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.messages import MessageEvent
from bot.texts import shorten
from cogs.zero_reply import (
    around,
    consequences,
    digest_store,
    messages_store,
    policy,
    reading_store,
    registry_store,
    store,
)
from cogs.zero_reply.around import Touched
from cogs.zero_reply.judge import Judge
from cogs.zero_reply.keys import NOTES
from cogs.zero_reply.opener import Closed
from cogs.zero_reply.place import Place
from cogs.zero_reply.policy import Written
from cogs.zero_reply.settings import ZeroReplySettings
from cogs.zero_reply.talk import Talk

LONGEST_TITLE = 120
LONGEST_EXCERPT = 300
KEPT = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of a place that is looked after, and where it stands."""

    event: MessageEvent
    room: policy.Room
    at: datetime


class Tracker:
    """Keeps openers and their answers."""

    def __init__(self, core: Core) -> None:
        self._db, self._signals, self._clock = core.db, core.signals, core.clock
        self._scheduler, self._outbox = core.scheduler, core.outbox
        self._judge, self._talk = Judge(core), Talk(core.db, core.clock)

    async def passes_by(self, settings: ZeroReplySettings, heard: Heard) -> bool:
        """Take note of a message that concerns nobody; False when it may concern somebody."""
        event, one = heard.event, _fact(settings, heard)
        if one is None:
            return True
        if event.kind != "created" or event.late or heard.room != "text" or one.asks:
            return False
        if not await self._talk.concerns_nobody(one):
            return False
        self._talk.put_off(event.guild_id, one, event.at)
        return True

    async def keep(self) -> None:
        """Store what was put off."""
        if self._talk.is_put_off:
            async with self._db.write() as tx:
                await self._talk.store(tx)

    async def hear(self, place: Place, heard: Heard) -> None:
        """Keep what a new or edited message says about who waits and who answers."""
        async with self._write() as tx:
            signals = await self._judge.all(tx, place, await self._keep(tx, place, heard))
        for signal in signals:
            await self._signals.emit(signal)

    async def gone(self, place: Place, channel_id: int, message_ids: Collection[int]) -> None:
        """Take note that messages were deleted."""
        async with self._write() as tx:
            touched: set[int] = set()
            for message_id in message_ids:
                touched.update(await self._bury(tx, place, channel_id, message_id))
            await self._judge.all(tx, place, dict.fromkeys(touched))

    async def channel_gone(self, place: Place, channel_id: int) -> None:
        """Take note that a channel or thread was deleted with all that was written in it."""
        async with self._write() as tx:
            await messages_store.bury_channel(tx, channel_id)
            await store.bury_channel(tx, channel_id)
            # The message on which a thread hung stays, and has lost its answers.
            await self._judge.all(tx, place, {channel_id: None})

    async def stands(
        self,
        place: Place,
        channel_id: int,
        several: Collection[Heard],
        *,
        after_id: int,
        before_id: int,
        asked_at: datetime,
    ) -> None:
        """Take note of all that stands in a channel between two ids; what is missing is gone."""
        there = {heard.event.message_id for heard in several}
        async with self._write() as tx:
            known = await messages_store.ids_in(tx, channel_id, after_id, before_id)
            touched: set[int] = set()
            for message_id in sorted(known - there):
                touched.update(await self._bury(tx, place, channel_id, message_id))
            for heard in several:
                touched.update(await self._keep(tx, place, heard))
            signals = await self._judge.all(tx, place, dict.fromkeys(touched))
            upto_id = max(there, default=after_id)
            await reading_store.keep(tx, place.guild_id, channel_id, asked_at, upto_id)
        for signal in signals:
            await self._signals.emit(signal)

    async def authors_are(self, place: Place) -> None:
        """Take note of whose authors are there still, after nobody was listening."""
        async with self._db.read() as tx:
            authors = await store.authors(tx, place.guild_id)
        for user_id, left in authors:
            if left == place.is_member(user_id):
                await self.author_is_here(place, user_id, here=left)

    async def rooms_are(self, place: Place) -> None:
        """Take note of which channels are looked after now; what was asked elsewhere rests."""
        async with self._write() as tx:
            for room_id, closed in await store.rooms(tx, place.guild_id):
                is_looked_after = place.looks_after(room_id)
                if closed == ("left_out" if is_looked_after else ""):
                    found = await store.change_closed(
                        tx, room_id, before=closed, after="" if is_looked_after else "left_out"
                    )
                    await self._judge.all(tx, place, dict.fromkeys(found))

    async def thread_stands(self, place: Place, thread_id: int, closed: Closed) -> None:
        """Take note of whether a thread says that its post needs no answer."""
        async with self._write() as tx:
            found = await store.asked_in(tx, thread_id)
            for opener in found:
                if opener.closed != closed:
                    await store.change(tx, opener.opener_id, closed=closed)
            await self._judge.all(tx, place, {one.opener_id: None for one in found})

    async def author_is_here(self, place: Place, user_id: int, *, here: bool) -> None:
        """Take note that somebody has left or come back."""
        async with self._write() as tx:
            found = await store.by_author(tx, place.guild_id, user_id)
            for opener in found:
                await store.change(tx, opener.opener_id, author_left=not here)
            await self._judge.all(tx, place, {one.opener_id: None for one in found})

    async def take_back(self, place: Place, user_id: int) -> None:
        """Let what somebody asked disappear from where it is shown."""
        async with self._write() as tx:
            now = self._clock.now()
            for opener in await store.by_author(tx, place.guild_id, user_id):
                await store.change(tx, opener.opener_id, status="deleted", title="", excerpt="")
                await consequences.follow(tx, self._scheduler, place, opener, now)
                for kind in NOTES:
                    await self._outbox.take_back_all(
                        tx, place.guild_id, f"zero_reply.{kind}", str(opener.opener_id)
                    )

    async def first_post(self, message_id: int) -> None:
        """Take note that a post is the first of a newcomer."""
        async with self._write() as tx:
            await store.change(tx, message_id, is_first=True)

    async def mark(self, place: Place, heard: Heard) -> bool:
        """Put a message on the list by hand; False when nobody wrote it."""
        async with self._write() as tx:
            await self._judge.all(tx, place, await self._keep(tx, place, heard))
            kept = await messages_store.find(tx, heard.event.message_id)
            if kept is None or kept.is_deleted:
                return False
            asked = kept.written._replace(asks=kept.written.asks or "root")
            await _keep_opener(tx, place, asked, heard.event)
            await store.change(tx, asked.message_id, is_marked=True, settled="")
            self._talk.note(asked)
            await self._judge.all(tx, place, {asked.message_id: None})
        return True

    async def react(self, message_id: int, step: int) -> None:
        """Count reactions to a post: people with the same question."""
        async with self._db.read() as tx:
            known = await store.opener(tx, message_id)
        if known is not None:
            async with self._write() as tx:
                await store.count_reaction(tx, message_id, step)

    async def purge(self, now: datetime) -> None:
        """Delete what has been kept for long enough."""
        async with self._write() as tx:
            await messages_store.purge(tx, now - KEPT)
            await store.purge(tx, now - KEPT)
            await digest_store.purge(tx, now - KEPT)
            await registry_store.purge(tx, now - KEPT)

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction in which all that was heard is there."""
        async with self._db.write() as tx:
            await self._talk.store(tx)
            yield tx

    async def _keep(self, tx: AsyncConnection, place: Place, heard: Heard) -> Touched:
        event, one = heard.event, _fact(place.settings, heard)
        if one is None:
            return {}
        self._talk.note(one)
        if await messages_store.add(tx, place.guild_id, one, event.at):
            touched = await around.concerned_by_new(tx, one)
            await consequences.follow_new(tx, self._scheduler, place, one, self._clock.now())
        else:
            touched = await self._revise(tx, place, one, event.at)
        if one.asks and touched:
            await _keep_opener(tx, place, one, event)
        return touched

    async def _revise(
        self, tx: AsyncConnection, place: Place, one: Written, revised_at: datetime
    ) -> Touched:
        """Keep a message as it is since it was changed; nothing where that is known already."""
        known = await messages_store.find(tx, one.message_id)
        assert known is not None, "it could not be added"
        if known.is_deleted or known.revised_at > revised_at:
            return {}
        if known.written == one and known.revised_at == revised_at:
            return {}
        await messages_store.put(tx, place.guild_id, one, revised_at)
        before = await around.concerned(tx, known.written)
        return {**before, **await around.concerned(tx, one)}

    async def _bury(
        self, tx: AsyncConnection, place: Place, channel_id: int, message_id: int
    ) -> Touched:
        known = await messages_store.find(tx, message_id)
        now = self._clock.now()
        if known is not None and known.is_deleted:
            return {}
        one = known.written if known is not None else _unknown(channel_id, message_id, now)
        touched = await around.concerned(tx, one) if known is not None else {}
        await messages_store.put(tx, place.guild_id, one, now, is_deleted=True)
        await store.change(tx, message_id, status="deleted", title="", excerpt="")
        return touched


def _fact(settings: ZeroReplySettings, heard: Heard) -> Written | None:
    return policy.written(
        heard.event,
        heard.room,
        heard.at,
        questions_only=settings.questions_only,
        shortest=settings.shortest,
    )


async def _keep_opener(
    tx: AsyncConnection, place: Place, one: Written, event: MessageEvent
) -> None:
    """Note that a message asks; its author may have left before it was heard of."""
    await store.keep_opener(
        tx,
        place.guild_id,
        one,
        event.parent_id,
        _texts_of(event),
        closed=place.closed(one.thread_id),
        author_left=not place.is_member(one.author_id),
    )


def _texts_of(event: MessageEvent) -> store.Texts:
    said = " ".join(event.content.text.split())
    title = " ".join(event.thread_title.split()) or said
    return store.Texts(shorten(title, LONGEST_TITLE), shorten(said, LONGEST_EXCERPT))


def _unknown(channel_id: int, message_id: int, now: datetime) -> Written:
    """Stand for a message of which only the deletion was heard."""
    return Written(message_id=message_id, channel_id=channel_id, author_id=0, at=now)
