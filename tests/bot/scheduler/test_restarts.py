"""What is left of a run when the process ends in the middle of it."""

import asyncio
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot.db import Database
from bot.metrics import Metrics
from bot.scheduler import Job, Scheduler, store
from bot.scheduler.recurrence import MAX_ATTEMPTS
from tests.bot.scheduler.conftest import GUILD, MONDAY, Runs

MINUTE = timedelta(minutes=1)

VICTIM = """
import asyncio, os, signal, sys
from datetime import datetime, UTC
from bot.db import Database
from bot.metrics import Metrics
from bot.scheduler import Scheduler, store
from sandbox.clock import VirtualClock

DUE = datetime(2026, 11, 16, 8, tzinfo=UTC)

async def main():
    db = Database(sys.argv[1])
    await db.start()
    async with db.write() as tx:
        await tx.run_sync(store.metadata.create_all)
    clock = VirtualClock(DUE, frozen=True)
    scheduler = Scheduler(db, clock, clock, Metrics())

    async def handler(job):
        print(job.subject, job.due_at.isoformat(), job.attempts, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)

    scheduler.handle("greet", handler)
    await scheduler.start()
    async with db.write() as tx:
        due = (await tx.execute(store.jobs.select())).all()
        if not due:
            for subject in ("first", "second"):
                await scheduler.schedule(
                    tx, "greet", guild_id=7, subject=subject, due_at=DUE)
    await scheduler.settled()

asyncio.run(main())
"""


def die_in_the_handler(url: str) -> str:
    """Let a process of its own begin the job and be killed in it; return what the job was."""
    ended = subprocess.run(
        [sys.executable, "-c", VICTIM, url], capture_output=True, text=True, check=False
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    return ended.stdout.strip()


async def test_a_job_whose_process_was_killed_runs_again_with_the_same_due_time(
    database_url, clock
):
    first = await asyncio.to_thread(die_in_the_handler, database_url)
    second = await asyncio.to_thread(die_in_the_handler, database_url)
    assert first == f"first {MONDAY.isoformat()} 0"
    assert second == f"first {MONDAY.isoformat()} 1"


async def test_a_job_that_kills_the_process_again_and_again_is_given_up(
    db, clock, start, scheduler
):
    """Its neighbour gets its turn."""
    runs = Runs()
    async with db.write() as tx:
        for subject in ("poison", "neighbour"):
            await scheduler.schedule(tx, "greet", guild_id=GUILD, subject=subject, due_at=MONDAY)
        await tx.execute(
            sa.update(store.jobs)
            .where(store.jobs.c.subject == "poison")
            .values(state="running", attempts=MAX_ATTEMPTS)
        )
    await scheduler.stop()
    again = start()
    again.handle("greet", runs)
    await again.start()
    await again.settled()
    assert [job.subject for job in runs.jobs] == ["neighbour"]
    async with db.read() as tx:
        (given_up,) = await again.given_up(tx, guild_id=GUILD)
    assert (given_up.subject, given_up.error) == ("poison", "the process ended while it ran")


async def test_jobs_given_up_long_ago_are_forgotten_at_the_start(db, clock, start, scheduler):
    async with db.write() as tx:
        await scheduler.schedule(tx, "greet", guild_id=GUILD, due_at=MONDAY)
        await tx.execute(sa.update(store.jobs).values(state="failed", error="RuntimeError"))
    await scheduler.stop()
    await clock.advance(timedelta(days=31))
    await start().start()
    async with db.read() as tx:
        assert (await tx.execute(sa.select(store.jobs))).all() == []


async def test_stopping_waits_for_the_handler_that_runs_and_begins_no_other(
    db, clock, start, scheduler
):
    begun, finish, seen = asyncio.Event(), asyncio.Event(), []

    async def handler(job: Job) -> None:
        begun.set()
        await finish.wait()
        seen.append(job.subject)

    scheduler.handle("greet", handler)
    async with db.write() as tx:
        for subject in ("first", "second"):
            await scheduler.schedule(tx, "greet", guild_id=GUILD, subject=subject, due_at=MONDAY)
    await begun.wait()
    stopping = asyncio.create_task(scheduler.stop())
    await asyncio.sleep(0)
    assert not stopping.done()
    finish.set()
    await stopping
    assert seen == ["first"]
    runs, again = Runs(), start()
    again.handle("greet", runs)
    await again.start()
    await again.settled()
    assert [(job.subject, job.attempts) for job in runs.jobs] == [("second", 0)]


async def test_a_stop_that_is_cut_short_leaves_the_job_for_the_next_start(
    db, clock, start, scheduler
):
    begun = asyncio.Event()

    async def hangs(job: Job) -> None:
        begun.set()
        await asyncio.Event().wait()

    scheduler.handle("greet", hangs)
    async with db.write() as tx:
        await scheduler.schedule(tx, "greet", guild_id=GUILD, due_at=MONDAY)
    await begun.wait()
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(scheduler.stop(), 0.01)
    await scheduler.settled()
    runs, again = Runs(), start()
    again.handle("greet", runs)
    await again.start()
    await again.settled()
    assert [job.attempts for job in runs.jobs] == [1]


async def test_when_the_database_is_away_for_a_while_the_jobs_run_afterwards(
    sqlite_url, clock, tmp_path
):
    db = Database(sqlite_url)
    await db.start()
    async with db.write() as tx:
        await tx.run_sync(store.metadata.create_all)
    scheduler, runs = Scheduler(db, clock, clock, Metrics()), Runs()
    scheduler.handle("greet", runs)
    await scheduler.start()
    async with db.write() as tx:
        await scheduler.schedule(tx, "greet", guild_id=GUILD, due_at=MONDAY + MINUTE)
    await scheduler.settled()
    async with db.write() as tx:
        await tx.execute(sa.text("ALTER TABLE core_jobs RENAME TO away"))
    await clock.advance(MINUTE)
    assert runs.jobs == []
    async with db.write() as tx:
        await tx.execute(sa.text("ALTER TABLE away RENAME TO core_jobs"))
    await clock.advance(MINUTE)
    assert [job.late for job in runs.jobs] == [MINUTE]
    await scheduler.stop()
    await db.close()
