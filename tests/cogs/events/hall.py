"""Riverside Makers with events: a voice channel to meet in, and shortcuts to what happens."""

from collections.abc import Sequence

import pytest

from bot.features import FeaturePackage, discover
from cogs.events import answers, store
from cogs.events.gathering import Occurrence
from sandbox import model
from sandbox.model import Channel, Message, ScheduledEvent
from sandbox.person import Answered, Person
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.steward import SETTINGS, Running

EVENTS = (
    SETTINGS
    + """\
  staff_channel: "#community-team"
features:
  events:
    channel: "#events"
"""
)
WEEKLY = "every Thursday 18:00"


class Hall:
    """The town's events, and what people can see of them."""

    def __init__(self, steward: Running, town: Town) -> None:
        self.steward, self.town = steward, town
        self.ana = town["Ana"]
        body = {"name": "Open hall", "type": model.VOICE}
        self.room: Channel = town.world.channels.create(self.ana.user, town.guild, body)

    async def draft(
        self, when: str = WEEKLY, by: Person | None = None, **options: object
    ) -> Answered:
        options = {"channel": self.room, **options}
        given = {name: value for name, value in options.items() if value is not None}
        return await (by or self.ana).command("event create", when=when, **given)

    async def preview(
        self, when: str = WEEKLY, *, title: str = "Weekly call", **options: object
    ) -> Answered:
        fields = {name: options.pop(name) for name in ("Seats", "Description", "Place or link")
                  if name in options}  # fmt: skip
        asked = await self.draft(when, **options)
        return await self.ana.fill(asked, {"Title": title, **fields})

    async def plan(self, when: str = WEEKLY, **options: object) -> Occurrence:
        """Plan an event all the way and return its first occurrence."""
        shown = await self.preview(when, **options)
        assert shown.message is not None, shown.text
        await self.ana.press(shown.message, "Announce it")
        await self.steward.settled()
        return (await self.coming())[-1 if "Weekly" not in options.get("title", "Weekly") else 0]

    async def coming(self) -> Sequence[Occurrence]:
        core = self.steward.core
        async with core.db.read() as tx:
            return await store.coming(tx, self.town.guild.id, after=core.clock.now(), most=100)

    async def all(self) -> Sequence[Occurrence]:
        async with self.steward.core.db.read() as tx:
            found = await store.with_occurrences(tx, self.town.guild.id)
        return [one for _, known in found for one in known]

    async def roster(self, occurrence: Occurrence) -> dict[int, str]:
        async with self.steward.core.db.read() as tx:
            found = await answers.roster(tx, occurrence.id)
        return {user_id: one.answer for user_id, one in found.items()}

    async def press(self, person: Person, button: str, message: Message | None = None) -> Answered:
        answered = await person.press(message or self.post(), button)
        await self.steward.settled()
        return answered

    def posts(self, where: str | Channel = "#events") -> list[Message]:
        bot = self.town.world.bot
        return [one for one in self.town.messages(where) if one.author is bot]

    def told(self, person: Person) -> list[str]:
        """Return what the bot has written to somebody privately."""
        return [text_of(one) for one in self.posts(person.private_channel)]

    def announcements(self) -> list[Message]:
        return [one for one in self.posts() if "## " in one.content]

    def post(self) -> Message:
        """Return the latest announcement."""
        return self.announcements()[-1]

    def listed(self) -> list[ScheduledEvent]:
        """Return Discord's own list, soonest first."""
        found = self.town.guild.scheduled_events.values()
        return sorted(found, key=lambda one: one.starts_at)

    async def person(self, name: str) -> Person:
        person = await self.town.person(name, joins=True)
        await self.steward.settled()
        return person


@pytest.fixture
def steward_packages() -> tuple[FeaturePackage, ...]:
    """The features that have to do with it: days pass quicker without the others."""
    wanted = {"events", "outreach"}
    return tuple(package for package in discover() if package.feature.name in wanted)


@pytest.fixture
async def hall(idle_steward: Running, town: Town) -> Hall:
    """The town with events switched on, and the bot running."""
    idle_steward.write_settings(EVENTS)
    hall = Hall(idle_steward, town)
    await idle_steward.begin()
    return hall
