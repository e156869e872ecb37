"""Wall-clock times of people against the clock changes of four zones."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.times import (
    DailyWindow,
    WeeklyHours,
    WeeklyTimes,
    iso_week_key,
    local_day,
    local_instant,
    next_beat,
)

MADRID = ZoneInfo("Europe/Madrid")
NEW_YORK = ZoneInfo("America/New_York")
SAIGON = ZoneInfo("Asia/Ho_Chi_Minh")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
ZONES = (MADRID, NEW_YORK, SAIGON, LORD_HOWE)

zones = st.sampled_from([*ZONES, ZoneInfo("Pacific/Apia"), ZoneInfo("America/St_Johns")])
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))
instants = st.datetimes(
    datetime.fromisoformat("2005-01-01"),
    datetime.fromisoformat("2035-01-01"),
    timezones=st.just(UTC),
)
weekly_times = st.lists(st.tuples(st.integers(0, 6), clocks), min_size=1, max_size=6).map(
    lambda slots: WeeklyTimes(tuple(sorted(set(slots))))
)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "wall", "expected"),
    [
        pytest.param(MADRID, "2026-03-29 01:59", "2026-03-29 00:59", id="Madrid before the gap"),
        pytest.param(MADRID, "2026-03-29 02:00", "2026-03-29 01:00", id="Madrid gap begins"),
        pytest.param(MADRID, "2026-03-29 02:30", "2026-03-29 01:00", id="Madrid inside the gap"),
        pytest.param(MADRID, "2026-03-29 03:00", "2026-03-29 01:00", id="Madrid after the gap"),
        pytest.param(MADRID, "2026-10-25 01:30", "2026-10-24 23:30", id="Madrid before the fold"),
        pytest.param(MADRID, "2026-10-25 02:30", "2026-10-25 00:30", id="Madrid first of two"),
        pytest.param(MADRID, "2026-10-25 03:00", "2026-10-25 02:00", id="Madrid after the fold"),
        pytest.param(NEW_YORK, "2026-03-08 02:15", "2026-03-08 07:00", id="New York gap"),
        pytest.param(NEW_YORK, "2026-11-01 01:30", "2026-11-01 05:30", id="New York first of two"),
        pytest.param(SAIGON, "2026-03-29 02:30", "2026-03-28 19:30", id="Saigon in spring"),
        pytest.param(SAIGON, "2026-10-25 02:30", "2026-10-24 19:30", id="Saigon in autumn"),
        pytest.param(LORD_HOWE, "2026-10-04 02:15", "2026-10-03 15:30", id="Lord Howe gap"),
        pytest.param(LORD_HOWE, "2026-10-04 02:30", "2026-10-03 15:30", id="Lord Howe after gap"),
        pytest.param(LORD_HOWE, "2026-04-05 01:45", "2026-04-04 14:45", id="Lord Howe fold"),
        pytest.param(
            ZoneInfo("Pacific/Apia"), "2011-12-30 09:00", "2011-12-30 10:00", id="a skipped day"
        ),
    ],
)
def test_a_wall_time_becomes_one_instant(zone: ZoneInfo, wall: str, expected: str):
    meant = datetime.fromisoformat(wall)
    assert local_instant(meant.date(), meant.time(), zone) == utc(expected)


@given(st.dates(date(2005, 1, 1), date(2035, 1, 1)), clocks, zones)
def test_an_instant_shows_the_wall_time_or_ends_its_gap(day: date, at: time, zone: ZoneInfo):
    instant = local_instant(day, at, zone)
    wall, shown = datetime.combine(day, at), instant.astimezone(zone).replace(tzinfo=None)
    just_before = (instant - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    assert instant.tzinfo is UTC
    assert shown == wall or just_before < wall < shown


def test_a_weekly_time_keeps_its_place_on_the_wall_across_clock_changes():
    nine = WeeklyTimes.parse("Mon 09:00")
    assert nine.next_after(utc("2026-03-23 12:00"), MADRID) == utc("2026-03-30 07:00")
    assert nine.next_after(utc("2026-10-19 12:00"), MADRID) == utc("2026-10-26 08:00")
    assert nine.next_after(utc("2026-10-26 08:00"), MADRID) == utc("2026-11-02 08:00")


def test_the_time_at_an_instant_is_that_instant():
    nine = WeeklyTimes.parse("Mon 09:00")
    due_at = utc("2026-03-30 07:00")
    assert nine.at_or_after(due_at, MADRID) == due_at
    assert nine.at_or_after(due_at + timedelta(seconds=1), MADRID) == utc("2026-04-06 07:00")


def test_a_time_in_the_fold_happens_once():
    half_past_two = WeeklyTimes.parse("daily 02:30")
    first = half_past_two.next_after(utc("2026-10-24 12:00"), MADRID)
    assert first == utc("2026-10-25 00:30")
    assert half_past_two.next_after(first, MADRID) == utc("2026-10-26 01:30")


def test_two_times_in_one_gap_happen_together():
    times = WeeklyTimes.parse("Sun 02:15,02:45")
    first = times.next_after(utc("2026-03-28 12:00"), MADRID)
    assert first == utc("2026-03-29 01:00")
    assert times.next_after(first, MADRID) == utc("2026-04-05 00:15")


@given(weekly_times, instants, zones)
def test_the_next_time_is_later_and_is_one_of_the_times(
    times: WeeklyTimes, instant: datetime, zone: ZoneInfo
):
    following = times.next_after(instant, zone)
    local = following.astimezone(zone)
    assert instant < following <= instant + timedelta(days=9)
    before = local.replace(tzinfo=None) - timedelta(seconds=1)
    just_before = (following - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    named = (local.weekday(), local.time()) in times.slots
    assert named or before != just_before


@given(weekly_times)
def test_weekly_times_print_as_they_are_read(times: WeeklyTimes):
    assert WeeklyTimes.parse(str(times)) == times


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("Mon-Fri 09:00", "Mon-Fri 09:00"),
        ("monday \u2013 friday 9:00", "Mon-Fri 09:00"),
        ("daily 08:30", "daily 08:30"),
        ("Sat,Sun 10:00", "Sat,Sun 10:00"),
        ("weekends 10:00", "Sat,Sun 10:00"),
        ("Fri-Mon 18:00, 09:00; Wed 7:00", "Mon,Fri-Sun 09:00,18:00, Wed 07:00"),
        ("Mon 09:00, Mon 09:00", "Mon 09:00"),
    ],
)
def test_days_and_times_are_read_as_people_write_them(written: str, printed: str):
    assert str(WeeklyTimes.parse(written)) == printed


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("Funday 09:00", '"Funday" is not a day of the week'),
        ("9am", 'no day is named before "9am"'),
        ("Mon 9am", '"9am" is not a time between 00:00 and 23:59'),
        ("Mon 24:00", '"24:00" is not a time between'),
        ("Mon 09:60", '"09:60" is not a time between'),
        ("Mon", '"Mon" names no time'),
        ("Mon 09:00 Tue", "names no time after the last day"),
        ("Mon-Tue-Wed 09:00", '"Mon-Tue-Wed" is not a day'),
        ("", '"" is not a day'),
        ("Mon ²:00", '"²:00" is not a time'),
    ],
)
def test_nonsense_is_answered_with_what_is_wrong_and_an_example(written: str, complaint: str):
    with pytest.raises(ValueError, match="Mon-Fri 09:00") as caught:
        WeeklyTimes.parse(written)
    assert complaint in str(caught.value)


words = st.sampled_from(
    ["Mon", "Fri-Mon", "daily", "9:00", "09:00-18:00", "24:00", "Funday", "-", ",", ";", "\n"]
)


@pytest.mark.parametrize("kind", [WeeklyTimes, WeeklyHours, DailyWindow])
@given(text=st.text(max_size=30) | st.lists(words, max_size=6).map(" ".join))
def test_any_text_is_read_or_refused_with_an_example(
    kind: type[WeeklyTimes | WeeklyHours | DailyWindow], text: str
):
    try:
        read = kind.parse(text)
    except ValueError as error:
        refusal = str(error)
    else:
        assert kind.parse(str(read)) == read
        return
    assert "such as" in refusal


def test_a_naive_instant_is_refused():
    with pytest.raises(ValueError, match="needs a time zone"):
        WeeklyTimes.parse("Mon 09:00").next_after(datetime.fromisoformat("2026-01-01"), MADRID)


@pytest.mark.parametrize(
    ("instant", "zone", "key"),
    [
        ("2026-12-31 12:00", MADRID, "2026-W53"),
        ("2027-01-03 22:59", MADRID, "2026-W53"),
        ("2027-01-03 23:00", MADRID, "2027-W01"),
        ("2027-01-03 17:00", SAIGON, "2027-W01"),
        ("2025-12-29 12:00", MADRID, "2026-W01"),
        ("2026-11-16 12:00", NEW_YORK, "2026-W47"),
    ],
)
def test_an_iso_week_is_named_in_the_zone(instant: str, zone: ZoneInfo, key: str):
    assert iso_week_key(utc(instant), zone) == key


def test_a_local_day_is_the_one_on_the_wall():
    assert local_day(utc("2026-07-01 22:30"), MADRID) == date(2026, 7, 2)


@given(st.integers(0, 10**15), st.integers(0, 19_999_999))
def test_all_moments_of_a_stretch_have_one_beat_after_them(passed, later):
    every = timedelta(seconds=20)
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(microseconds=passed)
    start = next_beat(moment, every)
    assert timedelta() < start - moment <= every
    assert next_beat(start + timedelta(microseconds=later), every) == start + every
