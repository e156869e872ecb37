"""One request as a route sees it, and what a route may return."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from sandbox.errors import ApiError, invalid_form
from sandbox.model import Json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from multidict import MultiMapping

    from sandbox.model import Channel, Guild, Upload, User
    from sandbox.world import World


@dataclass(slots=True, frozen=True)
class Reply:
    """An answer with a status other than 200 and 204."""

    status: int
    body: Json


Answer: TypeAlias = Json | list[Json] | Reply | None
"""JSON for 200, None for 204."""


@dataclass(slots=True)
class Call:
    """A request whose path, query and body have been read."""

    world: World
    params: Mapping[str, str]
    query: MultiMapping[str]
    content: Json | list[Json] | None = None
    files: list[Upload] = field(default_factory=list)
    reason: str | None = None

    @property
    def bot(self) -> User:
        """The actor of every REST request."""
        return self.world.bot

    def id(self, name: str) -> int:
        """Return a snowflake of the path, or raise 50035."""
        text = self.params[name]
        if not text.isdigit():
            raise invalid_form(name, f'Value "{text}" is not snowflake.', "NUMBER_TYPE_COERCE")
        return int(text)

    @property
    def body(self) -> Json:
        """The JSON object of the body, empty if there is none."""
        if isinstance(self.content, list):
            raise invalid_form("body", "Only dictionaries may be used in a DictType")
        return self.content or {}

    @property
    def items(self) -> list[Json]:
        """The JSON array of the body."""
        if not isinstance(self.content, list):
            raise ApiError(400, 50035, "Invalid Form Body")
        return self.content

    def number(self, name: str, default: int) -> int:
        """Return an integer of the query."""
        text = self.query.get(name)
        if text is None:
            return default
        try:
            return int(text)
        except ValueError:
            raise invalid_form(name, f'Value "{text}" is not int.', "NUMBER_TYPE_COERCE") from None

    def optional_number(self, name: str) -> int | None:
        """Return an integer of the query, None if it is absent."""
        return self.number(name, 0) if name in self.query else None

    def texts(self, name: str) -> list[str]:
        """Return all values of a name in the query, also those joined by commas."""
        return [text for value in self.query.getall(name, []) for text in value.split(",") if text]

    def ids(self, name: str) -> list[int]:
        """Return all snowflakes of a name in the query."""
        texts = self.texts(name)
        if not all(text.isdigit() for text in texts):
            raise invalid_form(name, "Only snowflakes may be used.", "NUMBER_TYPE_COERCE")
        return [int(text) for text in texts]

    def flag(self, name: str) -> bool:
        """Return a yes or no of the query."""
        return self.query.get(name, "").lower() in {"1", "true"}

    def channel(self) -> Channel:
        """Return the channel of the path that the bot can view."""
        return self.world.channels.visible(self.bot, self.id("channel_id"))

    def guild(self) -> Guild:
        """Return the guild of the path that the bot is in."""
        return self.world.guilds.joined(self.bot, self.id("guild_id"))


@dataclass(slots=True, frozen=True)
class Route:
    """A method and path template, and the function that serves it."""

    method: str
    path: str
    serve: Callable[[Call], Answer]
    needs_token: bool = True
    limited: bool = True

    def major(self, params: Mapping[str, str]) -> str:
        """Return the parameter that a bucket is kept for."""
        for name in ("channel_id", "guild_id", "webhook_id"):
            if name in params:
                return params[name] + params.get("token", "")
        return ""
