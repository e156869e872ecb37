"""A guild and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.model.bodies import Json
    from sandbox.model.channels import Channel
    from sandbox.model.people import Ban, Member, Role, User


@dataclass(slots=True, eq=False)
class Invite:
    """A way into a guild; `max_age` in seconds and `max_uses`, 0 for no limit."""

    code: str
    guild_id: int
    channel_id: int
    inviter: User
    created_at: datetime
    max_age: int
    max_uses: int
    temporary: bool = False
    uses: int = 0
    target_type: int | None = None
    target_user: User | None = None
    role_ids: list[int] = field(default_factory=list)
    """The roles that come with the invite."""


@dataclass(slots=True, eq=False)
class ScheduledEvent:
    """An event in a guild's calendar."""

    id: int
    guild_id: int
    creator: User
    name: str
    starts_at: datetime
    ends_at: datetime | None
    entity_type: int
    channel_id: int | None
    location: str | None
    description: str | None = None
    status: int = 1
    subscribers: dict[int, datetime] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class AutoModRule:
    """A rule of Discord's own AutoMod, its body as it was given."""

    id: int
    guild_id: int
    creator_id: int
    body: Json


@dataclass(slots=True, eq=False)
class Emoji:
    """An emoji of a guild's own; `roles` are those who may use it, all if there are none."""

    id: int
    name: str
    creator: User
    animated: bool = False
    roles: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class StageInstance:
    """What goes on in a stage channel."""

    id: int
    guild_id: int
    channel_id: int
    topic: str
    event_id: int | None = None


@dataclass(slots=True, eq=False)
class AuditEntry:
    """One line of a guild's audit log."""

    id: int
    actor: User
    action: int
    target_id: int | None
    changes: list[Json]
    reason: str | None
    options: Json | None = None


@dataclass(slots=True, eq=False)
class Guild:
    """A server; `settings` are the fields that nothing here but its owner cares for."""

    id: int
    name: str
    owner_id: int
    created_at: datetime
    locale: str = "en-US"
    screening: bool = False
    join_messages: bool = False
    settings: Json = field(default_factory=dict)
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    threads: dict[int, Channel] = field(default_factory=dict)
    bans: dict[int, Ban] = field(default_factory=dict)
    invites: dict[str, Invite] = field(default_factory=dict)
    scheduled_events: dict[int, ScheduledEvent] = field(default_factory=dict)
    automod_rules: dict[int, AutoModRule] = field(default_factory=dict)
    audit_log: list[AuditEntry] = field(default_factory=list)
    emojis: dict[int, Emoji] = field(default_factory=dict)
    stages: dict[int, StageInstance] = field(default_factory=dict)
    """What goes on, by stage channel."""
    onboarding: Json = field(default_factory=dict)
    welcome_screen: Json = field(default_factory=dict)
    verification: Json = field(default_factory=dict)
    command_permissions: dict[int, list[Json]] = field(default_factory=dict)
    """Who may use which command, by its id (by the application's for all of its commands)."""
    left: set[int] = field(default_factory=set)
    """Those who were members before, so that coming back is marked."""
