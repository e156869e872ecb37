"""Managers look at what recurs, leave a time out, start it early, and let it rest."""

from datetime import UTC, datetime

import pytest

from tests.steward import SETTINGS, Running

TUESDAY = int(datetime(2026, 11, 10, 8, tzinfo=UTC).timestamp())

pytest_plugins = ["sandbox.pytest_plugin"]
pytestmark = [pytest.mark.features("schedule", "welcome"), pytest.mark.sandbox(rate_limits=False)]

WITH_NOTE = (
    SETTINGS
    + """\
  staff_channel: "#community-team"
  holidays: ["01-02 to 12-31"]
features:
  welcome: {channel: "#welcome", quiet: {note_at: "Mon-Fri 09:00"}}
"""
)


@pytest.fixture
async def running(steward: Running) -> Running:
    await steward.use(WITH_NOTE)
    return steward


async def test_the_list_tells_what_comes_next_and_how_it_went(running: Running):
    ana = running.town.owner
    shown = (await ana.command("schedule list")).text
    assert "Note to staff about quiet newcomers · Mon-Fri 09:00" in shown
    assert "Europe/Madrid" in shown
    assert "Last:" not in shown
    await running.pass_time(days=4)
    assert "done" in (await ana.command("schedule list")).text


async def test_one_of_them_is_found_by_typing_and_shows_its_next_five_times(running: Running):
    ana = running.town.owner
    assert await ana.complete("schedule list", "job", "quiet") == [
        "Note to staff about quiet newcomers · Mon-Fri 09:00"
    ]
    shown = (await ana.command("schedule list", job="welcome.quiet_note|")).text
    assert shown.count("<t:") == 7
    assert "5. <t:" in shown


async def test_skip_pause_resume_and_run_now(running: Running):
    ana = running.town.owner
    first = (await ana.command("schedule list", job="quiet")).text
    skipped = (await ana.command("schedule skip", job="quiet")).text
    assert "is left out on" in skipped
    second = first.split("2. ")[1].split("\n")[0]
    assert second in skipped
    assert "is paused" in (await ana.command("schedule pause", job="quiet")).text
    assert "Paused" in (await ana.command("schedule list")).text
    assert "nothing" in (await ana.command("schedule preview")).text
    assert "Resume it first" in (await ana.command("schedule run-now", job="quiet")).text
    assert "runs again" in (await ana.command("schedule resume", job="quiet")).text
    assert "runs now" in (await ana.command("schedule run-now", job="quiet")).text
    await running.settled()
    assert "done" in (await ana.command("schedule list")).text


async def test_the_calendar_shows_the_days_with_holidays(running: Running):
    shown = (await running.town.owner.command("schedule preview", days=3)).text
    assert shown.count("· holiday") >= 2
    assert len([line for line in shown.splitlines() if line.startswith("**")]) == 3
    assert "Note to staff" in (await running.town.owner.command("schedule preview")).text


async def test_what_is_not_there_is_refused_and_members_may_not_look(running: Running):
    ana, bo = running.town.owner, running.town["Bo"]
    assert "Pick one of those" in (await ana.command("schedule skip", job="dinner")).text
    assert "managers" in (await bo.command("schedule list")).text


async def test_with_nothing_that_recurs_the_list_says_so(steward: Running):
    shown = (await steward.town.owner.command("schedule list")).text
    assert "Nothing recurs" in shown


@pytest.mark.features("schedule", "zero_reply")
@pytest.mark.sandbox(start="2026-11-07T11:00Z", rate_limits=False)
async def test_what_falls_on_a_holiday_is_shown_when_it_will_be_posted(steward: Running):
    # Monday 9 November is a holiday: the list comes on Tuesday at nine.
    ana = steward.town.owner
    await steward.use(
        SETTINGS
        + '  staff_channel: "#community-team"\n  holidays: ["11-09"]\n'
        + 'features:\n  zero_reply: {channels: ["#help"], digest_at: "Mon 09:00"}\n'
    )
    for _ in range(2):  # before the holiday, and in its afternoon
        listed = (await ana.command("schedule list", job="unanswered")).text
        assert f"1. <t:{TUESDAY}:F> (later than usual, because of a holiday)" in listed
        shown = (await ana.command("schedule preview", days=4)).text
        assert f"**Tuesday, November 10, 2026**\n- <t:{TUESDAY}:t> List of unanswered" in shown
        assert shown.count("List of unanswered") == 1
        await steward.pass_time(days=2)
    assert "is left out on" in (await ana.command("schedule skip", job="unanswered")).text


@pytest.mark.features("schedule", "zero_reply")
async def test_a_list_that_has_no_channel_is_not_said_to_run(steward: Running):
    await steward.use(SETTINGS + 'features:\n  zero_reply: {channels: ["#help"]}\n')
    told = (await steward.town.owner.command("schedule run-now", job="unanswered")).text
    assert "Name one under `features.zero_reply.channel`" in told
