"""What time brings: days of rest, answers nobody confirmed, channels that move, long history."""

import asyncio
from datetime import UTC, datetime

import pytest

from sandbox import permissions
from sandbox.faults import Fault
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.journeys.zero_reply_town import DESK, Square, square

__all__ = ["square"]

pytestmark = pytest.mark.features("zero_reply")
QUIET = "rescue: {guide_after: null, channel_after: null, tag_after: null, staff_after: null}"


def pages(town: Town) -> list[str]:
    """Return what the bot has read, by its path."""
    read = town.sandbox.journal.requests("GET", "/channels/{channel_id}/messages")
    return [one["path"].partition("?")[0] for one in read]


@pytest.mark.sandbox(start="2026-11-08T11:00Z", rate_limits=False)
async def test_a_weekly_list_that_falls_on_a_holiday_appears_the_day_after_once(
    square: Square,
) -> None:
    await square.begin(QUIET, 'digest_at: "Mon 09:00"', holidays='["11-09"]')
    await square.post(await square.member("Mia"), "My lamp flickers")
    await square.steward.pass_time(days=1, hours=20)  # Tuesday 08:00
    await square.steward.restart()
    assert square.lists() == []
    await square.steward.pass_time(hours=1)
    assert len(square.lists()) == 1
    await square.steward.restart()
    await square.steward.pass_time(days=5)
    assert len(square.lists()) == 1


# A Sunday noon; the community has closed on Friday at 19:00.
@pytest.mark.sandbox(start="2026-11-08T11:00Z", rate_limits=False)
async def test_a_holiday_belongs_to_the_weekend_and_nobody_is_hurried_on_it(square: Square) -> None:
    rescue = QUIET.replace("staff_after: null", "staff_after: 2h")
    await square.begin(rescue, holidays='["11-09"]')
    mia = await square.member("Mia")
    await square.post(mia, "My lamp flickers")
    await square.steward.pass_time(days=1, hours=20)  # Tuesday 08:00, before anybody is there
    assert square.said() == []
    await square.steward.pass_time(hours=1, minutes=1)
    (shown,) = square.lists()
    assert "1 post waits" in shown
    friday_evening = int(datetime(2026, 11, 6, 18, tzinfo=UTC).timestamp())
    assert f"Since <t:{friday_evening}:f>" in shown
    await square.steward.pass_time(hours=2, minutes=15)
    assert any("could not help" in text_of(one) for one in square.said())


@pytest.mark.sandbox(start="2026-11-02T09:00Z", rate_limits=False)
async def test_what_is_probably_an_answer_is_shown_after_a_day_and_may_be_refused(
    square: Square,
) -> None:
    await square.begin(QUIET)
    mia, tom = await square.member("Mia"), await square.member("Tom")
    await square.say(mia, "does anyone know which glue works on oak")
    await square.say(tom, "no idea, sorry")
    await square.steward.pass_time(hours=23)
    assert "Nothing unanswered" in square.said(DESK)[-1].content
    await square.steward.pass_time(days=1)
    shown = square.said(DESK)[-1]
    assert "probably answered: please confirm" in text_of(shown)
    panel = await square.bo.press(shown, "Post 1")
    assert "back on the list" in (await square.bo.press(panel.message, "It still waits")).text
    await square.steward.pass_time(minutes=1)
    assert "1 post waits" in square.lists()[-1]
    shown = await square.unanswered()
    assert "1 post waits" in shown
    assert "please confirm" not in shown


@pytest.mark.sandbox(rate_limits=False)
async def test_a_channel_that_moves_out_of_sight_takes_its_posts_along_and_back(
    square: Square,
) -> None:
    await square.begin(QUIET, "leave_out: [Archive]")
    mia, world = await square.member("Mia"), square.town.world
    await square.post(mia, "My lamp flickers")
    saw = await square.post(mia, "Which saw for oak?")
    forum, owner = square.town.place("#help"), square.town.owner.user
    archive = world.channels.create(owner, square.town.guild, {"name": "Archive", "type": 4})
    home = forum.parent_id
    world.channels.edit(owner, forum, {"parent_id": archive.id})
    await square.steward.settled()
    assert "Nothing unanswered" in await square.unanswered()
    await square.say(square.bo, "A fine one", saw)
    world.channels.edit(owner, forum, {"parent_id": home})
    await square.steward.settled()
    shown = await square.unanswered()
    assert "My lamp flickers" in shown
    assert "Which saw" not in shown, "it was answered where nobody looked"


@pytest.mark.sandbox(rate_limits=False)
async def test_a_channel_that_is_named_later_is_read_from_its_history(square: Square) -> None:
    await square.begin(QUIET)
    await square.say(await square.member("Mia"), "does anyone know which glue works?", "#events")
    file = square.steward.settings_file
    await square.steward.use(file.read_text().replace('"#general"', '"#general", "#events"'))
    assert "which glue works" in await square.unanswered()


@pytest.mark.sandbox(rate_limits=False)
async def test_a_channel_that_can_be_read_again_is_read_and_no_other(square: Square) -> None:
    town = square.town
    mia, events = await town.person("Mia", joins=True), town.place("#events")
    world, owner, bot_id = town.world, square.ana.user, town.world.bot.id
    square.write(QUIET)
    file = square.steward.settings_file
    file.write_text(file.read_text().replace('"#general"', '"#general", "#events"'))
    await mia.say("#general", "well")
    await square.steward.begin()
    deny = str(int(permissions.VIEW_CHANNEL))
    world.channels.set_overwrite(owner, events, bot_id, {"type": 1, "deny": deny})
    await square.post(mia, "My lamp flickers")
    await square.say(mia, "does anyone know which glue works?", events)
    before = len(pages(town))
    world.channels.remove_overwrite(owner, events, bot_id)
    await square.steward.settled()
    assert pages(town)[before:] == [f"/channels/{events.id}/messages"]
    assert "which glue works" in await square.unanswered()


@pytest.mark.sandbox(rate_limits=False)
async def test_history_is_read_a_hundred_messages_at_a_time_and_on_after_a_crash(
    square: Square,
) -> None:
    town = square.town
    mia = await town.person("Mia", joins=True)
    for number in range(300):
        await mia.say("#general", "which glue works on oak?" if number == 290 else f"hm {number}")
    town.sandbox.faults.add(Fault(method="GET", route="/channels/*/messages", delay=0.05))

    square.write(QUIET)
    await square.steward.launch()
    async with asyncio.timeout(20):
        while len(pages(town)) < 2:  # noqa: ASYNC110 - to die in the middle is the point
            await asyncio.sleep(0.005)
    await square.steward.crash()
    await square.steward.begin()
    assert "which glue" in await square.unanswered()
    assert len(pages(town)) <= 4, "three pages, and the one that was under way"
