"""The bot is killed again and again while it opens the week's thread: there is one, never two.

More rounds: `CHAOS=50 python -m pytest tests/chaos/test_accountability_kill.py`. Another course of
events: `CHAOS_SEED=…`; the seed of a failed run is shown with the failure.
"""

import asyncio
import os
import random
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pydantic import SecretStr

from bot.app import Steward
from bot.features import FeaturePackage
from bot.settings import Deployment
from bot.times import iso_week_key
from cogs.accountability import FEATURE
from sandbox import LoopbackConnector, Sandbox, VirtualClock
from sandbox.faults import Fault
from sandbox.town import Town
from tests.journeys.test_accountability_week import settings

ROOT = Path(__file__).parents[2]
ROUNDS = int(os.environ.get("CHAOS", "2"))
SEED = int(os.environ.get("CHAOS_SEED", random.SystemRandom().randrange(10**6)))
# Long enough to die before, during and after each of the two requests.
LONGEST_LIFE = 0.4
SUNDAY = datetime(2026, 11, 15, 12, tzinfo=UTC)
FIRST = datetime(2026, 11, 16, 8, tzinfo=UTC)
WEEK = timedelta(weeks=1)
UTC_ZONE = ZoneInfo("UTC")


async def live(url: str, token: str, folder: Path, begin: datetime) -> None:
    """Be the bot until killed, with clocks that show `begin` at the start."""
    deployment = Deployment(
        discord_token=SecretStr(token),
        database_url=f"sqlite:///{folder}/steward.sqlite3",
        backup_dir=folder / "backups",
        guidelines=folder / "guidelines.yml",
        host="127.0.0.1",
        port=0,
    )
    clock = VirtualClock(begin)
    steward = Steward(
        deployment,
        clock=clock,
        alarms=clock,
        connector=LoopbackConnector(url),
        packages=[FeaturePackage(FEATURE, "cogs.accountability")],
        guild_ready_timeout=0.05,
    )
    await steward.run()


async def begin(sandbox: Sandbox, folder: Path) -> asyncio.subprocess.Process:
    """Start a bot in a process of its own and wait until it hears the town."""
    seen = set(sandbox.gateway.sessions)
    sandbox.world.session_starts.begin_anew()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.chaos.test_accountability_kill", sandbox.url, sandbox.token, str(folder)),
        sandbox.clock.now().isoformat(),
        cwd=ROOT,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    async with asyncio.timeout(60):
        while not set(sandbox.gateway.sessions) - seen:
            assert process.returncode is None, "the bot stopped by itself"
            await asyncio.sleep(0.01)
    return process


async def kill(process: asyncio.subprocess.Process) -> None:
    process.kill()
    await process.wait()


async def until(folder: Path, query: str) -> None:
    """Wait until the database of the other process answers with something true."""
    async with asyncio.timeout(60):
        while not _answer(folder, query):  # noqa: ASYNC110 - another process announces nothing
            await asyncio.sleep(0.01)


def _answer(folder: Path, query: str) -> object:
    with closing(sqlite3.connect(f"file:{folder}/steward.sqlite3?mode=ro", uri=True)) as database:
        try:
            row = database.execute(query).fetchone()
        except sqlite3.OperationalError:  # the tables are being made
            return None
    return row[0] if row else None


@pytest.mark.timeout(60 + 30 * ROUNDS)
async def test_each_week_has_one_thread_however_often_the_bot_is_killed(tmp_path: Path):
    dice = random.Random(SEED)
    (tmp_path / "guidelines.yml").write_text(settings())
    async with Sandbox(clock=VirtualClock(SUNDAY, frozen=True), rate_limits=False) as sandbox:
        town = Town(sandbox)
        process = await begin(sandbox, tmp_path)
        await until(tmp_path, "SELECT count(*) FROM core_jobs WHERE name = 'accountability.open'")
        await kill(process)
        for route in ("/channels/*/messages", "/channels/*/messages/*/threads"):
            post = {"method": "POST", "route": route, "times": None}
            sandbox.faults.add(Fault(**post, drop="after", probability=0.3, seed=SEED))
            sandbox.faults.add(Fault(**post, delay=0.05))
        for number in range(ROUNDS):
            monday = FIRST + number * WEEK
            await sandbox.clock.advance_to(monday)
            process = await begin(sandbox, tmp_path)
            await asyncio.sleep(dice.uniform(0, LONGEST_LIFE))
            await kill(process)
            await sandbox.clock.advance(timedelta(seconds=10))
            process = await begin(sandbox, tmp_path)
            name = iso_week_key(monday, UTC_ZONE)
            await until(
                tmp_path,
                f"SELECT thread_id FROM accountability_weeks WHERE week = '{name}'",
            )
            await kill(process)
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


if __name__ == "__main__":
    asyncio.run(
        live(sys.argv[1], sys.argv[2], Path(sys.argv[3]), datetime.fromisoformat(sys.argv[4]))
    )
