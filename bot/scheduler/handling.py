"""What is done for the jobs of one name."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.scheduler.job import Job
from bot.scheduler.recurrence import EveryInterval

Handler = Callable[[Job], Awaitable[None]]
AskFirst = Callable[[AsyncConnection, int, str], Awaitable[None]]
"""Raises Refusal where nothing would come of running a guild's job, by its subject, at once."""
PutOff = Callable[[int, datetime], datetime | None]
"""Returns when a guild's job runs instead of at an instant, such as after a holiday, if it does."""


@dataclass(frozen=True, slots=True)
class Handling:
    """Who runs the jobs of a name, and how; `sweep` where they run over all guilds together."""

    run: Handler
    title: str = ""
    late_within: timedelta | None = None
    ask_first: AskFirst | None = None
    put_off: PutOff | None = None
    sweep: EveryInterval | None = None

    def later(self, guild_id: int, due_at: datetime) -> datetime | None:
        """Return when a job runs instead of at its time; None for one that stays."""
        return self.put_off(guild_id, due_at) if self.put_off is not None else None
