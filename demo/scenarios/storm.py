"""Riverside on a bad day: two hundred accounts join within a minute."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from demo.acts import Act, joins, leaves, presses
from demo.scenarios import riverside

RAID_DAY = 1
RAIDERS = 200


def day(today: date, number: int, chance: Random) -> Iterator[Act]:
    """Yield the town's usual day, and on the second day a raid that loses interest."""
    yield from riverside.day(today, number, chance)
    if number != RAID_DAY:
        return
    begin = riverside.at(today, 20, 15)
    for raider in range(RAIDERS):
        name = f"raider {raider:03}"
        yield joins(begin + timedelta(seconds=raider * 0.3), name)
        yield leaves(begin + timedelta(minutes=30, seconds=raider), name)
    yield presses(
        begin + timedelta(minutes=2), "Bo", "#community-team", "Pause invites and messages"
    )
