"""The bot is killed on the way from the job to the message: each day has one list, never two.

More deaths: `CHAOS=50 python -m pytest tests/chaos/test_zero_reply_kill.py`.
"""

import asyncio
import os
from datetime import UTC, datetime, timedelta

import pytest

from bot.features import FeaturePackage, discover
from tests.journeys.zero_reply_town import Square, square

__all__ = ["square"]
DEATHS = int(os.environ.get("CHAOS", "2"))
# Seconds after the list fell due: before, during and after the request that posts it.
LONGEST_LIFE = 0.16


@pytest.fixture
def steward_packages() -> tuple[FeaturePackage, ...]:
    return tuple(one for one in discover() if one.feature.name == "zero_reply")


@pytest.mark.timeout(180 + 60 * DEATHS)
@pytest.mark.sandbox(start="2026-11-02T09:00Z", rate_limits=False)
async def test_a_list_is_posted_once_wherever_the_process_dies(square: Square) -> None:
    """Each day the process is killed a little later on the way from the job to the message."""
    await square.begin("digest_at: daily 09:00")
    mia = await square.member("Mia")
    await square.post(mia, "My lamp flickers")
    nine = datetime(2026, 11, 3, 8, 0, tzinfo=UTC)
    clock = square.town.sandbox.clock
    for day in range(DEATHS):
        due_at = nine + timedelta(days=day)
        await square.steward.stop()  # a night without the bot is short
        await clock.advance_to(due_at - timedelta(seconds=30))
        await square.steward.begin()
        moving = asyncio.create_task(clock.advance_to(due_at))
        await asyncio.sleep(day * LONGEST_LIFE / DEATHS)  # where it dies is the point
        await square.steward.crash()
        await moving
        await square.steward.begin()
        await square.steward.pass_time(minutes=1)
        assert len(square.lists()) == day + 1, (
            f"killed {day * LONGEST_LIFE / DEATHS:.3f} s after the job"
        )
