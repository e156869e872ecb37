"""A server as the feature sees it: plain facts, and questions about its members."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.texts import Translation
from cogs.raids.planning import Present
from cogs.raids.settings import RaidsSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A server with the feature on; `t` speaks its language.

    `member` and `name_of` answer None for people who are not here. `invites_until` and `dms_until`
    are when Discord ends pauses, whoever asked for them.
    """

    guild_id: int
    settings: RaidsSettings
    t: Translation
    channel_id: int | None
    call: tuple[int, ...]
    member: Callable[[int], Present | None]
    name_of: Callable[[int], str | None]
    invites_until: datetime | None = None
    dms_until: datetime | None = None
