"""Turns what happens to messages into facts, and keeps the state of openers true to the facts.

Knows no Discord. Everything is safe to repeat and may come in any order: what is kept of a message
is its latest state, and every opener that it may concern is judged anew from the facts.
"""

from collections.abc import AsyncIterator, Callable, Collection
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.messages import MessageEvent
from bot.signals import PostAnswered, Signal
from bot.texts import shorten
from cogs.zero_reply import (
    around,
    consequences,
    digest_store,
    policy,
    reading_store,
    registry_store,
    store,
)
from cogs.zero_reply.keys import NOTES
from cogs.zero_reply.opener import Closed, Opener, status_of
from cogs.zero_reply.place import Place
from cogs.zero_reply.policy import INLINE_WITHIN, Written
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
        self._talk = Talk(core.db, core.clock)

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
        if self._talk.is_much:
            await self.store()
        return True

    async def store(self) -> None:
        """Store what was put off."""
        async with self._db.write() as tx:
            await self._talk.store(tx)

    async def hear(self, place: Place, heard: Heard) -> None:
        """Keep what a new or edited message says about who waits and who answers."""
        await self.hear_all(place, [heard])

    async def hear_all(self, place: Place, several: Collection[Heard]) -> None:
        """Keep several messages in one transaction."""
        signals: list[Signal] = []
        async with self._write() as tx:
            touched: set[int] = set()
            for heard in several:
                touched |= await self._keep(tx, place, heard)
            signals += await self.judge(tx, place, touched)
        for signal in signals:
            await self._signals.emit(signal)

    async def gone(self, place: Place, channel_id: int, message_ids: Collection[int]) -> None:
        """Take note that messages were deleted."""
        async with self._write() as tx:
            touched: set[int] = set()
            for message_id in message_ids:
                touched |= await self._bury(tx, place, channel_id, message_id)
            await self.judge(tx, place, touched)

    async def channel_gone(self, place: Place, channel_id: int) -> None:
        """Take note that a channel or thread was deleted with all that was written in it."""
        async with self._write() as tx:
            await store.bury_channel(tx, channel_id)
            # The message on which a thread hung stays, and has lost its answers.
            await self.judge(tx, place, {channel_id})

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
            known = await store.ids_in(tx, channel_id, after_id, before_id)
            touched: set[int] = set()
            for message_id in sorted(known - there):
                touched |= await self._bury(tx, place, channel_id, message_id)
            for heard in several:
                touched |= await self._keep(tx, place, heard)
            signals = await self.judge(tx, place, touched)
            upto_id = max(there, default=after_id)
            await reading_store.keep(tx, place.guild_id, channel_id, asked_at, upto_id)
        for signal in signals:
            await self._signals.emit(signal)

    async def authors_are(self, place: Place, is_member: Callable[[int], bool]) -> None:
        """Take note of whose authors are there still, after nobody was listening."""
        async with self._db.read() as tx:
            authors = await store.authors(tx, place.guild_id)
        for user_id, left in authors:
            if left == is_member(user_id):
                await self.author_is_here(place, user_id, here=is_member(user_id))

    async def rooms_are(self, place: Place) -> None:
        """Take note of which channels are looked after now; what was asked elsewhere rests."""
        async with self._write() as tx:
            for room_id, closed in await store.rooms(tx, place.guild_id):
                is_looked_after = place.looks_after(room_id)
                if closed == ("left_out" if is_looked_after else ""):
                    found = await store.change_closed(
                        tx, room_id, before=closed, after="" if is_looked_after else "left_out"
                    )
                    await self.judge(tx, place, found)

    async def thread_stands(self, place: Place, thread_id: int, closed: Closed) -> None:
        """Take note of whether a thread says that its post needs no answer."""
        async with self._write() as tx:
            found = await store.asked_in(tx, thread_id)
            for opener in found:
                if opener.closed != closed:
                    await store.change(tx, opener.opener_id, closed=closed)
            await self.judge(tx, place, [opener.opener_id for opener in found])

    async def author_is_here(self, place: Place, user_id: int, *, here: bool) -> None:
        """Take note that somebody has left or come back."""
        async with self._write() as tx:
            found = await store.by_author(tx, place.guild_id, user_id)
            for opener in found:
                await store.change(tx, opener.opener_id, author_left=not here)
            await self.judge(tx, place, [opener.opener_id for opener in found])

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
            await self.judge(tx, place, await self._keep(tx, place, heard))
            kept = await store.find(tx, heard.event.message_id)
            if kept is None or kept.is_deleted:
                return False
            asked = replace(kept.written, asks=kept.written.asks or "root")
            parent_id = heard.event.parent_id
            texts, closed = _texts_of(heard.event), place.closed(asked.thread_id)
            await store.keep_opener(tx, place.guild_id, asked, parent_id, texts, closed=closed)
            await store.change(tx, asked.message_id, is_marked=True, settled="")
            self._talk.note(asked)
            await self.judge(tx, place, [asked.message_id])
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
            await store.purge(tx, now - KEPT)
            await digest_store.purge(tx, now - KEPT)
            await registry_store.purge(tx, now - KEPT)

    async def judge(
        self, tx: AsyncConnection, place: Place, opener_ids: Collection[int]
    ) -> list[Signal]:
        """Bring openers in line with the facts; returns what others are to hear afterwards."""
        signals: list[Signal] = []
        for before in await store.openers_of(tx, opener_ids):
            after = await self._judged(tx, place, before)
            if after is None:
                continue
            now = self._clock.now()
            await consequences.follow(tx, self._scheduler, place, after, now)
            newly = after.status == "answered" and before.status in {"open", "probable"}
            if newly and after.answered_by is not None and after.answered_at is not None:
                signals.append(
                    PostAnswered(
                        guild_id=place.guild_id,
                        post_id=after.opener_id,
                        channel_id=after.channel_id,
                        author_id=after.author_id,
                        answered_by=after.answered_by,
                        asked_at=after.at,
                        at=after.answered_at,
                    )
                )
        return signals

    @asynccontextmanager
    async def _write(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction in which all that was heard is there."""
        async with self._db.write() as tx:
            await self._talk.store(tx)
            yield tx

    async def _keep(self, tx: AsyncConnection, place: Place, heard: Heard) -> set[int]:
        event, one = heard.event, _fact(place.settings, heard)
        if one is None:
            return set()
        self._talk.note(one)
        known = await store.find(tx, one.message_id)
        if known is not None and (known.is_deleted or known.revised_at > event.at):
            return set()
        if known is not None and known.written == one and known.revised_at == event.at:
            return set()
        await store.put(tx, place.guild_id, one, event.at)
        if known is None:
            touched = await self._concerned_by_new(tx, one)
        else:
            touched = await around.concerned(tx, one) | await around.concerned(tx, known.written)
        if one.asks:
            texts, closed = _texts_of(event), place.closed(one.thread_id)
            await store.keep_opener(tx, place.guild_id, one, event.parent_id, texts, closed=closed)
            if known is None:
                await consequences.follow_new(tx, self._scheduler, place, one, self._clock.now())
        return touched

    async def _concerned_by_new(self, tx: AsyncConnection, one: Written) -> set[int]:
        """Return the openers that a message may concern of which nothing was known before.

        Mostly it is the latest of all: then it can be an answer, or ask, but come between nothing.
        """
        later = await store.between(tx, one.channel_id, one.at, one.at + INLINE_WITHIN)
        is_latest = all(other.order <= one.order for other in later)
        if not is_latest or one.asks == "thread" or await store.referring(tx, {one.message_id}):
            return await around.concerned(tx, one)
        if one.asks:
            return {one.message_id}
        ids = await around.answered_by(tx, one)
        openers = await store.openers_of(tx, ids)
        return {opener.opener_id for opener in openers if around.may_change(opener, one)}

    async def _bury(
        self, tx: AsyncConnection, place: Place, channel_id: int, message_id: int
    ) -> set[int]:
        known = await store.find(tx, message_id)
        now = self._clock.now()
        if known is not None and known.is_deleted:
            return set()
        one = known.written if known is not None else _unknown(channel_id, message_id, now)
        touched = await around.concerned(tx, one) if known is not None else set()
        await store.put(tx, place.guild_id, one, now, is_deleted=True)
        await store.change(tx, message_id, status="deleted", title="", excerpt="")
        return touched

    async def _judged(self, tx: AsyncConnection, place: Place, before: Opener) -> Opener | None:
        """Store the state that an opener has by the facts; None when it is as it was."""
        kept = await store.find(tx, before.opener_id)
        if kept is None or kept.is_deleted:
            if before.status == "deleted":
                return before
            await store.change(tx, before.opener_id, status="deleted", title="", excerpt="")
            return await store.opener(tx, before.opener_id)
        one = kept.written
        if before.is_marked:
            one = replace(one, asks=before.kind)
        asks = await around.stands(tx, one)
        answer = policy.first_answer(one, await around.neighbourhood(tx, one))
        by_staff = answer is not None and place.is_staff(answer.author_id)
        status = status_of(before, answer, asks=asks)
        shown = (before.status, before.answer_id, before.how)
        if shown == (status, answer.message_id if answer else None, answer.how if answer else ""):
            return None
        await store.set_answer(tx, before.opener_id, answer, status=status, by_staff=by_staff)
        return await store.opener(tx, before.opener_id)


def _fact(settings: ZeroReplySettings, heard: Heard) -> Written | None:
    return policy.written(
        heard.event,
        heard.room,
        heard.at,
        questions_only=settings.questions_only,
        shortest=settings.shortest,
    )


def _texts_of(event: MessageEvent) -> store.Texts:
    said = " ".join(event.content.text.split())
    title = " ".join(event.thread_title.split()) or said
    return store.Texts(shorten(title, LONGEST_TITLE), shorten(said, LONGEST_EXCERPT))


def _unknown(channel_id: int, message_id: int, now: datetime) -> Written:
    """Stand for a message of which only the deletion was heard."""
    return Written(message_id=message_id, channel_id=channel_id, author_id=0, at=now)
