"""Jobs in virtual time, on both databases."""

import asyncio
from datetime import timedelta

import pytest

from bot.db import Database
from bot.metrics import Metrics
from bot.scheduler import Job, Scheduler
from tests.bot.scheduler.conftest import GUILD, MONDAY, Runs

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def plan(db: Database, scheduler: Scheduler):
    """Schedule a one-shot job for so long from now."""

    async def plan(name: str, wait: timedelta, *, guild_id: int = GUILD, **rest) -> None:
        async with db.write() as tx:
            due_at = scheduler._clock.now() + wait
            await scheduler.schedule(tx, name, guild_id=guild_id, due_at=due_at, **rest)
        await scheduler.settled()

    return plan


async def test_a_job_runs_once_when_it_is_due(scheduler, clock, plan):
    runs = Runs()
    scheduler.handle("greet", runs)
    await plan("greet", HOUR, subject="42", payload={"channel": GUILD})
    await clock.advance(HOUR - MINUTE)
    assert runs.jobs == []
    await clock.advance(timedelta(days=30))
    due = MONDAY + HOUR
    assert runs.jobs == [Job("greet", GUILD, "42", due, {"channel": GUILD}, 0, now=due)]
    assert runs.jobs[0].late == timedelta()


async def test_a_job_that_is_due_already_runs_without_time_passing(scheduler, plan):
    runs = Runs()
    scheduler.handle("greet", runs)
    await plan("greet", -MINUTE)
    assert [job.late for job in runs.jobs] == [MINUTE]
    assert not scheduler.busy


async def test_a_job_that_another_process_stored_is_found_within_half_an_hour(
    db, scheduler, start, clock
):
    runs = Runs()
    scheduler.handle("greet", runs)
    await scheduler.settled()
    async with db.write() as tx:
        await start().schedule(tx, "greet", guild_id=GUILD, due_at=MONDAY)
    assert runs.jobs == []
    await clock.advance(30 * MINUTE)
    assert [job.due_at for job in runs.jobs] == [MONDAY]


async def test_an_earlier_job_is_not_kept_waiting_by_a_later_one(scheduler, clock, plan):
    runs = Runs()
    scheduler.handle("greet", runs)
    await plan("greet", HOUR, subject="later")
    await plan("greet", MINUTE, subject="earlier")
    await clock.advance(2 * HOUR)
    assert [(job.subject, job.now) for job in runs.jobs] == [
        ("earlier", MONDAY + MINUTE),
        ("later", MONDAY + HOUR),
    ]


async def test_scheduling_again_replaces_the_job(scheduler, clock, plan):
    runs = Runs()
    scheduler.handle("greet", runs)
    await plan("greet", MINUTE, payload={"text": "old"})
    await plan("greet", HOUR, payload={"text": "new"})
    await clock.advance(2 * HOUR)
    assert [(job.payload, job.now) for job in runs.jobs] == [({"text": "new"}, MONDAY + HOUR)]


async def test_a_cancelled_job_does_not_run(scheduler, clock, plan, db):
    runs = Runs()
    scheduler.handle("greet", runs)
    await plan("greet", MINUTE)
    async with db.write() as tx:
        assert await scheduler.cancel(tx, "greet", guild_id=GUILD)
        assert not await scheduler.cancel(tx, "greet", guild_id=GUILD)
    await clock.advance(HOUR)
    assert runs.jobs == []


async def test_an_undone_transaction_schedules_nothing(scheduler, clock, db):
    runs = Runs()
    scheduler.handle("greet", runs)
    with pytest.raises(LookupError):  # noqa: PT012  the transaction is what is tested
        async with db.write() as tx:
            await scheduler.schedule(tx, "greet", guild_id=GUILD, due_at=MONDAY + MINUTE)
            raise LookupError
    await clock.advance(HOUR)
    assert runs.jobs == []


async def test_jobs_of_one_guild_run_one_after_the_other_in_order_of_registration(
    scheduler, clock, plan
):
    order, running = [], 0

    async def handler(job: Job) -> None:
        nonlocal running
        running += 1
        assert running == 1
        await asyncio.sleep(0)
        order.append(job.subject)
        running -= 1

    scheduler.handle("greet", handler)
    for subject in ("c", "a", "b"):
        await plan("greet", MINUTE, subject=subject)
    await clock.advance(HOUR)
    assert order == ["c", "a", "b"]


async def test_jobs_of_different_guilds_run_at_the_same_time_but_not_too_many(
    scheduler, clock, plan
):
    running, most = 0, 0
    all_here = asyncio.Event()

    async def handler(job: Job) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        if running == 8:
            all_here.set()
        await all_here.wait()
        running -= 1

    scheduler.handle("greet", handler)
    for guild_id in range(1, 21):
        await plan("greet", MINUTE, guild_id=guild_id)
    await clock.advance(HOUR)
    assert most == 8
    assert running == 0


async def test_a_slow_job_does_not_hold_up_another_guild(scheduler, plan):
    release, ran = asyncio.Event(), asyncio.Event()

    async def slow(job: Job) -> None:
        await release.wait()

    async def quick(job: Job) -> None:
        ran.set()

    scheduler.handle("slow", slow)
    scheduler.handle("greet", quick)
    waiting = asyncio.create_task(plan("slow", -MINUTE))
    other = asyncio.create_task(plan("greet", -MINUTE))
    await ran.wait()
    assert scheduler.busy
    release.set()
    await asyncio.gather(waiting, other)
    assert not scheduler.busy


