"""Rules keep their hour in every zone, as independent implementations have it too."""

import random
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, time
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from bot.times import local_instant
from cogs.events.recurrence import (
    Rule,
    RuleProblem,
    Series,
    Weekday,
    change_of_clocks,
    slots,
)
from cogs.events.vtimezone import vtimezone
from tests.sandbox.other_clients.installing import may_install, node_modules

MADRID = ZoneInfo("Europe/Madrid")
ZONES = (
    "Europe/Madrid",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Ho_Chi_Minh",
    "America/Sao_Paulo",
    "Pacific/Auckland",
    "Africa/Casablanca",
    "UTC",
)
RULES = 1_200


def wall(*parts: int) -> datetime:
    return datetime(*parts)  # noqa: DTZ001 - a wall time has no zone


def a_rule(luck: random.Random) -> Rule:
    """Make up a rule such as people mean, and such as they hardly do."""
    frequency = luck.choice(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
    counted = frequency in {"MONTHLY", "YEARLY"} and luck.random() < 0.6
    nth = (1, 2, 3, 4, 5, -1, -2) if counted else (0,)
    days = {
        Weekday(luck.randrange(7), luck.choice(nth)) for _ in range(luck.choice((0, 0, 1, 1, 2, 3)))
    }
    month_days: set[int] = set()
    if frequency != "WEEKLY" and luck.random() < 0.3:
        month_days = {luck.choice((1, 13, 15, 28, 29, 30, 31, -1, -2)) for _ in range(2)}
    months = {luck.randint(1, 12)} if luck.random() < 0.15 else set()
    end = luck.random()
    return Rule(
        frequency=frequency,
        interval=luck.choice((1, 1, 1, 2, 3, 5)),
        weekdays=tuple(sorted(days)),
        month_days=tuple(sorted(month_days)),
        months=tuple(sorted(months)),
        count=luck.randint(1, 40) if end < 0.4 else None,
        until=datetime(luck.randint(2026, 2028), luck.randint(1, 12), 28, 12, tzinfo=UTC)
        if end > 0.7
        else None,
    )


def made_up(seed: int) -> tuple[datetime, Rule, ZoneInfo]:
    luck = random.Random(seed)
    zone = ZoneInfo(luck.choice(ZONES))
    start = wall(2026, luck.randint(1, 12), luck.randint(1, 28), luck.randrange(24), 30)
    rule = a_rule(luck)
    first = next(slots(start, rule, zone), None)
    # A start that the rule does not hold for is undefined in RFC 5545.
    return (first.wall if first is not None else start), rule, zone


@pytest.mark.parametrize("batch", range(10))
def test_made_up_rules_mean_what_dateutil_reads_in_them(batch):
    compared = 0
    for seed in range(batch * RULES // 10, (batch + 1) * RULES // 10):
        start, rule, zone = made_up(seed)
        ours = list(islice(slots(start, rule, zone), 40))
        theirs = rrulestr(str(rule), dtstart=start.replace(tzinfo=zone))
        expected = [one.replace(tzinfo=None) for one in islice(theirs, 40)]
        assert [one.wall for one in ours] == expected, (seed, start, str(rule), zone.key)
        assert [one.starts_at for one in ours] == [
            local_instant(one.date(), one.time(), zone) for one in expected
        ]
        compared += bool(expected)
    assert compared > 90


def beyond_ical_js(rule: Rule) -> bool:
    """Tell which rules ical.js refuses, never returns from, or reads against RFC 5545."""
    return (
        bool(rule.months)
        or (bool(rule.month_days) and (bool(rule.weekdays) or rule.frequency != "MONTHLY"))
        or any(day.nth == 5 for day in rule.weekdays)
    )


@may_install
def test_made_up_rules_mean_what_ical_js_reads_in_them():
    ours: dict[str, list[str]] = {}
    lines = []
    for seed in range(10_000, 10_000 + 2 * RULES):
        start, rule, zone = made_up(seed)
        if beyond_ical_js(rule):
            continue
        found = [one.wall for one in islice(slots(start, rule, zone), 25) if one.wall.year <= 2060]
        if found:
            ours[str(seed)] = [one.isoformat() for one in found]
            lines.append(f"{seed} {start.isoformat()} {zone.key} {rule}")
    calendar = icalendar.Calendar()
    for name in ZONES:
        calendar.add_component(vtimezone(ZoneInfo(name), 2025, 2062))
    done = subprocess.run(
        [shutil.which("node"), Path(__file__).with_name("walls.cjs")],
        input=b"\n---\n".join((calendar.to_ical(), "\n".join(lines).encode())),
        capture_output=True,
        check=False,
        env={"NODE_PATH": str(node_modules()), "TZ": "UTC"},
    )
    assert done.returncode == 0, done.stderr.decode()
    theirs = {line.split()[0]: line.split()[1:] for line in done.stdout.decode().splitlines()}
    different = {seed: made_up(int(seed))[:2] for seed in ours if ours[seed] != theirs[seed]}
    assert different == {}
    assert len(ours) > 1000


def test_a_weekly_call_stays_at_six_for_a_year_of_clock_changes():
    rule = Rule(frequency="WEEKLY", weekdays=(Weekday(6),))
    year = list(islice(slots(wall(2026, 10, 4, 18), rule, MADRID), 53))
    assert {one.starts_at.astimezone(MADRID).time() for one in year} == {time(18)}
    by_day = {one.wall.date(): one.starts_at for one in year}
    assert by_day[date(2026, 10, 18)] == datetime(2026, 10, 18, 16, tzinfo=UTC)
    assert by_day[date(2026, 10, 25)] == datetime(2026, 10, 25, 17, tzinfo=UTC)
    assert by_day[date(2027, 3, 21)] == datetime(2027, 3, 21, 17, tzinfo=UTC)
    assert by_day[date(2027, 3, 28)] == datetime(2027, 3, 28, 16, tzinfo=UTC)


def test_the_preview_knows_where_clocks_change():
    rule = Rule(frequency="WEEKLY", weekdays=(Weekday(6),))
    found = list(islice(slots(wall(2026, 10, 11, 18), rule, MADRID), 5))
    assert change_of_clocks(found, MADRID) == datetime(2026, 10, 25, 17, tzinfo=UTC)
    assert change_of_clocks(found[:2], MADRID) is None


def test_a_time_that_clocks_skip_is_the_first_instant_after_and_one_that_comes_twice_the_first():
    rule = Rule(frequency="DAILY", count=1)
    (skipped,) = slots(wall(2026, 3, 29, 2, 30), rule, MADRID)
    assert skipped.starts_at == datetime(2026, 3, 29, 1, tzinfo=UTC)
    (twice,) = slots(wall(2026, 10, 25, 2, 30), rule, MADRID)
    assert twice.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_31st_is_left_out_where_there_is_none_and_a_fifth_friday_as_well():
    monthly = Rule(frequency="MONTHLY", month_days=(31,))
    days = [one.wall.date() for one in islice(slots(wall(2026, 1, 31, 9), monthly, MADRID), 4)]
    assert [day.month for day in days] == [1, 3, 5, 7]
    fifth = Rule(frequency="MONTHLY", weekdays=(Weekday(4, 5),))
    days = [one.wall.date() for one in islice(slots(wall(2026, 1, 30, 9), fifth, MADRID), 3)]
    assert days == [date(2026, 1, 30), date(2026, 5, 29), date(2026, 7, 31)]


def test_a_rule_without_end_is_followed_ten_thousand_times():
    rule = Rule(frequency="DAILY")
    assert len(list(islice(slots(wall(2026, 1, 1, 18), rule, MADRID), 10_000))) == 10_000


def test_a_rule_that_never_comes_true_ends():
    rule = Rule(frequency="YEARLY", months=(2,), month_days=(30,))
    assert list(slots(wall(2026, 1, 1, 18), rule, MADRID)) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "FREQ=HOURLY",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=99999",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;INTERVAL=x",
        "FREQ=WEEKLY;COUNT=3;UNTIL=20261231T000000Z",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYDAY=6MO",
        "FREQ=MONTHLY;BYDAY=1MO,TU",
        "FREQ=DAILY;BYSETPOS=1",
        "FREQ=DAILY;UNTIL=20261231",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=WEEKLY;WKST=SU",
    ],
)
def test_rules_that_we_cannot_follow_are_refused(text):
    with pytest.raises(RuleProblem):
        Rule.parse(text)


