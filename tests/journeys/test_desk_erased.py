"""What is left at the desk of somebody who has had their data erased."""

import pytest

from sandbox.model import Channel
from sandbox.person import Person
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.cogs.desk.house import AGREED, CHANNEL, RUDE, SCAM, Desk
from tests.steward import Running

pytestmark = [
    pytest.mark.features("desk", "guidelines", "outreach", "privacy"),
    pytest.mark.sandbox(rate_limits=False),
]

HERS = "quokka"


@pytest.fixture
async def desk(idle_steward: Running, town: Town) -> Desk:
    return await Desk(idle_steward, town).begin(AGREED + "  privacy: {}\n")


async def erase(desk: Desk, person: Person) -> None:
    asked = await person.command("privacy erase")
    await person.press(asked.message, "Erase my data")
    await desk.steward.settled()


def shown(desk: Desk, where: Channel | str) -> str:
    return "\n".join(text_of(one) for one in desk.town.messages(where))


async def test_the_card_of_somebody_else_goes_on_without_their_words(desk: Desk) -> None:
    mia, bo = await desk.person(), await desk.person("Rob")
    await desk.say(mia, f"my {HERS} is ill")
    insult = await desk.say(bo, RUDE)
    await mia.fill(await mia.use_on("Report message", insult), {"text": f"it scares my {HERS}"})
    await desk.steward.settled()
    assert desk.card.content.count(HERS) == 2
    await erase(desk, mia)
    assert HERS not in desk.card.content
    assert "Mia" not in desk.card.content
    assert "shut up you moron" in desk.card.content
    await desk.act("Bo", "Warn")
    assert "case 1 · Warning" in desk.card.content, "the card of the other works as before"


async def test_a_card_loses_their_words_also_where_its_own_mention_them(desk: Desk) -> None:
    mia, rob = await desk.person(), await desk.person("Rob")
    insult = await desk.say(rob, f"{RUDE} <@{mia.id}>")
    await mia.fill(await mia.use_on("Report message", insult), {"text": f"it scares my {HERS}"})
    await desk.steward.settled()
    assert HERS in desk.card.content
    await erase(desk, mia)
    assert HERS not in desk.card.content
    assert str(mia.id) not in desk.card.content
    assert "@someone" in desk.card.content


async def test_what_they_answered_leaves_the_thread_of_their_case(desk: Desk) -> None:
    mia = await desk.person()
    await desk.say(mia, RUDE)
    await desk.act("Bo", "Warn")
    await mia.say(mia.private_channel, f"my {HERS} wrote that")
    await desk.steward.settled()
    (thread,) = desk.town.guild.threads.values()
    form = await desk.press("Bo", "Answer", desk.town.messages(thread)[-1])
    await desk.send("Bo", form, text=f"Greetings to your {HERS}.")
    assert shown(desk, thread).count(HERS) == 2
    await erase(desk, mia)
    assert HERS not in shown(desk, thread)
    assert thread.name == "#1"
    assert "Mia" not in shown(desk, CHANNEL)


async def test_a_message_that_was_put_back_goes(desk: Desk) -> None:
    mia = await desk.person()
    await desk.say(mia, f"{SCAM} {HERS}")
    await desk.press("Bo", "Undo")
    assert HERS in shown(desk, "#general")
    await erase(desk, mia)
    assert HERS not in shown(desk, "#general")


async def test_what_comes_after_an_erasure_is_shown_and_done_as_ever(desk: Desk) -> None:
    mia, rob = await desk.person(), await desk.person("Rob")
    await desk.say(mia, RUDE)
    await desk.act("Bo", "Timeout…", lasts="1m")
    await desk.steward.pass_time(minutes=2)
    await erase(desk, mia)
    await desk.say(rob, RUDE)
    await desk.act("Bo", "Timeout…", desk.cards()[-1], lasts="2h")
    assert rob.member.timed_out_until is not None
