"""What moderators do by hand goes on the record as well, and what cannot work is told first."""

import pytest

from sandbox import permissions
from sandbox.errors import ApiError
from sandbox.model import Message
from sandbox.person import Person
from tests.cogs.desk.house import CHANNEL, RUDE, Desk, defaults, desk

__all__ = ["desk"]
pytestmark = [
    pytest.mark.features("desk", "guidelines", "outreach"),
    pytest.mark.sandbox(rate_limits=False),
]


async def test_a_timeout_by_hand_is_a_case(desk: Desk) -> None:
    mia = await desk.person()
    form = await desk.town["Bo"].command("timeout", CHANNEL, member=mia, lasts="2h", reason="noise")
    await desk.send("Bo", form)
    assert mia.member.timed_out_until is not None
    (case,) = await desk.cases()
    assert (case.kind, case.reason, case.points, case.stage) == ("timeout", "noise", 2, "done")
    await desk.town["Cleo"].command("case undo", CHANNEL, number=1)
    await desk.steward.settled()
    assert mia.member.timed_out_until is None


async def test_a_ban_is_lifted_by_undoing_it(desk: Desk) -> None:
    rex = await desk.person("Rex")
    form = await desk.town["Bo"].command("ban", CHANNEL, member=rex, reason="scams")
    await desk.send("Bo", form)
    await desk.steward.pass_time(minutes=2)
    assert rex.id in desk.town.guild.bans
    told = await desk.town["Cleo"].command("undo case", CHANNEL, number=1)
    await desk.steward.settled()
    assert "1 case was taken back" in told.text
    assert rex.id not in desk.town.guild.bans


async def test_a_ban_is_lifted_by_hand(desk: Desk) -> None:
    rex = await desk.person("Rex")
    form = await desk.town["Bo"].command("ban", CHANNEL, member=rex, reason="scams")
    await desk.send("Bo", form)
    await desk.steward.pass_time(minutes=2)
    told = await desk.town["Cleo"].command("unban", CHANNEL, member=rex, reason="sorry")
    await desk.steward.settled()
    assert "Ban lifted" in told.text
    assert rex.id not in desk.town.guild.bans


async def test_nobody_is_let_in_again_who_is_not_banned(desk: Desk) -> None:
    mia, bo = await desk.person(), desk.town["Bo"]
    await bo.command("unban", CHANNEL, member=mia, reason="by mistake")
    await desk.steward.settled()
    assert "Mia is not banned here" in "".join(desk.all_told(bo))
    assert "by mistake" in "".join(desk.all_told(bo)), "what was typed is given back"
    assert await desk.cases() == []


async def test_a_ban_that_was_lifted_comes_back_through_the_same_door(desk: Desk) -> None:
    rex = await desk.person("Rex")
    form = await desk.town["Bo"].command("ban", CHANNEL, member=rex, reason="scams")
    await desk.send("Bo", form)
    await desk.steward.pass_time(minutes=2)
    await desk.town["Cleo"].command("unban", CHANNEL, member=rex, reason="sorry")
    await desk.steward.settled()
    told = await desk.town["Cleo"].command("undo case", CHANNEL, number=2)
    assert "a new decision" in told.text
    assert rex.id not in desk.town.guild.bans
    form = await desk.town["Cleo"].press(told.message, "Ban again…")
    assert "no longer take part" in str(defaults(form)["words"])
    await desk.send("Cleo", form)
    await desk.steward.pass_time(minutes=2)
    assert rex.id in desk.town.guild.bans
    assert [one.kind for one in await desk.cases()] == ["ban", "unban", "ban"]


async def test_whoever_was_removed_by_mistake_is_asked_back(desk: Desk) -> None:
    rex, bo, cleo = await desk.person("Rex", locale="es-ES"), desk.town["Bo"], desk.town["Cleo"]
    form = await bo.command("kick", CHANNEL, member=rex, reason="noise")
    await desk.send("Bo", form)
    assert rex.id not in desk.town.guild.members
    told = await cleo.command("undo case", CHANNEL, number=1)
    assert "Rex cannot be put back" in told.text
    form = await cleo.press(told.message, "Write to Rex")
    assert "that was a mistake" in str(defaults(form)["text"])
    await desk.steward.restart()
    await desk.send("Cleo", form, text="Do come back.")
    again = await cleo.press(told.message, "Write to Rex")
    await desk.send("Cleo", again)
    assert "written to already" in "".join(desk.all_told(cleo))
    shown = (await bo.command("case show", CHANNEL, number=1)).text
    assert "asked to come back" in shown
    assert "could not be told" in shown, "no server is shared any more"


