"""What managers do with jobs that recur."""

from datetime import timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import pytest

from bot.refusal import Refusal
from bot.times import WeeklyTimes
from tests.bot.scheduler.conftest import GUILD, MONDAY, Runs

MADRID = ZoneInfo("Europe/Madrid")
WEEK, HOUR = timedelta(weeks=1), timedelta(hours=1)
NINE = WeeklyTimes.parse("Mon 09:00")
NEXT = MONDAY + WEEK  # it is Monday, nine o'clock in Madrid


@pytest.fixture
def runs() -> Runs:
    return Runs()


@pytest.fixture
async def digest(db, scheduler, runs):
    scheduler.handle("digest", runs, title="The digest", late_within=2 * HOUR)
    await repeat(db, scheduler)
    return scheduler


async def repeat(db, scheduler, times=NINE, zone=MADRID):
    async with db.write() as tx:
        await scheduler.repeat(tx, "digest", guild_id=GUILD, times=times, zone=zone)
    await scheduler.settled()


async def listed(db, scheduler):
    async with db.read() as tx:
        (job,) = await scheduler.calendar.recurring(tx, guild_id=GUILD)
        assert await scheduler.calendar.recurring(tx, guild_id=GUILD + 1) == []
    return job


async def do(db, scheduler, name, what="digest"):
    async with db.write() as tx:
        done = await getattr(scheduler.calendar, name)(tx, what, guild_id=GUILD)
    await scheduler.settled()
    return done


async def test_the_list_says_what_runs_when_and_how_it_went(digest, db, clock, runs):
    job = await listed(db, digest)
    assert (job.title, job.next_due, job.last) == ("The digest", NEXT, None)
    await clock.advance(WEEK)
    job = await listed(db, digest)
    assert (job.last.outcome, job.last.due_at, job.next_due) == ("done", NEXT, NEXT + WEEK)
    runs.fail = True
    await clock.advance(WEEK)
    job = await listed(db, digest)
    assert (job.last.outcome, job.last.error) == ("failed", "RuntimeError")


async def test_an_occurrence_that_is_skipped_does_not_run_and_the_one_after_it_does(
    digest, db, clock, runs
):
    assert await do(db, digest, "skip_next") == NEXT + WEEK
    await clock.advance(2 * WEEK)
    assert runs.at == [NEXT + WEEK]


async def test_run_now_runs_once_more_and_leaves_the_next_occurrence_alone(digest, db, clock, runs):
    await clock.advance(HOUR)
    assert await do(db, digest, "run_now")
    assert [job.due_at for job in runs.jobs] == [MONDAY + HOUR]
    await clock.advance(WEEK)
    assert [job.due_at for job in runs.jobs] == [MONDAY + HOUR, NEXT]


async def test_run_now_does_not_bring_back_what_was_skipped(digest, db, clock, runs):
    await do(db, digest, "skip_next")
    await clock.advance(HOUR)
    await do(db, digest, "run_now")
    await clock.advance(2 * WEEK)
    assert [job.due_at for job in runs.jobs] == [MONDAY + HOUR, NEXT + WEEK]


async def test_a_paused_job_does_not_run_at_once_either(digest, db, runs):
    await do(db, digest, "pause")
    assert not await do(db, digest, "run_now")
    assert runs.jobs == []


async def test_what_would_come_to_nothing_is_refused_and_stays_as_it_was(db, scheduler, runs):
    async def refuse(_tx, guild_id, subject):
        raise Refusal(f"Nothing for {guild_id} and {subject!r}.")

    scheduler.handle("digest", runs, ask_first=refuse)
    await repeat(db, scheduler)
    with pytest.raises(Refusal, match=f"Nothing for {GUILD} and ''"):
        await do(db, scheduler, "run_now")
    assert runs.jobs == []
    assert (await listed(db, scheduler)).next_due == NEXT


