"""Who is really notified by a message: what its text names, less what is not allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox import permissions

if TYPE_CHECKING:
    from sandbox.form import Form
    from sandbox.model import Channel, Json, User
    from sandbox.state import State

_USER = re.compile(r"<@!?(\d{1,20})>")
_ROLE = re.compile(r"<@&(\d{1,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")


@dataclass(slots=True)
class Mentions:
    """Whom a message notifies."""

    users: list[User] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    everyone: bool = False


def check_allowed(form: Form) -> None:
    """Note contradictions of `allowed_mentions`: a kind both parsed and listed, over 100 ids."""
    allowed: Json = form.body.get("allowed_mentions") or {}
    for kind in ("users", "roles"):
        listed = allowed.get(kind) or []
        if listed and kind in (allowed.get("parse") or []):
            form.fail(
                "allowed_mentions",
                f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.',
                "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
            )
        if len(listed) > 100:
            form.fail(
                f"allowed_mentions.{kind}",
                "Must be 100 or fewer in length.",
                "BASE_TYPE_MAX_LENGTH",
            )


def mentioned(
    state: State, author: User, channel: Channel, text: str, allowed: Json | None
) -> Mentions:
    """Return whom the text notifies under the author's permissions and `allowed_mentions`."""
    if "@" not in text:
        return Mentions()
    guild = state.guild_of(channel)
    found = Mentions()
    for user_id in dict.fromkeys(map(int, _USER.findall(text))):
        user = state.users_by_id.get(user_id)
        if user is not None and _may(allowed, "users", user_id):
            found.users.append(user)
    if guild is None:
        return found
    loud = bool(state.permissions(author, channel) & permissions.MENTION_EVERYONE)
    for role_id in dict.fromkeys(map(int, _ROLE.findall(text))):
        role = guild.roles.get(role_id)
        if role and _may(allowed, "roles", role_id) and (loud or role.mentionable):
            found.roles.append(role_id)
    wanted = allowed is None or "everyone" in (allowed.get("parse") or [])
    found.everyone = loud and wanted and _EVERYONE.search(text) is not None
    return found


def _may(allowed: Json | None, kind: str, snowflake: int) -> bool:
    if allowed is None or kind in (allowed.get("parse") or []):
        return True
    return str(snowflake) in {str(item) for item in allowed.get(kind) or []}
