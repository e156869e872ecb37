"""A server as the events feature sees it: plain facts and questions about channels and people."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.texts import Translation
from bot.times import DailyWindow
from cogs.events.details import Kind
from cogs.events.settings import EventsSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What decisions and texts about events need to know of a server.

    `t` speaks the server's language. `may_list` tells whether we may put events into Discord's own
    list, `listed` how many stand there. `kind_of` answers None for channels that no event can be
    in, `people_in` who is in a voice channel now. A channel is open when everybody sees it; no
    channel at all is seen by every member. A day is free when it is one of the holidays.
    """

    guild_id: int
    zone: ZoneInfo
    t: Translation
    settings: EventsSettings
    quiet: DailyWindow | None
    channel_id: int | None
    staff_channel_id: int | None
    interest_role_id: int | None
    may_list: bool
    listed: int
    kind_of: Callable[[int], Kind | None]
    is_open: Callable[[int], bool]
    people_in: Callable[[int], set[int]]
    is_member: Callable[[int], bool]
    sees: Callable[[int, int | None], bool]
    roles_of: Callable[[int], frozenset[int]]
    is_free: Callable[[date], bool]
