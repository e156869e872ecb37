"""A server as this feature sees it: settings, times, and questions about members and channels."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.texts import Translation
from bot.times import DailyWindow, WeeklyHours, local_day
from cogs.zero_reply.opener import Closed
from cogs.zero_reply.settings import ZeroReplySettings


def written_at(message_id: int) -> datetime:
    """Return the instant that is part of every id of Discord's."""
    return datetime.fromtimestamp(((message_id >> 22) + 1420070400000) / 1000, tz=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Everything that a decision or a text may need to know of a server.

    Channels that the settings do not name, or that do not exist, are None. `is_member` is True for
    everybody while the members are not known yet. `sees` tells whether a member may read a channel.
    `hours` say when the community is awake, holidays left out; always, where nobody has said.
    `closed` tells why a thread needs no answers, of those that are not archived. `left_out` are
    the people who want to be no part of figures.
    """

    guild_id: int
    name: str
    zone: ZoneInfo
    hours: WeeklyHours
    quiet_hours: DailyWindow | None
    t: Translation
    settings: ZeroReplySettings
    channel_id: int | None
    helpers_channel_id: int | None
    staff_channel_id: int | None
    managers_mention: tuple[int, ...]
    is_staff: Callable[[int], bool]
    is_member: Callable[[int], bool]
    name_of: Callable[[int], str | None]
    sees: Callable[[int, int], bool]
    has_thread: Callable[[int], bool]
    is_open: Callable[[int], bool]
    closed: Callable[[int], Closed]
    left_out: Collection[int]
    looks_after: Callable[[int], bool]
    team_channel: Callable[[str], int | None]

    def day(self, now: datetime) -> date:
        """Return the date on this server's calendar."""
        return local_day(now, self.zone)

    def is_quiet(self, now: datetime) -> bool:
        """Tell whether the bot should not start conversations now."""
        return self.quiet_hours is not None and self.quiet_hours.contains(now, self.zone)
