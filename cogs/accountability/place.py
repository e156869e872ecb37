"""A server as the accountability feature sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import discord

from bot.core import Core
from bot.places import channel_id_of
from bot.texts import Translation
from bot.times import DailyWindow, iso_week_key
from cogs.accountability.settings import AccountabilitySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a decision or a text may need to know; `t` speaks the server's language.

    `is_here` tells whether somebody is a member, `lacks_tag` whether the forum wants a tag on
    every post and has none of the name in the settings.
    """

    guild_id: int
    community: str
    zone: ZoneInfo
    quiet: DailyWindow | None
    t: Translation
    settings: AccountabilitySettings
    channel_id: int | None
    is_forum: bool
    tag_ids: tuple[int, ...]
    lacks_tag: bool
    staff_channel_id: int | None
    is_here: Callable[[int], bool]

    def week(self, now: datetime) -> str:
        """Return the week on this server's calendar."""
        return iso_week_key(now, self.zone)


def place_of(core: Core, guild: discord.Guild) -> Place | None:
    """Return what is to be known of a server, None where the feature is off."""
    settings = core.settings.active(guild.id, AccountabilitySettings)
    if settings is None:
        return None
    community = core.settings.of(guild.id).community
    channel_id = channel_id_of(guild, settings.channel)
    channel = guild.get_channel(channel_id) if channel_id is not None else None
    forum = channel if isinstance(channel, discord.ForumChannel) else None
    tag_ids = _tag_ids(forum, settings.tag) if forum is not None else ()
    return Place(
        guild_id=guild.id,
        community=community.name,
        zone=community.timezone,
        quiet=community.quiet_hours,
        t=core.texts.for_guild(guild.id),
        settings=settings,
        channel_id=channel_id,
        is_forum=forum is not None,
        tag_ids=tag_ids,
        lacks_tag=forum is not None and forum.flags.require_tag and not tag_ids,
        staff_channel_id=channel_id_of(guild, community.staff_channel),
        is_here=lambda user_id: guild.get_member(user_id) is not None,
    )


def _tag_ids(forum: discord.ForumChannel, name: str) -> tuple[int, ...]:
    wanted = name.strip().casefold()
    return tuple(tag.id for tag in forum.available_tags if tag.name.casefold() == wanted)[:1]
