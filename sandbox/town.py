"""A furnished town in a sandbox, and the people in it: what tests and demos act through."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

from sandbox import model
from sandbox.person import Person, Place
from sandbox.plans import BOT_PERMISSIONS, RIVERSIDE, GuildPlan, found
from sandbox.transcript import place_name, shown_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from sandbox.model import Channel, Guild, Message, Role
    from sandbox.server import Sandbox
    from sandbox.world import World

T = TypeVar("T")

WAIT_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class TownPlan:
    """A guild with its owner and first members, each with the names of their roles."""

    guild: GuildPlan
    owner: str
    owner_roles: tuple[str, ...] = ()
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bot_permissions: int | None = BOT_PERMISSIONS


RIVERSIDE_TOWN = TownPlan(
    RIVERSIDE, owner="Ana", owner_roles=("Community team",), members={"Bo": ("Moderators",)}
)
"""Riverside Makers with Ana, the community manager, and Bo, a moderator."""


class Town:
    """One guild of a sandbox and its people."""

    def __init__(self, sandbox: Sandbox, plan: TownPlan = RIVERSIDE_TOWN) -> None:
        self.sandbox = sandbox
        self.world: World = sandbox.world
        self._people: dict[str, Person] = {}
        self.owner = self._newcomer(plan.owner)
        self.guild: Guild = found(
            self.world, self.owner.user, plan.guild, bot_permissions=plan.bot_permissions
        )
        self._give_roles(self.owner, plan.owner_roles)
        for name, roles in plan.members.items():
            person = self._newcomer(name)
            self.world.members.join(self.guild, person.user, pending=False)
            self._give_roles(person, roles)

    def _newcomer(
        self,
        name: str,
        *,
        display_name: str | None = None,
        locale: str = "en-US",
        created_at: datetime | None = None,
    ) -> Person:
        user = self.world.users.create(
            name, display_name=display_name, locale=locale, created_at=created_at
        )
        person = self._people[name] = Person(self, user)
        return person

    def _give_roles(self, person: Person, names: tuple[str, ...]) -> None:
        for name in names:
            self.world.members.add_role(self.owner.user, self.guild, person.id, self.role(name).id)

    # people and places

    async def person(
        self,
        name: str,
        *,
        joins: bool = False,
        display_name: str | None = None,
        locale: str = "en-US",
        created_at: datetime | None = None,
    ) -> Person:
        """Make somebody new; they are outside the guild until they join."""
        person = self._newcomer(
            name, display_name=display_name, locale=locale, created_at=created_at
        )
        if joins:
            await person.join()
        return person

    def __getitem__(self, name: str) -> Person:
        """Return a person by name."""
        try:
            return self._people[name]
        except KeyError:
            raise KeyError(f"nobody is called {name!r}; people: {sorted(self._people)}") from None

    def place(self, where: Place) -> Channel:
        """Return a channel or thread of the guild by its name, such as "#general"."""
        if not isinstance(where, str):
            return where
        name = where.removeprefix("#")
        rooms = (*self.guild.channels.values(), *self.guild.threads.values())
        for channel in rooms:
            if channel.name == name and channel.type != model.CATEGORY:
                return channel
        known = ", ".join(place_name(one) for one in rooms if one.type != model.CATEGORY)
        raise KeyError(f"there is no {where!r} in {self.guild.name}; places: {known}")

    def place_of(self, message: Message) -> Channel:
        """Return where a message is."""
        return self.world.channel(message.channel_id)

    def role(self, name: str) -> Role:
        """Return a role by its name."""
        for role in self.guild.roles.values():
            if role.name == name:
                return role
        known = sorted(role.name for role in self.guild.roles.values())
        raise KeyError(f"there is no role {name!r} in {self.guild.name}; roles: {known}")

    def messages(self, where: Place) -> list[Message]:
        """Return all that was written in a place, ephemeral messages aside, the newest last."""
        return [one for one in self.place(where).messages.values() if one.only_for is None]

    # time and outcomes

    async def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        """Move the clock; alarms on the way ring, each followed by its consequences."""
        await self.sandbox.clock.advance(
            timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        )

    async def until(self, predicate: Callable[[], T | None], *, within: float = WAIT_SECONDS) -> T:
        """Wait until something is so and return it; the failure shows what was said in town."""
        return await self.sandbox.until(predicate, within)

    async def bot_says(
        self,
        where: Place,
        containing: str = "",
        *,
        to: Person | None = None,
        after: Message | None = None,
        within: float = WAIT_SECONDS,
    ) -> Message:
        """Wait for the bot to say something in a place, and return its latest such message.

        `to` asks for a message that only this person sees; `after` for a later one than another.
        """

        def said() -> Message | None:
            for message in reversed(self.place(where).messages.values()):
                if (
                    message.author is self.world.bot
                    and message.only_for == (to.id if to else None)
                    and containing in shown_of(message)
                    and not message.flags & model.LOADING
                    and (after is None or message.id > after.id)
                ):
                    return message
            return None

        return await self.until(said, within=within)

    async def bot_writes_to(
        self, person: Person, containing: str = "", *, within: float = WAIT_SECONDS
    ) -> Message:
        """Wait for the bot to write to somebody privately."""
        return await self.bot_says(person.private_channel, containing, within=within)

    def transcript(self) -> str:
        """Return what was said in town."""
        return self.sandbox.transcript()

    def failure(self, sentence: str) -> AssertionError:
        """Return a failure that shows what was said in town."""
        return AssertionError(f"{sentence}\n{self.transcript()}")
