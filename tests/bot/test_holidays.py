"""Days of rest, and opening hours that keep them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.holidays import Holiday, leave_a_day
from bot.times import WeeklyHours

MADRID = ZoneInfo("Europe/Madrid")
OFFICE = WeeklyHours.parse("Mon-Fri 09:00-17:00")


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("12-25", "2026-12-25", "2026-12-26"),
        ("12-25", "2031-12-25", "2031-12-24"),
        ("2026-11-02", "2026-11-02", "2027-11-02"),
        ("12-24 to 01-06", "2027-01-06", "2027-01-07"),
        ("12-24 to 01-06", "2026-12-31", "2026-12-23"),
        ("2026-12-24 to 2027-01-06", "2027-01-01", "2027-12-24"),
        ("08-01..08-15", "2026-08-15", "2026-08-16"),
        ("02-29", "2028-02-29", "2026-02-28"),
    ],
)
def test_a_holiday_covers_its_days_and_reads_what_it_prints(text, inside, outside):
    holiday = Holiday.parse(text)
    assert holiday.covers(date.fromisoformat(inside))
    assert not holiday.covers(date.fromisoformat(outside))
    assert Holiday.parse(str(holiday)) == holiday


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Christmas", "is not a day"),
        ("02-30", "is in no calendar"),
        ("2026-02-29", "is in no calendar"),
        ("2026-12-24 to 01-06", "a year at one end only"),
        ("2026-12-24 to 2026-12-01", "ends before it begins"),
        ("2026-01-01 to 2099-01-01", "longer than a year"),
        ("01-01 to 02-01 to 03-01", "more than two ends"),
    ],
)
def test_what_is_no_holiday_is_refused_with_an_example(text, says):
    with pytest.raises(ValueError, match=says) as problem:
        Holiday.parse(text)
    assert "12-24 to 01-06" in str(problem.value)


def test_a_year_of_holidays_leaves_no_day():
    assert leave_a_day([Holiday.parse("12-25")])
    assert not leave_a_day([Holiday.parse("01-01 to 06-30"), Holiday.parse("07-01 to 12-31")])


def test_opening_hours_leave_holidays_out():
    christmas = (Holiday.parse("12-24 to 01-06"),)
    hours = replace(OFFICE, holidays=christmas)
    eve = datetime(2026, 12, 24, 11, tzinfo=UTC)
    assert not hours.is_open(eve, MADRID)
    assert hours.next_open(eve, MADRID) == datetime(2027, 1, 7, 8, tzinfo=UTC)
    assert hours.last_close(datetime(2027, 1, 6, 12, tzinfo=UTC), MADRID) == datetime(
        2026, 12, 23, 16, tzinfo=UTC
    )
    before = datetime(2026, 12, 23, 15, tzinfo=UTC)
    assert hours.after(before, timedelta(hours=2), MADRID) == datetime(2027, 1, 7, 9, tzinfo=UTC)
    assert hours.elapsed(before, datetime(2027, 1, 7, 9, tzinfo=UTC), MADRID) == timedelta(hours=2)
