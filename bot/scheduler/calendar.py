"""What recurs in a guild, for those who look after it: listed, left out, run at once, paused."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfoNotFoundError

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.db import after_commit
from bot.scheduler import store
from bot.scheduler.handling import Handling
from bot.scheduler.job import Recurring
from bot.scheduler.recurrence import EveryWeek


class Calendar:
    """The jobs of a guild that recur at wall times.

    `handled` says by name what they do; `note` hears when one falls due earlier or later.
    """

    def __init__(
        self, clock: Clock, handled: Mapping[str, Handling], note: Callable[[datetime], None]
    ) -> None:
        self._clock, self._handled, self._note = clock, handled, note

    async def recurring(self, tx: AsyncConnection, *, guild_id: int) -> list[Recurring]:
        """List what recurs in a guild, the next one first."""
        found: list[Recurring] = []
        for row in await store.recurring(tx, guild_id):
            with suppress(ValueError, ZoneInfoNotFoundError):  # as where it would run
                if (weekly := row.weekly) is not None:
                    found.append(self._described(row, weekly))
        return sorted(found, key=lambda job: job.next_due)

    async def skip_next(
        self, tx: AsyncConnection, name: str, *, guild_id: int, subject: str = ""
    ) -> datetime | None:
        """Leave out the next occurrence; return the one after it, None where nothing recurs."""
        row, weekly = await self._recurring(tx, name, guild_id, subject)
        if row is None or weekly is None:
            return None
        due_at = weekly.next_after(self._later(row, row.due_at) or row.due_at, self._clock.now())
        await store.move(tx, row, due_at)
        after_commit(tx, lambda: self._note(due_at))
        return self._later(row, due_at) or due_at

    async def run_now(
        self, tx: AsyncConnection, name: str, *, guild_id: int, subject: str = ""
    ) -> bool:
        """Run a recurring job once more, at once; its next occurrence stays where it is.

        False where nothing recurs, or it is paused; Refusal where nothing would come of it.
        """
        row, weekly = await self._recurring(tx, name, guild_id, subject)
        if row is None or weekly is None or row.is_paused:
            return False
        handling = self._handled.get(name)
        if handling is not None and handling.ask_first is not None:
            await handling.ask_first(tx, guild_id, subject)
        now = self._clock.now()
        await store.move(tx, row, now, then=row.due_at if row.due_at > now else None)
        after_commit(tx, lambda: self._note(now))
        return True

    async def pause(
        self, tx: AsyncConnection, name: str, *, guild_id: int, subject: str = ""
    ) -> bool:
        """Keep a recurring job from running until it is resumed."""
        row, _ = await self._recurring(tx, name, guild_id, subject)
        if row is not None:
            await store.pause(tx, row, is_paused=True)
        return row is not None

    async def resume(
        self, tx: AsyncConnection, name: str, *, guild_id: int, subject: str = ""
    ) -> datetime | None:
        """Let a paused job run again from now on; what passed meanwhile is not made up for."""
        row, weekly = await self._recurring(tx, name, guild_id, subject)
        if row is None or weekly is None:
            return None
        now = self._clock.now()
        due_at = row.due_at if row.due_at > now else weekly.next_after(row.due_at, now)
        await store.move(tx, row, due_at)
        await store.pause(tx, row, is_paused=False)
        after_commit(tx, lambda: self._note(due_at))
        return self._later(row, due_at) or due_at

    def _later(self, row: store.Row, due_at: datetime) -> datetime | None:
        handling = self._handled.get(row.name)
        return handling.later(row.guild_id, due_at) if handling is not None else None

    def _described(self, row: store.Row, weekly: EveryWeek) -> Recurring:
        handling = self._handled.get(row.name)
        return Recurring(
            name=row.name,
            subject=row.subject,
            title=handling.title if handling is not None else "",
            times=weekly.times,
            zone=weekly.zone,
            next_due=self._later(row, row.due_at) or row.due_at,
            is_paused=row.is_paused,
            last=row.last,
            later=partial(self._later, row),
        )

    @staticmethod
    async def _recurring(
        tx: AsyncConnection, name: str, guild_id: int, subject: str
    ) -> tuple[store.Row | None, EveryWeek | None]:
        row = await store.find(tx, name, guild_id, subject)
        weekly = row.weekly if row is not None else None
        return (row, weekly) if weekly is not None else (None, None)
