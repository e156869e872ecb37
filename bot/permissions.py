"""Discord's permissions by the names that people find in their server's settings."""

import re
from collections.abc import Mapping
from types import MappingProxyType

import discord

from bot.refusal import Refusal
from bot.texts.phrase import Phrase
from bot.texts.translation import N_

NAMES: Mapping[str, str] = MappingProxyType(
    {
        "add_reactions": N_("Add Reactions"),
        "administrator": N_("Administrator"),
        "attach_files": N_("Attach Files"),
        "ban_members": N_("Ban Members"),
        "connect": N_("Connect"),
        "create_events": N_("Create Events"),
        "create_instant_invite": N_("Create Invite"),
        "create_private_threads": N_("Create Private Threads"),
        "create_public_threads": N_("Create Public Threads"),
        "embed_links": N_("Embed Links"),
        "kick_members": N_("Kick Members"),
        "manage_channels": N_("Manage Channels"),
        "manage_events": N_("Manage Events"),
        "manage_guild": N_("Manage Server"),
        "manage_messages": N_("Manage Messages"),
        "manage_nicknames": N_("Manage Nicknames"),
        "manage_roles": N_("Manage Roles"),
        "manage_threads": N_("Manage Threads"),
        "manage_webhooks": N_("Manage Webhooks"),
        "mention_everyone": N_("Mention @everyone, @here, and All Roles"),
        "moderate_members": N_("Moderate Members"),
        "pin_messages": N_("Pin Messages"),
        "read_message_history": N_("Read Message History"),
        "send_messages": N_("Send Messages"),
        "send_messages_in_threads": N_("Send Messages in Threads"),
        "view_audit_log": N_("View Audit Log"),
        "view_channel": N_("View Channels"),
    }
)
"""discord.py's flag to the label in Discord's English client."""

# The first line that matches "METHOD path" names the permission that the request asks for.
_REQUESTS = tuple(
    (re.compile(pattern), flag)
    for pattern, flag in (
        (r"(PUT|DELETE) .*/channels/\d+/(messages/)?pins", "pin_messages"),
        (r"PUT .*/channels/\d+/messages/\d+/reactions", "add_reactions"),
        (r"POST .*/channels/\d+/(messages/\d+/)?threads$", "create_public_threads"),
        (r"POST .*/channels/\d+/messages$", "send_messages"),
        (r"(DELETE|POST) .*/channels/\d+/messages/", "manage_messages"),
        (r"GET .*/channels/\d+/messages", "read_message_history"),
        (r"(PUT|DELETE) .*/channels/\d+/permissions/", "manage_roles"),
        (r"POST .*/channels/\d+/invites$", "create_instant_invite"),
        (r"\w+ .*/channels/\d+/webhooks$", "manage_webhooks"),
        (r"(PATCH|DELETE) .*/channels/\d+$", "manage_channels"),
        (r"(POST|PATCH) .*/guilds/\d+/channels$", "manage_channels"),
        (r"(PUT|DELETE) .*/guilds/\d+/members/\d+/roles/", "manage_roles"),
        (r"(POST|PATCH|DELETE) .*/guilds/\d+/roles", "manage_roles"),
        (r"DELETE .*/guilds/\d+/members/\d+$", "kick_members"),
        (r"\w+ .*/guilds/\d+/(bans|bulk-ban)", "ban_members"),
        (r"POST .*/guilds/\d+/scheduled-events$", "create_events"),
        (r"(PATCH|DELETE) .*/guilds/\d+/scheduled-events/", "manage_events"),
        (r"GET .*/guilds/\d+/audit-logs", "view_audit_log"),
        (r"\w+ .*/guilds/\d+/(auto-moderation|invites|incident-actions)", "manage_guild"),
        (r"PATCH .*/guilds/\d+$", "manage_guild"),
    )
)


def name_of(flag: str) -> Phrase:
    """Return the name of a permission, for a sentence in any language."""
    return Phrase(NAMES.get(flag, flag.replace("_", " ").title()))


def refuse_without(permissions: discord.Permissions, *flags: str) -> None:
    """Raise Refusal naming what the bot would need and does not have, before anything is tried."""
    missing = [name_of(flag) for flag in flags if not getattr(permissions, flag)]
    if missing:
        raise Refusal(
            "I need the permission {permissions} for this. Somebody with the permission {manage} "
            "can give it to my role.",
            permissions=missing,
            manage=name_of("manage_roles"),
        )


def permission_for(method: str, path: str) -> str | None:
    """Return the flag that a refused request most likely lacked, None when that is unclear."""
    request = f"{method} {path}"
    return next((flag for pattern, flag in _REQUESTS if pattern.match(request)), None)
