"""Channels, threads and direct conversations, and what is written in them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.model.bodies import Json
    from sandbox.model.content import Attachment, Poll, Reaction
    from sandbox.model.people import User

# Kinds of channels, in Discord's numbers.
TEXT: Final = 0
DM: Final = 1
VOICE: Final = 2
CATEGORY: Final = 4
ANNOUNCEMENT: Final = 5
ANNOUNCEMENT_THREAD: Final = 10
PUBLIC_THREAD: Final = 11
PRIVATE_THREAD: Final = 12
STAGE: Final = 13
FORUM: Final = 15
MEDIA: Final = 16

GUILD_CHANNELS: Final = frozenset({TEXT, VOICE, CATEGORY, ANNOUNCEMENT, STAGE, FORUM, MEDIA})
FORUMS: Final = frozenset({FORUM, MEDIA})

# Flags of messages.
EPHEMERAL: Final = 1 << 6
LOADING: Final = 1 << 7
HAS_THREAD: Final = 1 << 5
CROSSPOSTED: Final = 1 << 0
IS_CROSSPOST: Final = 1 << 1
SUPPRESS_EMBEDS: Final = 1 << 2
COMPONENTS_V2: Final = 1 << 15


@dataclass(slots=True, eq=False)
class Overwrite:
    """Permissions that a channel allows or denies one role (type 0) or member (type 1)."""

    id: int
    type: int
    allow: int
    deny: int


@dataclass(slots=True, eq=False)
class ForumTag:
    """A tag that posts of a forum may carry."""

    id: int
    name: str
    moderated: bool = False
    emoji_id: int | None = None
    emoji_name: str | None = None


@dataclass(slots=True, eq=False)
class Thread:
    """What a channel that is a thread has on top."""

    owner_id: int
    private: bool
    archive_minutes: int
    created_at: datetime
    archived: bool = False
    archived_at: datetime | None = None
    locked: bool = False
    invitable: bool = True
    members: dict[int, datetime] = field(default_factory=dict)
    tags: list[int] = field(default_factory=list)
    total_sent: int = 0
    message_count: int = 0
    last_active: datetime | None = None


@dataclass(slots=True, eq=False)
class Channel:
    """A guild channel, a thread, or a direct conversation."""

    id: int
    type: int
    name: str = ""
    guild_id: int | None = None
    parent_id: int | None = None
    position: int = 0
    topic: str | None = None
    nsfw: bool = False
    slowmode: int = 0
    thread_slowmode: int = 0
    bitrate: int = 64000
    user_limit: int = 0
    archive_minutes: int | None = None
    flags: int = 0
    last_message_id: int | None = None
    last_pin_at: datetime | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    tags: dict[int, ForumTag] = field(default_factory=dict)
    default_reaction: Json | None = None
    sort_order: int | None = None
    layout: int = 0
    recipients: list[User] = field(default_factory=list)
    thread: Thread | None = None
    messages: dict[int, Message] = field(default_factory=dict)
    """By id, in the order they were sent."""


@dataclass(slots=True, eq=False)
class Webhook:
    """A webhook; with an application id and no channel of its own it is an interaction's."""

    id: int
    token: str
    channel_id: int
    guild_id: int | None
    name: str
    creator: User | None = None
    application_id: int | None = None
    follows: Channel | None = None
    """The announcement channel whose published messages it brings."""


@dataclass(slots=True, eq=False)
class Message:
    """A message as it is stored; who may read what of it is decided when it is rendered."""

    id: int
    channel_id: int
    author: User
    sent_at: datetime
    content: str = ""
    type: int = 0
    flags: int = 0
    tts: bool = False
    edited_at: datetime | None = None
    embeds: list[Json] = field(default_factory=list)
    components: list[Json] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    stickers: list[Json] = field(default_factory=list)
    poll: Poll | None = None
    mentions: list[User] = field(default_factory=list)
    mention_roles: list[int] = field(default_factory=list)
    mention_everyone: bool = False
    reference: Json | None = None
    referenced: Message | None = None
    snapshots: list[Json] = field(default_factory=list)
    nonce: str | int | None = None
    pinned_at: datetime | None = None
    reactions: dict[str, Reaction] = field(default_factory=dict)
    webhook: Webhook | None = None
    application_id: int | None = None
    interaction: Json | None = None
    only_for: int | None = None
    """The person an ephemeral message is addressed to."""
    edits: list[datetime] = field(default_factory=list)
