"""Riverside Makers with the raids feature alone, and a crowd at its gate."""

from datetime import timedelta

import pytest

from cogs.raids import people_store, store
from cogs.raids.people_store import Figures
from cogs.raids.store import Incident
from sandbox import permissions
from sandbox.model import Channel, Message, Role
from sandbox.person import Answered, Person
from sandbox.town import Town
from tests.steward import SETTINGS, Running

CHANNEL = "#community-team"
BULK_BAN = "/guilds/{guild_id}/bulk-ban"


class Gate:
    """The town, its moderators Bo and Cleo, and those who come."""

    def __init__(self, steward: Running, town: Town) -> None:
        self.steward, self.town = steward, town

    async def begin(self, **settings: object) -> "Gate":
        self.write(**settings)
        cleo = await self.town.person("Cleo", joins=True)
        role = self.town.role("Moderators")
        self.town.world.members.add_role(self.town.owner.user, self.town.guild, cleo.id, role.id)
        await self.steward.begin()
        return self

    async def use(self, **settings: object) -> None:
        """Let other settings count."""
        self.write(**settings)
        await self.steward.core.settings.reload()
        await self.steward.settled()

    def write(self, *, language: str = "en", **settings: object) -> None:
        lines = "".join(f"    {name}: {value}\n" for name, value in settings.items())
        text = SETTINGS.replace("  timezone:", f"  language: {language}\n  timezone:")
        self.steward.write_settings(f'{text}features:\n  raids:\n    channel: "{CHANNEL}"\n{lines}')

    async def crowd(
        self, count: int, name: str = "Raider{n}", *, days_old: int = 1000
    ) -> list[Person]:
        """Let so many people join at once."""
        made_at = self.town.world.clock.now() - timedelta(days=days_old)
        people = [
            await self.town.person(name.format(n=number), created_at=made_at)
            for number in range(count)
        ]
        for person in people:
            await person.join()
        await self.steward.settled()
        return people

    async def command(self, who: str, name: str, /, **options: object) -> Answered:
        answered = await self.town[who].command(name, CHANNEL, **options)
        await self.steward.settled()
        return answered

    async def press(self, who: str, shown: Answered | Message, button: str) -> Answered:
        message = shown.message if isinstance(shown, Answered) else shown
        assert message is not None
        answered = await self.town[who].press(message, button)
        await self.steward.settled()
        return answered

    async def ban(self, who: str = "Bo", **options: object) -> Answered:
        """Look at the plan and confirm it."""
        shown = await self.command(who, "raid plan", **options)
        return await self.press(who, shown, self.buttons(shown.message)[0])

    async def refresh(self) -> None:
        await self.steward.pass_time(seconds=10)
        await self.steward.settled()

    @property
    def cards(self) -> list[Message]:
        bot = self.town.world.bot
        return [
            one
            for one in self.town.messages(CHANNEL)
            if one.author is bot and one.only_for is None and "Raid " in one.content
        ]

    @property
    def card(self) -> Message:
        (card,) = self.cards
        return card

    @property
    def asked(self) -> list[Message]:
        """What the team was asked about very young accounts."""
        bot = self.town.world.bot
        shown = [one for one in self.town.messages(CHANNEL) if one.author is bot]
        return [one for one in shown if one.only_for is None and "account" in one.content]

    def paused(self) -> set[str | None]:
        """Until when invites and direct messages are paused."""
        return set((self.town.guild.settings.get("incidents_data") or {}).values())

    def buttons(self, message: Message | None) -> list[str]:
        assert message is not None
        return [item["label"] for row in message.components for item in row["components"]]

    def banned(self, people: list[Person]) -> int:
        return sum(one.id in self.town.guild.bans for one in people)

    def requests(self, method: str, route: str) -> int:
        return len(self.town.sandbox.journal.requests(method, route))

    def overwrites(self) -> dict[str, set[tuple[int, int, int, int]]]:
        """The overwrites of every channel, by its name."""
        return {
            channel.name: {
                (one.id, one.type, one.allow, one.deny) for one in channel.overwrites.values()
            }
            for channel in self.town.guild.channels.values()
        }

    def allow(self, place: Channel, target_id: int, *, kind: int = 0, **bits: int) -> None:
        """Let staff change a channel by hand."""
        body = {"type": kind, "allow": "0", "deny": "0"}
        body |= {name: str(value) for name, value in bits.items()}
        owner = self.town.owner.user
        self.town.world.channels.set_overwrite(owner, place, target_id, body)

    def make_untouchable(self, person: Person) -> Role:
        """Give somebody a role above the bot's."""
        town, owner = self.town, self.town.owner.user
        role = town.world.roles.create(owner, town.guild, {"name": "High"})
        place = [{"id": str(role.id), "position": len(town.guild.roles) - 1}]
        town.world.roles.move(owner, town.guild, place)
        town.world.members.add_role(owner, town.guild, person.id, role.id)
        return role

    def take_from_bot(self, *names: str) -> None:
        """Take permissions from the bot's role."""
        town = self.town
        lost = permissions.ADMINISTRATOR
        for name in names:
            lost |= getattr(permissions, name)
        for role in town.guild.roles.values():
            if role.managed_by:
                kept = role.permissions & ~lost
                town.world.roles.edit(
                    town.owner.user, town.guild, role.id, {"permissions": str(kept)}
                )

    async def incident(self) -> Incident:
        async with self.steward.core.db.read() as tx:
            found = await store.find(tx, self.town.guild.id)
        assert found is not None
        return found

    async def figures(self) -> Figures:
        incident = await self.incident()
        async with self.steward.core.db.read() as tx:
            return await people_store.figures(tx, incident)


@pytest.fixture
async def gate(idle_steward: Running, town: Town) -> Gate:
    """The town with the bot in it."""
    return await Gate(idle_steward, town).begin()
