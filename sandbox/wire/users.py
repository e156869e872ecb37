"""Users and members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.wire import instant

if TYPE_CHECKING:
    from sandbox.model import Ban, Json, Member, User


def user_json(user: User) -> Json:
    """Return a user as others see it."""
    return {
        "id": str(user.id),
        "username": user.name,
        "discriminator": "0",
        "global_name": user.display_name,
        "avatar": None,
        "bot": user.bot,
        "system": False,
        "public_flags": 0,
        "flags": 0,
        "banner": None,
        "accent_color": None,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
        "clan": None,
    }


def own_user_json(user: User) -> Json:
    """Return a user as it sees itself."""
    return user_json(user) | {
        "verified": True,
        "mfa_enabled": False,
        "email": None,
        "locale": user.locale,
    }


def partial_member_json(member: Member) -> Json:
    """Return a member without its user, as it comes with messages."""
    return {
        "nick": member.nick,
        "avatar": None,
        "banner": None,
        "roles": [str(role_id) for role_id in member.roles],
        "joined_at": instant(member.joined_at),
        "premium_since": None,
        "deaf": member.deaf,
        "mute": member.mute,
        "flags": member.flags,
        "pending": member.pending,
        "communication_disabled_until": instant(member.timed_out_until),
    }


def member_json(member: Member) -> Json:
    """Return a member with its user."""
    return partial_member_json(member) | {"user": user_json(member.user)}


def presence_json(member: Member, guild_id: int) -> Json:
    """Return whether a member is online."""
    return {
        "user": {"id": str(member.user.id)},
        "guild_id": str(guild_id),
        "status": member.user.status,
        "activities": [],
        "client_status": {} if member.user.status == "offline" else {"desktop": member.user.status},
    }


def activity_json(activity: Json, began: int) -> Json:
    """Return what somebody is doing; `began` in milliseconds. Raises ValueError for nonsense."""
    name, kind, state = activity.get("name"), activity.get("type"), activity.get("state")
    sound = isinstance(name, str) and isinstance(kind, int) and isinstance(state, str | None)
    if not sound or kind not in range(6):
        raise ValueError(f"no activity: {activity!r}")
    shown: Json = {"id": "activity", "name": name, "type": kind, "created_at": began}
    return shown if state is None else shown | {"state": state}


def ban_json(ban: Ban) -> Json:
    """Return a ban."""
    return {"user": user_json(ban.user), "reason": ban.reason}
