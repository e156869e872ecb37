"""Reading a request body field by field, with all that is wrong collected into one answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sandbox.errors import ApiError, invalid_form, put_error

if TYPE_CHECKING:
    from collections.abc import Collection

    from sandbox.model import Json


class Form:
    """A JSON body under examination; `finish` raises one 50035 that names every bad field."""

    def __init__(self, body: Json) -> None:
        self.body = body
        self._errors: Json = {}

    def __contains__(self, key: str) -> bool:
        return key in self.body

    def fail(self, path: str, message: str, code: str = "BASE_TYPE_INVALID") -> None:
        """Note that the field at a dotted path is wrong."""
        put_error(self._errors, path, message, code)

    def finish(self) -> None:
        """Raise `ApiError` 400/50035 if anything was wrong."""
        if self._errors:
            raise ApiError(400, 50035, "Invalid Form Body", self._errors)

    def required(self, key: str) -> None:
        """Note a missing field."""
        if self.body.get(key) is None:
            self.fail(key, "This field is required", "BASE_TYPE_REQUIRED")

    def text(self, key: str, least: int, most: int, path: str | None = None) -> str | None:
        """Return a string within its limits of characters, or None if it is absent or wrong."""
        value = self.body.get(key)
        if value is None:
            return None
        path = path or key
        if not isinstance(value, str):
            self.fail(path, "Could not interpret as string.", "STRING_TYPE_CONVERT")
            return None
        if len(value) > most:
            self.fail(path, f"Must be {most} or fewer in length.", "BASE_TYPE_MAX_LENGTH")
            return None
        if len(value) < least:
            self.fail(
                path, f"Must be between {least} and {most} in length.", "BASE_TYPE_BAD_LENGTH"
            )
            return None
        return value

    def number(self, key: str, least: int, most: int, default: int | None = None) -> int | None:
        """Return an integer within its limits, or the default if it is absent or wrong."""
        value = self.body.get(key)
        if value is None:
            return default
        try:
            number = int(value) if not isinstance(value, bool) else None
        except (OverflowError, TypeError, ValueError):
            number = None
        if number is None:
            self.fail(key, f'Value "{value}" is not int.', "NUMBER_TYPE_COERCE")
            return default
        if not least <= number <= most:
            self.fail(key, f"int value should be between {least} and {most}.", "NUMBER_TYPE_MAX")
            return default
        return number

    def one_of(self, key: str, choices: Collection[int], default: int | None = None) -> int | None:
        """Return an integer that is among the choices, or the default."""
        value = self.body.get(key)
        if value is None:
            return default
        if value not in choices or isinstance(value, bool):
            allowed = ", ".join(map(str, sorted(choices)))
            self.fail(key, f"Value must be one of {{{allowed}}}.", "BASE_TYPE_CHOICES")
            return default
        return int(value)

    def snowflake(self, key: str) -> int | None:
        """Return an id given as string or integer, or None."""
        value = self.body.get(key)
        if value is None:
            return None
        try:
            return int(value)
        except (TypeError, ValueError):
            self.fail(key, f'Value "{value}" is not snowflake.', "NUMBER_TYPE_COERCE")
            return None

    def snowflakes(self, key: str) -> list[int]:
        """Return a list of ids given as strings or integers; empty if absent or wrong."""
        value = self.body.get(key)
        if value is None:
            return []
        try:
            return [int(item) for item in value]
        except (TypeError, ValueError):
            self.fail(key, "Only lists of snowflakes may be used.", "LIST_TYPE_CONVERT")
            return []

    def instant(self, key: str) -> datetime | None:
        """Return an ISO 8601 instant, UTC if no offset is given, or None."""
        value = self.body.get(key)
        if value is None:
            return None
        try:
            moment = datetime.fromisoformat(value)
        except (TypeError, ValueError):
            self.fail(key, f"Could not parse {value}. Should be ISO8601.", "DATE_TIME_TYPE_PARSE")
            return None
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def required_id(item: Json, index: int) -> int:
    """Return the id of the item with this index in a list of changes, or raise 50035."""
    found = Form(item).snowflake("id")
    if found is None:
        raise invalid_form(f"{index}.id", "This field is required", "BASE_TYPE_REQUIRED")
    return found
