"""Sweeps and weekly jobs: the wall clock, downtime and failures."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from bot.db import Database
from bot.scheduler import Scheduler, store
from bot.scheduler.recurrence import (
    EveryInterval,
    EveryWeek,
    MovesOn,
    Waits,
    after_failure,
)
from bot.times import WeeklyTimes
from sandbox.clock import VirtualClock
from tests.bot.scheduler.conftest import GUILD, MONDAY, Runs

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
MADRID = ZoneInfo("Europe/Madrid")
Start = Callable[[], Scheduler]


@pytest.fixture
def weekly(db: Database, scheduler: Scheduler):
    """Repeat the job "digest" at wall times of a zone."""

    async def weekly(times: str, zone: ZoneInfo = MADRID) -> Runs:
        runs = Runs()
        scheduler.handle("digest", runs)
        async with db.write() as tx:
            await scheduler.repeat(
                tx, "digest", guild_id=GUILD, times=WeeklyTimes.parse(times), zone=zone
            )
        await scheduler.settled()
        return runs

    return weekly


async def test_a_year_of_mondays_at_nine_is_nine_on_the_wall_every_time(weekly, clock):
    runs = await weekly("Mon 09:00")
    await clock.advance_to(datetime(2027, 11, 16, tzinfo=UTC))
    local = [at.astimezone(MADRID) for at in runs.at]
    assert len(local) == 52
    assert {(at.weekday(), at.time()) for at in local} == {(0, time(9))}
    assert {at.utcoffset() for at in local} == {HOUR, 2 * HOUR}
    assert all(job.late == timedelta() and job.attempts == 0 for job in runs.jobs)


@pytest.mark.parametrize(
    ("change", "ran_at"),
    [
        pytest.param("2027-03-28", "2027-03-28T01:00+00:00", id="skipped"),
        pytest.param("2027-10-31", "2027-10-31T00:30+00:00", id="repeated"),
    ],
)
async def test_a_time_that_a_clock_change_skips_or_repeats_happens_once_that_day(
    weekly, clock, change: str, ran_at: str
):
    day = datetime.fromisoformat(change).replace(tzinfo=MADRID)
    await clock.advance_to(day - 30 * HOUR)
    runs = await weekly("daily 02:30")
    await clock.advance_to(day + 48 * HOUR)
    assert [at for at in runs.at if at.astimezone(MADRID).date() == day.date()] == [
        datetime.fromisoformat(ran_at)
    ]
    assert len(runs.at) == 3


async def test_a_weekly_job_that_was_missed_runs_once_and_late(
    weekly, clock: VirtualClock, scheduler, start: Start
):
    await weekly("Mon 09:00")
    await scheduler.stop()
    await clock.advance_to(datetime(2026, 12, 9, 12, tzinfo=UTC))
    again, runs = start(), Runs()
    again.handle("digest", runs)
    await again.start()
    await again.settled()
    assert [job.due_at for job in runs.jobs] == [datetime(2026, 11, 23, 8, tzinfo=UTC)]
    assert runs.jobs[0].late == timedelta(days=16, hours=4)
    await clock.advance(timedelta(days=6))
    assert [job.late for job in runs.jobs[1:]] == [timedelta()]


async def test_a_weekly_job_that_fails_is_tried_again_and_goes_on_next_week(weekly, clock):
    runs = await weekly("Mon 09:00")
    runs.fail = True
    await clock.advance(timedelta(days=6))
    assert runs.jobs == []
    await clock.advance(timedelta(days=1) + 40 * MINUTE)
    assert [job.late for job in runs.jobs] == [timedelta(), MINUTE, 6 * MINUTE, 36 * MINUTE]
    await clock.advance(timedelta(days=6))
    assert len(runs.jobs) == 8
    runs.fail = False
    await clock.advance(timedelta(days=2))
    assert (runs.jobs[-1].attempts, runs.jobs[-1].late) == (0, timedelta())


async def test_repeating_with_other_times_replaces_the_earlier_ones(weekly, clock, db, scheduler):
    runs = await weekly("Mon 09:00")
    async with db.write() as tx:
        times = WeeklyTimes.parse("Wed 10:00")
        await scheduler.repeat(tx, "digest", guild_id=GUILD, times=times, zone=MADRID)
    await clock.advance(timedelta(days=8))
    assert [job.due_at for job in runs.jobs] == [datetime(2026, 11, 18, 9, tzinfo=UTC)]


async def test_a_zone_that_is_no_more_stops_its_own_job_alone(weekly, clock, db, scheduler):
    runs, others = await weekly("daily 09:01"), Runs()
    scheduler.every("sweep", 2 * MINUTE, others)
    async with db.write() as tx:
        await tx.execute(sa.update(store.jobs).values(zone="Europe/Atlantis"))
    await clock.advance(3 * MINUTE)
    assert runs.jobs == []
    assert len(others.jobs) == 1


async def test_a_sweep_runs_at_its_interval(scheduler, clock):
    runs = Runs()
    scheduler.every("sweep", 10 * MINUTE, runs)
    await scheduler.settled()
    await clock.advance(HOUR)
    assert runs.at == [MONDAY + number * 10 * MINUTE for number in range(1, 7)]
    assert {job.guild_id for job in runs.jobs} == {0}


async def test_a_sweep_runs_once_after_downtime_and_keeps_its_rhythm(
    scheduler, clock, start: Start
):
    scheduler.every("sweep", HOUR, Runs())
    await scheduler.settled()
    await scheduler.stop()
    await clock.advance(5 * HOUR + 20 * MINUTE)
    again, runs = start(), Runs()
    again.every("sweep", HOUR, runs)
    await again.start()
    await again.settled()
    assert [job.late for job in runs.jobs] == [4 * HOUR + 20 * MINUTE]
    await clock.advance(HOUR)
    assert runs.at[1:] == [MONDAY + 6 * HOUR]


async def test_a_sweep_whose_interval_became_shorter_does_not_wait_for_the_old_one(
    scheduler, clock, start: Start
):
    scheduler.every("sweep", timedelta(days=30), Runs())
    await scheduler.settled()
    await scheduler.stop()
    again, runs = start(), Runs()
    again.every("sweep", HOUR, runs)
    await again.start()
    await again.settled()
    await clock.advance(2 * HOUR)
    assert runs.at == [MONDAY + HOUR, MONDAY + 2 * HOUR]


async def test_a_sweep_that_always_fails_goes_on(scheduler, clock):
    runs = Runs()
    runs.fail = True
    scheduler.every("sweep", HOUR, runs)
    await scheduler.settled()
    await clock.advance(3 * HOUR + MINUTE / 2)
    assert sorted({job.due_at for job in runs.jobs}) == [
        MONDAY + number * HOUR for number in (1, 2, 3)
    ]
    assert [job.late for job in runs.jobs[:4]] == [timedelta(), MINUTE, 6 * MINUTE, 36 * MINUTE]


recurrences = st.one_of(
    st.integers(1, 10_000).map(lambda minutes: EveryInterval(timedelta(minutes=minutes))),
    st.sampled_from(["Mon 09:00", "daily 02:30", "Sat,Sun 23:59"]).map(
        lambda text: EveryWeek(WeeklyTimes.parse(text), MADRID)
    ),
)
ages = st.integers(0, 10**7).map(lambda seconds: timedelta(seconds=seconds))


@given(recurrences, ages, st.integers(1, 9))
def test_a_recurring_job_always_has_a_future_and_never_retries_past_it(recurrence, age, attempts):
    due_at, begun_at = MONDAY, MONDAY + age
    following = recurrence.next_after(due_at, begun_at)
    assert following > begun_at
    match after_failure(recurrence, due_at, begun_at, attempts):
        case Waits(run_at):
            assert begun_at < run_at < following
        case MovesOn(moved_to):
            assert moved_to == following
        case ended:
            raise AssertionError(ended)
