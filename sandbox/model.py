"""What the town consists of: plain data; the operations are in `sandbox.world`."""
# Long: one inventory without logic, and read as such.

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.wire import Json

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

EPHEMERAL: Final = 1 << 6
LOADING: Final = 1 << 7
HAS_THREAD: Final = 1 << 5
CROSSPOSTED: Final = 1 << 0
IS_CROSSPOST: Final = 1 << 1
SUPPRESS_EMBEDS: Final = 1 << 2
COMPONENTS_V2: Final = 1 << 15


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
class Upload:
    """A file that comes with a message."""

    filename: str
    content: bytes
    content_type: str = "application/octet-stream"
    description: str | None = None


@dataclass(slots=True, eq=False)
class Attachment:
    """A file that was sent."""

    id: int
    filename: str
    content: bytes
    content_type: str
    description: str | None
    ephemeral: bool = False


@dataclass(slots=True, eq=False)
class Reaction:
    """One emoji under a message and who chose it, in order."""

    emoji: Json
    user_ids: list[int] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Poll:
    """A poll that came with a message; answers and who chose each by the answer's number."""

    question: str
    answers: dict[int, Json]
    expires_at: datetime
    multiple: bool
    votes: dict[int, list[int]]
    finished: bool = False


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
class Ban:
    """Why somebody may not come in."""

    user: User
    reason: str | None


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
class Command:
    """An application command as the client registered it; guild_id None for a global one."""

    id: int
    version: int
    guild_id: int | None
    body: Json


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
