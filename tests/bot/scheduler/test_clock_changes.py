"""Weekly jobs over clock changes of an hour and of half an hour, a leap day and week 53."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.times import WeeklyTimes, iso_week_key
from sandbox.clock import VirtualClock
from tests.bot.scheduler.conftest import GUILD, Runs

WEEKS = 4
SUITES = {
    "Madrid, spring": ("Europe/Madrid", "2026-03-11", 2),
    "Madrid, autumn": ("Europe/Madrid", "2026-10-07", 2),
    "New York, spring": ("America/New_York", "2026-02-18", 2),
    "New York, autumn": ("America/New_York", "2026-10-14", 2),
    "Lord Howe, half an hour back": ("Australia/Lord_Howe", "2026-03-18", 2),
    "Lord Howe, half an hour ahead": ("Australia/Lord_Howe", "2026-09-16", 2),
    "Ho Chi Minh": ("Asia/Ho_Chi_Minh", "2026-03-11", 1),
    "a leap day": ("Asia/Ho_Chi_Minh", "2028-02-16", 1),
    "week 53": ("Europe/Madrid", "2026-12-16", 1),
}


@pytest.fixture
def suite(request) -> tuple[str, str, int]:
    return SUITES[request.param]


@pytest.fixture
def clock(suite) -> VirtualClock:
    return VirtualClock(datetime.fromisoformat(suite[1]).replace(hour=12, tzinfo=UTC), frozen=True)


@pytest.mark.parametrize("suite", SUITES, indirect=True)
@pytest.mark.parametrize("at", ["09:00", "00:30", "23:59"])
async def test_a_wall_time_stays_that_wall_time(suite, clock, db, scheduler, at):
    zone, runs = ZoneInfo(suite[0]), Runs()
    scheduler.handle("digest", runs)
    async with db.write() as tx:
        await scheduler.repeat(
            tx, "digest", guild_id=GUILD, times=WeeklyTimes.parse(f"Mon {at}"), zone=zone
        )
    await scheduler.settled()
    await clock.advance(timedelta(weeks=WEEKS))
    local = [run.astimezone(zone) for run in runs.at]
    assert {(run.weekday(), run.time()) for run in local} == {(0, time.fromisoformat(at))}
    assert len({iso_week_key(run, zone) for run in runs.at}) == len(runs.at) == WEEKS
    assert len({run.utcoffset() for run in local}) == suite[2]


@pytest.mark.parametrize("suite", ["week 53"], indirect=True)
async def test_a_year_of_53_weeks_has_53(clock, db, scheduler):
    zone, runs = ZoneInfo("Europe/Madrid"), Runs()
    scheduler.handle("digest", runs)
    async with db.write() as tx:
        times = WeeklyTimes.parse("Mon 09:00")
        await scheduler.repeat(tx, "digest", guild_id=GUILD, times=times, zone=zone)
    await scheduler.settled()
    await clock.advance(timedelta(weeks=4))
    assert [iso_week_key(run, zone) for run in runs.at] == [
        *("2026-W52", "2026-W53", "2027-W01", "2027-W02"),
    ]
