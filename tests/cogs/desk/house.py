"""Riverside Makers with the guidelines and the desk, and what its moderators see and press."""

import asyncio
import re
from collections.abc import Awaitable

import pytest
import sqlalchemy as sa

from cogs.desk import case_store
from cogs.desk.case_store import Case
from cogs.desk.tables import cases, items
from cogs.guidelines.tables import flags
from sandbox import permissions
from sandbox.model import Message
from sandbox.person import Answered, Person
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.steward import SETTINGS, Running

CHANNEL = "#community-team"
RUDE = "well, shut up you moron, nobody asked you"
SCAM = "free nitro for everybody, claim it at the usual place"
AGREED = """\
guidelines:
  - id: be-kind
    title: {en: Be kind to people, es: Sé amable}
    why: {en: Nobody asks where it is not safe to be wrong., es: Nadie pregunta con miedo.}
    severity: high
    detect: [words: {terms: [shut up you moron, you idiot]}]
  - id: no-shouting
    title: No shouting
    severity: low
    detect: [words: {terms: [louder]}]
  - id: no-selling
    title: No selling
    severity: medium
    detect: [words: {terms: [buy my]}]
  - id: no-scams
    title: No scams
    severity: high
    mode: auto
    detect: [pattern: {re2: 'free\\s+nitro'}]
    step: delete
ladder: {points: {low: 1, medium: 2, high: 4}, steps: {1: remind, 5: warn, 9: timeout 1h, 13: ask}}
features:
  guidelines:
  desk: {channel: "#community-team"}
"""


class Desk:
    """The town, its moderators Bo and Cleo, and the cards they see."""

    def __init__(self, steward: Running, town: Town) -> None:
        self.steward, self.town = steward, town

    async def begin(self, settings: str = AGREED) -> "Desk":
        self.steward.write_settings(SETTINGS + settings)
        cleo = await self.town.person("Cleo", joins=True)
        role = self.town.role("Moderators")
        self.town.world.members.add_role(self.town.owner.user, self.town.guild, cleo.id, role.id)
        await self.steward.begin()
        return self

    async def use(self, usual: str, other: str) -> None:
        """Let other settings count: what is usual is replaced."""
        assert usual in AGREED
        await self.steward.use(SETTINGS + AGREED.replace(usual, other))

    async def person(self, name: str = "Mia", **more: object) -> Person:
        person = await self.town.person(name, joins=True, **more)
        await self.steward.settled()
        return person

    async def speaks(self, person: Person, language: str) -> None:
        """Let somebody be spoken to in a language."""
        core = self.steward.core
        async with core.db.write() as tx:
            await core.texts.set_language(tx, person.id, language)

    async def say(self, person: Person, text: str, where: str = "#general") -> Message:
        message = await person.say(where, text)
        await self.steward.settled()
        return message

    def cards(self) -> list[Message]:
        bot = self.town.world.bot
        return [
            one
            for one in self.town.messages(CHANNEL)
            if one.author is bot and re.match(r"\*\*#\d+", one.content)
        ]

    @property
    def card(self) -> Message:
        (card,) = self.cards()
        return card

    def buttons(self, card: Message) -> list[str]:
        return [item["label"] for row in card.components for item in row["components"]]

    async def press(self, who: str, button: str, card: Message | None = None) -> Answered:
        answered = await self.town[who].press(card or self.card, button)
        await self.steward.settled()
        return answered

    async def act(
        self, who: str, button: str, card: Message | None = None, **fields: object
    ) -> Answered:
        """Press the button of an action and send its form, as it is or with other values."""
        form = await self.press(who, button, card)
        return await self.send(who, form, **fields)

    async def send(self, who: str, form: Answered, **fields: object) -> Answered:
        answered = await self.town[who].fill(form, {**defaults(form), **fields})
        await self.steward.settled()
        return answered

    async def cases(self) -> list[Case]:
        async with self.steward.core.db.read() as tx:
            rows = await tx.execute(sa.select(cases.c.id).order_by(cases.c.id))
            return [found for one in rows.scalars() if (found := await case_store.by_id(tx, one))]

    async def verdicts(self) -> list[tuple[str, str]]:
        """What the guidelines have heard of their flags."""
        async with self.steward.core.db.read() as tx:
            found = await tx.execute(sa.select(flags.c.guideline, flags.c.state))
            return [tuple(row) for row in found]

    async def items(self) -> list[dict[str, object]]:
        async with self.steward.core.db.read() as tx:
            return [dict(row) for row in (await tx.execute(sa.select(items))).mappings()]

    def private(self, person: Person) -> list[str]:
        """What the bot has written to somebody privately."""
        bot = self.town.world.bot
        return [text_of(one) for one in self.town.messages(person.private_channel)
                if one.author is bot]  # fmt: skip

    def told(self, person: Person) -> str:
        """What somebody was told last, for their eyes only."""
        return self.all_told(person)[-1]

    def all_told(self, person: Person, where: str = CHANNEL) -> list[str]:
        """What somebody was told for their eyes only."""
        room = self.town.place(where).messages.values()
        return [text_of(one) for one in room if one.only_for == person.id]

    def lose(self, permission: int) -> None:
        """Take a permission from the bot."""
        town, lost = self.town, permission | permissions.ADMINISTRATOR
        for role in town.guild.roles.values():
            if role.managed_by:
                left = {"permissions": str(role.permissions & ~lost)}
                town.world.roles.edit(town.owner.user, town.guild, role.id, left)

    async def at_once(self, *acts: Awaitable[Answered]) -> list[Answered]:
        found = await asyncio.gather(*acts)
        await self.steward.settled()
        return found


def defaults(form: Answered) -> dict[str, object]:
    """What stands in a form when it opens."""
    assert form.modal is not None, form.text
    found = {}
    for label in form.modal["components"]:
        field = label["component"]
        if field.get("value"):
            found[field["custom_id"]] = field["value"]
    return found


@pytest.fixture
async def desk(idle_steward: Running, town: Town) -> Desk:
    """The desk, open."""
    return await Desk(idle_steward, town).begin()
