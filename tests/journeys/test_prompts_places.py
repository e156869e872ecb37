"""Where a prompt is posted, and what becomes of one that its channel does not take."""

import pytest

from sandbox import permissions
from sandbox.model import Channel, Message
from sandbox.transcript import text_of
from tests.steward import SETTINGS, Running

pytest_plugins = ["sandbox.pytest_plugin"]
pytestmark = [
    pytest.mark.features("prompts", "schedule"),
    pytest.mark.sandbox(start="2026-11-16T09:30Z", rate_limits=False),
]


def settings(channel: str, more: str = "") -> str:
    slots = '[{at: "Fri 15:00", tags: [wins]}]'
    return (
        f'{SETTINGS}  staff_channel: "#community-team"\nfeatures:\n'
        f'  prompts: {{channel: "{channel}", slots: {slots}{more}}}\n'
    )


async def begin(running: Running, channel: str, more: str = "") -> None:
    running.write_settings(settings(channel, more))
    await running.begin()
    await approve(running)


async def approve(running: Running) -> None:
    ana = running.town.owner
    await ana.press((await ana.command("prompt week", "#welcome")).message, "1: approve")


async def week(running: Running) -> str:
    return (await running.town.owner.command("prompt week", "#welcome")).text


def bots(running: Running, where: str | Channel) -> list[Message]:
    bot = running.sandbox.world.bot
    return [one for one in running.town.messages(where) if one.author is bot]


def told(running: Running) -> list[str]:
    """Return what the team was told of prompts that were not posted."""
    notes = [text_of(one) for one in bots(running, "#community-team")]
    return [text for text in notes if "was not posted" in text]


def wants_tag(running: Running) -> None:
    town = running.town
    town.world.channels.edit(town.owner.user, town.place("#help"), {"flags": 1 << 4})


async def results(running: Running) -> str:
    return (await running.town.owner.command("prompt library", tag="wins")).text


async def test_in_a_forum_a_prompt_is_a_post_and_what_is_said_in_it_a_reply(idle_steward: Running):
    running, bo = idle_steward, idle_steward.town["Bo"]
    wants_tag(running)
    await begin(running, "#help", ', tag: "woodwork"')
    await running.pass_time(days=5)
    (post,) = running.town.guild.threads.values()
    (opening,) = bots(running, post)
    assert text_of(opening) == f"**{post.name}**"
    assert len(post.thread.tags) == 1
    await bo.say(post, "I slept well")
    await running.settled()
    assert "replies so far: 1, people: 1" in await results(running)
    assert told(running) == []


async def test_a_prompt_without_a_tag_that_fits_goes_back_to_be_planned(idle_steward: Running):
    running, ana = idle_steward, idle_steward.town.owner
    wants_tag(running)
    await begin(running, "#help")
    refused = await ana.command("schedule run-now", job="Prompt · Fri")
    assert "wants a tag on every post" in refused.text
    _, approved, *_ = (await week(running)).splitlines()
    await running.pass_time(days=5)
    (note,) = told(running)
    assert "wants a tag on every post. Name one of its tags under `features.prompts.tag`" in note
    assert "It can be planned again" in note
    assert "last for" not in await results(running)
    _, planned, *_ = (await week(running)).splitlines()
    prompt = approved.partition(">: ")[2].removesuffix(" (approved)")
    assert f"{prompt} (proposed)" in planned
    await running.use(settings("#help", ', tag: "Woodwork"'))
    await approve(running)
    await running.pass_time(days=7)
    (post,) = running.town.guild.threads.values()
    assert post.name == prompt


async def test_a_channel_that_is_gone_is_told_and_the_prompt_is_not_lost(idle_steward: Running):
    running, town = idle_steward, idle_steward.town
    await begin(running, "#general")
    town.world.channels.delete(town.owner.user, town.place("#general"))
    await running.pass_time(days=5)
    (note,) = told(running)
    assert "`#general` is not there" in note
    await running.use(settings("#kind-words"))
    await approve(running)
    await running.pass_time(days=7)
    assert len(bots(running, "#kind-words")) == 1


async def test_a_channel_in_which_the_bot_may_not_write_is_waited_for_and_then_told(
    idle_steward: Running,
):
    running, town = idle_steward, idle_steward.town
    await begin(running, "#general")
    general, world = town.place("#general"), town.world
    silent = {"id": str(world.bot.id), "type": 1, "deny": str(int(permissions.SEND_MESSAGES))}
    world.channels.set_overwrite(town.owner.user, general, world.bot.id, silent)
    await running.pass_time(days=4, hours=6)
    assert told(running) == []
    await running.restart()
    await running.pass_time(hours=6)
    (note,) = told(running)
    assert "did not take it" in note
    assert bots(running, general) == []
    assert "(approved)" not in await week(running)


async def test_replies_that_are_deleted_count_no_more(idle_steward: Running):
    running, town = idle_steward, idle_steward.town
    await begin(running, "#general")
    await running.pass_time(days=5)
    (thread,) = town.guild.threads.values()
    said = [await town["Bo"].say(thread, f"Win {number}") for number in range(4)]
    await running.settled()
    assert "replies so far: 4" in await results(running)
    await town["Bo"].delete(said[0])
    ids = [one.id for one in said[1:3]]
    town.world.messages.bulk_delete(town.owner.user, thread, ids)
    await running.settled()
    assert "replies so far: 1" in await results(running)
