"""Posts without an answer, from what members write to what the team sees and does."""

import json

import pytest

from cogs.zero_reply import messages_store, store
from cogs.zero_reply.tables import messages
from sandbox.model import PRIVATE_THREAD
from sandbox.transcript import text_of
from tests.journeys.zero_reply_town import DESK, Square, square

__all__ = ["square"]
pytestmark = [pytest.mark.features("privacy", "zero_reply"), pytest.mark.sandbox(rate_limits=False)]
QUIET = "rescue: {guide_after: null, channel_after: null, tag_after: null, staff_after: null}"


async def test_a_post_is_on_the_list_until_somebody_else_answers(square: Square) -> None:
    await square.begin(QUIET)
    mia, tom = await square.member("Mia"), await square.member("Tom")
    post = await square.post(mia, "My lamp flickers")
    assert "My lamp flickers" in await square.unanswered()
    await square.say(mia, "I forgot: it is an old one", post)
    assert "My lamp flickers" in await square.unanswered()
    reply = await square.say(tom, "Have you changed the bulb?", post)
    assert "1 of 1 got a reply" in await square.unanswered()
    await tom.delete(reply)
    await square.steward.settled()
    assert "My lamp flickers" in await square.unanswered()
    await mia.delete(square.town.place(post).messages[post.id])
    await square.steward.settled()
    assert "Nothing unanswered" in await square.unanswered()


@pytest.mark.sandbox(start="2026-11-06T21:00Z", rate_limits=False)  # a Friday evening
async def test_the_list_of_monday_shows_the_weekend_and_follows_what_happens(
    square: Square,
) -> None:
    await square.begin(QUIET)
    mia, tom = await square.member("Mia"), await square.member("Tom")
    lamp = await square.post(mia, "My lamp flickers")
    await square.say(tom, "Which glue works for oak and glass together?")
    await square.steward.pass_time(days=2, hours=12)
    (shown,) = square.lists()
    for words in ("2 posts wait", "My lamp flickers", "Which glue"):
        assert words in shown
    await square.say(tom, "Change the bulb", lamp)
    await square.steward.pass_time(minutes=1)
    (shown,) = square.lists()
    assert "1 post waits" in shown
    assert "Answered meanwhile: 1" in shown


async def test_what_a_moderator_does_on_the_list_is_seen_on_it(square: Square) -> None:
    await square.begin(QUIET, 'teams: {Workshop: "#events"}')
    mia = await square.member("Mia")
    post = await square.post(mia, "My lamp flickers")
    shown = await square.bo.command("unanswered", DESK)
    panel = await square.bo.press(shown.message, "Post 1")
    assert "Nobody has answered yet" in panel.text
    await square.bo.press(panel.message, "Ask for details")
    await square.steward.settled()
    (asked,) = square.said(post)
    assert mia.mention in asked.content
    again = await square.bo.press(panel.message, "Ask for details")
    assert "already" in again.text
    await square.bo.press(panel.message, "I'll answer")
    assert "Bo is on it" in await square.unanswered()
    hers = await square.ana.use_on("Needs an answer…", square.town.place(post).messages[post.id])
    taken = await square.ana.press(hers.message, "I'll answer")
    assert "Bo is answering already" in taken.text
    choice = await square.bo.press(panel.message, "Route")
    await square.bo.select(choice.message, "A team", "Workshop")
    await square.steward.settled()
    assert "My lamp flickers" in text_of(square.said("#events")[0])
    form = await square.bo.press(panel.message, "Suggest resource")
    await square.bo.fill(form, {"A link, and a word on why it helps": "https://lamps.example @all"})
    await square.steward.settled()
    assert "https://lamps.example" in square.said(post)[-1].content
    assert "1 of 1 got a reply" in await square.unanswered()
    late = await square.bo.press(panel.message, "Tag helper")
    assert "was answered" in late.text


async def test_authors_and_staff_take_posts_off_the_list(square: Square) -> None:
    await square.begin(QUIET)
    mia, tom = await square.member("Mia"), await square.member("Tom")
    lamp = await square.post(mia, "My lamp flickers")
    saw = await square.post(tom, "Which saw for oak?")
    refused = await tom.command("answered", lamp)
    assert "Only whoever asked" in refused.text
    await mia.command("answered", lamp)
    link = f"https://discord.com/channels/{square.town.guild.id}/{saw.id}/{saw.id}"
    assert "no link" in (await square.bo.command("answered", DESK, post="that one")).text
    await square.bo.command("answered", DESK, post=link)
    assert "2 of 2 got a reply" in await square.unanswered()
    figures = await square.bo.command("unanswered", DESK, figures=True)
    assert "Members gave 50% of the answers" in figures.text


async def test_what_is_probably_an_answer_waits_for_a_word_of_confirmation(square: Square) -> None:
    await square.begin(QUIET)
    mia, tom = await square.member("Mia"), await square.member("Tom")
    asked = await square.say(mia, "does anyone know which glue works on oak")
    await square.say(tom, "bone glue, I would say")
    assert "Nothing unanswered" in await square.unanswered()
    panel = await square.bo.use_on("Needs an answer…", asked)
    assert "probably an answer" in panel.text
    await square.bo.press(panel.message, "It is answered")
    async with square.steward.core.db.read() as tx:
        kept = await store.opener(tx, asked.id)
    assert kept is not None
    assert (kept.status, kept.answered_by) == ("answered", tom.id)