async def test_whoever_came_back_by_themselves_reads_it_at_once(desk: Desk) -> None:
    rex, bo = await desk.person("Rex", locale="es-ES"), desk.town["Bo"]
    form = await bo.command("kick", CHANNEL, member=rex, reason="noise")
    await desk.send("Bo", form)
    told = await bo.command("undo case", CHANNEL, number=1)
    await rex.join()
    form = await bo.press(told.message, "Write to Rex")
    await desk.send("Bo", form)
    assert "that was a mistake" in desk.private(rex)[-1]


async def test_notes_are_for_the_team_alone(desk: Desk) -> None:
    mia = await desk.person()
    await desk.town["Bo"].command("note", CHANNEL, member=mia, text="asked for patience")
    told = await desk.town["Cleo"].command("member history", CHANNEL, member=mia)
    assert "Note" in told.text
    assert "0 points now" in told.text
    assert "nothing about you" in (await mia.command("my cases")).text


@pytest.mark.parametrize("lasts", ["40d", "soon", "0s", "-1h"])
async def test_a_timeout_of_nonsense_is_refused_and_the_words_given_back(
    desk: Desk, lasts: str
) -> None:
    mia = await desk.person()
    told = await desk.town["Bo"].command(
        "timeout", CHANNEL, member=mia, lasts=lasts, reason="my @everyone words"
    )
    assert told.is_private
    assert "28 days" in told.text or "do not understand" in told.text
    assert "my @\u200beveryone words" in told.text


async def test_nobody_acts_on_the_owner_a_peer_the_bot_themselves_or_a_higher_role(
    desk: Desk,
) -> None:
    town = desk.town
    bo, owner = town["Bo"], town.owner
    tall = await desk.person("Tall")
    position = 1 + max(one.position for one in town.guild.roles.values())
    role = town.world.roles.create(owner.user, town.guild, {"name": "Elders"})
    town.world.roles.move(owner.user, town.guild, [{"id": str(role.id), "position": position}])
    town.world.members.add_role(owner.user, town.guild, tall.id, role.id)
    await desk.steward.settled()
    told = await bo.command("ban", CHANNEL, member=tall, reason="because I say so")
    assert "highest role stands above mine" in told.text
    for member, words in (
        (owner, "owner stands above"),
        (town["Cleo"], "part of the team"),
        (bo, "cannot act on yourself"),
    ):
        told = await bo.command("warn", CHANNEL, member=member, reason="because I say so")
        assert words in told.text
        assert "because I say so" in told.text
    assert await desk.cases() == []


async def test_whoever_has_left_cannot_be_warned(desk: Desk) -> None:
    mia = await desk.person()
    message = await desk.say(mia, RUDE)
    await mia.leave()
    await desk.steward.settled()
    assert "has left" in (await desk.press("Bo", "Warn")).text
    assert "is on it" not in desk.card.content
    await desk.act("Bo", "Delete")
    assert message not in desk.town.messages("#general")


async def test_a_missing_permission_is_named_before_anything_is_tried(desk: Desk) -> None:
    mia = await desk.person()
    desk.lose(permissions.MODERATE_MEMBERS)
    await desk.steward.settled()
    told = await desk.town["Bo"].command("timeout", CHANNEL, member=mia, lasts="1h", reason="noise")
    assert "Moderate Members" in told.text
    assert await desk.cases() == []


async def test_many_messages_are_deleted_after_a_preview_and_put_back(desk: Desk) -> None:
    mia, rex = await desk.person(), await desk.person("Rex")
    for number in range(6):
        await desk.say(mia, f"spam {number}")
    await desk.say(rex, "a fine word")
    bo = desk.town["Bo"]
    preview = await bo.command("purge", "#general", count=5, member=mia)
    assert preview.is_private
    assert "5 messages would be deleted" in preview.text
    late = await desk.say(mia, "spam that came later")
    await bo.press(preview.message, "Delete them")
    await desk.steward.settled()
    left = [one.content for one in desk.town.messages("#general")]
    assert left == ["spam 0", "a fine word", late.content]
    (case,) = await desk.cases()
    assert (case.kind, case.words) == ("delete", "")
    await desk.press("Cleo", "Undo")
    back = {one.content.splitlines()[0] for one in desk.town.messages("#general")}
    assert back >= {f"spam {number}" for number in range(6)}


