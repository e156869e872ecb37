"""Reads the last days of what is looked after, so that the facts are true after any absence.

Whatever was written, changed or deleted unheard is found: a message that is kept and no longer
stands where it was is gone. Progress is kept per channel: after a crash or an outage of Discord,
the job is tried again and reads on.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import discord
import structlog

from bot.core import Core
from bot.messages.reading import read
from cogs.zero_reply import reading_store
from cogs.zero_reply.place import Place
from cogs.zero_reply.server import Parent, closed_by, places_of, room_of
from cogs.zero_reply.tracker import Heard, Tracker

log = structlog.get_logger(__name__)

READ = "zero_reply.read"
PAGE = 100
MOST_PAGES = 200
MOST_ARCHIVED = 500
# What came in while we asked is heard live; our clock and Discord's may differ.
SKEW = timedelta(seconds=5)

Readable = discord.TextChannel | discord.Thread


@dataclass(slots=True)
class Read:
    """What reading a server took."""

    requests: int = 0
    messages: int = 0


class History:
    """Reads one page after the other."""

    def __init__(self, core: Core, tracker: Tracker) -> None:
        self._db, self._scheduler, self._clock = core.db, core.scheduler, core.clock
        self._tracker = tracker

    async def begin(self, place: Place, room: str = "") -> None:
        """Have the server read soon, or one of its forums and text channels."""
        if place.settings.rebuild_days:
            async with self._db.write() as tx:
                now = self._clock.now()
                await self._scheduler.schedule(
                    tx, READ, guild_id=place.guild_id, subject=room, due_at=now
                )

    async def read(
        self, place: Place, guild: discord.Guild, asked_at: datetime, room: str = ""
    ) -> Read:
        """Read all channels and threads; what was read since `asked_at` is not read again."""
        done = Read()
        since = asked_at - timedelta(days=place.settings.rebuild_days)
        rooms = [one for one in places_of(guild, place.settings) if room in {"", str(one.id)}]
        async for channel in self._readable(guild, rooms, since, done):
            await self._read_place(place, channel, since, asked_at, done)
            if isinstance(channel, discord.Thread):
                closed = closed_by(channel, place.settings)
                await self._tracker.thread_stands(place, channel.id, closed)
        if guild.chunked:
            await self._tracker.authors_are(place)
        log.info("history read", guild_id=guild.id, requests=done.requests, messages=done.messages)
        return done

    async def _readable(
        self, guild: discord.Guild, rooms: Sequence[Parent], since: datetime, done: Read
    ) -> AsyncIterator[Readable]:
        for room in rooms:
            if isinstance(room, discord.TextChannel):
                yield room
        for thread in guild.threads:
            if thread.parent in rooms and not thread.is_private():
                yield thread
        for room in rooms:
            done.requests += 1
            try:
                async for thread in room.archived_threads(limit=MOST_ARCHIVED):
                    if thread.archive_timestamp < since:
                        break
                    yield thread
            except (discord.Forbidden, discord.NotFound) as error:
                log.warning("cannot list old posts", channel_id=room.id, reason=str(error))

    async def _read_place(
        self, place: Place, channel: Readable, since: datetime, asked_at: datetime, done: Read
    ) -> None:
        """Read from where reading was broken off."""
        async with self._db.read() as tx:
            upto = await reading_store.upto(tx, channel.id, asked_at)
        first = discord.Object(upto or discord.utils.time_snowflake(since))
        if channel.last_message_id is None or channel.last_message_id <= first.id:
            return
        for _ in range(MOST_PAGES):
            begun_at = self._clock.now() - SKEW
            try:
                page = [
                    one async for one in channel.history(limit=PAGE, after=first, oldest_first=True)
                ]
            except (discord.Forbidden, discord.NotFound) as error:
                log.warning("cannot read a channel", channel_id=channel.id, reason=str(error))
                return
            done.requests += 1
            done.messages += len(page)
            is_last = len(page) < PAGE or page[-1].id >= (channel.last_message_id or 0)
            until = discord.utils.time_snowflake(begun_at) if is_last else page[-1].id + 1
            heard = [
                Heard(event, room, message.created_at)
                for message in page
                for event in [
                    read(message, "created", at=message.edited_at or message.created_at, late=True)
                ]
                if (room := room_of(channel.guild, place.settings, event)) is not None
            ]
            await self._tracker.stands(
                place, channel.id, heard, after_id=first.id, before_id=until, asked_at=asked_at
            )
            if is_last:
                return
            first = discord.Object(page[-1].id)
