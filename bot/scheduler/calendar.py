"""What recurs in a guild, for those who look after it: listed, left out, run at once, paused."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime
from zoneinfo import ZoneInfoNotFoundError

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.db import after_commit
from bot.scheduler import store
from bot.scheduler.job import Recurring
from bot.scheduler.recurrence import EveryWeek

AskFirst = Callable[[int, str], Awaitable[None]]
"""Raises Refusal where nothing would come of running a guild's job, by its subject, at once."""


class Calendar:
    """The jobs of a guild that recur at wall times.

    `note` hears when one falls due earlier or later.
    """

    def __init__(self, clock: Clock, note: Callable[[datetime], None]) -> None:
        self._clock, self._note = clock, note
        self._titles: dict[str, str] = {}
        self._ask_first: dict[str, AskFirst] = {}

    def know(self, name: str, title: str, ask_first: AskFirst | None) -> None:
        """Learn what jobs of a name do, and who is asked before one is run at once."""
        self._titles[name] = title
        if ask_first is not None:
            self._ask_first[name] = ask_first

    def forget(self, name: str) -> None:
        """Forget it."""
        self._titles.pop(name, None)
        self._ask_first.pop(name, None)

    async def recurring(self, tx: AsyncConnection, *, guild_id: int) -> list[Recurring]:
        """List what recurs in a guild, the next one first."""
        found: list[Recurring] = []
        for row in await store.recurring(tx, guild_id):
            with suppress(ValueError, ZoneInfoNotFoundError):  # as where it would run
                if (weekly := row.weekly) is not None:
                    found.append(self._described(row, weekly))
        return found

    async def skip_next(
        self, tx: AsyncConnection, name: str, *, guild_id: int, subject: str = ""
    ) -> datetime | None:
        """Leave out the next occurrence; return the one after it, None where nothing recurs."""
        row, weekly = await self._recurring(tx, name, guild_id, subject)
        if row is None or weekly is None:
            return None
        due_at = weekly.next_after(row.due_at, self._clock.now())
        await store.move(tx, row, due_at)
        after_commit(tx, lambda: self._note(due_at))
        return due_at

    async def run_now(
        self, tx: AsyncConnection, name: str, *, guild_id: int, subject: str = ""
    ) -> bool:
        """Run a recurring job once more, at once; its next occurrence stays where it is.

        False where nothing recurs, or it is paused; Refusal where nothing would come of it.
        """
        row, weekly = await self._recurring(tx, name, guild_id, subject)
        if row is None or weekly is None or row.is_paused:
            return False
        if (ask_first := self._ask_first.get(name)) is not None:
            await ask_first(guild_id, subject)
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
        return due_at

    def _described(self, row: store.Row, weekly: EveryWeek) -> Recurring:
        return Recurring(
            name=row.name,
            subject=row.subject,
            title=self._titles.get(row.name, ""),
            times=weekly.times,
            zone=weekly.zone,
            next_due=row.due_at,
            is_paused=row.is_paused,
            last=row.last,
        )

    @staticmethod
    async def _recurring(
        tx: AsyncConnection, name: str, guild_id: int, subject: str
    ) -> tuple[store.Row | None, EveryWeek | None]:
        row = await store.find(tx, name, guild_id, subject)
        weekly = row.weekly if row is not None else None
        return (row, weekly) if weekly is not None else (None, None)
