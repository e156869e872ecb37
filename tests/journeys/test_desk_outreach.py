"""What members are told, what they answer, and how they ask for another look."""

import pytest

from sandbox import permissions
from sandbox.model import Message
from sandbox.person import Person
from tests.cogs.desk.house import CHANNEL, RUDE, SCAM, Desk, defaults, desk

__all__ = ["desk"]
pytestmark = [
    pytest.mark.features("desk", "guidelines", "outreach"),
    pytest.mark.sandbox(rate_limits=False),
]


def letter(desk: Desk, person: Person) -> Message:
    bot = desk.town.world.bot
    room = desk.town.messages(person.private_channel)
    return [one for one in room if one.author is bot][-1]


async def appeal(desk: Desk, person: Person, statement: str = "It was a quote.") -> None:
    form = await person.press(letter(desk, person), "Ask for another look")
    await person.fill(form, {"text": statement})
    await desk.steward.settled()


def appeals(desk: Desk) -> list[Message]:
    return [one for one in desk.town.messages(CHANNEL) if "Appeal" in one.content]


async def test_the_moderator_sees_and_changes_what_the_member_reads(desk: Desk) -> None:
    mia = await desk.person(locale="es-ES")
    await desk.say(mia, RUDE)
    form = await desk.press("Bo", "Warn")
    words = str(defaults(form)["words"])
    assert "Be kind to people" in words
    assert "first time" in words
    await desk.send("Bo", form, words=words + "\nGreetings to your cat.")
    (told,) = desk.private(mia)
    assert "Greetings to your cat." in told
    assert "Case 1" in told
    assert "told privately" in desk.card.content


async def test_a_community_has_words_of_its_own_for_a_step(desk: Desk) -> None:
    await desk.use(
        'desk: {channel: "#community-team"}',
        'desk: {channel: "#community-team", '
        'words: {timeout: {en: "Rest until {until}", es: "{name}: pausa hasta {until}"}}}',
    )
    mia = await desk.person(locale="es-ES")
    bo = desk.town["Bo"]
    assert "Rest until <t:" in (await bo.command("mod words", CHANNEL, step="timeout")).text
    assert "This is a warning" in (await bo.command("mod words", CHANNEL, step="warn")).text
    await desk.speaks(mia, "es")
    await desk.say(mia, RUDE)
    form = await desk.press("Bo", "Timeout…")
    assert defaults(form)["words"] == "Mia: pausa hasta {until}"
    await desk.send("Bo", form, lasts="2h")
    until = int(mia.member.timed_out_until.timestamp())
    assert f"Mia: pausa hasta <t:{until}:F>" in desk.private(mia)[-1]


async def test_a_timeout_is_told_after_it_was_given_and_says_until_when(desk: Desk) -> None:
    mia = await desk.person()
    await desk.say(mia, RUDE)
    await desk.act("Bo", "Timeout…", lasts="2h")
    (told,) = desk.private(mia)
    until = int(mia.member.timed_out_until.timestamp())
    assert f"<t:{until}:F>" in told
    assert "{until}" not in told


async def test_whoever_is_banned_is_told_first(desk: Desk) -> None:
    mia = await desk.person()
    await desk.say(mia, RUDE)
    await desk.act("Bo", "Ban…")
    (told,) = desk.private(mia)
    assert "no longer take part" in told
    assert mia.id in desk.town.guild.bans
    requests = [f"{one['method']} {one['path']}" for one in desk.town.sandbox.journal.requests()]
    ban = next(n for n, one in enumerate(requests) if one.startswith("PUT") and "/bans/" in one)
    direct = next(
        n for n, one in enumerate(requests)
        if one.startswith("POST") and f"/{mia.private_channel.id}/" in one
    )  # fmt: skip
    assert direct < ban


