"""The guild's scheduled events."""

from datetime import datetime
from typing import Any

import discord
from discord.abc import GuildChannel

from bot.actions import Done, Outcome, Refused
from bot.actions.live.here import Here, Hindrance, channel, require
from bot.effects import CreateScheduledEvent, EditScheduledEvent, OfGatherings, SetEventStatus

UNKNOWN_EVENT = 10070
ALREADY_OVER = 180000

Status = discord.EventStatus
OPEN = frozenset({Status.scheduled, Status.active})


async def perform(here: Here, effect: OfGatherings) -> Outcome:
    """Carry out what is about scheduled events."""
    match effect:
        case CreateScheduledEvent():
            return await _create(here.guild, effect)
        case EditScheduledEvent():
            return await _edit(here, effect)
        case SetEventStatus():
            return await _set_status(here, effect)


async def find(
    guild: discord.Guild, effect: CreateScheduledEvent, after: datetime, known: frozenset[int]
) -> Done | None:
    """Look for an event that an interrupted attempt has announced.

    Discord is asked, since what we know of events is old where no feature follows them.
    """
    for event in await guild.fetch_scheduled_events(with_counts=False):
        same = (event.name, event.start_time) == (effect.name, effect.start)
        made = discord.utils.snowflake_time(event.id) >= after and event.id not in known
        if same and made and event.creator_id == guild.me.id:
            return Done(event.id, event.channel_id)
    return None


async def _create(guild: discord.Guild, effect: CreateScheduledEvent) -> Outcome:
    _require(guild, effect.channel_id)
    made = await guild.create_scheduled_event(
        privacy_level=discord.PrivacyLevel.guild_only, **_parts(guild, effect)
    )
    return Done(made.id, made.channel_id)


async def _edit(here: Here, effect: EditScheduledEvent) -> Outcome:
    event = await _announced(here)
    if event.status not in OPEN:
        return Refused("event_over")
    _require(here.guild, effect.channel_id)
    parts = _parts(here.guild, effect)
    if event.start_time == effect.start:
        # The start of what has begun cannot be set, not even to what it is.
        del parts["start_time"]
    await event.edit(**parts)
    return Done(event.id, event.channel_id)


async def _set_status(here: Here, effect: SetEventStatus) -> Outcome:
    try:
        event = await _announced(here)
    except discord.NotFound as error:
        if error.code != UNKNOWN_EVENT or here.target is None:
            raise
        return Done(here.target.id)
    done = Done(event.id, event.channel_id)
    wanted = _reachable(event.status, effect)
    if wanted is event.status:
        return done
    if event.status not in OPEN:
        return Refused("event_over")
    _require(here.guild, event.channel_id)
    try:
        await event.edit(status=wanted)
    except discord.HTTPException as error:
        if error.code != ALREADY_OVER:
            raise
    return done


async def _announced(here: Here) -> discord.ScheduledEvent:
    if here.target is None:
        raise Hindrance(Refused("nothing_to_change", "the event was never announced"))
    return await here.guild.fetch_scheduled_event(here.target.id, with_counts=False)


def _reachable(now: Status, effect: SetEventStatus) -> Status:
    """Return the status that comes nearest: what has begun ends, what has not is called off."""
    if effect.status == "active":
        return Status.active
    if now in OPEN:
        return Status.completed if now is Status.active else Status.cancelled
    return now


def _require(guild: discord.Guild, channel_id: int | None) -> None:
    where = None if channel_id is None else channel(guild, channel_id, GuildChannel)
    may = guild.me.guild_permissions if where is None else where.permissions_for(guild.me)
    needed = {
        "View Channel": may.view_channel or where is None,
        "Create Events": may.create_events or may.manage_events,
    }
    require(needed, where)


def _parts(
    guild: discord.Guild, effect: CreateScheduledEvent | EditScheduledEvent
) -> dict[str, Any]:
    parts: dict[str, Any] = {
        "name": effect.name,
        "start_time": effect.start,
    }
    if effect.description or isinstance(effect, EditScheduledEvent):
        parts["description"] = effect.description or None
    if effect.end is not None:
        parts["end_time"] = effect.end
    if effect.channel_id is None:
        return {**parts, "entity_type": discord.EntityType.external, "location": effect.location}
    room: discord.VoiceChannel | discord.StageChannel = channel(
        guild, effect.channel_id, discord.VoiceChannel, discord.StageChannel
    )
    kind = discord.EntityType.voice
    if isinstance(room, discord.StageChannel):
        kind = discord.EntityType.stage_instance
    return {**parts, "entity_type": kind, "channel": room}
