"""The pytest plugin: a town, people who act in it, and outcomes that are awaited."""

from datetime import UTC, datetime

import pytest

from sandbox import ApiError
from tests.sandbox.example_bot import running_bot


async def test_the_town_stands_still_on_a_monday_morning(sandbox, town):
    assert sandbox.clock.now() == datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
    assert not sandbox.clock.running
    await town.advance(minutes=5)
    assert sandbox.clock.now() == datetime(2026, 11, 2, 9, 5, tzinfo=UTC)


@pytest.mark.sandbox(start="2026-03-28T08:00:00+00:00", rate_limits=False)
async def test_the_marker_sets_the_start(sandbox):
    assert sandbox.clock.now() == datetime(2026, 3, 28, 8, 0, tzinfo=UTC)


async def test_people_act_with_their_real_permissions(town):
    mia = await town.person("Mia", joins=True)
    with pytest.raises(ApiError) as refusal:
        await mia.say("#community-team", "May I?")
    assert refusal.value.code == 50001
    await town["Bo"].say("#community-team", "We may.")
    assert [message.content for message in town.messages("#community-team")] == ["We may."]


async def test_a_newcomer_is_greeted_and_says_hello(sandbox, town):
    async with running_bot(sandbox):
        mia = await town.person("Mia")
        await mia.join()
        welcome = await town.bot_says("#welcome", containing="Good to have you")
        asked = await mia.press(welcome, "Say hello")
        answer = await mia.fill(asked, {"Your name": "Mia", "About you": "Kites"})
        assert answer.text == "Nice to meet you, Mia!"
        assert answer.is_private


async def test_commands_complete_and_answer(sandbox, town):
    async with running_bot(sandbox):
        ana = town["Ana"]
        assert await ana.complete("goal", "topic", "so") == ["Soldering"]
        answer = await ana.command("goal", "#weekly-goals", topic="soldering", private=False)
        assert answer.text == "Your goal: soldering"
        assert not answer.is_private


async def test_selects_menus_updates_and_deferred_answers_work(sandbox, town):
    async with running_bot(sandbox):
        mia = await town.person("Mia", joins=True)
        welcome = await town.bot_says("#welcome")
        chosen = await mia.select(welcome, "What do you make?", "Sewing", "Woodwork")
        assert chosen.text == "Noted: sewing, woodwork"
        assert (await mia.press(welcome, "wave")).kind == "update"
        assert welcome.content == "Waves so far: 1"
        said = await mia.say("#general", "look")
        assert (await town["Bo"].use_on("Report message", said)).text == "Reported: look"
        assert (await mia.command("slow")).kind == "deferred"
        await town.bot_says("#general", "Done thinking", to=mia)


async def test_a_private_message_is_answered_privately(sandbox, town):
    async with running_bot(sandbox):
        await town["Bo"].dm("hello")
        await town.bot_writes_to(town["Bo"], "You wrote to me: hello")


async def test_a_failure_to_answer_tells_what_was_said(town):
    await town["Ana"].say("#general", "Is anybody there?")
    with pytest.raises(AssertionError, match="Is anybody there"):
        await town.bot_says("#general", within=0.01)


async def test_a_forum_post_carries_tags_by_name(town):
    post = await town["Bo"].post("#help", "My saw", "It is stuck", tags=["Woodwork"])
    assert [town.place("#help").tags[tag].name for tag in post.thread.tags] == ["Woodwork"]
    with pytest.raises(ValueError, match="no tag"):
        await town["Bo"].post("#help", "My saw", "It is stuck", tags=["Cooking"])


async def test_unknown_names_are_told_with_the_known_ones(town):
    with pytest.raises(KeyError, match="general"):
        town.place("#genral")
    with pytest.raises(KeyError, match="Bo"):
        town["Bob"]