async def test_closed_messages_do_not_keep_anybody_from_being_banned(desk: Desk) -> None:
    mia = await desk.person()
    await mia.close_messages()
    await desk.say(mia, RUDE)
    await desk.act("Bo", "Ban…")
    await desk.steward.pass_time(minutes=2)
    assert mia.id in desk.town.guild.bans
    (case,) = await desk.cases()
    assert (case.reached, case.stage) == ("not", "done")


async def test_a_warning_that_reached_nobody_does_not_count(desk: Desk) -> None:
    mia = await desk.person()
    await mia.close_messages()
    await desk.say(mia, RUDE)
    await desk.act("Bo", "Warn")
    (case,) = await desk.cases()
    assert case.reached != "dm"
    history = await desk.town["Bo"].command("member history", CHANNEL, member=mia)
    if case.reached == "not":
        assert "0 points now" in history.text
    assert desk.private(mia) == []


async def test_what_could_not_be_done_is_not_told(desk: Desk) -> None:
    mia = await desk.person()
    await desk.say(mia, RUDE)
    form = await desk.press("Bo", "Timeout…")
    desk.lose(permissions.MODERATE_MEMBERS)
    await desk.steward.settled()
    await desk.send("Bo", form)
    assert await desk.cases() == []
    assert "Moderate Members" in "".join(desk.all_told(desk.town["Bo"]))
    assert desk.private(mia) == []


async def test_the_bot_deletes_says_so_and_the_member_appeals(desk: Desk) -> None:
    mia = await desk.person()
    await desk.say(mia, SCAM)
    (told,) = desk.private(mia)
    assert "The message was deleted" in told
    await appeal(desk, mia)
    form = await desk.press("Bo", "Take it back", appeals(desk)[0])
    await desk.town["Bo"].fill(form, {"text": "Sorry about that."})
    await desk.steward.settled()
    assert SCAM in desk.town.messages("#general")[-1].content


@pytest.mark.parametrize("restarted", [False, True], ids=["in one go", "restarted at each step"])
async def test_flagged_claimed_warned_appealed_overturned_undone(
    desk: Desk, restarted: bool
) -> None:
    async def pause() -> None:
        if restarted:
            await desk.steward.crash()
            await desk.steward.begin()

    mia = await desk.person()
    message = await desk.say(mia, RUDE)
    await pause()
    await desk.press("Bo", "Claim")
    await pause()
    form = await desk.press("Bo", "Warn")
    await pause()
    await desk.send("Bo", form, delete=True)
    await pause()
    assert message not in desk.town.messages("#general")
    assert len(desk.private(mia)) == 1
    assert await desk.verdicts() == [("be-kind", "right")]
    asked = await mia.press(letter(desk, mia), "Ask for another look")
    await pause()
    await mia.fill(asked, {"text": "I quoted **somebody** @everyone"})
    await desk.steward.settled()
    await pause()
    (shown,) = appeals(desk)
    assert "I quoted \\*\\*somebody\\*\\*" in shown.content
    assert shown.mentions == []
    refused = await desk.press("Bo", "Take it back", shown)
    assert "You decided this case" in refused.text
    verdict = await desk.press("Cleo", "Take it back", shown)
    await pause()
    await desk.town["Cleo"].fill(verdict, {"text": "You did. Sorry."})
    await desk.steward.settled()
    await pause()
    assert "Taken back by" in appeals(desk)[0].content
    assert desk.buttons(appeals(desk)[0]) == []
    assert RUDE in desk.town.messages("#general")[-1].content
    told = desk.private(mia)
    assert len(told) == 2
    assert "you are right" in told[1]
    assert "You did. Sorry." in told[1]
    (case,) = await desk.cases()
    assert case.state == "undone"
    (item,) = await desk.items()
    assert (item["state"], item["verdict"]) == ("reviewed", "wrong")
    assert await desk.verdicts() == [("be-kind", "not")]
    figures = await desk.town["Bo"].command("mod stats", CHANNEL)
    assert "Be kind to people: 0 of 1 judged right" in figures.text
    assert "Appeals granted: 1 of 1" in figures.text
    assert len(desk.cards()) == 1


