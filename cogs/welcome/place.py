"""A server as the welcome feature sees it: plain facts and two questions about its members."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.texts import Translation
from bot.times import local_day
from cogs.welcome.newcomer import MemberFacts
from cogs.welcome.settings import WelcomeSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Everything that a decision or a text about newcomers may need to know of a server.

    Channels that the settings do not name, or that do not exist, are None. `t` speaks the
    server's language; `name_of` and `member` answer None for people who are not members.
    """

    guild_id: int
    name: str
    zone: ZoneInfo
    t: Translation
    settings: WelcomeSettings
    name_of: Callable[[int], str | None]
    member: Callable[[int], MemberFacts | None]
    channel_id: int | None = None
    rules_channel_id: int | None = None
    introductions_channel_id: int | None = None
    help_channel_id: int | None = None
    staff_channel_id: int | None = None
    has_onboarding: bool = False

    def day(self, now: datetime) -> date:
        """Return the date on this server's calendar."""
        return local_day(now, self.zone)
