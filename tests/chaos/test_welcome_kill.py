"""The bot is killed again and again while people join: everybody is greeted, nobody twice.

More rounds: `CHAOS=50 python -m pytest tests/chaos/test_welcome_kill.py`. Another course of events:
`CHAOS_SEED=…`; the seed of a failed run is shown with the failure.
"""

import asyncio
import os
import random
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.app import Steward
from bot.settings import Deployment
from sandbox import LoopbackConnector, Sandbox
from sandbox.faults import Fault
from sandbox.person import Person
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.cogs.welcome.house import PACKAGE, SETTINGS

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("CHAOS", "5"))
SEED = int(os.environ.get("CHAOS_SEED", random.SystemRandom().randrange(10**6)))
# Long enough to die before, during and after the request that posts the greeting.
LONGEST_LIFE = 0.25


async def live(url: str, token: str, folder: Path) -> None:
    """Be the bot until killed."""
    deployment = Deployment(
        discord_token=SecretStr(token),
        database_url=f"sqlite:///{folder}/steward.sqlite3",
        backup_dir=folder / "backups",
        guidelines=folder / "guidelines.yml",
        host="127.0.0.1",
        port=0,
    )
    connector = LoopbackConnector(url)
    steward = Steward(deployment, connector=connector, packages=[PACKAGE], guild_ready_timeout=0.05)
    await steward.run()


async def begin(sandbox: Sandbox, folder: Path) -> asyncio.subprocess.Process:
    """Start a bot in a process of its own and wait until it hears the town."""
    seen = set(sandbox.gateway.sessions)
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.chaos.test_welcome_kill", sandbox.url, sandbox.token, str(folder)),
        cwd=ROOT,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    async with asyncio.timeout(30):
        while not set(sandbox.gateway.sessions) - seen:
            assert process.returncode is None, "the bot stopped by itself"
            await asyncio.sleep(0.01)
    return process


async def kill(process: asyncio.subprocess.Process) -> None:
    process.kill()
    await process.wait()


@pytest.mark.timeout(60 + 10 * ROUNDS)
async def test_everybody_is_greeted_once_however_often_the_bot_is_killed(tmp_path: Path):
    dice = random.Random(SEED)
    settings = SETTINGS.format(language="en") + "    quiet_delay: 0m\n    raid: {joins: 1000}\n"
    (tmp_path / "guidelines.yml").write_text(settings)
    async with Sandbox(rate_limits=False) as sandbox:
        town = Town(sandbox)
        await first_visit(sandbox, tmp_path)
        post = {"method": "POST", "route": "/channels/*/messages", "times": None}
        sandbox.faults.add(Fault(**post, drop="after", probability=0.3, seed=SEED))
        sandbox.faults.add(Fault(**post, delay=0.05))
        people: list[Person] = []
        for number in range(ROUNDS):
            process = await begin(sandbox, tmp_path)
            people.append(await town.person(f"New{number}", joins=True))
            await asyncio.sleep(dice.uniform(0, LONGEST_LIFE))
            await kill(process)
        process = await begin(sandbox, tmp_path)
        try:
            await sandbox.until(lambda: all(greetings(town, one) for one in people), 30)
            last = await town.person("Last", joins=True)
            await sandbox.until(lambda: greetings(town, last), 30)
        finally:
            await kill(process)
        counts = {one.user.name: greetings(town, one) for one in people}
        assert counts == dict.fromkeys(counts, 1), f"CHAOS_SEED={SEED}"


async def first_visit(sandbox: Sandbox, folder: Path) -> None:
    """Let the bot see the town once, so that those who join from now on are newcomers."""
    process = await begin(sandbox, folder)
    async with asyncio.timeout(30):
        while not has_seen_the_town(folder):  # noqa: ASYNC110 - another process announces nothing
            await asyncio.sleep(0.01)
    await kill(process)


def has_seen_the_town(folder: Path) -> bool:
    with closing(sqlite3.connect(f"file:{folder}/steward.sqlite3?mode=ro", uri=True)) as database:
        return bool(database.execute("SELECT count(*) FROM welcome_visited").fetchone()[0])


def greetings(town: Town, person: Person) -> int:
    bot = town.world.bot
    return sum(
        message.author is bot and person.mention in text_of(message)
        for message in town.messages("#welcome")
    )


if __name__ == "__main__":
    asyncio.run(live(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
