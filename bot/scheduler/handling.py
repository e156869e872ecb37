"""What is done for the jobs of one name."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.scheduler.job import Job
from bot.scheduler.recurrence import EveryInterval

Handler = Callable[[Job], Awaitable[None]]
AskFirst = Callable[[AsyncConnection, int, str], Awaitable[None]]
"""Raises Refusal where nothing would come of running a guild's job, by its subject, at once."""


@dataclass(frozen=True, slots=True)
class Handling:
    """Who runs the jobs of a name, and how; `sweep` where they run over all guilds together."""

    run: Handler
    title: str = ""
    late_within: timedelta | None = None
    ask_first: AskFirst | None = None
    sweep: EveryInterval | None = None
