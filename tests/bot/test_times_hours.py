"""Quiet hours and opening hours."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.times import DailyWindow, WeeklyHours

MADRID = ZoneInfo("Europe/Madrid")
ZONES = [MADRID, *map(ZoneInfo, ("America/New_York", "Asia/Ho_Chi_Minh", "Australia/Lord_Howe"))]
HOURS = [
    "Mon-Fri 09:00-19:00",
    "Mon-Fri 09:00-13:00,15:00-19:00, Sat 10:00-14:00",
    "Fri,Sat 20:00-03:00",
    "daily 00:00-24:00",
    "daily 01:00-02:45",
    "Mon 08:00-20:00, Mon 12:00-22:00",
]

zones = st.sampled_from(ZONES)
hours = st.sampled_from([WeeklyHours.parse(text) for text in HOURS])
instants = st.datetimes(
    datetime.fromisoformat("2026-01-01"),
    datetime.fromisoformat("2027-01-01"),
    timezones=st.just(UTC),
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def in_madrid(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MADRID)


@pytest.mark.parametrize(
    ("wall", "first_outside"),
    [
        ("2026-06-01 21:59", None),
        ("2026-06-01 22:00", "2026-06-02 08:00"),
        ("2026-06-02 00:00", "2026-06-02 08:00"),
        ("2026-06-02 07:59", "2026-06-02 08:00"),
        ("2026-06-02 08:00", None),
        ("2026-03-29 03:30", "2026-03-29 08:00"),
        ("2026-10-25 02:30", "2026-10-25 08:00"),
    ],
)
def test_quiet_hours_cross_midnight(wall: str, first_outside: str | None):
    window, instant = DailyWindow.parse("22:00-08:00"), in_madrid(wall)
    assert window.contains(instant, MADRID) == (first_outside is not None)
    assert window.first_outside(instant, MADRID) == in_madrid(first_outside or wall)


def test_a_window_within_one_day_ends_the_same_day():
    window = DailyWindow.parse("13:00 - 15:00")
    noon, two = in_madrid("2026-06-01 12:00"), in_madrid("2026-06-01 14:00")
    assert not window.contains(noon, MADRID)
    assert window.first_outside(two, MADRID) == in_madrid("2026-06-01 15:00")
    assert str(window) == "13:00-15:00"


@pytest.mark.parametrize("written", ["22:00", "22-08", "22:00-22:00", "00:00-24:00", "night", ""])
def test_a_window_that_makes_no_sense_is_refused_with_an_example(written: str):
    with pytest.raises(ValueError, match="such as"):
        DailyWindow.parse(written)


@pytest.mark.parametrize("written", [*HOURS, "Mon-Fri 9:00 - 19:00", "weekends 10:00\u201324:00"])
def test_opening_hours_print_as_they_are_read(written: str):
    read = WeeklyHours.parse(written)
    assert WeeklyHours.parse(str(read)) == read


@pytest.mark.parametrize("written", ["Mon 09:00", "Mon 09:00-09:00", "Mon 09:00-25:00", "always"])
def test_opening_hours_that_make_no_sense_are_refused_with_an_example(written: str):
    with pytest.raises(ValueError, match="Mon-Fri 09:00-19:00"):
        WeeklyHours.parse(written)


def test_a_response_clock_stands_still_over_the_weekend():
    office = WeeklyHours.parse("Mon-Fri 09:00-19:00")
    asked, answered = in_madrid("2026-06-05 18:30"), in_madrid("2026-06-08 10:15")
    assert office.elapsed(asked, answered, MADRID) == timedelta(hours=1, minutes=45)
    assert office.after(asked, timedelta(hours=2), MADRID) == in_madrid("2026-06-08 10:30")
    assert office.elapsed(answered, asked, MADRID) == timedelta()
    assert not office.is_open(in_madrid("2026-06-06 12:00"), MADRID)
    assert office.is_open(asked, MADRID)
    assert office.next_open(in_madrid("2026-06-06 12:00"), MADRID) == in_madrid("2026-06-08 09:00")
    assert office.last_close(answered, MADRID) == in_madrid("2026-06-05 19:00")


def test_open_hours_are_real_hours_across_a_clock_change():
    night = WeeklyHours.parse("daily 00:00-06:00")
    for day, length in (("2026-03-29", 5), ("2026-10-25", 7), ("2026-06-01", 6)):
        start = in_madrid(f"{day} 00:00")
        assert night.elapsed(start, in_madrid(f"{day} 12:00"), MADRID) == timedelta(hours=length)


def test_hours_that_overlap_are_counted_once():
    overlapping = WeeklyHours.parse("Mon 08:00-20:00, Mon 12:00-22:00")
    monday = in_madrid("2026-06-01 00:00")
    assert overlapping.elapsed(monday, monday + timedelta(days=7), MADRID) == timedelta(hours=14)
    assert overlapping.last_close(in_madrid("2026-06-01 21:00"), MADRID) == in_madrid(
        "2026-05-25 22:00"
    )


def test_a_community_that_never_closes_has_no_last_close():
    always = WeeklyHours.parse("daily 00:00-24:00")
    assert always.last_close(in_madrid("2026-06-01 21:00"), MADRID) is None
    year = always.elapsed(utc("2026-01-01 00:00"), utc("2027-01-01 00:00"), MADRID)
    assert year == timedelta(days=365)


@given(hours, instants, instants, instants, zones)
def test_open_time_adds_up(
    opening: WeeklyHours, a: datetime, b: datetime, c: datetime, zone: ZoneInfo
):
    first, middle, last = sorted((a, b, c))
    parts = opening.elapsed(first, middle, zone) + opening.elapsed(middle, last, zone)
    assert opening.elapsed(first, last, zone) == parts <= last - first


@given(hours, instants, st.timedeltas(timedelta(minutes=1), timedelta(days=9)), zones)
def test_waiting_for_open_time_takes_exactly_that_open_time(
    opening: WeeklyHours, start: datetime, wait: timedelta, zone: ZoneInfo
):
    assert opening.elapsed(start, opening.after(start, wait, zone), zone) == wait


@given(hours, instants, zones)
def test_nothing_is_open_before_the_next_opening(
    opening: WeeklyHours, instant: datetime, zone: ZoneInfo
):
    following = opening.next_open(instant, zone)
    assert opening.is_open(following, zone)
    assert opening.elapsed(instant, following, zone) == timedelta()
    assume(not opening.is_open(instant, zone))
    closed_at = opening.last_close(instant, zone)
    assert closed_at is not None
    assert opening.elapsed(closed_at, instant, zone) == timedelta()
