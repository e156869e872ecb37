"""From a flagged message to a decision, as moderators see it."""

import os

import pytest

from sandbox.model import Upload
from tests.cogs.desk.house import CHANNEL, RUDE, SCAM, Desk, defaults, desk

__all__ = ["desk"]
pytestmark = [
    pytest.mark.features("desk", "guidelines", "outreach"),
    pytest.mark.sandbox(rate_limits=False),
]
# How often two moderators press at the same moment: AT_ONCE=100 for a long run.
AT_ONCE = int(os.environ.get("AT_ONCE", "6"))


async def test_a_flag_becomes_a_card_with_all_that_is_needed_to_judge(desk: Desk) -> None:
    mia = await desk.person()
    message = await desk.say(mia, RUDE)
    card = desk.card
    for words in (
        "Be kind to people", "»shut up you moron«", mia.mention, f"/{message.id}",
        "no earlier cases", "account made", "Suggested: a friendly reminder",
    ):  # fmt: skip
        assert words in card.content
    assert desk.buttons(card) == [
        "Claim", "Hand over", "Not a violation", "Remind privately", "Warn",
        "Delete", "Timeout…", "Ban…", "Context",
    ]  # fmt: skip
    assert card.mentions == []


async def test_three_guidelines_and_two_edits_are_one_item(desk: Desk) -> None:
    mia = await desk.person()
    message = await desk.say(mia, f"{RUDE}, louder, buy my things")
    await mia.edit(message, f"{RUDE}! louder! buy my things!")
    await mia.edit(message, f"{RUDE}? louder? buy my things?")
    await desk.steward.pass_time(seconds=10)
    card = desk.card
    for title in ("Be kind to people", "No shouting", "No selling"):
        assert title in card.content
    assert len(await desk.items()) == 1


async def test_a_flood_of_one_person_is_one_item_with_a_count(desk: Desk) -> None:
    mia = await desk.person()
    for number in range(6):
        await desk.say(mia, f"{RUDE} {number}")
    await desk.steward.pass_time(seconds=10)
    assert "6 messages, folded" in desk.card.content


async def test_one_text_of_several_people_is_one_item(desk: Desk) -> None:
    for name in ("Mia", "Rex", "Ada"):
        await desk.say(await desk.person(name), RUDE)
    await desk.steward.pass_time(seconds=10)
    assert "3 messages, folded · 3 people" in desk.card.content
    form = await desk.press("Bo", "Warn")
    assert "What the first of 3 people reads" in str(form.modal)
    await desk.send("Bo", form)
    assert [case.member_name for case in await desk.cases()] == ["Mia", "Rex", "Ada"]


async def test_whoever_claims_an_item_decides_it(desk: Desk) -> None:
    await desk.say(await desk.person(), RUDE)
    assert "It is yours" in (await desk.press("Bo", "Claim")).text
    assert f"{desk.town['Bo'].mention} is on it" in desk.card.content
    refused = await desk.press("Cleo", "Warn")
    assert refused.is_private
    assert f"{desk.town['Bo'].mention} is on it" in refused.text
    await desk.act("Bo", "Hand over")
    assert (await desk.press("Cleo", "Warn")).modal is not None


async def test_a_moderator_hands_an_item_to_a_colleague_who_is_told(desk: Desk) -> None:
    mia, bo, cleo = await desk.person(), desk.town["Bo"], desk.town["Cleo"]
    await desk.say(mia, RUDE)
    card = desk.card
    await desk.act("Bo", "Hand over", to=mia)
    assert f"{mia.mention} is no moderator here" in desk.told(bo)
    form = await desk.press("Bo", "Hand over")
    await desk.steward.restart()
    await desk.send("Bo", form, to=cleo)
    assert f"{cleo.mention} is on it, asked by {bo.mention}" in desk.card.content
    told = desk.town.messages(CHANNEL)[-1]
    assert "hands **#1** over to you" in told.content
    assert told.mentions == [cleo.user]
    assert told.referenced is card
    assert f"{cleo.mention} is on it" in (await desk.press("Bo", "Warn")).text
    await desk.act("Cleo", "Delete")
    assert "asked by" not in desk.card.content


