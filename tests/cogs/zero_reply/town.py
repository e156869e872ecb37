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
    def heard(self) -> Heard:
        return Heard(self.event, self.room, self.at)


class Town:
    """What stands in the channels now, and the tracker's idea of it."""

    def __init__(self, core: Core, clock: VirtualClock) -> None:
        self.core, self.clock = core, clock
        self.place = place(core.texts)
        self.tracker = Tracker(core)
        self.standing: dict[int, Spoken] = {}
        self.spoken: list[Spoken] = []
        self.away = False

    async def say(
        self,
        author: int,
        text: str,
        channel: int = TEXT,
        *,
        reply_to: int | None = None,
        after: float = 1,
    ) -> int:
        """Let somebody write, some minutes after what came last; FORUM makes a post."""
        await self.clock.advance(timedelta(minutes=after))
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
            parent_id=None if channel_id == TEXT else FORUM,
            thread_title="A post" if channel == FORUM else "",
            reply_to=reply_to,
            is_opener=channel == FORUM,
        )
        spoken = Spoken(event, self._room(author, channel_id), at)
        self.standing[message_id] = spoken
        self.spoken.append(spoken)
        await self._tell(spoken)
        return message_id

    async def edit(self, message_id: int, text: str) -> None:
        """Let somebody change what they wrote."""
        if message_id not in self.standing:
            return
        await self.clock.advance(timedelta(seconds=10))
        old = self.standing[message_id]
        event = replace(old.event, kind="edited", at=self.clock.now(), content=Content(text))
        self.standing[message_id] = replace(old, event=event)
        await self._tell(self.standing[message_id])

    async def delete(self, message_id: int) -> None:
        """Let a message disappear."""
        spoken = self.standing.pop(message_id, None)
        if spoken is not None and not self.away:
            await self.tracker.gone(self.place, spoken.event.channel_id, [message_id])

    async def tell_again(self, spoken: Spoken) -> None:
        """Let an old notice of a message come once more, late."""
        if not self.away:
            await self.tracker.hear(
                self.place, replace(spoken, event=replace(spoken.event, late=True)).heard
            )

    async def come_back(self) -> None:
        """Read everything after an absence."""
        self.away = False
        now = self.clock.now()
        channels = {one.event.channel_id for one in self.spoken}
        for channel_id in sorted(channels):
            there = [one for one in self.standing.values() if one.event.channel_id == channel_id]
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

    def restart(self) -> None:
        """Let a new process take over."""
        self.tracker = Tracker(self.core)

    def expected(self) -> dict[int, str]:
        """Work out from everything that stands what waits and what was answered."""
        facts = [
            one for spoken in self.standing.values() if (one := self._fact(spoken)) is not None
        ]
        found: dict[int, str] = {}
        starts = [one for one in facts if one.asks == "thread"]
        for one in facts:
            if one.asks and (one.asks != "thread" or one == min(starts, key=lambda s: s.order)):
                answer = first_answer(one, facts)
                how = answer.how if answer is not None else "open"
                found[one.message_id] = "answered" if how == "sure" else how
        return found

    async def known(self) -> dict[int, str]:
        """Return what the tracker says waits and was answered."""
        async with self.core.db.read() as tx:
            all_of_them = await store.openers_where(tx, openers.c.guild_id == GUILD)
        return {
            one.opener_id: one.status
            for one in all_of_them
            if one.status in {"open", "probable", "answered"}
        }

    async def _tell(self, spoken: Spoken) -> None:
        if not self.away:
            await self.tracker.hear(self.place, spoken.heard)

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
        starter = self.standing.get(channel_id)
        return "thread" if starter is not None and starter.room == "text" else "forum_post"
