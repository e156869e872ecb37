"""The town with its unanswered posts, and what its people see of them."""

import pytest

from sandbox.model import Channel, Message
from sandbox.person import Person
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.steward import Running

DESK = "#community-team"
SETTINGS = """\
version: 1
community:
  name: Riverside Makers
  timezone: Europe/Madrid
  open_hours: Mon-Fri 09:00-19:00
  quiet_hours: 22:00-08:00
  holidays: {holidays}
  staff:
    managers: ["Community team"]
    moderators: ["Moderators"]
  staff_channel: "#community-team"
features:
  privacy: {{}}
  zero_reply:
    channels: ["#help", "#general"]
"""


class Square:
    """The town and the bot in it."""

    def __init__(self, steward: Running, town: Town) -> None:
        self.steward, self.town = steward, town
        self.ana, self.bo = town["Ana"], town["Bo"]

    async def begin(self, *lines: str, **more: str) -> None:
        """Start the bot with these settings."""
        self.write(*lines, **more)
        await self.steward.begin()

    def write(self, *lines: str, holidays: str = "[]") -> None:
        """Write down the settings, with these lines below `zero_reply`."""
        added = "".join(f"    {line}\n" for line in lines)
        text = SETTINGS.format(holidays=holidays) + added
        if len(self.steward.packages) == 1:
            text = text.replace("  privacy: {}\n", "")
        self.steward.write_settings(text)

    async def member(self, name: str, **values: object) -> Person:
        person = await self.town.person(name, joins=True, **values)
        await self.steward.settled()
        return person

    async def post(self, person: Person, title: str, text: str = "Any idea?", **more) -> Channel:
        post = await person.post("#help", title, text, **more)
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

    def said(self, where=DESK) -> list[Message]:
        """Return what the bot has said somewhere."""
        bot = self.town.world.bot
        return [one for one in self.town.messages(where) if one.author is bot]

    def lists(self) -> list[str]:
        return [text for one in self.said() if "wait" in (text := text_of(one))]

    def pings(self, person: Person) -> list[Message]:
        """Return where the bot has pinged somebody."""
        rooms = (*self.town.guild.channels.values(), *self.town.guild.threads.values())
        return [
            message
            for room in rooms
            for message in room.messages.values()
            if message.author is self.town.world.bot and person.mention in message.content
        ]


@pytest.fixture
def square(idle_steward: Running, town: Town) -> Square:
    """The town before the bot is started: `await square.begin()`."""
    return Square(idle_steward, town)
