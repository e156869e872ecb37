"""Posts without an answer, from what members write to what the team sees and does."""

import pytest

from sandbox.model import Message
from sandbox.person import Person
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.steward import Running

pytestmark = pytest.mark.sandbox(rate_limits=False)

DESK = "#community-team"
SETTINGS = """\
version: 1
community:
  name: Riverside Makers
  timezone: Europe/Madrid
  open_hours: Mon-Fri 09:00-19:00
  staff:
    managers: ["Community team"]
    moderators: ["Moderators"]
  staff_channel: "#community-team"
features:
  zero_reply:
    channels: ["#help", "#general"]
    rescue: {guide_after: null, channel_after: null, tag_after: null, staff_after: null}
"""


class Square:
    """The town with its unanswered posts, and what staff can see of them."""

    def __init__(self, steward: Running, town: Town) -> None:
        self.steward, self.town = steward, town
        self.ana, self.bo = town["Ana"], town["Bo"]

    async def member(self, name: str) -> Person:
        person = await self.town.person(name, joins=True)
        await self.steward.settled()
        return person

    async def post(self, person: Person, title: str, text: str = "Any idea?"):
        post = await person.post("#help", title, text)
        await self.steward.settled()
        return post

    async def say(self, person: Person, text: str, where="#general", **more) -> Message:
        message = await person.say(where, text, **more)
        await self.steward.settled()
        return message

    async def unanswered(self) -> str:
        answer = await self.bo.command("unanswered", DESK)
        assert answer.is_private
        return answer.text

    def lists(self) -> list[str]:
        bot = self.town.world.bot
        return [text_of(one) for one in self.town.messages(DESK) if one.author is bot]


@pytest.fixture
async def square(idle_steward: Running, town: Town) -> Square:
    idle_steward.write_settings(SETTINGS)
    await idle_steward.begin()
    return Square(idle_steward, town)


async def test_a_post_is_on_the_list_until_somebody_else_answers(square: Square) -> None:
    mia, tom = await square.member("Mia"), await square.member("Tom")
    post = await square.post(mia, "My lamp flickers")
    assert "My lamp flickers" in await square.unanswered()
    await square.say(mia, "I forgot: it is an old one", post)
    assert "My lamp flickers" in await square.unanswered()
    reply = await square.say(tom, "Have you changed the bulb?", post)
    assert "1 of 1 got a reply" in await square.unanswered()
    await tom.delete(reply)
    await square.steward.settled()
    assert "My lamp flickers" in await square.unanswered()
    await mia.delete(square.town.place(post).messages[post.id])
    await square.steward.settled()
    assert "Nothing unanswered" in await square.unanswered()


async def test_the_list_of_monday_shows_the_weekend_and_follows_what_happens(
    square: Square,
) -> None:
    await square.steward.pass_time(days=4, hours=12)
    mia, tom = await square.member("Mia"), await square.member("Tom")
    lamp = await square.post(mia, "My lamp flickers")
    await square.say(tom, "Which glue works for oak and glass together?")
    before = len(square.lists())
    await square.steward.pass_time(days=2, hours=12)
    (shown,) = square.lists()[before:]
    for words in ("2 posts wait", "My lamp flickers", "Which glue"):
        assert words in shown
    await square.say(tom, "Change the bulb", lamp)
    await square.steward.pass_time(minutes=1)
    (shown,) = square.lists()[before:]
    assert "1 post waits" in shown
    assert "Answered meanwhile: 1" in shown