async def test_a_closed_item_answers_kindly(desk: Desk) -> None:
    await desk.say(await desk.person(), RUDE)
    listed = await desk.town["Cleo"].command("queue", CHANNEL)
    old = await desk.town["Cleo"].press(listed.message, "#1")
    await desk.press("Bo", "Not a violation")
    assert "Not a violation, says" in desk.card.content
    assert desk.buttons(desk.card) == []
    for button in ("Claim", "Not a violation", "Warn", "Ban…"):
        told = await desk.town["Cleo"].press(old.message, button)
        assert "was closed by" in told.text
    form = await desk.town["Cleo"].press(old.message, "Hand over")
    await desk.send("Cleo", form)
    assert "was closed by" in desk.told(desk.town["Cleo"])
    (item,) = await desk.items()
    assert (item["state"], item["verdict"]) == ("decided", "wrong")


async def test_two_moderators_at_once_are_one_decision(desk: Desk) -> None:
    mia = await desk.person()
    for number in range(AT_ONCE):
        await desk.say(mia, f"{RUDE} {number}")
        card = desk.cards()[-1]
        bo, cleo = desk.town["Bo"], desk.town["Cleo"]
        first, second = await desk.at_once(bo.press(card, "Delete"), cleo.press(card, "Delete"))
        forms = [one for one in (first, second) if one.modal is not None]
        assert len(forms) == 1
        winner = "Bo" if first.modal is not None else "Cleo"
        await desk.send(winner, forms[0])
        assert len(await desk.cases()) == number + 1
    deletes = desk.town.sandbox.journal.requests(
        "DELETE", "/channels/{channel_id}/messages/{message_id}"
    )
    assert len(deletes) == AT_ONCE


async def test_a_form_that_is_sent_twice_is_one_decision(desk: Desk) -> None:
    await desk.say(await desk.person(), RUDE)
    bo = desk.town["Bo"]
    form = await desk.press("Bo", "Delete")
    again = await desk.press("Bo", "Delete")
    typed = defaults(form)
    await desk.at_once(bo.fill(form, typed), bo.fill(again, typed))
    assert len(await desk.cases()) == 1


async def test_the_bot_deletes_for_a_trusted_guideline_and_asks_whether_that_was_right(
    desk: Desk,
) -> None:
    mia = await desk.person()
    message = await desk.say(mia, SCAM)
    assert message not in desk.town.messages("#general")
    (case,) = await desk.cases()
    assert (case.kind, case.done_by, case.number) == ("delete", None, 1)
    assert desk.buttons(desk.card) == ["That was right", "Undo"]
    await desk.press("Bo", "That was right")
    (item,) = await desk.items()
    assert (item["state"], item["verdict"]) == ("reviewed", "right")


async def test_the_card_shows_what_was_said_before(desk: Desk) -> None:
    mia, rex = await desk.person(), await desk.person("*Rex*")
    for text in ("one", "two", "<@&1> `three`", "four\n# \u202efour"):
        await desk.say(rex, text)
    reads = desk.town.sandbox.journal.requests("GET", "/channels/{channel_id}/messages")
    await desk.say(mia, RUDE)
    before = desk.card.content.split("Said before it:\n")[1].split("\n")[:3]
    assert [one.split("**: ")[1] for one in before] == [
        "two", "\\<@\u200b&1> \\`three\\`", "four # four",
    ]  # fmt: skip
    assert all("**\\*Rex\\***" in one for one in before)
    now = desk.town.sandbox.journal.requests("GET", "/channels/{channel_id}/messages")
    assert len(now) == len(reads), "what was heard is not asked for"
    await desk.act("Bo", "Delete")
    assert "Said before it" not in desk.card.content


async def test_what_was_said_before_is_read_when_nobody_heard_it(desk: Desk) -> None:
    mia, rex = await desk.person(), await desk.person("Rex")
    for text in ("one", "two", "three", "four"):
        await desk.say(rex, text)
    await desk.steward.restart()
    await desk.say(mia, RUDE)
    await desk.steward.pass_time(seconds=5)
    assert "**Rex**: two" in desk.card.content
    assert "**Rex**: one" not in desk.card.content
    assert "**Rex**: four" in desk.card.content


async def test_the_context_is_shown_to_whoever_asks(desk: Desk) -> None:
    mia, rex = await desk.person(), await desk.person("Rex")
    for text in ("one", "two", "three", "four"):
        await desk.say(rex, text)
    await desk.say(mia, RUDE)
    await desk.say(rex, "oh **dear**")
    await desk.press("Bo", "Context")
    shown = desk.told(desk.town["Bo"])
    assert "two" in shown
    assert "▶" in shown
    assert "oh \\*\\*dear\\*\\*" in shown