@given(st.integers(min_value=0, max_value=1_000_000))
def test_a_rule_is_read_as_it_is_written(seed):
    rule = a_rule(random.Random(seed))
    assert Rule.parse(str(rule)) == rule


WEEKLY = Series(
    start=wall(2026, 11, 5, 18),
    zone=MADRID,
    rule=Rule(frequency="WEEKLY", weekdays=(Weekday(3),), count=6),
)


def first(series: Series, most: int = 10) -> list[datetime]:
    return [
        one.starts_at.astimezone(MADRID).replace(tzinfo=None)
        for one in series.coming(datetime(2026, 1, 1, tzinfo=UTC), most)
    ]


def test_this_one_may_be_left_out_or_moved_and_the_others_stay():
    assert wall(2026, 11, 12, 18) not in first(WEEKLY.without(wall(2026, 11, 12, 18)))
    moved = WEEKLY.move_one(wall(2026, 11, 12, 18), wall(2026, 11, 20, 17))
    assert first(moved)[:3] == [
        wall(2026, 11, 5, 18), wall(2026, 11, 19, 18), wall(2026, 11, 20, 17),
    ]  # fmt: skip
    assert len(first(moved)) == 6


def test_this_and_the_following_are_a_series_of_their_own_and_nothing_is_lost():
    at = wall(2026, 11, 19, 18)
    added = Series(
        start=WEEKLY.start,
        zone=MADRID,
        rule=WEEKLY.rule,
        added=frozenset({wall(2026, 11, 7, 10), wall(2026, 12, 30, 10)}),
        left_out=frozenset({wall(2026, 11, 26, 18)}),
    )
    head, tail = added.end_before(at), added.begin_at(at)
    assert first(head) + first(tail) == first(added)
    assert len(first(head)) == 3


