"""Which intent lets which event through."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sandbox.wire.messages import shows_content, without_content

if TYPE_CHECKING:
    from sandbox.model import Json
    from sandbox.state import Event

GUILDS: Final = 1 << 0
GUILD_MEMBERS: Final = 1 << 1
MODERATION: Final = 1 << 2
EXPRESSIONS: Final = 1 << 3
WEBHOOKS: Final = 1 << 5
INVITES: Final = 1 << 6
VOICE_STATES: Final = 1 << 7
PRESENCES: Final = 1 << 8
GUILD_MESSAGES: Final = 1 << 9
GUILD_REACTIONS: Final = 1 << 10
GUILD_TYPING: Final = 1 << 11
DIRECT_MESSAGES: Final = 1 << 12
DIRECT_REACTIONS: Final = 1 << 13
DIRECT_TYPING: Final = 1 << 14
MESSAGE_CONTENT: Final = 1 << 15
SCHEDULED_EVENTS: Final = 1 << 16
AUTOMOD_CONFIGURATION: Final = 1 << 20
AUTOMOD_EXECUTION: Final = 1 << 21
GUILD_POLLS: Final = 1 << 24
DIRECT_POLLS: Final = 1 << 25
KNOWN: Final = (1 << 17) - 1 | 1 << 20 | 1 << 21 | 1 << 24 | 1 << 25

_ALWAYS: Final = -1
_BY_NAME: Final[dict[str, tuple[int, int]]] = {
    # name: (the intent in a guild, the one in a direct conversation)
    "INTERACTION_CREATE": (_ALWAYS, _ALWAYS),
    "USER_UPDATE": (_ALWAYS, _ALWAYS),
    "APPLICATION_COMMAND_PERMISSIONS_UPDATE": (_ALWAYS, _ALWAYS),
    "GUILD_EMOJIS_UPDATE": (EXPRESSIONS, 0),
    "MESSAGE_POLL_VOTE_ADD": (GUILD_POLLS, DIRECT_POLLS),
    "MESSAGE_POLL_VOTE_REMOVE": (GUILD_POLLS, DIRECT_POLLS),
    **dict.fromkeys(
        (
            "GUILD_CREATE",
            "GUILD_UPDATE",
            "GUILD_DELETE",
            "GUILD_ROLE_CREATE",
            "GUILD_ROLE_UPDATE",
            "GUILD_ROLE_DELETE",
            "CHANNEL_CREATE",
            "CHANNEL_UPDATE",
            "CHANNEL_DELETE",
            "THREAD_CREATE",
            "THREAD_UPDATE",
            "THREAD_DELETE",
            "STAGE_INSTANCE_CREATE",
            "STAGE_INSTANCE_UPDATE",
            "STAGE_INSTANCE_DELETE",
        ),
        (GUILDS, GUILDS),
    ),
    "CHANNEL_PINS_UPDATE": (GUILDS, DIRECT_MESSAGES),
    **dict.fromkeys(
        (
            "GUILD_MEMBER_ADD",
            "GUILD_MEMBER_UPDATE",
            "GUILD_MEMBER_REMOVE",
            "THREAD_MEMBERS_UPDATE",
        ),
        (GUILD_MEMBERS, 0),
    ),
    **dict.fromkeys(
        ("GUILD_BAN_ADD", "GUILD_BAN_REMOVE", "GUILD_AUDIT_LOG_ENTRY_CREATE"), (MODERATION, 0)
    ),
    "WEBHOOKS_UPDATE": (WEBHOOKS, 0),
    **dict.fromkeys(("INVITE_CREATE", "INVITE_DELETE"), (INVITES, 0)),
    "VOICE_STATE_UPDATE": (VOICE_STATES, 0),
    "PRESENCE_UPDATE": (PRESENCES, 0),
    **dict.fromkeys(
        ("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE"), (GUILD_MESSAGES, DIRECT_MESSAGES)
    ),
    "MESSAGE_DELETE_BULK": (GUILD_MESSAGES, 0),
    **dict.fromkeys(
        (
            "MESSAGE_REACTION_ADD",
            "MESSAGE_REACTION_REMOVE",
            "MESSAGE_REACTION_REMOVE_ALL",
            "MESSAGE_REACTION_REMOVE_EMOJI",
        ),
        (GUILD_REACTIONS, DIRECT_REACTIONS),
    ),
    "TYPING_START": (GUILD_TYPING, DIRECT_TYPING),
    **dict.fromkeys(
        (
            "GUILD_SCHEDULED_EVENT_CREATE",
            "GUILD_SCHEDULED_EVENT_UPDATE",
            "GUILD_SCHEDULED_EVENT_DELETE",
            "GUILD_SCHEDULED_EVENT_USER_ADD",
            "GUILD_SCHEDULED_EVENT_USER_REMOVE",
        ),
        (SCHEDULED_EVENTS, 0),
    ),
    **dict.fromkeys(
        (
            "AUTO_MODERATION_RULE_CREATE",
            "AUTO_MODERATION_RULE_UPDATE",
            "AUTO_MODERATION_RULE_DELETE",
        ),
        (AUTOMOD_CONFIGURATION, 0),
    ),
    "AUTO_MODERATION_ACTION_EXECUTION": (AUTOMOD_EXECUTION, 0),
}


def lets_through(intents: int, event: Event, bot_id: int) -> bool:
    """Say whether a session with these intents is told of an event that it may see."""
    needed = _BY_NAME.get(event.name)
    if needed is None:
        return False
    in_guild, in_private = needed
    intent = in_private if _is_private(event) else in_guild
    return bool(intent & intents) or _is_about(event, bot_id)


def _is_private(event: Event) -> bool:
    """Say whether an event belongs to a direct conversation; ephemeral messages count as such."""
    if event.message is not None and event.message.only_for is not None:
        return True
    if event.channel is not None:
        return event.channel.guild_id is None
    return event.guild is None


def _is_about(event: Event, bot_id: int) -> bool:
    """Say whether an event is about the bot itself: those come with any intents."""
    if event.name == "GUILD_MEMBER_UPDATE":
        return bool(event.data["user"]["id"] == str(bot_id))
    if event.name == "THREAD_MEMBERS_UPDATE":
        added = event.data.get("added_members") or ()
        removed = event.data.get("removed_member_ids") or ()
        return str(bot_id) in {item["user_id"] for item in added} | set(removed)
    return False


def hides_content(intents: int, event: Event, bot_id: int) -> bool:
    """Say whether a message's content is withheld from a session with these intents."""
    if intents & MESSAGE_CONTENT:
        return False
    if event.message is None:
        return event.name == "AUTO_MODERATION_ACTION_EXECUTION"
    return not shows_content(event.message, _is_private(event), bot_id)


def emptied(data: Json) -> Json:
    """Return the data of an event without what the content intent covers."""
    if "rule_id" in data:
        return data | {"content": "", "matched_content": ""}
    return without_content(data)