async def test_slowmode_is_a_case_that_can_be_taken_back(desk: Desk) -> None:
    bo, channel = desk.town["Bo"], desk.town.place("#general")
    for wait, seconds in (("10s", 10), ("30s", 30)):
        told = await bo.command("slowmode", "#general", wait=wait, reason="a quarrel")
        await desk.steward.settled()
        assert "Slowmode" in told.text
        assert channel.slowmode == seconds
    shown = (await bo.command("case show", CHANNEL, number=2)).text
    assert f"<#{channel.id}>" in shown
    assert "Does not count." in shown
    await bo.command("undo case", CHANNEL, number=2)
    await desk.steward.settled()
    assert channel.slowmode == 10
    told = await bo.command("slowmode", "#general", wait="7h", reason="my *words*")
    assert "six hours" in told.text
    assert "my \\*words\\*" in told.text


async def test_slowmode_without_permission_is_refused_before_it_is_tried(desk: Desk) -> None:
    desk.lose(permissions.MANAGE_CHANNELS)
    await desk.steward.settled()
    told = await desk.town["Bo"].command("slowmode", "#general", wait="30s", reason="a quarrel")
    assert "Manage Channels" in told.text
    assert await desk.cases() == []


async def test_the_figures_name_how_many_they_are_drawn_from(desk: Desk) -> None:
    mia = await desk.person()
    for number in range(12):
        await desk.say(mia, f"{RUDE} {number}")
        card = desk.cards()[-1]
        if number < 3:
            await desk.act("Bo", "Delete", card)
        else:
            await desk.press("Bo", "Not a violation", card)
    told = await desk.town["Cleo"].command("mod stats", CHANNEL)
    assert "Be kind to people: 3 of 12 judged right · below 70 %" in told.text
    assert "Taken back: 0 of 3 cases" in told.text
    assert "Appeals granted: 0 of 0" in told.text


def offered(desk: Desk, who: Person) -> Message:
    bot = desk.town.world.bot
    return [one for one in desk.town.messages(who.private_channel) if one.author is bot][-1]


async def test_two_members_talk_with_a_mediator_once_both_want_it(desk: Desk) -> None:
    mia, rex, eve = [await desk.person(name) for name in ("Mia", "Rex", "Eve")]
    bo = desk.town["Bo"]
    await bo.command("mediate", "#general", one=mia, other=rex, about="who *took* the drill")
    await desk.steward.settled()
    await desk.steward.crash()
    await desk.steward.begin()
    assert "who \\*took\\* the drill" in offered(desk, mia).content
    await mia.press(offered(desk, mia), "I am in")
    await desk.steward.settled()
    assert not desk.town.guild.threads
    await desk.steward.restart()
    assert "answered already" in (await mia.press(offered(desk, mia), "No, thank you")).text
    await rex.press(offered(desk, rex), "I am in")
    await desk.steward.settled()
    (thread,) = desk.town.guild.threads.values()
    for person in (mia, rex, bo):
        assert "among yourselves" in person.reads(thread)[0].content
    with pytest.raises(ApiError):
        eve.reads(thread)
    history = await bo.command("member history", CHANNEL, member=mia)
    assert "A conversation" in history.text
    assert "0 points now" in history.text


async def test_whoever_declines_a_conversation_is_not_named(desk: Desk) -> None:
    mia, rex = [await desk.person(name) for name in ("Mia", "Rex")]
    bo = desk.town["Bo"]
    await bo.command("mediate", "#general", one=mia, other=rex, about="the drill")
    await desk.steward.settled()
    await rex.press(offered(desk, rex), "No, thank you")
    await desk.steward.settled()
    (told,) = desk.private(bo)
    assert "does not come about" in told
    assert "Rex" not in told
    assert not desk.town.guild.threads


@pytest.mark.parametrize("while_away", [False, True], ids=["seen", "while the bot was away"])
async def test_a_conversation_with_somebody_who_has_left_does_not_come_about(
    desk: Desk, while_away: bool
) -> None:
    mia, rex = [await desk.person(name) for name in ("Mia", "Rex")]
    bo = desk.town["Bo"]
    await bo.command("mediate", "#general", one=mia, other=rex, about="the drill")
    await desk.steward.settled()
    await rex.press(offered(desk, rex), "I am in")
    await desk.steward.settled()
    if while_away:
        await desk.steward.stop()
        await rex.leave()
        await desk.steward.begin()
        await mia.press(offered(desk, mia), "I am in")
    else:
        await rex.leave()
    await desk.steward.settled()
    (told,) = desk.private(bo)
    assert "does not come about" in told
    assert not desk.town.guild.threads
    if not while_away:
        assert "does not come about" in (await mia.press(offered(desk, mia), "I am in")).text