@pytest.mark.parametrize("at", [wall(2026, 11, 7, 10), wall(2026, 12, 30, 10)])
def test_an_added_date_and_the_following_keep_the_hour_of_the_series(at):
    rule = replace(WEEKLY.rule, count=6)
    dates = frozenset({wall(2026, 11, 7, 10), wall(2026, 12, 30, 10)})
    added = Series(start=WEEKLY.start, zone=MADRID, rule=rule, added=dates)
    assert first(added.end_before(at)) + first(added.begin_at(at)) == first(added)


def test_all_may_follow_another_rule():
    rule = Rule(frequency="WEEKLY", weekdays=(Weekday(0),), count=2)
    changed = WEEKLY.without(WEEKLY.start).move_all(wall(2026, 11, 9, 19), rule)
    assert first(changed) == [wall(2026, 11, 9, 19), wall(2026, 11, 16, 19)]


def test_holidays_are_left_out_unless_added_by_hand():
    free = frozenset({date(2026, 11, 12)})
    series = Series(start=WEEKLY.start, zone=MADRID, rule=WEEKLY.rule, is_free=free.__contains__)
    assert wall(2026, 11, 12, 18) not in first(series)
    assert series.free_days(5) == [date(2026, 11, 12)]
    by_hand = Series(
        start=WEEKLY.start,
        zone=MADRID,
        rule=WEEKLY.rule,
        is_free=free.__contains__,
        added=frozenset({wall(2026, 11, 12, 20)}),
    )
    assert wall(2026, 11, 12, 20) in first(by_hand)


@given(st.integers(min_value=0, max_value=100_000), st.integers(min_value=1, max_value=8))
def test_splitting_a_series_anywhere_loses_and_doubles_nothing(seed, place):
    start, rule, zone = made_up(seed)
    series = Series(start=start, zone=zone, rule=rule)
    whole = [one.wall for one in islice(series.slots(), 12)]
    if len(whole) <= place:
        return
    at = whole[place]
    head = [one.wall for one in islice(series.end_before(at).slots(), 12)]
    tail = [one.wall for one in islice(series.begin_at(at).slots(), 12 - place)]
    assert (head + tail)[:12] == whole
