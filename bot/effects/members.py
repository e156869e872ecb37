"""What the bot can do to members."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from bot.effects.wire import Wire

DAY = 24 * 60 * 60


class TimeoutMember(Wire):
    """Keep a member from writing until an instant; a longer timeout that runs is left alone."""

    do: Literal["timeout_member"] = "timeout_member"
    member_id: int
    until: datetime
    reason: str = ""


class AddRole(Wire):
    """Give a member a role."""

    do: Literal["add_role"] = "add_role"
    member_id: int
    role_id: int
    reason: str = ""


class RemoveRole(Wire):
    """Take a role from a member."""

    do: Literal["remove_role"] = "remove_role"
    member_id: int
    role_id: int
    reason: str = ""


class EndTimeout(Wire):
    """Let a member write again before their timeout ends."""

    do: Literal["end_timeout"] = "end_timeout"
    member_id: int
    reason: str = ""


class KickMember(Wire):
    """Remove a member, who may come back."""

    do: Literal["kick_member"] = "kick_member"
    member_id: int
    reason: str = ""


class BanMember(Wire):
    """Keep somebody out; `delete_seconds` of their latest messages go too, at most seven days."""

    do: Literal["ban_member"] = "ban_member"
    member_id: int
    delete_seconds: Annotated[int, Field(ge=0, le=7 * DAY)] = 0
    reason: str = ""


class BanMembers(Wire):
    """Keep up to 200 people out with one request; `left_out` reads from its result who was not."""

    do: Literal["ban_members"] = "ban_members"
    member_ids: Annotated[tuple[int, ...], Field(min_length=1, max_length=200)]
    delete_seconds: Annotated[int, Field(ge=0, le=7 * DAY)] = 0
    reason: str = ""


def naming_left_out(ids: Iterable[int]) -> str:
    """Return the detail of a result of `BanMembers` that leaves these people out."""
    names = ", ".join(map(str, ids))
    return f"not banned: {names}" if names else ""


def left_out(detail: str) -> frozenset[int]:
    """Return the people whom a `BanMembers` that was carried out has left out."""
    return frozenset(map(int, re.findall(r"\d+", detail)))


class UnbanMember(Wire):
    """Let somebody in again."""

    do: Literal["unban_member"] = "unban_member"
    member_id: int
    reason: str = ""
