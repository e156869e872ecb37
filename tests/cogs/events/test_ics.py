"""Calendars written for others mean the same to two of them, to the instant."""

import shutil
import subprocess
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from cogs.events import ics
from cogs.events.details import Details
from cogs.events.gathering import Gathering, Occurrence
from cogs.events.recurrence import Rule, instant_of
from tests.sandbox.other_clients.installing import may_install, node_modules

NOW = datetime(2026, 10, 1, 9, tzinfo=UTC)
CALL = Details(title="Weekly call; with, commas", description="Línia 1\nLine 2", location="Hall")
NEVER = frozenset().__contains__


def wall(*parts: int) -> datetime:
    return datetime(*parts)  # noqa: DTZ001 - a wall time has no zone


def gathering(number: int, zone: str, rule: str = "", start: datetime | None = None) -> Gathering:
    return Gathering(
        id=number,
        guild_id=10,
        author_id=7,
        host_id=None,
        details=CALL,
        start=start or wall(2026, 10, 7, 18),
        zone=ZoneInfo(zone),
        rule=Rule.parse(rule) if rule else None,
        created_at=NOW,
    )


def occurrence(one: Gathering, slot: datetime, **more: object) -> Occurrence:
    starts_at = more.pop("starts_at", None) or instant_of(slot, one.zone)
    return Occurrence(
        id=slot.toordinal(),
        guild_id=10,
        series_id=one.id,
        slot=slot,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        details=one.details,
        zone=one.zone,
        repeats=one.repeats,
        changed_at=NOW,
        **more,
    )


WEEKLY = gathering(1, "Europe/Madrid", "FREQ=WEEKLY;BYDAY=WE;COUNT=30")
MOVED_TO = datetime(2026, 10, 15, 9, tzinfo=UTC)
KNOWN = [
    occurrence(WEEKLY, wall(2026, 10, 14, 18), starts_at=MOVED_TO, sequence=1),
    occurrence(WEEKLY, wall(2026, 10, 21, 18), status="cancelled", sequence=1),
    occurrence(WEEKLY, wall(2026, 10, 28, 18)),
]
OTHERS = [
    gathering(2, "America/New_York", "FREQ=MONTHLY;BYDAY=-1FR;COUNT=12", wall(2026, 10, 30, 20)),
    gathering(3, "Australia/Lord_Howe", "FREQ=DAILY;COUNT=30", wall(2026, 10, 1, 7, 30)),
    gathering(4, "Asia/Ho_Chi_Minh", "FREQ=MONTHLY;BYMONTHDAY=31;COUNT=6", wall(2026, 10, 31, 20)),
    replace(
        gathering(5, "Europe/Madrid", "FREQ=WEEKLY;INTERVAL=2;COUNT=10", wall(2026, 10, 8, 2, 30)),
        left_out=frozenset({wall(2026, 10, 22, 2, 30)}),
        added=frozenset({wall(2026, 10, 24, 2, 30), wall(2026, 11, 1, 12)}),
    ),
]
LONE = gathering(6, "Europe/Madrid")


def written() -> bytes:
    known = [(WEEKLY, KNOWN), *((one, []) for one in OTHERS)]
    return ics.calendar([*known, (LONE, [occurrence(LONE, LONE.start)])], is_free=NEVER)


def meant() -> list[str]:
    """Return what takes place by our own reckoning."""
    lines = []
    for one in (*OTHERS, LONE):
        lines += [f"{ics.uid(one)} {slot.starts_at:%Y-%m-%dT%H:%M}" for slot in one.series.slots()]
    for slot in WEEKLY.series.slots():
        if slot.wall == wall(2026, 10, 21, 18):
            continue
        at = MOVED_TO if slot.wall == wall(2026, 10, 14, 18) else slot.starts_at
        lines.append(f"{ics.uid(WEEKLY)} {at:%Y-%m-%dT%H:%M}")
    return sorted(lines)


def test_icalendar_reads_the_same_instants():
    calendar = icalendar.Calendar.from_ical(written())
    found = recurring_ical_events.of(calendar).between(date(2026, 9, 1), date(2029, 1, 1))
    lines = [
        f"{one['UID']} {one['DTSTART'].dt.astimezone(UTC):%Y-%m-%dT%H:%M}"
        for one in found
        if one.get("STATUS") != "CANCELLED"
    ]
    assert sorted(lines) == meant()


@may_install
def test_ical_js_reads_the_same_instants():
    node = shutil.which("node")
    modules = node_modules()
    script = Path(__file__).with_name("expand.cjs")
    done = subprocess.run(
        [node, script, "40"],
        input=written(),
        capture_output=True,
        check=False,
        env={"NODE_PATH": str(modules), "TZ": "UTC"},
    )
    assert done.returncode == 0, done.stderr.decode()
    lines = [line[:-8] for line in done.stdout.decode().splitlines()]
    assert sorted(lines) == meant()


def test_time_zones_come_along_and_names_stay():
    calendar = icalendar.Calendar.from_ical(written())
    zones = {one["TZID"] for one in calendar.walk("VTIMEZONE")}
    assert zones == {one.zone.key for one in (WEEKLY, *OTHERS)}
    first = ics.calendar([(LONE, [])], is_free=NEVER)
    moved = occurrence(LONE, LONE.start, starts_at=MOVED_TO, sequence=3)
    second = ics.calendar([(LONE, [moved])], is_free=NEVER)
    (before,), (after,) = (icalendar.Calendar.from_ical(one).events for one in (first, second))
    assert before["UID"] == after["UID"]
    assert (before["SEQUENCE"], after["SEQUENCE"]) == (0, 3)
    assert str(after["SUMMARY"]) == CALL.title
    assert str(after["DESCRIPTION"]) == CALL.description


def test_what_is_called_off_says_so():
    off = replace(WEEKLY, status="cancelled")
    assert b"STATUS:CANCELLED" in ics.calendar([(off, [])], is_free=NEVER)


def test_holidays_are_written_as_exceptions():
    skipping = replace(WEEKLY, skip_holidays=True)
    text = ics.calendar([(skipping, [])], is_free={date(2026, 12, 23)}.__contains__)
    assert b"EXDATE;TZID=Europe/Madrid:20261223T180000" in text


@pytest.mark.parametrize("start", [wall(2027, 3, 27, 2, 30), wall(2026, 10, 24, 2, 30)])
def test_a_time_that_clocks_skip_or_show_twice_is_the_instant_that_is_meant(start):
    # ical.js takes the second of the two, against RFC 5545; that is why it is not asked here.
    night = gathering(9, "Europe/Madrid", "FREQ=DAILY;COUNT=3", start)
    known = [occurrence(night, slot.wall) for slot in islice(night.series.slots(), 3)]
    calendar = icalendar.Calendar.from_ical(ics.calendar([(night, known)], is_free=NEVER))
    found = recurring_ical_events.of(calendar).between(date(2026, 3, 1), date(2027, 4, 30))
    starts = sorted(one["DTSTART"].dt.astimezone(UTC) for one in found)
    assert starts == [one.starts_at for one in known]


def test_a_hundred_series_are_written_quickly():
    known = [(replace(WEEKLY, id=number), []) for number in range(100)]
    begun = time.process_time()
    ics.calendar(known, is_free=NEVER)
    assert time.process_time() - begun < 3
