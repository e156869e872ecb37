"""Waiting for outcomes: whatever happens in the town wakes those who wait for something."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Pulse:
    """Wakes every waiter at each beat, to look again."""

    def __init__(self) -> None:
        self._waiting: set[asyncio.Future[None]] = set()

    def beat(self) -> None:
        """Say that something happened."""
        for future in self._waiting:
            if not future.done():
                future.set_result(None)
        self._waiting.clear()

    async def until(
        self, predicate: Callable[[], T | None], seconds: float, explain: Callable[[], str]
    ) -> T:
        """Return the first truthy value of the predicate, asked now and after every beat.

        Raises AssertionError with the explanation after so many real seconds.
        """
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while True:
            if value := predicate():
                return value
            future: asyncio.Future[None] = loop.create_future()
            self._waiting.add(future)
            try:
                async with asyncio.timeout_at(deadline):
                    await future
            except TimeoutError:
                raise AssertionError(explain()) from None
            finally:
                self._waiting.discard(future)
