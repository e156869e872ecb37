"""The application of a bot and the commands that it registers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sandbox.model.bodies import Json
    from sandbox.model.people import User


@dataclass(slots=True, eq=False)
class Command:
    """An application command as the client registered it; guild_id None for a global one."""

    id: int
    version: int
    guild_id: int | None
    body: Json


@dataclass(slots=True, eq=False)
class Application:
    """The application of the town's one bot."""

    id: int
    name: str
    bot: User
    token: str
    privileged_intents: int
    """The privileged intents that are switched on in the developer portal."""
    commands: dict[int, Command] = field(default_factory=dict)
    """Global and guild commands by id."""
