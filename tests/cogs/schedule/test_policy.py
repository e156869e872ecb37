"""The coming times of a job, and the coming days."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from bot.scheduler import Recurring
from bot.times import WeeklyTimes
from cogs.schedule import policy

MADRID = ZoneInfo("Europe/Madrid")


def job(times: str, now: datetime, zone: ZoneInfo = MADRID, **values: object) -> Recurring:
    weekly = WeeklyTimes.parse(times)
    facts = {
        "name": "digest",
        "subject": "",
        "title": "The digest",
        "times": weekly,
        "zone": zone,
        "next_due": weekly.next_after(now, zone),
        "is_paused": False,
        "last": None,
        "later": lambda _: None,
    }
    return Recurring(**(facts | values))


def noted(times: str, now: datetime, zone: ZoneInfo = MADRID) -> list[tuple[str, str | None]]:
    found = policy.following(job(times, now, zone), 5, now)
    return [(f"{one.at.astimezone(zone):%m-%d %H:%M}", one.note) for one in found]


def test_an_ordinary_month_needs_no_notes():
    now = datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert {note for _, note in noted("Mon 09:00", now)} == {None}
    assert {note for _, note in noted("Mon 09:00", now, ZoneInfo("Asia/Ho_Chi_Minh"))} == {None}


def test_the_first_time_after_a_clock_change_says_that_it_stays_the_same():
    found = noted("Mon 09:00", datetime(2026, 10, 13, 12, tzinfo=UTC))
    assert found[:3] == [
        ("10-19 09:00", None),
        ("10-26 09:00", "after_change"),
        ("11-02 09:00", None),
    ]


def test_a_time_that_the_clocks_skip_comes_right_after():
    found = noted("Sun 02:30", datetime(2026, 3, 20, 12, tzinfo=UTC))
    assert found[:3] == [
        ("03-22 02:30", None),
        ("03-29 03:00", "skipped"),
        ("04-05 02:30", None),
    ]


def test_a_time_that_comes_twice_counts_once():
    found = noted("Sun 02:30", datetime(2026, 10, 20, 12, tzinfo=UTC))
    assert found[:2] == [("10-25 02:30", "twice"), ("11-01 02:30", "after_change")]


def test_half_an_hour_is_a_clock_change_too():
    found = noted(
        "Sun 01:45", datetime(2026, 3, 31, 12, tzinfo=UTC), ZoneInfo("Australia/Lord_Howe")
    )
    assert found[0] == ("04-05 01:45", "twice")


def test_the_days_show_what_runs_and_nothing_that_is_paused():
    now = datetime(2026, 12, 31, 12, tzinfo=UTC)
    jobs = [
        job("daily 09:00", now),
        job("Mon 08:00", now, name="thread"),
        job("daily 07:00", now, name="resting", is_paused=True),
    ]
    days = policy.days(jobs, now, 5, MADRID)
    assert [day.date for day in days] == [
        date(2026, 12, 31),
        *(date(2027, 1, d) for d in range(1, 5)),
    ]
    assert [[one.name for _, one in day.jobs] for day in days] == [
        [], ["digest"], ["digest"], ["digest"], ["thread", "digest"],
    ]  # fmt: skip


def test_what_a_holiday_puts_off_stands_on_the_day_on_which_it_runs():
    monday, tuesday = (datetime(2026, 11, day, 8, tzinfo=UTC) for day in (9, 10))
    now = datetime(2026, 11, 6, 12, tzinfo=UTC)
    digest = job(
        "Mon 09:00", now, next_due=tuesday, later=lambda at: tuesday if at == monday else None
    )
    found = policy.following(digest, 2, now)
    assert [(one.at.day, one.note) for one in found] == [(10, "put_off"), (16, None)]
    laid_out = policy.days([digest], now, 11, MADRID)
    assert [day.date.day for day in laid_out if day.jobs] == [10, 16]
