"""What the town consists of: plain data; the operations are in `sandbox.world`."""

from sandbox.model.application import Application, Command
from sandbox.model.bodies import Json
from sandbox.model.channels import (
    ANNOUNCEMENT,
    ANNOUNCEMENT_THREAD,
    CATEGORY,
    COMPONENTS_V2,
    CROSSPOSTED,
    DM,
    EPHEMERAL,
    FORUM,
    FORUMS,
    GUILD_CHANNELS,
    HAS_THREAD,
    IS_CROSSPOST,
    LOADING,
    MEDIA,
    PRIVATE_THREAD,
    PUBLIC_THREAD,
    STAGE,
    SUPPRESS_EMBEDS,
    TEXT,
    VOICE,
    Channel,
    ForumTag,
    Message,
    Overwrite,
    Thread,
    Webhook,
)
from sandbox.model.content import Attachment, Poll, Reaction, Upload
from sandbox.model.guilds import (
    AuditEntry,
    AutoModRule,
    Emoji,
    Guild,
    Invite,
    ScheduledEvent,
    StageInstance,
)
from sandbox.model.people import Ban, Member, Role, User

__all__ = [
    "ANNOUNCEMENT", "ANNOUNCEMENT_THREAD", "CATEGORY", "COMPONENTS_V2", "CROSSPOSTED", "DM",
    "EPHEMERAL", "FORUM", "FORUMS", "GUILD_CHANNELS", "HAS_THREAD", "IS_CROSSPOST", "LOADING",
    "MEDIA", "PRIVATE_THREAD", "PUBLIC_THREAD", "STAGE", "SUPPRESS_EMBEDS", "TEXT", "VOICE",
    "Application", "Attachment", "AuditEntry", "AutoModRule", "Ban", "Channel", "Command", "Emoji",
    "ForumTag", "Guild", "Invite", "Json", "Member", "Message", "Overwrite", "Poll", "Reaction",
    "Role", "ScheduledEvent", "StageInstance", "Thread", "Upload", "User", "Webhook",
]  # fmt: skip
