"""Reading what a control request says, strictly: wrong, missing and unknown fields are refused."""

from __future__ import annotations

import base64
import binascii
import mimetypes
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from sandbox.control.refusal import Refusal, listed
from sandbox.model import Upload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sandbox.model import Channel, Guild, User
    from sandbox.world import World

_Value = TypeVar("_Value")
_NOUNS = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    list: "a list",
    dict: "an object",
}


class Fields:
    """The fields of one request; `finish` refuses those that nothing asked for."""

    def __init__(self, world: World, values: Mapping[str, object]) -> None:
        self._world = world
        self._values = values
        # Whoever acts may always be named, also where it makes no difference.
        self._known = {"as"}

    def __contains__(self, key: str) -> bool:
        return self._values.get(key) is not None

    def says(self, key: str) -> bool:
        """Tell whether a field was given at all, be it as null."""
        return key in self._values

    def finish(self) -> None:
        """Refuse fields that this request does not know."""
        unknown = sorted(set(self._values) - self._known)
        if unknown:
            known = listed(sorted(self._known))
            raise Refusal(f"unknown field {listed(map(repr, unknown))}; known: {known}")

    def raw(self, key: str) -> object:
        """Return a value as it came, or None."""
        self._known.add(key)
        return self._values.get(key)

    def _optional(self, key: str, kind: type[_Value]) -> _Value | None:
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise Refusal(f"'{key}' must be {_NOUNS[kind]}, not {value!r}")
        return value

    def _required(self, key: str, kind: type[_Value]) -> _Value:
        value = self._optional(key, kind)
        if value is None:
            raise Refusal(f"'{key}' is missing; it must be {_NOUNS[kind]}")
        return value

    def text(self, key: str) -> str:
        """Return a text that has to be there and not be blank."""
        value = self._required(key, str)
        if not value:
            raise Refusal(f"'{key}' must not be empty")
        return value

    def optional_text(self, key: str) -> str | None:
        """Return a text, or None."""
        return self._optional(key, str)

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Return true or false."""
        value = self._optional(key, bool)
        return default if value is None else value

    def optional_flag(self, key: str) -> bool | None:
        """Return true, false, or None where it was not said."""
        return self._optional(key, bool)

    def seconds(self, key: str, default: float, most: float) -> float:
        """Return a duration in seconds from 0 to a limit."""
        value = self.raw(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
            raise Refusal(f"'{key}' must be a number of seconds from 0 to {most:g}, not {value!r}")
        return float(value)

    def number(self, key: str, default: int, least: int, most: int) -> int:
        """Return a whole number within limits; digits in a text count too, for query strings."""
        value = self.raw(key)
        if value is None:
            return default
        number = _whole(value)
        if number is None or not least <= number <= most:
            raise Refusal(f"'{key}' must be a whole number from {least} to {most}, not {value!r}")
        return number

    def optional_id(self, key: str) -> int | None:
        """Return an id given as text (or number), or None."""
        value = self.raw(key)
        if value is None:
            return None
        number = _whole(value)
        if number is None or number < 0:
            raise Refusal(f"'{key}' must be an id (a text of digits), not {value!r}")
        return number

    def id(self, key: str) -> int:
        """Return an id that has to be there."""
        value = self.optional_id(key)
        if value is None:
            raise Refusal(f"'{key}' is missing; it must be an id (a text of digits)")
        return value

    def ids(self, key: str) -> list[int]:
        """Return a list of ids, empty if it was not given."""
        found = [_whole(item) for item in self._optional(key, list) or []]
        if any(item is None for item in found):
            raise Refusal(f"'{key}' must be a list of ids (texts of digits)")
        return [item for item in found if item is not None]

    def texts(self, key: str) -> list[str]:
        """Return a list of texts that has to be there."""
        self._required(key, list)
        return self.optional_texts(key)

    def optional_texts(self, key: str) -> list[str]:
        """Return a list of texts, empty if it was not given."""
        found = self._optional(key, list) or []
        if not all(isinstance(item, str) for item in found):
            raise Refusal(f"'{key}' must be a list of texts")
        return found

    def objects(self, key: str) -> list[Fields]:
        """Return a list of objects as fields of their own; empty if it was not given."""
        found = self._optional(key, list) or []
        if not all(isinstance(item, dict) for item in found):
            raise Refusal(f"'{key}' must be a list of objects")
        return [Fields(self._world, item) for item in found]

    def nested(self, key: str) -> Fields:
        """Return an object that has to be there as fields of its own."""
        return Fields(self._world, self._required(key, dict))

    def mapping(self, key: str) -> dict[str, object]:
        """Return an object as it came; empty if it was not given."""
        return self._optional(key, dict) or {}

    def instant(self, key: str) -> datetime:
        """Return an ISO 8601 instant that says its offset."""
        text = self.text(key)
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise Refusal(
                f"'{key}' must be an ISO 8601 instant with an offset, "
                f"such as 2026-11-02T09:00:00Z, not {text!r}"
            )
        return moment

    def optional_instant(self, key: str) -> datetime | None:
        """Return an instant, or None."""
        return None if self.raw(key) is None else self.instant(key)

    def person(self, key: str = "as") -> User:
        """Return the person that a request acts for; the bot acts through its own API only."""
        value = self.raw(key)
        people = [user for user in self._world.users_by_id.values() if not user.bot]
        number = _whole(value)
        for user in people:
            if user.id == number:
                return user
        known = listed(f"{user.id} ({user.name})" for user in people)
        said = "missing" if value is None else f"unknown person {value!r}"
        raise Refusal(f"'{key}': {said}; known: {known}", status=400 if value is None else 404)

    def uploads(self, key: str) -> list[Upload]:
        """Return files given in base64."""
        return [upload_of(item) for item in self.objects(key)]


def upload_of(fields: Fields) -> Upload:
    """Return a file given in base64."""
    name = fields.text("filename")
    description = fields.optional_text("description")
    try:
        content = base64.b64decode(fields.optional_text("content_base64") or "", validate=True)
    except binascii.Error:
        raise Refusal(f"'content_base64' of {name!r} is not base64") from None
    fields.finish()
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Upload(name, content, media_type, description)


def _whole(value: object) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 20:
        return int(value)
    return None


def guild_of(world: World, text: str) -> Guild:
    """Return the guild that an address names."""
    guild = world.guilds_by_id.get(_whole(text) or -1)
    if guild is None:
        known = listed(f"{one.id} ({one.name})" for one in world.guilds_by_id.values())
        raise Refusal(f"unknown guild {text!r}; known: {known}", status=404)
    return guild


def channel_of(world: World, text: str) -> Channel:
    """Return the channel, thread or direct conversation that an address names."""
    channel = world.channels_by_id.get(_whole(text) or -1)
    if channel is None:
        raise Refusal(f"unknown channel {text!r}; a guild's view lists its channels", status=404)
    return channel


def user_of(world: World, text: str) -> User:
    """Return the person or bot that an address names."""
    user = world.users_by_id.get(_whole(text) or -1)
    if user is None:
        known = listed(f"{one.id} ({one.name})" for one in world.users_by_id.values())
        raise Refusal(f"unknown person {text!r}; known: {known}", status=404)
    return user


def id_of(text: str, noun: str) -> int:
    """Return the id that an address names."""
    number = _whole(text)
    if number is None:
        raise Refusal(f"the {noun} must be an id (digits), not {text!r}", status=404)
    return number
