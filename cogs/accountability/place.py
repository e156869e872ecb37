"""A server as the accountability feature sees it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import discord

from bot.core import Core
from bot.places import Venue, channel_id_of, shown, venue_of
from bot.texts import Translation
from bot.times import DailyWindow, iso_week_key
from cogs.accountability.settings import AccountabilitySettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a decision or a text may need to know; `t` speaks the server's language.

    Threads are opened in the `venue`. `is_here` tells whether somebody is a member.
    """

    guild_id: int
    community: str
    zone: ZoneInfo
    quiet: DailyWindow | None
    t: Translation
    settings: AccountabilitySettings
    venue: Venue | None
    staff_channel_id: int | None
    is_here: Callable[[int], bool]

    @property
    def channel(self) -> str:
        """The channel as people are told of it: as a link where it is there."""
        return shown(self.venue, self.settings.channel)

    def week(self, now: datetime) -> str:
        """Return the week on this server's calendar."""
        return iso_week_key(now, self.zone)


def place_of(core: Core, guild: discord.Guild) -> Place | None:
    """Return what is to be known of a server, None where the feature is off."""
    settings = core.settings.active(guild.id, AccountabilitySettings)
    if settings is None:
        return None
    community = core.settings.of(guild.id).community
    return Place(
        guild_id=guild.id,
        community=community.name,
        zone=community.timezone,
        quiet=community.quiet_hours,
        t=core.texts.for_guild(guild.id),
        settings=settings,
        venue=venue_of(guild, settings.channel),
        staff_channel_id=channel_id_of(guild, community.staff_channel),
        is_here=lambda user_id: guild.get_member(user_id) is not None,
    )