async def test_a_case_is_appealed_once_by_whom_it_is_about_and_in_time(desk: Desk) -> None:
    mia, rex = await desk.person(), await desk.person("Rex")
    await desk.say(mia, RUDE)
    await desk.act("Bo", "Warn")
    assert "no such case about you" in (await rex.command("appeal", number=1)).text
    await appeal(desk, mia)
    again = await mia.press(letter(desk, mia), "Ask for another look")
    assert "already" in again.text
    assert "already" in (await mia.command("appeal", number=1)).text
    assert len(appeals(desk)) == 1


async def test_an_appeal_that_waits_is_called_out(desk: Desk) -> None:
    await desk.use("desk: {", "desk: {answer_appeals_within: 1h, ")
    mia = await desk.person()
    await desk.say(mia, RUDE)
    await desk.act("Bo", "Warn")
    await appeal(desk, mia)
    await desk.steward.pass_time(hours=1, minutes=1)
    due = [one for one in desk.town.messages(CHANNEL) if "waits for a decision" in one.content]
    assert len(due) == 1


async def test_what_stands_is_told_with_the_reason(desk: Desk) -> None:
    mia = await desk.person()
    await desk.say(mia, RUDE)
    await desk.act("Bo", "Warn")
    await appeal(desk, mia)
    form = await desk.press("Cleo", "It stands", appeals(desk)[0])
    await desk.town["Cleo"].fill(form, {"text": "It was aimed at Rex."})
    await desk.steward.settled()
    assert "it stands" in desk.private(mia)[1]
    assert "aimed at Rex" in desk.private(mia)[1]
    (case,) = await desk.cases()
    assert case.state == "active"


async def test_answers_come_into_a_thread_and_are_answered_from_there(desk: Desk) -> None:
    mia = await desk.person()
    await desk.say(mia, RUDE)
    await desk.act("Bo", "Warn")
    await mia.dm("but **he** started")
    await desk.steward.settled()
    thread = next(one for one in desk.town.guild.threads.values() if "Mia" in one.name)
    said = [one for one in thread.messages.values() if "has answered" in one.content]
    assert "but \\*\\*he\\*\\* started" in said[0].content
    form = await desk.town["Bo"].press(said[0], "Answer")
    await desk.town["Bo"].fill(form, {"text": "We have talked to him as well."})
    await desk.steward.settled()
    assert "talked to him as well" in desk.private(mia)[-1]
    assert "talked to him" in list(thread.messages.values())[-1].content


async def test_whoever_reported_hears_that_it_was_handled(desk: Desk) -> None:
    mia, rex = await desk.person(), await desk.person("Rex")
    message = await desk.say(mia, "I know where you live")
    form = await rex.use_on("Report message", message)
    await rex.fill(form, {"text": "scary"})
    await desk.steward.settled()
    await desk.act("Bo", "Delete")
    (told,) = desk.private(rex)
    assert "Thank you for your report" in told
    assert "Mia" not in told


async def test_three_guidelines_three_reporters_two_edits_are_one_item_case_and_letter(
    desk: Desk,
) -> None:
    mia = await desk.person()
    message = await desk.say(mia, f"{RUDE} louder buy my things")
    for name in ("Rex", "Ada", "Zoe"):
        one = await desk.person(name)
        form = await one.use_on("Report message", message)
        await one.fill(form, {"text": "please look"})
    await mia.edit(message, f"{RUDE} louder buy my things!")
    await mia.edit(message, f"{RUDE} louder buy my things?")
    await desk.steward.pass_time(seconds=10)
    await desk.act("Bo", "Warn")
    assert len(desk.cards()) == len(await desk.items()) == len(await desk.cases()) == 1
    assert len(desk.private(mia)) == 1
