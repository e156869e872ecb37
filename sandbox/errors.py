"""Refusals in Discord's shape: HTTP status, documented error code, sentence, and fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sandbox.model import Json

_UNKNOWN: Final = {
    "Application": 10002,
    "Channel": 10003,
    "Guild": 10004,
    "Invite": 10006,
    "Member": 10007,
    "Message": 10008,
    "Permission Overwrite": 10009,
    "Role": 10011,
    "User": 10013,
    "Emoji": 10014,
    "Webhook": 10015,
    "Ban": 10026,
    "Interaction": 10062,
    "application command": 10063,
    "Guild Scheduled Event": 10070,
    "Guild Scheduled Event User": 10071,
    "Stage Instance": 10067,
    "Tag": 10087,
    "Poll Answer": 10102,
    "application command permissions": 10066,
    "Auto Moderation Rule": 10066,
}


_KNOCK_AGAIN_AFTER: Final = 0.1
"""What a 429 with a code of its own says, in seconds: not when the wish can be granted."""


class ApiError(Exception):
    """A request that Discord refuses."""

    def __init__(self, status: int, code: int, message: str, errors: Json | None = None) -> None:
        super().__init__(f"{status} (error code {code}): {message}")
        self.status = status
        self.code = code
        self.message = message
        self.errors = errors

    def body(self) -> Json:
        """Return the JSON of the answer."""
        body: Json = {"message": self.message, "code": self.code}
        if self.status == 429:
            body |= {"retry_after": _KNOCK_AGAIN_AFTER, "global": False}
        if self.errors:
            body["errors"] = self.errors
        return body


def not_found() -> ApiError:
    """Return the answer for a path that does not exist."""
    return ApiError(404, 0, "404: Not Found")


def unauthorized() -> ApiError:
    """Return the answer for a missing or wrong token."""
    return ApiError(401, 0, "401: Unauthorized")


def unknown(noun: str) -> ApiError:
    """Return the 404 for an object that is not there, such as `unknown("Channel")`."""
    return ApiError(404, _UNKNOWN[noun], f"Unknown {noun}")


def missing_access() -> ApiError:
    """Return the refusal for a channel that the actor cannot view."""
    return ApiError(403, 50001, "Missing Access")


def missing_permissions() -> ApiError:
    """Return the refusal for something that the actor lacks a permission or the rank for."""
    return ApiError(403, 50013, "Missing Permissions")


def invalid_form(path: str, message: str, code: str = "BASE_TYPE_INVALID") -> ApiError:
    """Return the refusal of one field; `path` is dotted, such as `embeds.0.title`."""
    errors: Json = {}
    put_error(errors, path, message, code)
    return ApiError(400, 50035, "Invalid Form Body", errors)


def put_error(errors: Json, path: str, message: str, code: str) -> None:
    """Add one field's error to a nested `errors` object."""
    for key in path.split("."):
        errors = errors.setdefault(key, {})
    errors.setdefault("_errors", []).append({"code": code, "message": message})
