"""Who there is: users, and what they are in a guild."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(slots=True, eq=False)
class User:
    """A person, or an application's bot user."""

    id: int
    name: str
    display_name: str | None = None
    bot: bool = False
    locale: str = "en-US"
    status: str = "online"
    dms_open: bool = True
    """Whether people and bots of a shared guild may write privately."""


@dataclass(slots=True, eq=False)
class Role:
    """A role; the one whose id is the guild's is @everyone."""

    id: int
    name: str
    permissions: int
    position: int
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    managed_by: int | None = None
    """The bot user that this role belongs to."""


@dataclass(slots=True, eq=False)
class Member:
    """A user in a guild."""

    user: User
    joined_at: datetime
    roles: set[int] = field(default_factory=set)
    nick: str | None = None
    pending: bool = False
    flags: int = 0
    timed_out_until: datetime | None = None
    deaf: bool = False
    mute: bool = False
    voice_channel_id: int | None = None


@dataclass(slots=True, eq=False)
class Ban:
    """Why somebody may not come in."""

    user: User
    reason: str | None
