"""The process is killed at random points (CHAOS=50 for more): all is said once, and in order."""

import asyncio
import os
import random
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from bot.db import Database
from bot.outbox import store
from sandbox import Sandbox, VirtualClock
from sandbox.faults import Fault
from sandbox.town import Town
from tests.chaos.crier import CHANNELS, SENTENCES
from tests.steward import SETTINGS

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "tests" / "bot" / "cli" / "bot_process.py"
KILLS = int(os.environ.get("CHAOS", "5"))


def expected(channel: str) -> list[str]:
    numbers = range(CHANNELS.index(channel), SENTENCES, len(CHANNELS))
    return [f"Oyez {number // 6}" for number in numbers]


async def test_whenever_it_is_killed_everything_is_said_once_and_in_order(tmp_path: Path) -> None:
    dice = random.Random(20261102)
    url = f"sqlite:///{tmp_path}/steward.sqlite3"
    (tmp_path / "guidelines.yml").write_text(SETTINGS)
    async with Sandbox(clock=VirtualClock(), rate_limits=False) as sandbox:
        town = Town(sandbox)
        # Slow answers, so that a kill often hits a request that is under way.
        sandbox.faults.add(Fault("POST", "/channels/*/messages", times=None, delay=0.05))
        for _ in range(KILLS):
            await run_for(sandbox, tmp_path, url, sends=dice.randint(1, 5), pause=dice.random())
        sandbox.faults.remove()
        await run_for(sandbox, tmp_path, url, sends=None, pause=0)
        said = {name: [one.content for one in town.messages(f"#{name}")] for name in CHANNELS}
    assert said == {name: expected(name) for name in CHANNELS}, town.transcript()
    assert await states(url) == {"sent"}


async def run_for(
    sandbox: Sandbox, folder: Path, url: str, *, sends: int | None, pause: float
) -> None:
    """Let a process live until it has sent some more messages, then kill it."""
    sandbox.world.session_starts.begin_anew()
    # Discord knows a nonce for minutes; assume that the process was away for longer.
    sandbox.world.delivery.nonces.clear()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        SCRIPT,
        sandbox.url,
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DISCORD_TOKEN": sandbox.token,
            "DATABASE_URL": url,
            "FEATURE": "tests.chaos.crier",
            "PORT": "0",
        },
        stderr=asyncio.subprocess.DEVNULL,
    )
    goal = None if sends is None else count(sandbox) + sends

    def lived_long_enough() -> bool:
        return everything_is_said(sandbox) or (goal is not None and count(sandbox) >= goal)

    try:
        await sandbox.until(lambda: lived_long_enough() or None, 30)
        await asyncio.sleep(pause * 0.06)  # somewhere within the request that follows
        if goal is None:
            await everything_is_recorded(folder / "steward.sqlite3")
    finally:
        process.send_signal(signal.SIGTERM if sends is None else signal.SIGKILL)
        await process.wait()


def count(sandbox: Sandbox) -> int:
    return len(sandbox.journal.requests("POST", "/channels/{channel_id}/messages"))


def everything_is_said(sandbox: Sandbox) -> bool:
    return sum(len(one.messages) for one in sandbox.world.channels_by_id.values()) >= SENTENCES


async def everything_is_recorded(file: Path) -> None:
    """Wait for the other process to settle what its predecessor left behind."""
    async with asyncio.timeout(30):
        # Another process's transactions ring no bell here.
        while unsettled(file):  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.05)


def unsettled(file: Path) -> int:
    with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db:
        query = "SELECT count(*) FROM core_outbox WHERE due_at IS NOT NULL"
        found: int = db.execute(query).fetchone()[0]
    return found


async def states(url: str) -> set[str]:
    db = Database(url)
    await db.start()
    async with db.read() as tx:
        found = {row.state for row in await tx.execute(store.outbox.select())}
    await db.close()
    return found
