"""Riverside Makers with AutoMod: what Ana, who manages it, decides and sees."""

import pytest

from sandbox import ApiError, model
from sandbox.model import Message
from sandbox.person import Answered, Person
from sandbox.town import Town
from sandbox.transcript import text_of
from tests.steward import SETTINGS, Running

STAFF = "#community-team"
AGREED = """\
  staff_channel: "#community-team"
guidelines:
  - id: be-kind
    title: {en: Be kind to people, es: Sé amable}
    severity: high
    detect: [words: {terms: [you idiot]}, caps]
    exempt: {channels: ["#kind-words"]}
  - id: no-scams
    title: No scams
    mode: auto
    severity: medium
    step: delete
    detect: [pattern: {re2: 'free\\s+nitro'}]
  - id: no-crowds
    title: No crowds
    severity: low
    detect: [mentions: {at_least: 10}]
features:
  guidelines:
  automod: {}
"""
WITH_DESK = AGREED + "  desk: {}\n"
RULES = ["Steward: be-kind", "Steward: no-scams", "Steward: no-crowds mentions"]


class Watchtower:
    """The town and its rules."""

    def __init__(self, steward: Running, town: Town) -> None:
        self.steward, self.town = steward, town

    async def begin(self, settings: str = AGREED) -> "Watchtower":
        self.steward.write_settings(SETTINGS + settings)
        await self.steward.begin()
        return self

    async def ask(self, command: str, who: str = "Ana") -> Answered:
        """Use a command, and wait until what it decided has taken place."""
        answered = await self.town[who].command(f"automod {command}")
        await self.steward.settled()
        return answered

    async def press(self, message: Message, button: str, who: str = "Ana") -> Answered:
        answered = await self.town[who].press(message, button)
        await self.steward.settled()
        return answered

    def seen(self, who: str = "Ana") -> Message:
        """What somebody was shown last, for their eyes only."""
        room = self.town.place("#general")
        return [one for one in room.messages.values() if one.only_for == self.town[who].id][-1]

    @property
    def rules(self) -> dict[str, model.AutoModRule]:
        """The rules that stand on Discord, by name."""
        return {one.body["name"]: one for one in self.town.guild.automod_rules.values()}

    def names(self) -> list[str]:
        """The names of all rules that stand on Discord, also of those that are there twice."""
        return sorted(one.body["name"] for one in self.town.guild.automod_rules.values())

    def make(self, name: str = "Theirs", **changes: object) -> model.AutoModRule:
        """Make a rule as somebody does who manages the server."""
        body = {"name": name, "event_type": 1, "trigger_type": 1, "actions": [{"type": 1}]}
        world, guild = self.town.world, self.town.guild
        return world.automod.create(self.town.owner.user, guild, body | changes)

    def change(self, rule: model.AutoModRule, **changes: object) -> None:
        self.town.world.automod.edit(self.town.owner.user, self.town.guild, rule.id, changes)

    def delete(self, rule: model.AutoModRule) -> None:
        self.town.world.automod.delete(self.town.owner.user, self.town.guild, rule.id)

    async def person(self, name: str = "Mia") -> Person:
        person = await self.town.person(name, joins=True)
        await self.steward.settled()
        return person

    async def is_blocked(self, person: Person, text: str, where: str = "#general") -> bool:
        """Let somebody try to say something."""
        refused = None
        try:
            await person.say(where, text)
        except ApiError as refusal:
            refused = refusal.code
        await self.steward.settled()
        assert refused in {None, 200000}, "what is refused is refused by AutoMod"
        return refused is not None

    def notes(self) -> list[Message]:
        """What the bot has written to the team."""
        return [one for one in self.town.messages(STAFF) if one.author is self.town.world.bot]

    def note(self) -> str:
        """What the bot has written to the team last."""
        return text_of(self.notes()[-1])


@pytest.fixture
async def tower(idle_steward: Running, town: Town) -> Watchtower:
    """The bot with its usual guidelines, none of them with Discord yet."""
    return await Watchtower(idle_steward, town).begin()
