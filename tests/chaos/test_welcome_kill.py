"""The bot is killed again and again while people join: everybody is greeted, nobody twice.

More rounds: `CHAOS=50 python -m pytest tests/chaos/test_welcome_kill.py`. Another course of events:
`CHAOS_SEED=…`; the seed of a failed run is shown with the failure.
"""

import asyncio
import os
import random
from pathlib import Path

import pytest

from sandbox import Sandbox
from sandbox.faults import Fault
from sandbox.person import Person
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.chaos.mortal import Mortal
from tests.cogs.welcome.house import SETTINGS

ROUNDS = int(os.environ.get("CHAOS", "5"))
SEED = int(os.environ.get("CHAOS_SEED", random.SystemRandom().randrange(10**6)))
# Long enough to die before, during and after the request that posts the greeting.
LONGEST_LIFE = 0.25


@pytest.mark.timeout(60 + 10 * ROUNDS)
async def test_everybody_is_greeted_once_however_often_the_bot_is_killed(tmp_path: Path):
    dice = random.Random(SEED)
    settings = SETTINGS.format(language="en") + "    quiet_delay: 0m\n    raid: {joins: 1000}\n"
    (tmp_path / "guidelines.yml").write_text(settings)
    async with Sandbox(rate_limits=False) as sandbox:
        town, bot = Town(sandbox), Mortal(sandbox, tmp_path, {"welcome"})
        await first_visit(bot)
        post = {"method": "POST", "route": "/channels/*/messages", "times": None}
        sandbox.faults.add(Fault(**post, drop="after", probability=0.3, seed=SEED))
        sandbox.faults.add(Fault(**post, delay=0.05))
        people: list[Person] = []
        for number in range(ROUNDS):
            await bot.begin()
            people.append(await town.person(f"New{number}", joins=True))
            await asyncio.sleep(dice.uniform(0, LONGEST_LIFE))
            await bot.kill()
        await bot.begin()
        try:
            await sandbox.until(lambda: all(greetings(town, one) for one in people), 30)
            last = await town.person("Last", joins=True)
            await sandbox.until(lambda: greetings(town, last), 30)
        finally:
            await bot.kill()
        counts = {one.user.name: greetings(town, one) for one in people}
        assert counts == dict.fromkeys(counts, 1), f"CHAOS_SEED={SEED}"


async def first_visit(bot: Mortal) -> None:
    """Let the bot see the town once, so that those who join from now on are newcomers."""
    await bot.begin()
    await bot.until_some("SELECT 1 FROM welcome_visited")
    await bot.kill()


def greetings(town: Town, person: Person) -> int:
    steward = town.world.bot
    return sum(
        message.author is steward and person.mention in text_of(message)
        for message in town.messages("#welcome")
    )
