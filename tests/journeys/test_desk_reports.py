"""What members report: in confidence, answered, and one item whoever else reports it."""

import pytest

from tests.cogs.desk.house import CHANNEL, RUDE, Desk, desk

__all__ = ["desk"]
pytestmark = [
    pytest.mark.features("desk", "guidelines", "outreach"),
    pytest.mark.sandbox(rate_limits=False),
]


async def test_a_reported_message_becomes_a_card_that_does_not_tell_who_reported_it(
    desk: Desk,
) -> None:
    mia, rex = await desk.person(), await desk.person("Rex")
    message = await desk.say(mia, "I know where you live")
    form = await rex.use_on("Report message", message)
    answered = await rex.fill(form, {"text": "this **scares** me @everyone"})
    await desk.steward.settled()
    assert answered.kind
    card = desk.card.content
    assert "Reported by 1 member" in card
    assert "I know where you live" in card
    assert "this \\*\\*scares\\*\\* me @\u200beveryone" in card
    assert rex.mention not in card
    assert "Rex" not in card


async def test_flags_and_three_reporters_of_one_message_are_one_item(desk: Desk) -> None:
    mia = await desk.person()
    message = await desk.say(mia, f"{RUDE} louder buy my things")
    for name in ("Rex", "Ada", "Zoe"):
        one = await desk.person(name)
        form = await one.use_on("Report message", message)
        await one.fill(form, {"text": f"says {name}"})
        await desk.steward.settled()
    await mia.edit(message, f"{RUDE} louder buy my things, all of them")
    await mia.edit(message, f"{RUDE} louder buy my things, now")
    await desk.steward.pass_time(seconds=10)
    assert "Reported by 3 members" in desk.card.content
    assert len(await desk.items()) == 1
    await desk.act("Bo", "Delete")
    assert len(await desk.cases()) == 1


async def test_a_report_survives_a_restart_and_the_deletion_of_its_message(desk: Desk) -> None:
    mia, rex = await desk.person(), await desk.person("Rex")
    message = await desk.say(mia, "I know where you live")
    form = await rex.use_on("Report message", message)
    await mia.delete(message)
    await rex.fill(form, {"text": "scary"})
    await desk.steward.settled()
    assert "I know where you live" in desk.card.content
    other = await desk.say(mia, "and your cat as well")
    form = await rex.use_on("Report message", other)
    await desk.steward.restart()
    await rex.fill(form, {"text": "scary again"})
    await desk.steward.settled()
    assert "and your cat" in desk.cards()[-1].content


async def test_members_are_reported_as_such(desk: Desk) -> None:
    mia, rex = await desk.person(), await desk.person("Rex")
    form = await rex.use_on("Report member", mia)
    await rex.fill(form, {"text": "writes to everybody privately"})
    await desk.steward.settled()
    assert "Reported: " in desk.card.content
    await rex.command("report", member=mia, reason="again")
    await desk.steward.settled()
    assert len(desk.cards()) == 1
    assert "Delete" not in desk.buttons(desk.card)


async def test_too_many_reports_in_a_day_are_refused_and_the_words_given_back(desk: Desk) -> None:
    rex = await desk.person("Rex")
    for number in range(10):
        await rex.command("report", member=await desk.person(f"P{number}"), reason="hm")
    await desk.steward.settled()
    form = await rex.use_on("Report member", await desk.person("Last"))
    await rex.fill(form, {"text": "my long story"})
    await desk.steward.settled()
    seen = [
        one.content
        for one in desk.town.place("#general").messages.values()
        if one.only_for == rex.id
    ]
    assert "many reports today" in seen[-2]
    assert "my long story" in seen[-1]
    assert len(desk.cards()) == 10


async def test_nobody_reports_themselves_or_the_bot(desk: Desk) -> None:
    rex = await desk.person("Rex")
    assert "about yourself" in (await rex.use_on("Report member", rex)).text
    own = await desk.say(rex, "hello")
    assert "about yourself" in (await rex.use_on("Report message", own)).text


async def test_a_moderator_brings_any_message_to_the_desk(desk: Desk) -> None:
    mia = await desk.person()
    message = await desk.say(mia, "a thing that no rule looks for")
    shown = await desk.town["Bo"].use_on("Moderate…", message)
    await desk.steward.settled()
    assert shown.is_private
    assert "a thing that no rule looks for" in shown.text
    assert len(desk.cards()) == 1
    form = await desk.town["Bo"].press(shown.message, "Delete")
    await desk.send("Bo", form)
    assert message not in desk.town.messages("#general")
    assert CHANNEL
