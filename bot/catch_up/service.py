"""Reads what was written while the bot was away, in order, bounded, and only once.

Each channel has a watermark: the newest message that has been handed on, and is stored by whoever
keeps it. Watermarks are kept in batches, so after a crash a few messages come again, marked `late`;
listeners know them by id.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import aiohttp
import discord
import structlog

from bot.catch_up import store
from bot.clock import Alarm, Alarms, Clock
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


@dataclass(frozen=True, slots=True)
class _Live:
    """What came in a channel by itself while its gap was still open."""

    guild_id: int
    first: int
    newest: int


class CatchUp:
    """Keeps the watermarks, and closes the gap after a start or a lost connection.

    Until a guild's gap is closed, what comes in live does not move its watermarks: a crash in
    between would hide the rest of the gap.
    """

    def __init__(
        self, db: Database, messages: Pipeline, signals: Signals, clock: Clock, alarms: Alarms
    ) -> None:
        self._db, self._messages, self._signals = db, messages, signals
        self._clock, self._alarms = clock, alarms
        self._unsaved: dict[int, tuple[int, int]] = {}
        self._live: dict[int, _Live] = {}
        self._closed: set[int] = set()
        self._alarm: Alarm | None = None
        self._next_seen: Alarm | None = None

    def begin(self) -> None:
        """Write down from now on that the bot is here."""
        self._next_seen = self._alarms.call_at(self._clock.now() + SEEN_EVERY, self._still_here)

    def connected(self) -> None:
        """Note that a new session begins: whatever came before it has to be asked for."""
        self._closed.clear()

    def has_met(self, guild_id: int) -> bool:
        """Whether the guild's gap is closed in this session."""
        return guild_id in self._closed

    def arrived(self, event: MessageEvent) -> None:
        """Note that a message came by itself: the gap in its channel ends before it."""
        if event.kind == "created" and event.guild_id not in self._closed:
            known = self._live.get(event.channel_id)
            first = known.first if known else event.message_id
            self._live[event.channel_id] = _Live(event.guild_id, first, event.message_id)

    def handled(self, event: MessageEvent) -> None:
        """Remember that a new message has been handed on."""
        if event.kind == "created" and event.guild_id in self._closed:
            self._keep(event.guild_id, event.channel_id, event.message_id)

    async def save(self) -> None:
        """Write the watermarks down."""
        self._silence()
        unsaved, self._unsaved = self._unsaved, {}
        await self._messages.keep()
        async with self._db.write() as tx:
            await store.save_watermarks(tx, unsaved)

    async def seen(self) -> None:
        """Write down that the bot is here now."""
        async with self._db.write() as tx:
            await store.save_last_seen(tx, sorted(self._closed), self._clock.now())

    async def _still_here(self) -> None:
        self.begin()
        await self.seen()

    async def guild_ready(self, guild: discord.Guild) -> None:
        """Tell the features of the guild, then hand on what was missed."""
        await self.save()
        async with self._db.read() as tx:
            offline_since = await store.last_seen(tx, guild.id)
            marks = await store.watermarks_of(tx, guild.id)
        places = [place for place in _readable(guild) if place.last_message_id]
        if offline_since is None:
            await self._begin_here(guild, places)
        await self._signals.emit(GuildReady(guild_id=guild.id, offline_since=offline_since))
        if offline_since is not None:
            for place in places:
                await self._read_gap(place, marks.get(place.id), offline_since)
        self._close_gap(guild.id)
        await self.save()
        await self.seen()

    async def stop(self) -> None:
        """Write down up to where and until when, and nothing after that."""
        if self._next_seen is not None:
            self._next_seen.cancel()
        await self.save()
        await self.seen()

    def forget_guild(self, guild_id: int) -> None:
        """Stop counting a guild that the bot has left as seen."""
        self._closed.discard(guild_id)

    def _keep(self, guild_id: int, channel_id: int, message_id: int) -> None:
        if self._alarm is None:
            self._alarm = self._alarms.call_at(self._clock.now() + KEEP_EVERY, self.save)
        self._unsaved[channel_id] = (guild_id, message_id)

    def _silence(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _close_gap(self, guild_id: int) -> None:
        """Let what came meanwhile count, and what comes from now on."""
        self._closed.add(guild_id)
        for channel_id, live in tuple(self._live.items()):
            if live.guild_id == guild_id:
                del self._live[channel_id]
                self._keep(guild_id, channel_id, live.newest)

    async def _begin_here(self, guild: discord.Guild, places: Iterable[Readable]) -> None:
        """Start reading from now on: what was written before the bot came is not its business."""
        async with self._db.write() as tx:
            marks = {
                place.id: (guild.id, place.last_message_id)
                for place in places
                if place.last_message_id is not None
            }
            await store.save_watermarks(tx, marks)

    async def _read_gap(self, place: Readable, mark: int | None, since: datetime) -> None:
        earliest = self._clock.now() - NOT_OLDER_THAN
        if mark is None:  # a channel or thread that was made while the bot was away
            mark = discord.utils.time_snowflake(since)
        if place.last_message_id is None or place.last_message_id <= mark:
            return
        after = discord.Object(max(mark, discord.utils.time_snowflake(earliest)))
        count = 0
        try:
            async for message in place.history(
                limit=AT_MOST_PER_CHANNEL, after=after, oldest_first=True
            ):
                live = self._live.get(place.id)
                if live is not None and message.id >= live.first:
                    break
                await self._messages.hand_on(
                    read(message, "created", at=message.created_at, late=True)
                )
                self._keep(place.guild.id, place.id, message.id)
                count += 1
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            log.warning("could not read what was missed", channel_id=place.id, reason=str(error))
        if count == AT_MOST_PER_CHANNEL:
            log.warning("more was missed than is made good", channel_id=place.id, read=count)


def _readable(guild: discord.Guild) -> list[Readable]:
    places: list[Readable] = [
        *guild.text_channels,
        *guild.voice_channels,
        *guild.stage_channels,
        *guild.threads,
    ]
    return [place for place in places if _may_read(place.permissions_for(guild.me))]


def _may_read(may: discord.Permissions) -> bool:
    return may.view_channel and may.read_message_history
