"""The clock stands or runs, and rings its alarms in order."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, time, timedelta

import pytest

from sandbox import VirtualClock
from sandbox.clock import next_local
from sandbox.snowflake import Snowflakes, made_at

START = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def clock():
    return VirtualClock(START, frozen=True)


@pytest.fixture
def rung():
    return []


@pytest.fixture
def at(clock, rung):
    """Set an alarm after so many minutes that notes its name and the time."""

    def set_alarm(minutes, name):
        async def ring():
            rung.append((name, clock.now() - START))

        return clock.call_at(START + timedelta(minutes=minutes), ring)

    return set_alarm


async def test_a_frozen_clock_stands(clock):
    await asyncio.sleep(0.01)
    assert clock.now() == START
    assert not clock.running


async def test_alarms_ring_in_order_at_their_own_time(clock, rung, at):
    at(20, "second")
    at(10, "first")
    at(20, "third")
    at(90, "too late")
    await clock.advance(timedelta(hours=1))
    minutes = [(name, passed.total_seconds() / 60) for name, passed in rung]
    assert minutes == [("first", 10), ("second", 20), ("third", 20)]
    assert clock.now() == START + timedelta(hours=1)


async def test_an_alarm_set_on_the_way_rings_on_the_same_way(clock, rung, at):
    async def set_another():
        at(40, "child")

    clock.call_at(START + timedelta(minutes=30), set_another)
    await clock.advance(timedelta(hours=1))
    assert [name for name, _ in rung] == ["child"]


async def test_a_cancelled_alarm_is_silent(clock, rung, at):
    at(10, "never").cancel()
    await clock.advance(timedelta(hours=1))
    assert rung == []


async def test_everything_settles_between_two_alarms(clock, rung, at):
    async def settle():
        rung.append(("settled", clock.now() - START))

    clock.add_settle(settle)
    at(10, "first")
    at(20, "second")
    await clock.advance(timedelta(minutes=30))
    assert [name for name, _ in rung] == ["first", "settled", "second", "settled", "settled"]


async def test_alarms_that_the_last_consequences_set_ring_before_the_clock_has_arrived(clock):
    rung = []

    async def ring():
        rung.append(clock.now())

    async def settle():
        if clock.now() == START + timedelta(hours=1) and not rung:
            clock.call_at(clock.now(), ring)

    clock.add_settle(settle)
    await clock.advance(timedelta(hours=1))
    assert rung == [START + timedelta(hours=1)]


async def test_the_clock_cannot_go_back(clock):
    with pytest.raises(ValueError, match="cannot go back"):
        await clock.advance(timedelta(seconds=-1))


async def test_a_running_clock_rings_by_itself_and_can_be_moved():
    clock = VirtualClock(START)
    rung = asyncio.Event()

    async def ring():
        rung.set()

    clock.call_at(clock.now() + timedelta(milliseconds=5), ring)
    async with asyncio.timeout(5):
        await rung.wait()
    rung.clear()
    clock.call_at(clock.now() + timedelta(days=3), ring)
    await clock.advance(timedelta(days=4))
    assert rung.is_set()
    assert clock.now() >= START + timedelta(days=4)
    clock.stop()


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (
            "2026-10-20T10:00+00:00",
            "2026-10-26T08:00+00:00",
        ),  # winter time has begun the day before
        ("2026-10-12T06:00+00:00", "2026-10-12T07:00+00:00"),  # the same morning, summer time
        ("2026-10-12T07:00+00:00", "2026-10-19T07:00+00:00"),  # exactly nine o'clock is over
    ],
)
def test_monday_at_nine_is_meant_in_the_zone(after, expected):
    found = next_local(datetime.fromisoformat(after), 0, time(9), "Europe/Madrid")
    assert found == datetime.fromisoformat(expected)


async def test_ids_grow_and_tell_their_time(clock):
    ids = Snowflakes(clock)
    first, second, old = ids.new(), ids.new(), ids.at(START - timedelta(days=365))
    await clock.advance(timedelta(seconds=1))
    third = ids.new()
    assert old < first < second < third
    assert made_at(first) == START
    assert made_at(third) == START + timedelta(seconds=1)
    assert made_at(old) == START - timedelta(days=365)
