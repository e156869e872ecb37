"""What was written lately, as far as somebody may read it, to try guidelines on."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import aiohttp
import discord

from bot.core import Core
from bot.messages import MessageEvent
from bot.messages.event import Author, Content
from bot.messages.reading import read
from cogs.guidelines import excerpts, store
from cogs.guidelines.back_test import Sample
from cogs.guidelines.memory import Memory
from cogs.guidelines.message_links import link_to
from cogs.guidelines.server import may_read, situation_of
from cogs.guidelines.store import Record
from cogs.guidelines.watch import Watch, Watched

# One request each: what Discord hands out at once of a channel.
MOST_CHANNELS = 20
OF_EACH = 100
MOST_KEPT = 500

Place = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
Progress = Callable[[int, int], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class History:
    """Messages, oldest first, and what it took to get them; `kept` come from earlier flags."""

    samples: Sequence[Sample]
    requests: int
    kept: int


async def history_for(
    core: Core, watch: Watch, reader: discord.Member, progress: Progress
) -> History:
    """Read the latest messages of the liveliest channels that the reader sees, and kept flags.

    Nobody finds out through the bot what is written where they may not read.
    """
    guild = reader.guild
    places = _places(guild, reader)[:MOST_CHANNELS]
    events: dict[int, MessageEvent] = {}
    for number, place in enumerate(places):
        await progress(number, len(places))
        events.update((event.message_id, event) for event in await _latest(place))
    async with core.db.read() as tx:
        records = await store.latest(tx, guild.id, offset=0, limit=MOST_KEPT)
    kept = {
        record.message_id: _remembered(guild, record)
        for record in records
        if record.excerpt
        and record.channel_id
        and record.message_id not in events
        and may_read(guild, record.channel_id, reader)
    }
    in_order = sorted([*events.values(), *kept.values()], key=lambda event: event.message_id)
    watched = replace(await watch.agreement(guild), remembers=True)
    samples = list(_samples(core, watch, watched, guild, in_order))
    return History(samples, len(places), len(kept))


def _places(guild: discord.Guild, reader: discord.Member) -> list[Place]:
    """Return what both the reader and the bot may read, where the last word is the latest first."""
    places: list[Place] = [
        *guild.text_channels,
        *guild.voice_channels,
        *guild.stage_channels,
        *guild.threads,
    ]
    readable = [
        place
        for place in places
        if place.last_message_id
        and may_read(guild, place.id, reader)
        and may_read(guild, place.id, guild.me)
    ]
    return sorted(readable, key=lambda place: place.last_message_id or 0, reverse=True)


async def _latest(place: Place) -> list[MessageEvent]:
    try:
        messages = [message async for message in place.history(limit=OF_EACH)]
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        return []  # a channel that went meanwhile; the others still tell something
    events = [read(message, "created", at=message.created_at) for message in messages]
    return [
        event
        for event in events
        if event.author is not None and event.author.is_human and not event.is_system
    ]


def _remembered(guild: discord.Guild, record: Record) -> MessageEvent:
    """Make the message again out of what was kept of it when it was flagged."""
    member = guild.get_member(record.author_id)
    return MessageEvent(
        kind="created",
        guild_id=guild.id,
        channel_id=record.channel_id,
        message_id=record.message_id,
        at=record.at,
        author=Author(
            id=record.author_id,
            is_human=True,
            role_ids=frozenset(role.id for role in member.roles) if member else frozenset(),
            joined_at=member.joined_at if member else None,
        ),
        content=Content(text=excerpts.unmarked(record.excerpt)),
    )


def _samples(
    core: Core, watch: Watch, watched: Watched, guild: discord.Guild, events: Sequence[MessageEvent]
) -> Iterator[Sample]:
    memory = Memory()
    for event in events:
        place = guild.get_channel_or_thread(event.channel_id)
        yield Sample(
            name=f"#{place.name}" if place is not None else "",
            link=link_to(guild.id, event.channel_id, event.message_id),
            content=event.content,
            context=watch.context(guild, event, watched, memory),
            situation=situation_of(core, guild, event),
        )
        memory.remember(event)
