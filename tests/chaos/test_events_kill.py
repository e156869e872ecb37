"""The bot is killed again and again around an event: nothing is lost, nothing happens twice.

More rounds: `CHAOS=50 python -m pytest tests/chaos/test_events_kill.py`. Another course of events:
`CHAOS_SEED=…`; the seed of a failed run is shown with the failure.
"""

import asyncio
import os
import random
from collections import Counter
from datetime import timedelta

import pytest

from sandbox.faults import Fault
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.cogs.events.hall import EVENTS, Hall
from tests.steward import Running

ROUNDS = int(os.environ.get("CHAOS", "3"))
SEED = int(os.environ.get("CHAOS_SEED", random.SystemRandom().randrange(10**6)))
pytestmark = [
    pytest.mark.features("events", "outreach"),
    pytest.mark.sandbox(rate_limits=False),
    pytest.mark.timeout(60 + 30 * ROUNDS),
]


async def test_however_often_it_is_killed_an_event_happens_once(idle_steward: Running, town: Town):
    dice = random.Random(SEED)
    idle_steward.write_settings(EVENTS)
    hall = Hall(idle_steward, town)
    people = [await town.person(f"Person {number}", joins=True) for number in range(4)]
    await idle_steward.begin()
    shown = await hall.preview()
    for route in ("/channels/*/messages", "/guilds/*/scheduled-events"):
        lost = {"method": "POST", "route": route, "drop": "after", "times": None}
        hall.steward.sandbox.faults.add(Fault(**lost, probability=0.3, seed=SEED))
    await hall.ana.press(shown.message, "Announce it")
    await die_soon(idle_steward, dice)
    await idle_steward.begin()
    await idle_steward.pass_time(minutes=2)
    for person in people:
        await hall.press(person, "Going")
    (first, *_) = await hall.coming()
    moments = [timedelta(hours=-24), timedelta(minutes=-15), timedelta(), timedelta(hours=1)]
    for number in range(ROUNDS):
        if number < len(moments):
            left = first.starts_at + moments[number] - town.world.clock.now()
            await town.advance(seconds=left.total_seconds())
        else:
            await town.advance(minutes=dice.randint(1, 90))
        await die_soon(idle_steward, dice)
        await idle_steward.begin()
    await idle_steward.pass_time(hours=3)

    assert listed_twice(hall) == [], f"CHAOS_SEED={SEED}"
    for person in people:
        reminders = [text for text in hall.told(person) if "begins" in text]
        assert len(reminders) == 2, f"CHAOS_SEED={SEED}: {reminders}"
    begun = [text for text in map(text_of, hall.posts()) if "begins" in text]
    assert len(begun) == 1, f"CHAOS_SEED={SEED}: {begun}"
    announced = [one for one in hall.posts() if text_of(one).startswith("## Weekly call")]
    assert len(announced) == 2, f"CHAOS_SEED={SEED}: this call and the next one"
    over = [one for one in hall.posts("#community-team") if "is over" in one.content]
    assert len(over) == 1, f"CHAOS_SEED={SEED}"


async def die_soon(steward: Running, dice: random.Random) -> None:
    """Let the bot get somewhere, and end it there."""
    for _ in range(dice.randrange(200)):
        await asyncio.sleep(0)
    await steward.crash()


def listed_twice(hall: Hall) -> list[object]:
    counts = Counter(one.starts_at for one in hall.listed())
    return [start for start, count in counts.items() if count > 1]
