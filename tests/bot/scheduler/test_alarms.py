"""Alarms in real time."""

import asyncio
from datetime import timedelta

import pytest
import time_machine

from bot.clock import SystemClock
from bot.metrics import Metrics
from bot.scheduler import Job, Scheduler, SystemAlarms, store

SOON = timedelta(milliseconds=20)
HOUR = timedelta(hours=1)


@pytest.fixture
async def alarms():
    alarms = SystemAlarms(look_every=0.02)
    alarms.start()
    yield alarms
    alarms.stop()


class Bell:
    def __init__(self) -> None:
        self.rang = asyncio.Event()
        self.at = None

    async def __call__(self) -> None:
        self.at = SystemClock().now()
        self.rang.set()


async def test_an_alarm_rings_at_its_time_and_not_before(alarms):
    bell, when = Bell(), SystemClock().now() + SOON
    alarms.call_at(when, bell)
    await asyncio.wait_for(bell.rang.wait(), 5)
    assert when <= bell.at


async def test_an_alarm_for_a_time_long_past_rings_at_once(alarms):
    bell = Bell()
    alarms.call_at(SystemClock().now() - timedelta(days=3), bell)
    await asyncio.wait_for(bell.rang.wait(), 5)


async def test_an_alarm_that_is_set_before_the_start_rings_after_it():
    alarms, bell = SystemAlarms(), Bell()
    alarms.call_at(SystemClock().now(), bell)
    alarms.start()
    await asyncio.wait_for(bell.rang.wait(), 5)
    alarms.stop()


async def test_a_cancelled_alarm_is_silent_and_may_be_cancelled_again(alarms):
    silent, bell = Bell(), Bell()
    alarm = alarms.call_at(SystemClock().now() + SOON, silent)
    alarm.cancel()
    alarm.cancel()
    rung = alarms.call_at(SystemClock().now() + 2 * SOON, bell)
    await asyncio.wait_for(bell.rang.wait(), 5)
    assert not silent.rang.is_set()
    rung.cancel()


async def test_a_clock_that_jumps_ahead_is_noticed(alarms):
    bell, now = Bell(), SystemClock().now()
    alarms.call_at(now + HOUR, bell)
    with time_machine.travel(now + 2 * HOUR):
        await asyncio.wait_for(bell.rang.wait(), 5)


async def test_a_clock_that_is_set_back_makes_nothing_ring_early(alarms):
    early, bell, now = Bell(), Bell(), SystemClock().now()
    with time_machine.travel(now - HOUR):
        alarms.call_at(now + SOON, early)
        alarms.call_at(now - HOUR, bell)
        await asyncio.wait_for(bell.rang.wait(), 5)
        assert not early.rang.is_set()
    await asyncio.wait_for(early.rang.wait(), 5)


async def test_an_alarm_whose_callback_fails_does_not_silence_the_others(alarms, caplog):
    async def fails() -> None:
        raise RuntimeError("as told")

    bell = Bell()
    alarms.call_at(SystemClock().now(), fails)
    alarms.call_at(SystemClock().now() + SOON, bell)
    await asyncio.wait_for(bell.rang.wait(), 5)
    assert "as told" in caplog.text


def test_stopping_what_was_never_started_is_harmless():
    SystemAlarms().stop()


async def test_a_job_runs_in_real_time(alarms, db):
    async with db.write() as tx:
        await tx.run_sync(store.metadata.create_all)
    clock, ran = SystemClock(), asyncio.Future()
    scheduler = Scheduler(db, clock, alarms, Metrics())

    async def handler(job: Job) -> None:
        ran.set_result(job)

    scheduler.handle("greet", handler)
    await scheduler.start()
    due_at = clock.now() + SOON
    async with db.write() as tx:
        await scheduler.schedule(tx, "greet", guild_id=1, due_at=due_at)
    job = await asyncio.wait_for(ran, 5)
    await scheduler.stop()
    assert job.due_at == due_at <= job.now