async def test_a_job_that_fails_is_tried_again_after_growing_waits_and_then_given_up(
    scheduler, clock, plan, db
):
    runs = Runs()
    runs.fail = True
    scheduler.handle("greet", runs)
    await plan("greet", HOUR, subject="42")
    await clock.advance(timedelta(days=7))
    waits = [late - early for early, late in zip(runs.at, runs.at[1:], strict=False)]
    minutes = [1, 5, 30, 120, 360, 720, 1440]
    assert waits == [timedelta(minutes=wait) for wait in minutes]
    assert [job.attempts for job in runs.jobs] == list(range(8))
    assert {job.due_at for job in runs.jobs} == {MONDAY + HOUR}
    async with db.read() as tx:
        (given_up,) = await scheduler.given_up(tx, guild_id=GUILD)
    assert (given_up.name, given_up.subject, given_up.error) == ("greet", "42", "RuntimeError")


async def test_a_job_given_up_starts_afresh_when_it_is_scheduled_again(scheduler, clock, plan, db):
    runs = Runs()
    runs.fail = True
    scheduler.handle("greet", runs)
    await plan("greet", HOUR)
    await clock.advance(timedelta(days=7))
    runs.fail = False
    await plan("greet", HOUR)
    await clock.advance(timedelta(days=7))
    assert runs.jobs[-1].attempts == 0
    async with db.read() as tx:
        assert await scheduler.given_up(tx, guild_id=GUILD) == []


async def test_outcomes_are_counted(scheduler, clock, plan, metrics):
    runs = Runs()
    runs.fail = True
    scheduler.handle("greet", runs)
    await plan("greet", MINUTE)
    await clock.advance(2 * MINUTE - timedelta(seconds=1))
    runs.fail = False
    await clock.advance(HOUR)
    page = metrics.page()[0].decode()
    assert 'steward_jobs_total{job="greet",outcome="retried"} 1.0' in page
    assert 'steward_jobs_total{job="greet",outcome="done"} 1.0' in page


async def test_a_handler_may_schedule_its_own_job_again(scheduler, clock, plan, db):
    at = []

    async def chain(job: Job) -> None:
        at.append(job.now)
        async with db.write() as tx:
            await scheduler.schedule(tx, "chain", guild_id=GUILD, due_at=job.now + HOUR)

    scheduler.handle("chain", chain)
    await plan("chain", HOUR)
    await clock.advance(3 * HOUR + MINUTE)
    assert at == [MONDAY + HOUR, MONDAY + 2 * HOUR, MONDAY + 3 * HOUR]


async def test_a_job_waits_for_its_handler(scheduler, clock, plan):
    await plan("greet", MINUTE)
    await clock.advance(HOUR)
    runs = Runs()
    scheduler.handle("greet", runs)
    await scheduler.settled()
    assert [job.late for job in runs.jobs] == [HOUR - MINUTE]


async def test_a_forgotten_name_keeps_its_jobs_for_the_next_handler(scheduler, clock, plan):
    before, after = Runs(), Runs()
    scheduler.handle("greet", before)
    await plan("greet", MINUTE)
    scheduler.forget("greet")
    await clock.advance(HOUR)
    scheduler.handle("greet", after)
    await scheduler.settled()
    assert before.jobs == []
    assert len(after.jobs) == 1


def test_two_handlers_for_one_name_are_a_mistake(db, clock):
    scheduler = Scheduler(db, clock, clock, Metrics())
    scheduler.handle("greet", Runs())
    with pytest.raises(ValueError, match="greet"):
        scheduler.handle("greet", Runs())


async def test_many_jobs_that_are_due_together_all_run_once(scheduler, clock, db):
    runs = Runs()
    scheduler.handle("greet", runs)
    async with db.write() as tx:
        for number in range(300):
            await scheduler.schedule(
                tx, "greet", guild_id=number % 7, subject=str(number), due_at=MONDAY + MINUTE
            )
    await clock.advance(HOUR)
    assert sorted(int(job.subject) for job in runs.jobs) == list(range(300))


async def test_a_job_that_falls_due_while_another_of_its_guild_runs_follows_it(scheduler, plan, db):
    ran: list[str] = []

    async def handler(job: Job) -> None:
        ran.append(f"{job.subject} begins")
        if job.subject == "first":
            async with db.write() as tx:
                await scheduler.schedule(
                    tx, "greet", guild_id=GUILD, subject="second", due_at=job.now
                )
            while scheduler._looks:
                await asyncio.wait(scheduler._looks)
        ran.append(f"{job.subject} ends")

    scheduler.handle("greet", handler)
    await plan("greet", timedelta(), subject="first")
    assert ran == ["first begins", "first ends", "second begins", "second ends"]


@pytest.mark.parametrize("breaths", range(0, 60, 2))
async def test_a_job_that_an_earlier_one_plans_anew_runs_whenever_the_table_is_looked_at(
    scheduler, db, breaths
):
    ran = []

    async def handler(job: Job) -> None:
        ran.append(job.subject)
        if job.subject == "first":
            async with db.write() as tx:
                await scheduler.schedule(tx, "greet", guild_id=GUILD, subject="last", due_at=MONDAY)
            for _ in range(breaths):
                await asyncio.sleep(0)

    scheduler.handle("greet", handler)
    async with db.write() as tx:
        for subject in ("first", "last"):
            await scheduler.schedule(tx, "greet", guild_id=GUILD, subject=subject, due_at=MONDAY)
    await scheduler.settled()
    assert ran == ["first", "last"]