async def test_what_waits_too_long_is_called_out_once(desk: Desk) -> None:
    await desk.use("desk: {", "desk: {escalate_after: 20m, ")
    await desk.say(await desk.person(), RUDE)
    await desk.press("Bo", "Claim")
    await desk.steward.pass_time(minutes=21)
    calls = [one for one in desk.town.messages(CHANNEL) if "waited too long" in one.content]
    assert len(calls) == 1
    assert desk.town.role("Moderators").id in [int(role) for role in calls[0].mention_roles]
    assert "is on it" not in desk.card.content
    await desk.steward.pass_time(minutes=50)
    assert len([one for one in desk.town.messages(CHANNEL) if "too long" in one.content]) == 1


async def test_the_queue_has_filters_and_pages(desk: Desk) -> None:
    mia = await desk.person()
    for number in range(10):
        await desk.say(mia, f"{RUDE} {number}")
        await desk.steward.pass_time(minutes=11)
    bo = desk.town["Bo"]
    first = await bo.command("queue", CHANNEL)
    assert first.is_private
    assert "10 items" in first.text
    assert "Page 1 of 2" in first.text
    second = await bo.press(first.message, "Next")
    assert "Page 2 of 2" in second.text
    shown = await bo.press(first.message, "#9")
    assert "Be kind to people" in shown.text
    await bo.press(shown.message, "Claim")
    mine = await bo.command("queue", CHANNEL, which="mine")
    assert "1 item" in mine.text
    for only, words in (
        ({"member": mia}, "10 items"),
        ({"member": bo}, "Nothing in the queue is like this"),
        ({"moderator": bo}, "1 item"),
        ({"guideline": "be-kind", "older": "1h"}, "5 items"),
        ({"guideline": "no-such"}, "no guideline called"),
        ({"older": "soon"}, "do not understand"),
    ):
        assert words in (await bo.command("queue", CHANNEL, **only)).text
    assert await bo.complete("queue", "guideline", "kind") == ["Be kind to people"]


async def test_members_have_no_business_at_the_desk(desk: Desk) -> None:
    mia = await desk.person()
    await desk.say(mia, RUDE)
    assert "This needs a role" in (await mia.command("queue")).text


@pytest.mark.parametrize("where", ["card", "claim", "form"])
async def test_cards_and_forms_work_after_a_restart(desk: Desk, where: str) -> None:
    mia = await desk.person()
    message = await desk.say(mia, RUDE)
    if where == "card":
        await desk.steward.restart()
    await desk.press("Bo", "Claim")
    if where == "claim":
        await desk.steward.crash()
        await desk.steward.begin()
    form = await desk.press("Bo", "Delete")
    if where == "form":
        await desk.steward.restart()
    await desk.send("Bo", form)
    assert message not in desk.town.messages("#general")
    assert "Message deleted" in desk.card.content


async def test_without_a_channel_nothing_is_lost(desk: Desk) -> None:
    town = desk.town
    town.world.channels.delete(town.owner.user, town.place(CHANNEL))
    await desk.steward.settled()
    await desk.say(await desk.person(), RUDE)
    listed = await town["Bo"].command("queue", "#general")
    assert "There is no channel for cards" in listed.text
    assert "1 item" in listed.text
    shown = await town["Bo"].press(listed.message, "#1")
    form = await town["Bo"].press(shown.message, "Delete")
    await desk.send("Bo", form)
    assert town.messages("#general") == []


async def test_names_and_texts_are_shown_as_they_were_written_and_do_nothing(desk: Desk) -> None:
    mia = await desk.person(display_name="**Mi\u202ea** <@&1>")
    await desk.say(mia, f"{RUDE} @everyone \u200b\u202e[x](https://a.example)")
    content = desk.card.content
    assert "\\*\\*Mia\\*\\* \\<@" in content
    assert "@\u200beveryone" in content
    assert "\u202e" not in content
    assert desk.card.mentions == []
    assert not desk.card.mention_everyone


async def test_a_message_that_is_gone_already_is_as_good_as_deleted(desk: Desk) -> None:
    mia = await desk.person()
    message = await mia.say(
        "#general", RUDE, files=[Upload("a.txt", b"x", content_type="text/plain")]
    )
    await desk.steward.settled()
    await mia.delete(message)
    await desk.act("Bo", "Delete")
    (case,) = await desk.cases()
    assert (case.stage, case.trouble) == ("done", "")
