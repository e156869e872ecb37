"""Kind words in watched channels are suggested to the team, and nothing more."""

import pytest

from cogs.testimonials.tables import items, suggested
from sandbox.model import Message
from sandbox.person import Person
from sandbox.town import Town
from tests.journeys.test_testimonials import rows
from tests.steward import SETTINGS, Running

pytestmark = [
    pytest.mark.features("outreach", "privacy", "testimonials"),
    pytest.mark.sandbox(rate_limits=False),
]

DESK = "#community-team"
KIND = "Thank you all so much, this community is wonderful and helped me finish my chair!"
WATCHING = (
    SETTINGS
    + """\
  staff_channel: "#community-team"
features:
  privacy: {}
  testimonials:
    watch: ["#general"]
    suggestions_a_week: 2
"""
)


@pytest.fixture
async def watching(steward: Running) -> Running:
    await steward.use(WATCHING)
    return steward


async def says(steward: Running, person: Person, text: str = KIND, where: str = "#general"):
    message = await person.say(where, text)
    await steward.settled()
    return message


async def suggestion(steward: Running, town: Town) -> tuple[Message, Message]:
    """Let Mia say something kind; returns that and the card of it."""
    mia = await town.person("Mia", joins=True)
    said = await says(steward, mia)
    (card,) = town.messages(DESK)
    return said, card


async def test_the_team_sees_who_praised_where_and_why_and_nobody_else_anything(
    watching: Running, town: Town
):
    said, card = await suggestion(watching, town)
    assert str(said.id) in card.content
    assert "wonderful" in card.content
    assert "finish my chair" not in card.content
    assert len(town.messages("#general")) == 1
    assert await rows(watching, items) == []


async def test_whoever_is_asked_was_asked_because_staff_wanted_it(watching: Running, town: Town):
    await watching.use(WATCHING + "  outreach: {}\n")
    _, card = await suggestion(watching, town)
    mia = town["Mia"]
    pressed = await town["Ana"].press(card, "Ask whether it may be quoted")
    await watching.settled()
    assert "asked privately, once" in pressed.text
    (question,) = mia.reads(mia.private_channel)
    assert KIND in question.content
    assert town.messages(DESK) == []


async def test_what_staff_do_not_want_goes_and_the_same_person_is_left_alone_for_a_month(
    watching: Running, town: Town
):
    _, card = await suggestion(watching, town)
    await town["Ana"].press(card, "Not this")
    await says(watching, town["Mia"], "I love this place, you are all amazing people!")
    assert town.messages(DESK) == []
    assert await rows(watching, items) == []


async def test_nothing_is_suggested_once_staff_say_stop_until_they_want_it_again(
    watching: Running, town: Town
):
    _, card = await suggestion(watching, town)
    ana, zoe = town["Ana"], await town.person("Zoe", joins=True)
    await ana.press(card, "Stop suggesting")
    await watching.restart()
    await says(watching, zoe)
    assert town.messages(DESK) == []
    await ana.command("testimonial suggestions", state="on")
    await says(watching, zoe)
    assert len(town.messages(DESK)) == 1


async def test_no_more_are_suggested_than_the_settings_allow_in_a_week(
    watching: Running, town: Town
):
    people = [await town.person(name, joins=True) for name in ("Mia", "Zoe", "Kim", "Lou")]
    for person in people[:3]:
        await says(watching, person)
    assert len(town.messages(DESK)) == 2
    await watching.sleep_through(days=7)
    await says(watching, people[3])
    assert len(town.messages(DESK)) == 3


async def test_a_deleted_message_takes_its_suggestion_along(watching: Running, town: Town):
    said, _ = await suggestion(watching, town)
    await town["Mia"].delete(said)
    await watching.settled()
    assert town.messages(DESK) == []


async def test_a_suggestion_that_nobody_decides_about_goes_after_a_month(
    watching: Running, town: Town
):
    await suggestion(watching, town)
    await watching.sleep_through(days=31)
    assert town.messages(DESK) == []
    assert await rows(watching, suggested) == []


@pytest.mark.parametrize(
    ("text", "where"),
    [
        (KIND, "#welcome"),
        ("Where do I find the saw?", "#general"),
        ("Thank you all, since my diagnosis this wonderful place has helped me!", "#general"),
        ("🎉🎉🎉", "#general"),
        ("This is wonderful! " * 100, "#general"),
    ],
)
async def test_what_is_no_praise_elsewhere_or_not_to_be_quoted_is_not_suggested(
    watching: Running, town: Town, text: str, where: str
):
    mia = await town.person("Mia", joins=True)
    await says(watching, mia, text, where)
    assert await rows(watching, suggested) == []


async def test_staff_and_those_who_want_to_be_left_out_are_not_suggested(
    watching: Running, town: Town
):
    mia, zoe = [await town.person(name, joins=True) for name in ("Mia", "Zoe")]
    await mia.command("privacy analytics", state="off")
    asked = await zoe.command("testimonial give")
    question = await zoe.fill(asked, {"What would you like to say?": "You are kind people."})
    await zoe.press(question.message, "Don't ask me again")
    for person in (mia, zoe, town["Ana"]):
        await says(watching, person)
    assert await rows(watching, suggested) == []


async def test_erasing_somebody_takes_their_suggestion_away(watching: Running, town: Town):
    await suggestion(watching, town)
    mia = town["Mia"]
    asked = await mia.command("privacy erase")
    await mia.press(asked.message, "Erase my data")
    await watching.settled()
    assert town.messages(DESK) == []
    assert await rows(watching, suggested) == []


async def test_a_message_that_is_gone_is_not_asked_about(watching: Running, town: Town):
    said, card = await suggestion(watching, town)
    await watching.stop()
    await town["Mia"].delete(said)
    await watching.begin()
    pressed = await town["Ana"].press(card, "Ask whether it may be quoted")
    await watching.settled()
    assert "gone" in pressed.text
    assert town.messages(DESK) == []
