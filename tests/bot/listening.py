"""What the feature `ear` has heard, over all processes of a test."""

import asyncio
from collections.abc import Callable

from bot.core import Core
from bot.features import FeaturePackage
from bot.messages import MessageEvent
from tests.bot.ear import FEATURE

EAR = FeaturePackage(FEATURE, "tests.bot.ear")


class Heard:
    """Collects events; `prepare` is given to the fixture `steward`."""

    def __init__(self) -> None:
        self.events: list[MessageEvent] = []
        self._news = asyncio.Event()

    def prepare(self, core: Core) -> None:
        core.messages.listen("ear", self._hear)

    async def _hear(self, event: MessageEvent) -> None:
        self.events.append(event)
        self._news.set()

    async def until(self, predicate: Callable[[], bool], within: float = 15) -> None:
        """Wait until what has been heard satisfies a predicate."""
        async with asyncio.timeout(within):
            while not predicate():
                self._news.clear()
                await self._news.wait()

    @property
    def texts(self) -> list[str]:
        return [event.content.text for event in self.events]

    @property
    def late(self) -> list[str]:
        return [event.content.text for event in self.events if event.late]
