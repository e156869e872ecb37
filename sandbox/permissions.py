"""Discord's permissions: the bits, and the algorithm that says what a member may do where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from sandbox.model import Channel, Guild, Member, Role

CREATE_INVITE: Final = 1 << 0
KICK_MEMBERS: Final = 1 << 1
BAN_MEMBERS: Final = 1 << 2
ADMINISTRATOR: Final = 1 << 3
MANAGE_CHANNELS: Final = 1 << 4
MANAGE_GUILD: Final = 1 << 5
ADD_REACTIONS: Final = 1 << 6
VIEW_AUDIT_LOG: Final = 1 << 7
VIEW_CHANNEL: Final = 1 << 10
SEND_MESSAGES: Final = 1 << 11
SEND_TTS_MESSAGES: Final = 1 << 12
MANAGE_MESSAGES: Final = 1 << 13
EMBED_LINKS: Final = 1 << 14
ATTACH_FILES: Final = 1 << 15
READ_MESSAGE_HISTORY: Final = 1 << 16
MENTION_EVERYONE: Final = 1 << 17
CONNECT: Final = 1 << 20
MUTE_MEMBERS: Final = 1 << 22
MOVE_MEMBERS: Final = 1 << 24
CHANGE_NICKNAME: Final = 1 << 26
MANAGE_NICKNAMES: Final = 1 << 27
MANAGE_ROLES: Final = 1 << 28
MANAGE_WEBHOOKS: Final = 1 << 29
MANAGE_GUILD_EXPRESSIONS: Final = 1 << 30
USE_APPLICATION_COMMANDS: Final = 1 << 31
MANAGE_EVENTS: Final = 1 << 33
MANAGE_THREADS: Final = 1 << 34
CREATE_PUBLIC_THREADS: Final = 1 << 35
CREATE_PRIVATE_THREADS: Final = 1 << 36
SEND_MESSAGES_IN_THREADS: Final = 1 << 38
MODERATE_MEMBERS: Final = 1 << 40
CREATE_GUILD_EXPRESSIONS: Final = 1 << 43
CREATE_EVENTS: Final = 1 << 44
SEND_POLLS: Final = 1 << 49
PIN_MESSAGES: Final = 1 << 51
BYPASS_SLOWMODE: Final = 1 << 52

ALL: Final = (1 << 53) - 1
EVERYONE_DEFAULT: Final = 2248473465835073
"""What Discord gives @everyone in a new guild."""
IN_DM: Final = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
    | ADD_REACTIONS
    | USE_APPLICATION_COMMANDS
    | SEND_POLLS
    | PIN_MESSAGES
)
WHILE_TIMED_OUT: Final = VIEW_CHANNEL | READ_MESSAGE_HISTORY
_NEEDS_SENDING: Final = MENTION_EVERYONE | SEND_TTS_MESSAGES | ATTACH_FILES | EMBED_LINKS


def in_guild(guild: Guild, member: Member) -> int:
    """Return what a member's roles grant, before any channel."""
    if guild.owner_id == member.user.id:
        return ALL
    granted = guild.roles[guild.id].permissions
    for role_id in member.roles:
        granted |= guild.roles[role_id].permissions
    return ALL if granted & ADMINISTRATOR else granted


def in_channel(guild: Guild, member: Member, channel: Channel, now: datetime) -> int:
    """Return what a member may do in a channel or thread, implicit denials included."""
    granted = in_guild(guild, member)
    if granted & ADMINISTRATOR:
        return granted
    place = guild.channels[channel.parent_id] if channel.thread and channel.parent_id else channel
    granted = _overwritten(granted, place, guild, member)
    if not granted & VIEW_CHANNEL:
        return 0
    if channel.thread and not _sees_thread(channel, member, granted):
        return 0
    if not granted & send_permission(channel):
        granted &= ~_NEEDS_SENDING
    if member.timed_out_until is not None and member.timed_out_until > now:
        granted &= WHILE_TIMED_OUT
    return granted


def send_permission(channel: Channel) -> int:
    """Return the permission that a message in this channel takes."""
    return SEND_MESSAGES_IN_THREADS if channel.thread else SEND_MESSAGES


def _overwritten(granted: int, channel: Channel, guild: Guild, member: Member) -> int:
    """Apply overwrites: first @everyone, then all roles together, last the member."""
    overwrites = channel.overwrites
    if everyone := overwrites.get(guild.id):
        granted = granted & ~everyone.deny | everyone.allow
    allow = deny = 0
    for role_id in member.roles:
        if overwrite := overwrites.get(role_id):
            allow |= overwrite.allow
            deny |= overwrite.deny
    granted = granted & ~deny | allow
    if own := overwrites.get(member.user.id):
        granted = granted & ~own.deny | own.allow
    return granted


def _sees_thread(channel: Channel, member: Member, granted: int) -> bool:
    thread = channel.thread
    if thread is None or not thread.private or granted & MANAGE_THREADS:
        return True
    return member.user.id in thread.members


def top_role(guild: Guild, member: Member) -> Role:
    """Return the member's highest role; @everyone for someone without any."""
    roles = [guild.roles[role_id] for role_id in member.roles]
    return max(roles, key=role_rank, default=guild.roles[guild.id])


def role_rank(role: Role) -> tuple[int, int]:
    """Return a key by which higher roles are greater: position, then the older of equals."""
    return role.position, -role.id


def outranks(guild: Guild, actor: Member, target: Member) -> bool:
    """Say whether the actor stands above the target in the hierarchy; nobody above the owner."""
    if target.user.id in (guild.owner_id, actor.user.id):
        return False
    if actor.user.id == guild.owner_id:
        return True
    return role_rank(top_role(guild, actor)) > role_rank(top_role(guild, target))


def is_above(guild: Guild, actor: Member, role: Role) -> bool:
    """Say whether a role is below the actor's highest one, so that the actor may manage it."""
    if actor.user.id == guild.owner_id:
        return True
    return role_rank(top_role(guild, actor)) > role_rank(role)
