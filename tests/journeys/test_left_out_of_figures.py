"""Whoever says `/privacy analytics off` is in none of the figures of the week's rhythm."""

import pytest

from tests.steward import SETTINGS, Running

pytestmark = [
    pytest.mark.features("accountability", "privacy", "prompts", "zero_reply"),
    pytest.mark.sandbox(start="2026-11-16T09:30Z", rate_limits=False),
]
FEATURES = """\
  staff_channel: "#community-team"
features:
  privacy: {}
  zero_reply: {channels: ["#help"]}
  accountability: {channel: "#general"}
  prompts: {channel: "#general", slots: [{at: "Mon 11:00", tags: [wins]}]}
"""


async def test_who_wants_to_be_left_out_answers_and_takes_part_uncounted(idle_steward: Running):
    running, town = idle_steward, idle_steward.town
    running.write_settings(SETTINGS + FEATURES)
    await running.begin()
    ana, bo = town.owner, town["Bo"]
    await ana.command("accountability start")
    await ana.press((await ana.command("prompt week")).message, "Approve all")
    await running.pass_time(minutes=45)
    for name, choice in (("Tom", "on"), ("Mia", "off")):
        person = await town.person(name, joins=True)
        await running.settled()
        await person.command("privacy analytics", state=choice)
        prompt = next(one for one in town.guild.threads.values() if "Week" not in one.name)
        week = next(one for one in town.guild.threads.values() if "Week" in one.name)
        await person.say(prompt, "A fine day")
        await person.say(week, "I did it")
        post = await bo.post("#help", f"A question for {name}", "Any idea?")
        await running.settled()
        await person.say(post, "Change the bulb")
        await running.settled()
    assert "replies so far: 1, people: 1" in (await ana.command("prompt library", tag="wins")).text
    assert "Took part: 1" in (await ana.command("accountability status")).text
    figures = await bo.command("unanswered", "#community-team", figures=True)
    assert "1 of 1 got a reply" in figures.text
