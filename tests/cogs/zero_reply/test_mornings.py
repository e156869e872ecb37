"""On which mornings the list appears where there are holidays."""

from dataclasses import replace
from datetime import datetime
from itertools import islice
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.holidays import Holiday, is_holiday
from bot.times import WeeklyHours, WeeklyTimes, local_day
from cogs.zero_reply.mornings import put_off_to

MADRID = ZoneInfo("Europe/Madrid")
ALWAYS, OFFICE = "daily 00:00-24:00", "Mon-Fri 09:00-19:00"


def at(wall: str) -> datetime:
    """Return an instant of November 2026 in Madrid, such as "09 09:00"; the 9th is a Monday."""
    return datetime.fromisoformat(f"2026-11-{wall}").replace(tzinfo=MADRID)


@pytest.mark.parametrize(
    ("times", "hours", "holidays", "falls_on", "appears"),
    [
        ("Mon 09:00", OFFICE, ["11-09"], "09 09:00", "10 09:00"),
        ("Mon 09:00", OFFICE, ["11-09 to 11-13"], "09 09:00", "16 09:00"),  # as usual
        ("Mon 09:00", OFFICE, ["11-09 to 11-11"], "09 09:00", "12 09:00"),
        ("Mon-Fri 09:00", OFFICE, ["11-13"], "13 09:00", "16 09:00"),
        ("Mon,Tue 09:00", OFFICE, ["11-09", "11-10"], "09 09:00", "11 09:00"),
        ("Mon,Tue 09:00", OFFICE, ["11-09", "11-10"], "10 09:00", "11 09:00"),
        ("Fri 16:30", OFFICE, ["11-13"], "13 16:30", "16 16:30"),
        ("Fri 16:30", ALWAYS, ["11-13"], "13 16:30", "14 16:30"),
        ("Mon 09:00, Tue 11:00", OFFICE, ["11-09"], "09 09:00", "10 11:00"),
        ("Fri 16:30, Sat 10:00", OFFICE, ["11-13"], "13 16:30", "14 10:00"),
    ],
)
def test_a_list_that_falls_on_a_holiday_comes_with_the_next_working_morning(
    times, hours, holidays, falls_on, appears
):
    when = (
        at(falls_on),
        WeeklyTimes.parse(times),
        replace(WeeklyHours.parse(hours), holidays=tuple(map(Holiday.parse, holidays))),
        MADRID,
    )
    assert put_off_to(*when) == at(appears)


@pytest.mark.parametrize("wall", ["10 09:00", "09 10:30"])
def test_other_days_and_what_is_asked_for_out_of_turn_are_not_put_off(wall):
    hours = replace(WeeklyHours.parse(OFFICE), holidays=(Holiday.parse("11-09"),))
    assert put_off_to(at(wall), WeeklyTimes.parse("Mon-Fri 09:00"), hours, MADRID) is None


@given(
    days_off=st.sets(st.integers(1, 28), max_size=20),
    times=st.sampled_from(("Mon 09:00", "Mon-Fri 09:00", "Fri 16:30, Sat 10:00", "daily 08:00")),
    hours=st.sampled_from((OFFICE, ALWAYS)),
)
def test_whatever_days_are_free_a_list_comes_later_and_on_none_of_them(days_off, times, hours):
    holidays = tuple(Holiday.parse(f"11-{day:02}") for day in days_off)
    open_hours = replace(WeeklyHours.parse(hours), holidays=holidays)
    weekly = WeeklyTimes.parse(times)
    for due_at in islice(weekly.upcoming(at("01 00:00"), MADRID), 20):
        later = put_off_to(due_at, weekly, open_hours, MADRID)
        is_free = is_holiday(local_day(due_at, MADRID), holidays)
        assert (later is not None) == is_free
        if later is not None:
            assert later > due_at
            assert not is_holiday(local_day(later, MADRID), holidays)
            assert put_off_to(later, weekly, open_hours, MADRID) is None
