"""A server as the prompts feature sees it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import discord

from bot.core import Core
from bot.places import Venue, channel_id_of, shown, venue_of
from bot.texts import Translation
from cogs.prompts.settings import PromptsSettings, Slot


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a decision or a text may need to know; `t` speaks the server's language.

    Prompts are posted in the `venue`.
    """

    guild_id: int
    zone: ZoneInfo
    t: Translation
    settings: PromptsSettings
    venue: Venue | None
    staff_channel_id: int | None

    @property
    def channel(self) -> str:
        """The channel as people are told of it: as a link where it is there."""
        return shown(self.venue, self.settings.channel)

    def slot(self, times: str) -> Slot | None:
        """Return the slot at these times, by which its job is called."""
        return next((slot for slot in self.settings.slots if str(slot.at) == times), None)

    def slot_at(self, due_at: datetime) -> Slot | None:
        """Return the slot that comes at an instant."""
        slots = self.settings.slots
        return next((one for one in slots if one.at.at_or_after(due_at, self.zone) == due_at), None)


def place_of(core: Core, guild: discord.Guild) -> Place | None:
    """Return what is to be known of a server, None where the feature is off."""
    settings = core.settings.active(guild.id, PromptsSettings)
    if settings is None:
        return None
    community = core.settings.of(guild.id).community
    return Place(
        guild_id=guild.id,
        zone=community.timezone,
        t=core.texts.for_guild(guild.id),
        settings=settings,
        venue=venue_of(guild, settings.channel),
        staff_channel_id=channel_id_of(guild, community.staff_channel),
    )
