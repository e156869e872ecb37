"""A few channels and what was written there, and a tracker that hears of it, or not."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import Steward
from bot.core import Core
from bot.features import FeaturePackage
from bot.messages.event import Author, Content, MessageEvent
from bot.scheduler import store as jobs
from bot.settings import Deployment
from cogs.zero_reply import FEATURE, store
from cogs.zero_reply.opener import Closed
from cogs.zero_reply.policy import Room, Written, first_answer, written
from cogs.zero_reply.tables import metadata, openers
from cogs.zero_reply.tracker import Heard, Tracker
from sandbox.clock import VirtualClock
from tests.cogs.zero_reply.place import GUILD, place

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
TEXT, FORUM, THREAD = 100, 200, 300
"""A text channel, a forum, and a thread that member 1 started without a message."""
PACKAGE = FeaturePackage(FEATURE, "cogs.zero_reply")


@asynccontextmanager
async def core_of(folder: Path, clock: VirtualClock) -> AsyncIterator[Core]:
    """The parts of the house with an open database, without a connection to Discord."""
    deployment = Deployment(_env_file=None, database_url=f"sqlite:///{folder}/steward.sqlite3")
    core = Steward(deployment, clock=clock, alarms=clock, packages=[PACKAGE]).core
    await core.db.start()
    async with core.db.reshape() as tx:
        await tx.run_sync(metadata.create_all)
        await tx.run_sync(jobs.metadata.create_all)
    try:
        yield core
    finally:
        await core.db.close()


def snowflake(at: datetime, number: int) -> int:
    """Return an id as Discord makes them at an instant."""
    return (int(at.timestamp() * 1000) - 1420070400000) << 22 | number


@dataclass(frozen=True)
class Spoken:
    """A message as it stands."""

    event: MessageEvent
    room: Room
    at: datetime

    @property
    def author_id(self) -> int:
        assert self.event.author is not None
        return self.event.author.id

    @property
    def heard(self) -> Heard:
        return Heard(self.event, self.room, self.at)


class Town:
    """What stands in the channels now, and the tracker's idea of it."""

    def __init__(self, core: Core, clock: VirtualClock) -> None:
        self.core, self.clock = core, clock
        self.looked_after = {TEXT, FORUM}
        self.left: set[int] = set()
        self.closed: dict[int, Closed] = {}
        self.place = place(
            core.texts,
            looks_after=lambda channel_id: channel_id in self.looked_after,
            is_member=lambda user_id: user_id not in self.left,
            closed=self._closed,
        )
        self.tracker = Tracker(core)
        self.standing: dict[int, Spoken] = {}
        self.spoken: list[Spoken] = []
        self.heard: set[int] = set()
        self.away = False

    async def say(
        self,
        author: int,
        text: str,
        channel: int = TEXT,
        *,
        reply_to: int | None = None,
        after: float = 1,
    ) -> None:
        """Let somebody write, some minutes after what came last; FORUM makes a post.

        Who has left writes nothing, and nobody does in what is locked. What was put away is open
        again when somebody writes there.
        """
        await self.clock.advance(timedelta(minutes=after))
        if author in self.left or self.closed.get(channel) == "locked":
            return
        if self.closed.get(channel) == "archived":
            await self._stands(channel, "")
        at = self.clock.now()
        message_id = snowflake(at, len(self.spoken) + 1)
        channel_id = message_id if channel == FORUM else channel
        event = MessageEvent(
            kind="created",
            guild_id=GUILD,
            channel_id=channel_id,
            message_id=message_id,
            at=at,
            author=Author(author, is_human=author != 0),
            content=Content(text),
            parent_id=None if channel_id == TEXT else self._home(channel_id),
            thread_title="A post" if channel == FORUM else "",
            reply_to=reply_to,
            is_opener=channel == FORUM,
        )
        spoken = Spoken(event, self._room(author, channel_id), at)
        self.standing[message_id] = spoken
        self.spoken.append(spoken)
        await self._tell(spoken)

    async def edit(self, spoken: Spoken, text: str) -> None:
        """Let somebody change what they wrote."""
        message_id = spoken.event.message_id
        old = self.standing.get(message_id)
        if old is None or spoken.author_id in self.left:
            return
        await self.clock.advance(timedelta(seconds=10))
        event = old.event._replace(kind="edited", at=self.clock.now(), content=Content(text))
        self.standing[message_id] = replace(old, event=event)
        await self._tell(self.standing[message_id])

    async def delete(self, spoken: Spoken) -> None:
        """Let a message disappear."""
        channel_id, message_id = spoken.event.channel_id, spoken.event.message_id
        if self.standing.pop(message_id, None) is not None and self._hears(channel_id):
            await self.tracker.gone(self.place, channel_id, [message_id])

    async def again(self, spoken: Spoken) -> None:
        """Let an old notice of a message come once more, late."""
        if spoken.event.message_id in self.heard:
            await self._tell(replace(spoken, event=spoken.event._replace(late=True)))

    async def move_out(self, room: int) -> None:
        """Let a channel move to where nobody looks after it."""
        self.looked_after.discard(room)
        if not self.away:
            await self.tracker.rooms_are(self.place)

    async def move_in(self, room: int) -> None:
        """Let it move back: then it is read anew."""
        was_out = room not in self.looked_after
        self.looked_after.add(room)
        if was_out and not self.away:
            await self.on()

    async def close(self, spoken: Spoken, closed: Closed) -> None:
        """Let the post or own thread of a message be solved, locked, put away, or open again."""
        if self._home(spoken.event.channel_id) == FORUM:
            await self._stands(spoken.event.channel_id, closed)

    async def leave(self, user_id: int) -> None:
        """Let somebody leave the server."""
        self.left.add(user_id)
        if not self.away:
            await self.tracker.author_is_here(self.place, user_id, here=False)

    async def join(self, user_id: int) -> None:
        """Let somebody come back."""
        self.left.discard(user_id)
        if not self.away:
            await self.tracker.author_is_here(self.place, user_id, here=True)

    async def off(self) -> None:
        """Let nobody listen."""
        self.away = True

    async def on(self) -> None:
        """Make good what was missed meanwhile."""
        self.away = False
        await self.tracker.rooms_are(self.place)
        await self._read()

    async def restart(self) -> None:
        """Let a new process take over from one that was killed; it reads history anew."""
        self.tracker = Tracker(self.core)
        if not self.away:
            await self.on()

    def expected(self) -> dict[int, str]:
        """Work out from everything that stands what waits and what was answered."""
        facts = [
            one for spoken in self.standing.values() if (one := self._fact(spoken)) is not None
        ]
        starts = [one for one in facts if one.asks == "thread"]
        return {
            one.message_id: self._status(one, facts)
            for one in facts
            if one.asks and (one.asks != "thread" or one == min(starts, key=lambda s: s.order))
            if self._home(one.channel_id) in self.looked_after
        }

    async def known(self) -> dict[int, str]:
        """Return what the tracker says waits and was answered."""
        async with self.core.db.read() as tx:
            all_of_them = await store.openers_where(tx, openers.c.guild_id == GUILD)
        return {
            one.opener_id: one.status
            for one in all_of_them
            if one.status not in {"none", "deleted"}
            if (one.parent_id or one.channel_id) in self.looked_after
        }

    async def _read(self) -> None:
        """Read what is looked after, a few messages at a time, and who is here."""
        now = self.clock.now()
        for channel_id in sorted({one.event.channel_id for one in self.spoken}):
            if self._home(channel_id) not in self.looked_after:
                continue
            there = [one for one in self.standing.values() if one.event.channel_id == channel_id]
            self.heard.update(one.event.message_id for one in there)
            for start in range(0, max(len(there), 1), 3):
                page = there[start : start + 3]
                is_last = start + 3 >= len(there)
                await self.tracker.stands(
                    self.place,
                    channel_id,
                    [one.heard for one in page],
                    after_id=there[start - 1].event.message_id if start else 0,
                    before_id=snowflake(now, 0) + (1 << 22)
                    if is_last
                    else page[-1].event.message_id + 1,
                    asked_at=now,
                )
            if channel_id != TEXT:
                closed = self._closed(channel_id)
                await self.tracker.thread_stands(self.place, channel_id, closed)
        await self.tracker.authors_are(self.place)

    async def _stands(self, thread_id: int, closed: Closed) -> None:
        self.closed[thread_id] = closed
        if not self.away:
            await self.tracker.thread_stands(self.place, thread_id, self._closed(thread_id))

    async def _tell(self, spoken: Spoken) -> None:
        if self._hears(spoken.event.channel_id):
            self.heard.add(spoken.event.message_id)
            if not await self.tracker.passes_by(self.place.settings, spoken.heard):
                await self.tracker.hear(self.place, spoken.heard)

    def _hears(self, channel_id: int) -> bool:
        return not self.away and self._home(channel_id) in self.looked_after

    def _closed(self, thread_id: int) -> Closed:
        is_looked_after = self._home(thread_id) in self.looked_after
        return self.closed.get(thread_id, "") if is_looked_after else "left_out"

    def _status(self, one: Written, facts: list[Written]) -> str:
        answer = first_answer(one, facts)
        if answer is not None and answer.how == "sure":
            return "answered"
        if self.closed.get(one.thread_id):
            return "closed"
        if one.author_id in self.left:
            return "left"
        return "probable" if answer is not None else "open"

    def _fact(self, spoken: Spoken) -> Written | None:
        settings = self.place.settings
        return written(
            spoken.event,
            spoken.room,
            spoken.at,
            questions_only=settings.questions_only,
            shortest=settings.shortest,
        )

    def _room(self, author: int, channel_id: int) -> Room:
        if channel_id == TEXT:
            return "text"
        if channel_id == THREAD:
            return "own_thread" if author == 1 else "thread"
        return "thread" if self._home(channel_id) == TEXT else "forum_post"

    def _home(self, channel_id: int) -> int:
        """Return the text channel or forum to which a channel or thread belongs."""
        on_message = {one.event.message_id for one in self.spoken if one.room == "text"}
        return TEXT if channel_id == TEXT or channel_id in on_message else FORUM
