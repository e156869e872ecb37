"""Weeks on end: over both clock changes and the end of a year with 53 weeks."""

from zoneinfo import ZoneInfo

import pytest

from bot.times import iso_week_key
from tests.journeys.test_accountability_week import posts, settings
from tests.steward import Running

pytest_plugins = ["sandbox.pytest_plugin"]

pytestmark = pytest.mark.features("accountability")


async def weeks_of(running: Running, zone: str, days: int) -> list[str]:
    """Let days pass; every thread must be of a Monday at nine."""
    running.write_settings(settings().replace("Europe/Madrid", zone))
    await running.begin()
    await running.pass_time(days=days)
    here = ZoneInfo(zone)
    local = [post.sent_at.astimezone(here) for post in posts(running)]
    assert {f"{at:%a %H:%M}" for at in local} == {"Mon 09:00"}
    assert len(running.town.guild.threads) == len(local)
    return [iso_week_key(at, here) for at in local]


@pytest.mark.sandbox(start="2026-03-22T12:00Z", rate_limits=False)
async def test_weeks_over_the_clock_change_of_spring(idle_steward: Running):
    weeks = await weeks_of(idle_steward, "Europe/Madrid", 15)
    assert weeks == ["2026-W13", "2026-W14", "2026-W15"]


@pytest.mark.sandbox(start="2026-12-27T12:00Z", rate_limits=False)
async def test_a_year_ends_with_week_53(idle_steward: Running):
    weeks = await weeks_of(idle_steward, "Europe/Madrid", 15)
    assert weeks == ["2026-W53", "2027-W01", "2027-W02"]
