"""Weeks, goals, what counts, and when somebody is reminded."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.refusal import Refusal
from bot.times import DailyWindow, WeeklyTimes, iso_week_key
from cogs.accountability import policy
from cogs.accountability.policy import Break, Consistency, Goal, Opening, Turn

MADRID = ZoneInfo("Europe/Madrid")
NINE = WeeklyTimes.parse("Mon 09:00")
MONDAY = datetime(2026, 11, 16, 8, tzinfo=UTC)  # nine o'clock in Madrid, week 47
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
ZONES = ("Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "Asia/Ho_Chi_Minh")


def goal(number: int, text: str, *, is_public: bool = True, result: str | None = None) -> Goal:
    return Goal(number, text, is_public, result)


# which week is opened


@pytest.mark.parametrize(
    ("late", "opening"),
    [
        (timedelta(), Opening("2026-W47", is_late=False)),
        (24 * HOUR, Opening("2026-W47", is_late=False)),
        (25 * HOUR, Opening("2026-W47", is_late=True)),
        (6 * DAY, Opening("2026-W47", is_late=True)),
        (7 * DAY - HOUR, None),  # it is Monday again, and not nine yet: the next run comes
        (7 * DAY + HOUR, Opening("2026-W48", is_late=False)),
        (16 * DAY, Opening("2026-W49", is_late=True)),
    ],
)
def test_a_late_run_opens_the_week_that_it_is_now(late, opening):
    assert policy.to_open(MONDAY, MONDAY + late, NINE, MADRID) == opening


@given(
    st.integers(0, 3 * 366 * 24).map(lambda hours: MONDAY - 50 * WEEK + hours * HOUR),
    st.timedeltas(timedelta(), 40 * DAY),
    st.sampled_from(ZONES),
    st.sampled_from(["Mon 09:00", "Sun 02:30", "Wed 00:00", "Sun 23:59"]),
)
def test_only_the_present_week_is_opened_and_never_before_its_time(start, late, zone, times):
    here, weekly = ZoneInfo(zone), WeeklyTimes.parse(times)
    due_at = weekly.next_after(start, here)
    now = due_at + late
    opening = policy.to_open(due_at, now, weekly, here)
    latest = max(at for at in _occurrences(weekly, due_at, now, here))
    if iso_week_key(latest, here) == iso_week_key(now, here):
        assert opening is not None
        assert opening.week == iso_week_key(now, here)
        assert opening.is_late == (now - latest > 24 * HOUR)
    else:
        assert opening is None


def _occurrences(weekly, due_at, now, zone):
    yield due_at
    for at in weekly.upcoming(due_at, zone):
        if at > now:
            return
        yield at


@pytest.mark.parametrize(
    ("week", "before", "after"),
    [
        ("2026-W47", "2026-W46", "2026-W48"),
        ("2026-W53", "2026-W52", "2027-W01"),
        ("2026-W01", "2025-W52", "2026-W02"),
        ("2021-W01", "2020-W53", "2021-W02"),
    ],
)
def test_weeks_follow_each_other_over_the_year(week, before, after):
    assert policy.week_before(week) == before
    assert policy.week_after(week) == after
    assert policy.week_before(policy.week_after(week)) == week


def test_a_week_begins_on_its_monday():
    assert policy.monday_of("2026-W53") == date(2026, 12, 28)
    assert policy.number_of("2026-W53") == 53


@pytest.mark.parametrize(
    ("days", "may_last", "recap_of"),
    [
        (0, True, "2026-W46"),
        (1, True, "2026-W46"),
        (2, False, "2026-W47"),
        (6, False, "2026-W47"),
    ],
)
def test_last_week_may_be_answered_until_tuesday(days, may_last, recap_of):
    now = MONDAY + days * DAY
    assert policy.may_answer("2026-W47", now, MADRID)
    assert policy.may_answer("2026-W46", now, MADRID) is may_last
    assert not policy.may_answer("2026-W45", now, MADRID)
    assert not policy.may_answer("2026-W48", now, MADRID)
    assert policy.of_recap(now, MADRID) == recap_of


# goals


def test_goals_are_taken_without_empty_lines_and_spare_spaces():
    assert policy.accepted(["  finish the\nbird house ", "", "  ", "read"]) == [
        "finish the bird house",
        "read",
    ]


@pytest.mark.parametrize("texts", [[], ["", "  \n "], ["1", "2", "3", "4"]])
def test_no_goal_and_too_many_are_refused(texts):
    with pytest.raises(Refusal):
        policy.accepted(texts)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x" * 301, "At most 300"),
        ("thank <@123456789012345678>", "without @"),
        ("tell <@&123456789012345678> about it", "without @"),
        ("wake @everyone up", "without @"),
        ("see https://a.example and https://b.example", "One link"),
    ],
)
def test_what_others_should_not_have_to_read_is_objected_to(text, says):
    objection = policy.objection(text)
    assert objection is not None
    values = {"longest": 300, "length": len(text)}
    assert says in objection.text.format(**values)


@pytest.mark.parametrize(
    "text", ["x" * 300, "mail ana@example.org", "read https://docs.python.org/3/", "🎉" * 100]
)
def test_ordinary_goals_are_fine(text):
    assert policy.objection(text) is None


def test_what_is_not_done_is_left_over():
    goals = [goal(1, "a", result="done"), goal(2, "b", result="partly"), goal(3, "c")]
    assert [one.text for one in policy.unfinished(goals)] == ["b", "c"]


# what counts

WEEKS = [f"2026-W{number:02}" for number in range(30, 46)]
NOW = "2026-W45"


def steady(answered, breaks=()):
    return policy.consistency(WEEKS, set(answered), breaks, still_open={NOW})


def test_nine_of_twelve():
    missed = {"2026-W36", "2026-W40", "2026-W43"}
    assert steady([week for week in WEEKS if week not in missed]) == Consistency(9, 12)


def test_breaks_do_not_count_against_anybody():
    rest = (Break("2026-W36", "2026-W41"), Break("2026-W43", None))
    answered = [week for week in WEEKS if not policy.is_resting(rest, week)]
    assert steady(answered, rest) == Consistency(4, 4)


def test_weeks_before_the_first_one_and_the_present_one_do_not_count():
    assert steady(["2026-W44"]) == Consistency(1, 1)
    assert steady(["2026-W43"]) == Consistency(1, 2)
    assert steady([]) == Consistency(0, 0)
    assert steady([NOW]) == Consistency(1, 1)


@given(
    st.sets(st.sampled_from(WEEKS)),
    st.lists(
        st.tuples(st.sampled_from(WEEKS), st.sampled_from(WEEKS)).map(
            lambda pair: Break(min(pair), max(pair))
        ),
        max_size=3,
    ),
)
def test_consistency_is_never_more_than_all_and_breaks_never_lower_the_share(answered, breaks):
    with_breaks, without = steady(answered, breaks), steady(answered)
    assert 0 <= with_breaks.kept <= with_breaks.of <= policy.WEEKS_LOOKED_AT
    assert with_breaks.kept == without.kept
    assert with_breaks.of <= without.of


def test_numbers_count_people_once_and_name_newcomers():
    turns = [
        Turn(1, checked_in_at=MONDAY),
        Turn(2, is_new=True),
        Turn(3),
        Turn(4, checked_in_at=MONDAY),
    ]
    goals = [
        (1, goal(1, "a", result="done")),
        (1, goal(2, "b", result="partly", is_public=False)),
        (5, goal(1, "c", is_public=False)),
    ]
    found = policy.numbers(turns, goals)
    assert (found.people, found.goals, found.done, found.partly) == (4, 3, 1, 1)
    assert found.newcomers == (2,)
    fewer = policy.numbers(turns, goals, left_out={1, 2})
    assert (fewer.people, fewer.goals, fewer.done, fewer.newcomers) == (2, 1, 0, ())


# reminders

THURSDAY = WeeklyTimes.parse("Thu 18:00")
QUIET = DailyWindow.parse("22:00-08:00")


def test_a_reminder_comes_in_the_members_own_time():
    saigon = ZoneInfo("Asia/Ho_Chi_Minh")
    assert policy.reminder_due("2026-W47", THURSDAY, saigon, QUIET) == datetime(
        2026, 11, 19, 11, tzinfo=UTC
    )


def test_quiet_hours_put_it_off_and_never_into_another_week():
    late = WeeklyTimes.parse("Thu 23:00")
    assert policy.reminder_due("2026-W47", late, MADRID, QUIET) == datetime(
        2026, 11, 20, 7, tzinfo=UTC
    )
    assert policy.reminder_due("2026-W47", WeeklyTimes.parse("Sun 23:00"), MADRID, QUIET) is None


@given(
    st.sampled_from(["2026-W13", "2026-W43", "2026-W44", "2026-W53", "2027-W01", "2028-W09"]),
    st.sampled_from(["Mon 00:00", "Thu 18:00", "Sun 02:30", "Sun 23:30"]),
    st.sampled_from(ZONES),
)
def test_a_reminder_is_never_in_quiet_hours_and_never_in_another_week(week, times, zone):
    here = ZoneInfo(zone)
    due_at = policy.reminder_due(week, WeeklyTimes.parse(times), here, QUIET)
    if due_at is not None:
        assert iso_week_key(due_at, here) == week
        assert not QUIET.contains(due_at, here)