async def test_a_message_is_put_on_the_list_by_hand(square: Square) -> None:
    await square.begin(QUIET)
    mia, tom = await square.member("Mia"), await square.member("Tom")
    remark = await square.say(mia, "my lamp flickers since yesterday")
    assert "Nothing unanswered" in await square.unanswered()
    await square.bo.use_on("Needs an answer…", remark)
    assert "my lamp flickers" in await square.unanswered()
    await square.say(tom, "change the bulb", reply_to=remark)
    assert "1 of 1 got a reply" in await square.unanswered()
    elsewhere = await square.say(mia, "my lamp flickers", "#events")
    assert "Nobody looks after" in (await square.bo.use_on("Needs an answer…", elsewhere)).text


async def test_posts_that_are_locked_solved_or_closed_by_hand_need_no_answer(
    square: Square,
) -> None:
    await square.begin(QUIET)
    mia = await square.member("Mia")
    world, bo = square.town.world, square.bo.user
    for title, change in (("Locked", {"locked": True}), ("Closed", {"archived": True})):
        post = await square.post(mia, title)
        world.threads.edit(bo, post, change)
    solved = await square.post(mia, "Solved one", tags=["Solved"])
    await square.steward.settled()
    world.threads.edit(bo, solved, {"name": "Solved one, really"})
    silent = await square.post(mia, "Silent one")
    await square.steward.pass_time(days=4)
    state = silent.thread
    assert state is not None
    assert state.archived
    shown = await square.unanswered()
    assert "Silent one" in shown
    for title in ("Locked", "Closed", "Solved one"):
        assert title not in shown


async def test_what_is_said_in_a_private_thread_is_on_no_list(square: Square) -> None:
    await square.begin(QUIET)
    general = square.town.place("#general")
    body = {"name": "Between us", "type": PRIVATE_THREAD}
    thread = square.town.world.threads.start(square.ana.user, general, body)
    await square.say(square.ana, "How do we tell him?", thread)
    assert "Nothing unanswered" in await square.unanswered()
    await square.steward.restart()
    assert "Nothing unanswered" in await square.unanswered()


async def test_who_leaves_is_put_aside_and_comes_back(square: Square) -> None:
    await square.begin(QUIET)
    mia = await square.member("Mia")
    await square.post(mia, "My lamp flickers")
    await mia.leave()
    await square.steward.settled()
    shown = await square.unanswered()
    assert "Nothing unanswered" in shown
    assert "Asked by people who have left: [My lamp flickers]" in shown
    await mia.join()
    await square.steward.settled()
    shown = await square.unanswered()
    assert "1 post waits" in shown
    assert "have left" not in shown


async def test_after_an_absence_the_list_is_true(square: Square) -> None:
    await square.begin(QUIET)
    mia, tom = await square.member("Mia"), await square.member("Tom")
    lamp = await square.post(mia, "My lamp flickers")
    saw = await square.post(mia, "Which saw for oak?")
    hint = await square.say(tom, "A fine one", saw)
    glue = await square.post(mia, "Which glue for glass?")
    await square.steward.stop()
    await tom.say(lamp, "Change the bulb")
    await tom.delete(hint)
    await mia.delete(square.town.place(glue).messages[glue.id])
    await tom.post("#help", "Which paint dries fast?", "Please help")
    await square.town.advance(hours=30)
    await square.steward.begin()
    shown = await square.unanswered()
    assert "Which saw" in shown
    assert "Which paint" in shown
    assert "lamp" not in shown
    assert "glass" not in shown


async def test_somebody_who_wants_nothing_kept_disappears_from_the_list(square: Square) -> None:
    await square.begin(QUIET)
    mia = await square.member("Mia")
    await square.post(mia, "My lamp flickers")
    await square.steward.pass_time(days=1)
    assert "My lamp flickers" in square.lists()[-1]
    panel = await mia.command("privacy erase")
    await mia.press(panel.message, "Erase my data")
    await square.steward.pass_time(minutes=5)
    assert "My lamp flickers" not in await square.unanswered()


async def test_a_remark_that_answers_nothing_is_kept_even_when_the_bot_dies(square: Square) -> None:
    await square.begin(QUIET, "rebuild_days: 0")
    mia, tom = await square.member("Mia"), await square.member("Tom")
    remark = await square.say(mia, "Glue on oak, hm")
    await square.say(tom, "Take the brown one", reply_to=remark)
    await tom.command("privacy export")
    exported = await square.town.bot_says("#general", "all that is kept", to=tom)
    kept = json.loads(exported.attachments[0].content)["kept"]
    assert [one["reply_to"] for one in kept["zero_reply"][messages.name]] == [remark.id]
    late = await square.say(tom, "Or the blue one", reply_to=remark)
    await square.steward.crash()
    await square.steward.begin()
    async with square.steward.core.db.read() as tx:
        assert await messages_store.find(tx, late.id) is not None
    panel = await square.bo.use_on("Needs an answer…", remark)
    assert "It has an answer" in panel.text
