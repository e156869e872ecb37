"""A person chooses what is asked, members answer, and it shows what they liked to answer."""

import asyncio

import pytest

from sandbox.model import Message
from sandbox.transcript import text_of
from tests.steward import SETTINGS, Running

pytest_plugins = ["sandbox.pytest_plugin"]
pytestmark = [
    pytest.mark.features("prompts", "schedule"),
    pytest.mark.sandbox(start="2026-11-16T09:30Z", rate_limits=False),
]

FEATURES = """\
  staff_channel: "#community-team"
features:
  prompts: {channel: "#general", slots: [{at: "Fri 15:00", tags: [wins]}]}
"""


@pytest.fixture
async def running(idle_steward: Running) -> Running:
    """The bot on a Monday; prompts come on Fridays, the plan on Thursdays."""
    idle_steward.write_settings(SETTINGS + FEATURES)
    await idle_steward.begin()
    return idle_steward


def posts(running: Running, where: str = "#general") -> list[Message]:
    bot = running.sandbox.world.bot
    return [one for one in running.town.messages(where) if one.author is bot]


async def approve_first(running: Running) -> None:
    ana = running.town.owner
    shown = await ana.command("prompt week")
    await ana.press(shown.message, "1: approve")


async def test_nothing_is_posted_that_nobody_approved(running: Running):
    await running.pass_time(days=7)
    assert posts(running) == []
    (note, *_) = posts(running, "#community-team")
    assert "Nothing is posted that nobody approved" in text_of(note)


async def test_what_was_approved_is_posted_once_with_a_thread_and_not_again(running: Running):
    await approve_first(running)
    await running.pass_time(days=5)
    (post,) = posts(running)
    (thread,) = running.town.guild.threads.values()
    assert thread.id == post.id
    await running.restart()
    ana = running.town.owner
    await ana.press((await ana.command("prompt week")).message, "Approve all")
    await running.pass_time(days=7)
    texts = [text_of(one) for one in posts(running)]
    assert len(set(texts)) == len(texts) == 2


async def test_the_note_lets_staff_look_through_and_approve_everything(running: Running):
    await running.pass_time(days=3)
    ana, bo = running.town.owner, running.town["Bo"]
    (note,) = posts(running, "#community-team")
    assert "managers" in (await bo.press(note, "Approve all")).text
    review = await ana.press(note, "Look through")
    assert "proposed" in review.text
    done = await ana.press(review.message, "Approve all")
    assert "proposed" not in done.text
    await running.pass_time(minutes=1)
    (note,) = posts(running, "#community-team")
    assert "approved" in text_of(note)
    assert "proposed" not in text_of(note)
    await running.pass_time(days=2)
    assert len(posts(running)) == 1


async def test_a_prompt_can_be_changed_rewritten_and_dropped(running: Running):
    ana = running.town.owner
    shown = await ana.command("prompt week")
    first = shown.text.splitlines()[1]
    shown = await ana.press(shown.message, "1: another")
    assert shown.text.splitlines()[1] != first
    shown = await ana.press(shown.message, "2: drop")
    assert "(dropped)" in shown.text
    asked = await ana.press(shown.message, "1: write my own")
    shown = await ana.fill(asked, {"Prompt": "What made you *smile*?"})
    assert "(approved)" in shown.text
    await running.pass_time(days=12)
    assert [text_of(one) for one in posts(running)] == ["**What made you \\*smile\\*?**"]


async def test_who_sees_an_older_plan_approves_nothing_that_they_have_not_seen(running: Running):
    ana = running.town.owner
    seen, other = [(await ana.command("prompt week")).message for _ in range(2)]
    await ana.press(other, "1: another")
    assert "not how it stands" in (await ana.press(seen, "1: approve")).text
    assert "not how it stands" in (await ana.press(seen, "Approve all")).text
    shown = (await ana.command("prompt week")).message
    await running.pass_time(days=7)
    assert "not how it stands" in (await ana.press(shown, "Approve all")).text
    assert posts(running) == []


async def test_what_was_approved_for_a_slot_that_moves_is_proposed_for_its_new_time(
    running: Running,
):
    ana = running.town.owner
    shown = await ana.press((await ana.command("prompt week")).message, "1: another")
    await ana.press(shown.message, "1: approve")
    chosen = shown.text.splitlines()[1].partition(">: ")[2].partition(" (")[0]
    await running.use(SETTINGS + FEATURES.replace("Fri 15:00", "Sat 11:00"))
    _, first, *_ = (await ana.command("prompt week")).text.splitlines()
    assert f"{chosen} (proposed" in first
    await approve_first(running)
    await running.pass_time(days=5, hours=2)
    assert [text_of(one) for one in posts(running)] == [f"**{chosen}**"]


