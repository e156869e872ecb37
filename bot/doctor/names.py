"""The names under which people find things in Discord's own menus."""

from types import MappingProxyType

from bot.texts import N_

PERMISSIONS = MappingProxyType(
    {
        "add_reactions": N_("Add Reactions"),
        "attach_files": N_("Attach Files"),
        "ban_members": N_("Ban Members"),
        "change_nickname": N_("Change Nickname"),
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
        "moderate_members": N_("Timeout Members"),
        "pin_messages": N_("Pin Messages"),
        "read_message_history": N_("Read Message History"),
        "send_messages": N_("Send Messages"),
        "send_messages_in_threads": N_("Send Messages in Threads"),
        "send_polls": N_("Create Polls"),
        "speak": N_("Speak"),
        "use_external_emojis": N_("Use External Emojis"),
        "view_audit_log": N_("View Audit Log"),
        "view_channel": N_("View Channel"),
    }
)

CHANNEL_KINDS = MappingProxyType(
    {
        "announcement": N_("announcement"),
        "category": N_("category"),
        "forum": N_("forum"),
        "media": N_("media"),
        "stage": N_("stage"),
        "text": N_("text"),
        "voice": N_("voice"),
    }
)

# As the developer portal spells them; the portal is in English for everybody.
PRIVILEGED_INTENTS = MappingProxyType(
    {
        "members": "Server Members Intent",
        "message_content": "Message Content Intent",
        "presences": "Presence Intent",
    }
)


def permission_name(permission: str) -> str:
    """Return the English name in Discord's menus of discord.py's flag, a key for translation."""
    return PERMISSIONS.get(permission, permission.replace("_", " ").title())
