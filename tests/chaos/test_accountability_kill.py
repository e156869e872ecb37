"""The bot is killed again and again while it opens the week's thread: there is one, never two.

More rounds: `CHAOS=50 python -m pytest tests/chaos/test_accountability_kill.py`. Another course of
events: `CHAOS_SEED=…`; the seed of a failed run is shown with the failure.
"""

import asyncio
import os
import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.times import iso_week_key
from sandbox import Sandbox, VirtualClock
from sandbox.faults import Fault
from sandbox.town import Town
from tests.chaos.mortal import Mortal
from tests.journeys.test_accountability_week import settings

ROUNDS = int(os.environ.get("CHAOS", "2"))
SEED = int(os.environ.get("CHAOS_SEED", random.SystemRandom().randrange(10**6)))
# Long enough to die before, during and after each of the two requests.
LONGEST_LIFE = 0.4
SUNDAY = datetime(2026, 11, 15, 12, tzinfo=UTC)
FIRST = datetime(2026, 11, 16, 8, tzinfo=UTC)
WEEK = timedelta(weeks=1)
UTC_ZONE = ZoneInfo("UTC")


@pytest.mark.timeout(60 + 30 * ROUNDS)
async def test_each_week_has_one_thread_however_often_the_bot_is_killed(tmp_path: Path):
    dice = random.Random(SEED)
    (tmp_path / "guidelines.yml").write_text(settings())
    async with Sandbox(clock=VirtualClock(SUNDAY, frozen=True), rate_limits=False) as sandbox:
        town = Town(sandbox)
        mortal = Mortal(sandbox, tmp_path, {"accountability"}, town_time=True)
        await mortal.begin()
        await mortal.until_some("SELECT 1 FROM core_jobs WHERE name = 'accountability.open'")
        await mortal.kill()
        for route in ("/channels/*/messages", "/channels/*/messages/*/threads"):
            post = {"method": "POST", "route": route, "times": None}
            sandbox.faults.add(Fault(**post, drop="after", probability=0.3, seed=SEED))
            sandbox.faults.add(Fault(**post, delay=0.05))
        for number in range(ROUNDS):
            monday = FIRST + number * WEEK
            await sandbox.clock.advance_to(monday)
            await mortal.begin()
            await asyncio.sleep(dice.uniform(0, LONGEST_LIFE))
            await mortal.kill()
            await sandbox.clock.advance(timedelta(seconds=10))
            await mortal.begin()
            name = iso_week_key(monday, UTC_ZONE)
            await mortal.until_some(
                "SELECT 1 FROM accountability_weeks "
                f"WHERE week = '{name}' AND thread_id IS NOT NULL"
            )
            await mortal.kill()
        bot = sandbox.world.bot
        posts = Counter(
            iso_week_key(one.sent_at, UTC_ZONE)
            for one in town.messages("#weekly-goals")
            if one.author is bot
        )
        threads = Counter(one.name for one in town.guild.threads.values())
    weeks = [iso_week_key(FIRST + number * WEEK, UTC_ZONE) for number in range(ROUNDS)]
    assert posts == dict.fromkeys(weeks, 1), f"CHAOS_SEED={SEED}"
    assert len(threads) == ROUNDS, f"CHAOS_SEED={SEED}"
    assert set(threads.values()) == {1}, f"CHAOS_SEED={SEED}"