async def test_what_came_of_a_prompt_is_shown_with_it(running: Running):
    await approve_first(running)
    await running.pass_time(days=5)
    (post,) = posts(running)
    mia, bo = await running.town.person("Mia", joins=True), running.town["Bo"]
    (thread,) = running.town.guild.threads.values()
    await mia.say(thread, "I fixed a chair")
    await bo.say(thread, "Nice")
    await bo.say("#general", "And I slept well", reply_to=post)
    await bo.say("#general", "Something else")
    await running.settled()
    listed = (await running.town.owner.command("prompt library", tag="wins")).text
    # Both have joined this week.
    assert "replies so far: 3, people: 2, first replies by newcomers: 2" in listed


async def test_a_slot_that_is_run_now_posts_what_is_approved_and_not_again_at_its_hour(
    running: Running,
):
    ana = running.town.owner
    refused = await ana.command("schedule run-now", job="Prompt · Fri")
    assert "No prompt is approved for" in refused.text
    assert "/prompt week" in refused.text
    await approve_first(running)
    assert "runs now" in (await ana.command("schedule run-now", job="Prompt · Fri")).text
    await running.settled()
    (post,) = posts(running)
    assert [thread.id for thread in running.town.guild.threads.values()] == [post.id]
    again = await ana.command("schedule run-now", job="Prompt · Fri")
    assert "is posted already" in again.text
    await running.restart()
    await running.pass_time(days=6)
    assert posts(running) == [post]


async def test_a_member_suggests_and_is_credited(running: Running):
    bo, ana = running.town["Bo"], running.town.owner
    told = await bo.command("prompt suggest", text="Which smell is home?", credit=True)
    assert "Thank you" in told.text
    await running.settled()
    (note,) = posts(running, "#community-team")
    assert "in the library" in (await ana.press(note, "Add it")).text
    await running.settled()
    (note,) = posts(running, "#community-team")
    assert f"{ana.mention} has added it" in note.content
    assert not note.components
    plan = SETTINGS + FEATURES.replace(", tags: [wins]", "")
    await running.use(plan)
    await approve_first(running)
    await running.pass_time(days=5)
    assert text_of(posts(running)[0]) == (f"**Which smell is home?**\n-# Suggested by {bo.mention}")


async def test_three_suggestions_may_wait(running: Running):
    bo = running.town["Bo"]
    for number in range(3):
        await bo.command("prompt suggest", text=f"Question {number}?", credit=False)
    told = await bo.command("prompt suggest", text="One more?", credit=False)
    assert "Three of your suggestions wait" in told.text


async def test_a_prompt_is_not_posted_hours_late(running: Running):
    await approve_first(running)
    await running.stop()
    await running.town.advance(days=5)
    await running.begin()
    assert posts(running) == []


async def test_a_slot_that_is_taken_away_posts_nothing(running: Running):
    await approve_first(running)
    await running.use(SETTINGS + FEATURES.replace("Fri 15:00", "Sat 11:00"))
    await running.pass_time(days=5)
    assert posts(running) == []
    assert "Sat" not in (await running.town.owner.command("prompt week")).text


async def test_nothing_but_blanks_is_no_prompt_and_tags_are_few_words(running: Running):
    ana, bo = running.town.owner, running.town["Bo"]
    assert "a few words" in (await ana.command("prompt add", text="  ", tags="a")).text
    assert "a few words" in (await bo.command("prompt suggest", text=" ", credit=True)).text
    await ana.command("prompt add", text="Which tool is underrated?", tags=" Tools, ,tools,")
    listed = (await ana.command("prompt library", tag="TOOLS")).text
    assert "- Which tool is underrated? (tools)\n" in listed


async def test_two_who_decide_on_one_suggestion_decide_once(running: Running):
    bo, ana = running.town["Bo"], running.town.owner
    await bo.command("prompt suggest", text="Which smell is home?", credit=False)
    await running.settled()
    (note,) = posts(running, "#community-team")
    first, second = await asyncio.gather(ana.press(note, "Add it"), ana.press(note, "Add it"))
    assert sorted("decided already" in one.text for one in (first, second)) == [False, True]
