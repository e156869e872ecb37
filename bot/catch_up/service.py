"""Reads what was written while the bot was away, in order, bounded, and only once.

Each channel has a watermark: the newest message that has been handed on. Watermarks are kept in
batches, so after a crash a few messages come again, marked `late`; listeners know them by id.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

import discord
import structlog

from bot.catch_up import store
from bot.clock import Alarms, Clock
from bot.db import Database
from bot.messages import MessageEvent, Pipeline
from bot.messages.reading import read
from bot.signals import GuildReady, Signals

log = structlog.get_logger(__name__)

KEEP_EVERY = timedelta(seconds=5)
SEEN_EVERY = timedelta(minutes=30)
AT_MOST_PER_CHANNEL = 2_000
NOT_OLDER_THAN = timedelta(days=14)

Readable = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread


class CatchUp:
    """Keeps the watermarks, and closes the gap after a start or a lost connection."""

    def __init__(
        self, db: Database, messages: Pipeline, signals: Signals, clock: Clock, alarms: Alarms
    ) -> None:
        self._db, self._messages, self._signals = db, messages, signals
        self._clock, self._alarms = clock, alarms
        self._unsaved: dict[int, tuple[int, int]] = {}
        self._being_read: set[int] = set()
        self._guilds: set[int] = set()

    def note(self, event: MessageEvent) -> None:
        """Remember that a new message has been handed on."""
        # While the gap is being read, a newer message must not hide the rest of the gap.
        if event.kind != "created" or event.channel_id in self._being_read:
            return
        if not self._unsaved:
            self._alarms.call_at(self._clock.now() + KEEP_EVERY, self.save)
        self._unsaved[event.channel_id] = (event.guild_id, event.message_id)

    async def save(self) -> None:
        """Write the watermarks down."""
        unsaved, self._unsaved = self._unsaved, {}
        async with self._db.write() as tx:
            await store.save_watermarks(tx, unsaved)

    async def seen(self) -> None:
        """Write down that the bot is here now."""
        async with self._db.write() as tx:
            await store.save_last_seen(tx, sorted(self._guilds), self._clock.now())

    async def guild_ready(self, guild: discord.Guild) -> None:
        """Tell the features of the guild, then hand on what was missed."""
        async with self._db.read() as tx:
            offline_since = await store.last_seen(tx, guild.id)
            marks = await store.watermarks_of(tx, guild.id)
        places = [place for place in _readable(guild) if place.last_message_id]
        if offline_since is None:
            await self._begin_here(guild, places)
        await self._signals.emit(GuildReady(guild_id=guild.id, offline_since=offline_since))
        for place in places if offline_since else ():
            await self._read_gap(place, marks.get(place.id), offline_since)
        self._guilds.add(guild.id)
        await self.save()
        await self.seen()

    def forget_guild(self, guild_id: int) -> None:
        """Stop counting a guild that the bot has left as seen."""
        self._guilds.discard(guild_id)

    async def _begin_here(self, guild: discord.Guild, places: Iterable[Readable]) -> None:
        """Start reading from now on: what was written before the bot came is not its business."""
        async with self._db.write() as tx:
            marks = {
                place.id: (guild.id, place.last_message_id)
                for place in places
                if place.last_message_id is not None
            }
            await store.save_watermarks(tx, marks)

    async def _read_gap(self, place: Readable, mark: int | None, since: datetime | None) -> None:
        earliest = self._clock.now() - NOT_OLDER_THAN
        if mark is None:  # a channel or thread that was made while the bot was away
            mark = discord.utils.time_snowflake(max(since or earliest, earliest))
        if place.last_message_id is None or place.last_message_id <= mark:
            return
        after = max(mark, discord.utils.time_snowflake(earliest))
        self._being_read.add(place.id)
        try:
            async for message in place.history(
                limit=AT_MOST_PER_CHANNEL, after=discord.Object(after), oldest_first=True
            ):
                event = read(message, "created", at=message.created_at, late=True)
                await self._messages.hand_on(event)
                self._unsaved[place.id] = (place.guild.id, message.id)
        except discord.HTTPException as error:
            log.warning("could not read what was missed", channel_id=place.id, status=error.status)
        finally:
            self._being_read.discard(place.id)


def _readable(guild: discord.Guild) -> list[Readable]:
    places: list[Readable] = [*guild.text_channels, *guild.voice_channels, *guild.threads]
    return [
        place
        for place in places
        if place.permissions_for(guild.me).read_message_history
        and place.permissions_for(guild.me).view_channel
    ]
