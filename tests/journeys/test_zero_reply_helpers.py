"""Members who offer to help are asked in turns, with limits; and what stands in the way is told."""

import pytest

from sandbox import model, permissions
from sandbox.faults import Fault
from sandbox.transcript import text_of
from tests.journeys.zero_reply_town import DESK, Square, square

__all__ = ["square"]
pytestmark = [pytest.mark.features("zero_reply"), pytest.mark.sandbox(rate_limits=False)]
REQUIRE_TAG = 1 << 4


async def test_a_post_that_waits_climbs_the_ladder(square: Square) -> None:
    await square.begin('helpers_channel: "#general"')
    mia, ada = await square.member("Mia"), await square.member("Ada")
    old = await square.post(mia, "Lamp flickers at night", "The lamp with the copper foot")
    await square.say(ada, "Change the bulb", old)
    await ada.command("helper join")
    lamp = await square.post(mia, "Another lamp flickers", "It has a copper foot, too")
    await square.steward.pass_time(hours=1, minutes=15)
    (guide,) = square.said(lamp)
    assert "Lamp flickers at night" in guide.content
    assert "copper" in guide.content
    await square.steward.pass_time(hours=2)
    (shown,) = square.said("#general")
    assert "Who can help?" in shown.content
    assert square.pings(ada) == []
    await square.steward.pass_time(hours=3)
    (ping,) = square.pings(ada)
    other = await square.member("Tom")
    assert "Somebody else was asked" in (await other.press(ping, "Not me")).text
    assert "No problem" in (await ada.press(ping, "Not me")).text
    paused = await ada.press(ping, "Pause my pings for a week")
    assert "You will not be asked until" in paused.text
    await square.steward.pass_time(days=1, hours=2)
    assert any("Members could not help" in text_of(one) for one in square.said(DESK))
    await mia.press(guide, "I need no answer any more")
    assert "Another lamp" not in await square.unanswered()


async def test_a_helper_is_asked_by_topic_only_where_they_can_see_the_post(
    square: Square,
) -> None:
    await square.begin()
    mia, ada, sam = [await square.member(name) for name in ("Mia", "Ada", "Sam")]
    await ada.command("helper join", topics="lamps")
    await sam.command("helper join", topics="glue")
    world, forum = square.town.world, square.town.place("#help")
    world.channels.set_overwrite(
        square.town.owner.user,
        forum,
        ada.id,
        {"type": 1, "allow": "0", "deny": str(permissions.VIEW_CHANNEL)},
    )
    post = await square.post(mia, "My lamp flickers")
    panel = await square.bo.use_on("Needs an answer…", post.messages[post.id])
    refused = await square.bo.press(panel.message, "Tag helper")
    assert "No helper is free" in refused.text
    await sam.command("helper topics", topics="lamps, glue")
    told = await square.bo.press(panel.message, "Tag helper")
    assert "Sam: helps with lamps" in told.text
    again = await square.bo.press(panel.message, "Tag helper")
    assert "12 hours" in again.text


async def test_what_helpers_write_wrongly_is_told_and_changes_nothing(square: Square) -> None:
    await square.begin()
    ada = await square.member("Ada")
    assert "not offered" in (await ada.command("helper pause", days=3)).text
    await ada.command("helper join", topics="lamps")
    assert "I do not understand" in (await ada.command("helper quiet", hours="at night")).text
    many = ", ".join(f"topic {number}" for number in range(11))
    assert "at most 10" in (await ada.command("helper topics", topics=many)).text
    assert "too long" in (await ada.command("helper topics", topics="x" * 41)).text
    assert "20:00-09:00" in (await ada.command("helper quiet", hours="20:00-09:00")).text
    await ada.command("helper leave")
    assert "not offered" in (await ada.command("helper leave")).text


async def test_the_tag_says_whether_a_post_waits(square: Square) -> None:
    await square.begin()
    mia, tom = await square.member("Mia"), await square.member("Tom")
    post = await square.post(mia, "My lamp flickers", tags=["Electronics"])
    assert _tags(square, post) == {"Electronics", "Unanswered"}
    await square.say(tom, "Change the bulb", post)
    assert _tags(square, post) == {"Electronics"}


async def test_a_forum_that_requires_tags_keeps_the_last_one(square: Square) -> None:
    await square.begin()
    mia, tom = await square.member("Mia"), await square.member("Tom")
    forum = square.town.place("#help")
    square.town.world.channels.edit(square.town.owner.user, forum, {"flags": REQUIRE_TAG})
    await square.steward.settled()
    post = await square.post(mia, "My lamp flickers", tags=["Unanswered"])
    await square.say(tom, "Change the bulb", post)
    assert _tags(square, post) == {"Unanswered"}
    assert "1 of 1 got a reply" in await square.unanswered()


async def test_without_manage_threads_everything_but_the_tag_works(square: Square) -> None:
    await square.begin()
    world, forum = square.town.world, square.town.place("#help")
    square.town.world.channels.set_overwrite(
        square.town.owner.user,
        forum,
        world.bot.id,
        {"type": 1, "allow": "0", "deny": str(permissions.MANAGE_THREADS)},
    )
    post = await square.post(await square.member("Mia"), "My lamp flickers")
    assert _tags(square, post) == set()
    assert "My lamp flickers" in await square.unanswered()


async def test_a_missing_tag_is_offered_once_and_made(square: Square) -> None:
    await square.begin("unanswered_tag: Waiting")
    (offer,) = square.said()
    assert "Waiting" in offer.content
    await square.ana.press(offer, "Make the tag")
    await square.steward.settled()
    assert "Waiting" in {tag.name for tag in square.town.place("#help").tags.values()}
    mia = await square.member("Mia")
    assert _tags(square, await square.post(mia, "My lamp flickers")) == {"Waiting"}
    await square.steward.restart()
    assert len(square.said()) == 1


@pytest.mark.parametrize("channel", ["#help", DESK])
async def test_a_channel_that_is_deleted_takes_nothing_else_with_it(
    square: Square, channel: str
) -> None:
    await square.begin()
    mia = await square.member("Mia")
    await square.post(mia, "My lamp flickers")
    await square.say(mia, "does anyone know which glue works on oak")
    square.town.world.channels.delete(square.town.owner.user, square.town.place(channel))
    await square.steward.pass_time(days=1)
    shown = await square.bo.command("unanswered", "#general")
    assert "which glue" in shown.text
    assert ("My lamp" in shown.text) is (channel != "#help")


async def test_a_list_that_cannot_be_posted_is_posted_when_it_can(square: Square) -> None:
    await square.begin()
    mia = await square.member("Mia")
    await square.post(mia, "My lamp flickers")
    square.town.sandbox.faults.add(
        Fault(method="POST", route="/channels/*/messages", drop="before", times=2)
    )
    await square.steward.pass_time(days=1)
    assert len(square.lists()) == 1


def _tags(square: Square, post: model.Channel) -> set[str]:
    known = square.town.place("#help").tags
    assert post.thread is not None
    return {known[tag].name for tag in post.thread.tags}
