"""Towns that play by themselves, each a stream of acts by people."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from demo.acts import Act
from demo.scenarios import riverside, storm
from sandbox.town import Town


@dataclass(frozen=True, slots=True)
class Scenario:
    """A town: in one line what it shows, who is there before the bot, and each day's acts.

    `day` is called with the date, its number from 0, and the scenario's source of chance.
    """

    about: str
    before: Callable[[Town], Awaitable[None]]
    day: Callable[[date, int, Random], Iterator[Act]]


SCENARIOS = {
    "riverside": Scenario(
        "a friendly makers' community through its weeks", riverside.before, riverside.day
    ),
    "storm": Scenario("the same town, raided on its second day", riverside.before, storm.day),
}