async def test_a_paused_job_rests_and_does_not_make_up_for_it_when_resumed(
    digest, db, clock, runs, start
):
    assert await do(db, digest, "pause")
    await clock.advance(2 * WEEK + HOUR)
    await repeat(db, digest)
    assert runs.jobs == []
    assert (await listed(db, digest)).is_paused
    assert await do(db, digest, "resume") == MONDAY + 3 * WEEK
    await clock.advance(WEEK)
    assert runs.at == [MONDAY + 3 * WEEK]


async def test_one_that_is_too_late_is_left_out_and_the_list_says_so(
    digest, db, clock, runs, start
):
    await digest.stop()
    await clock.advance(WEEK + 3 * HOUR)
    again = start()
    again.handle("digest", runs, late_within=2 * HOUR)
    await again.start()
    await again.settled()
    assert runs.jobs == []
    job = await listed(db, again)
    assert (job.last.outcome, job.next_due) == ("too_late", NEXT + WEEK)
    await clock.advance_to(NEXT + WEEK)
    assert len(runs.jobs) == 1


async def test_one_that_is_late_within_its_limit_runs(digest, db, clock, runs, start):
    await digest.stop()
    await clock.advance(WEEK + HOUR)
    again = start()
    again.handle("digest", runs, late_within=2 * HOUR)
    await again.start()
    await again.settled()
    assert [job.late for job in runs.jobs] == [HOUR]


async def test_what_was_missed_stays_due_when_the_same_times_are_asked_for_again(
    digest, db, clock, runs, start
):
    await digest.stop()
    await clock.advance(WEEK + HOUR)
    again = start()
    await again.start()
    await repeat(db, again)
    again.handle("digest", runs)
    await again.settled()
    assert [job.due_at for job in runs.jobs] == [NEXT]


async def test_what_is_not_there_cannot_be_skipped_run_or_paused(digest, db):
    for name in ("skip_next", "run_now", "pause", "resume"):
        assert not await do(db, digest, name, "dinner")


async def test_a_zone_that_changes_while_it_runs_moves_the_next_occurrence(digest, db, clock, runs):
    await clock.advance(timedelta(days=3))
    await repeat(db, digest, zone=ZoneInfo("Asia/Ho_Chi_Minh"))
    await clock.advance(WEEK)
    assert runs.at == [NEXT - 6 * HOUR]


async def test_a_clock_that_jumps_over_weeks_makes_one_run_of_them(digest, db, clock, runs, start):
    await digest.stop()
    await clock.advance(5 * WEEK + HOUR)
    again = start()
    again.handle("digest", runs)
    await again.start()
    await again.settled()
    await clock.advance(WEEK)
    assert [job.due_at for job in runs.jobs] == [NEXT, MONDAY + 6 * WEEK]


@pytest.fixture
async def rested(db, scheduler, runs):
    """Next Monday is a holiday: what falls on it runs the day after."""
    scheduler.handle(
        "digest", runs, put_off=lambda _, due_at: NEXT + 24 * HOUR if due_at == NEXT else None
    )
    await repeat(db, scheduler)
    return scheduler


async def test_what_is_put_off_is_shown_and_run_at_its_later_time_once(rested, db, clock, runs):
    for _ in range(2):  # before the day, and on it
        job = await listed(db, rested)
        assert list(islice(job.coming(), 2)) == [NEXT + 24 * HOUR, NEXT + WEEK]
        await clock.advance_to(NEXT + HOUR)
    assert runs.jobs == []
    await clock.advance(WEEK)
    assert [job.due_at for job in runs.jobs] == [NEXT + 24 * HOUR, NEXT + WEEK]


async def test_to_leave_out_what_is_put_off_leaves_out_the_later_time(rested, db, clock, runs):
    assert await do(db, rested, "skip_next") == NEXT + WEEK
    await clock.advance(2 * WEEK)
    assert runs.at == [NEXT + WEEK]


async def test_what_was_put_off_while_nobody_was_there_runs_late(rested, db, clock, runs, start):
    await rested.stop()
    await clock.advance(WEEK + 48 * HOUR)
    again = start()
    again.handle("digest", runs, put_off=lambda _, at: NEXT + 24 * HOUR if at == NEXT else None)
    await again.start()
    await again.settled()
    assert [job.late for job in runs.jobs] == [24 * HOUR]
