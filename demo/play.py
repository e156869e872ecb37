"""Lets a scenario happen in a town, day by day, as fast as bot and town can go."""

from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from demo.acts import Act
from demo.scenarios import Scenario
from demo.stage import Stage


class Play:
    """Sets each day's acts as alarms of the town's clock, at midnight of that day."""

    def __init__(self, stage: Stage, scenario: Scenario, zone: ZoneInfo, seed: int) -> None:
        self._stage, self._scenario, self._zone = stage, scenario, zone
        self._chance = Random(seed)  # noqa: S311 - a story that can be repeated, not a secret
        self._day_number = 0

    def begin(self, today: date) -> None:
        """Let the story start: what would have happened earlier today is left out."""
        clock = self._stage.sandbox.clock
        acts = self._scenario.day(today, self._day_number, self._chance)
        for act in sorted(acts, key=lambda act: act.at):
            if act.at >= clock.now():
                clock.call_at(act.at, self._performance(act))
        self._day_number += 1
        tomorrow = today + timedelta(days=1)

        async def go_on() -> None:
            self.begin(tomorrow)

        clock.call_at(datetime.combine(tomorrow, time.min, self._zone), go_on)

    def _performance(self, act: Act) -> Callable[[], Awaitable[None]]:
        async def perform() -> None:
            await act.perform(self._stage.town)

        return perform
