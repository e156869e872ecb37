"""Discord's AutoMod at work: keywords and numbers of mentions; regular expressions are not run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sandbox import permissions
from sandbox.errors import ApiError

if TYPE_CHECKING:
    from sandbox.model import AutoModRule, Channel, Guild, Member, User
    from sandbox.wire import Json
    from sandbox.world.world import World

_KEYWORDS, _MENTIONS = 1, 5
_BLOCK, _ALERT, _TIMEOUT = 1, 2, 3
ALERT_MESSAGE: Final = 24
_MENTION = re.compile(r"<@[!&]?\d+>")


@dataclass(slots=True, frozen=True)
class _Breach:
    """A message that broke a rule, and by which keyword."""

    rule: AutoModRule
    member: Member
    channel: Channel
    content: str
    keyword: str


def watch(world: World, author: User, channel: Channel, content: str) -> None:
    """Carry out the rules that a person's message breaks; raise 200000 if one blocks it."""
    guild = world.guild_of(channel)
    if guild is None or author.bot or not guild.automod_rules:
        return
    if world.guild_permissions(author, guild) & permissions.MANAGE_GUILD:
        return
    member = guild.members[author.id]
    blocked = False
    for rule in guild.automod_rules.values():
        if not rule.body.get("enabled") or _exempt(rule, member, channel):
            continue
        keyword = _broken_by(rule, content)
        if keyword is not None:
            breach = _Breach(rule, member, channel, content, keyword)
            blocked = _carry_out(world, guild, breach) or blocked
    if blocked:
        raise ApiError(400, 200000, "Message was blocked by automatic moderation")


def _exempt(rule: AutoModRule, member: Member, channel: Channel) -> bool:
    roles = {int(role_id) for role_id in rule.body.get("exempt_roles") or []}
    channels = {int(channel_id) for channel_id in rule.body.get("exempt_channels") or []}
    return bool(roles & member.roles or {channel.id, channel.parent_id} & channels)


def _broken_by(rule: AutoModRule, content: str) -> str | None:
    """Return what of the rule the text breaks: the keyword, or nothing more for mentions."""
    metadata: Json = rule.body.get("trigger_metadata") or {}
    if rule.body["trigger_type"] == _MENTIONS:
        most = int(metadata.get("mention_total_limit") or 50)
        return "" if len(set(_MENTION.findall(content))) > most else None
    if rule.body["trigger_type"] != _KEYWORDS:
        return None
    text = content.lower()
    for allowed in metadata.get("allow_list") or []:
        text = _pattern(allowed).sub("", text)
    keywords: list[str] = metadata.get("keyword_filter") or []
    return next((word for word in keywords if _pattern(word).search(text)), None)


def _pattern(keyword: str) -> re.Pattern[str]:
    """Return what a keyword matches: a whole word, or a part of one where a star stands."""
    start = "" if keyword.startswith("*") else r"(?<!\w)"
    end = "" if keyword.endswith("*") else r"(?!\w)"
    return re.compile(start + re.escape(keyword.strip("*").lower()) + end)


def _carry_out(world: World, guild: Guild, breach: _Breach) -> bool:
    """Do what the rule says, tell of each action, and say whether the message is blocked."""
    blocked = False
    for action in breach.rule.body.get("actions") or []:
        kind, metadata = action.get("type"), action.get("metadata") or {}
        alert_id = None
        if kind == _BLOCK:
            blocked = True
        elif kind == _TIMEOUT:
            seconds = int(metadata.get("duration_seconds") or 60)
            breach.member.timed_out_until = world.clock.now() + timedelta(seconds=seconds)
            world.members.changed(guild, breach.member)
        elif kind == _ALERT:
            target = guild.channels.get(int(metadata.get("channel_id") or 0))
            if target is not None:
                author = breach.member.user
                alert_id = world.messages.system(target, author, ALERT_MESSAGE, breach.content).id
        data = _execution_json(guild, breach, action, alert_id)
        needs = permissions.MANAGE_GUILD
        world.emit("AUTO_MODERATION_ACTION_EXECUTION", data, guild=guild, needs=needs)
    return blocked


def _execution_json(guild: Guild, breach: _Breach, action: Json, alert_id: int | None) -> Json:
    data: Json = {
        "guild_id": str(guild.id),
        "action": {"metadata": {}} | action,
        "rule_id": str(breach.rule.id),
        "rule_trigger_type": breach.rule.body["trigger_type"],
        "user_id": str(breach.member.user.id),
        "channel_id": str(breach.channel.id),
        "content": breach.content,
        "matched_keyword": breach.keyword or None,
        "matched_content": breach.keyword.strip("*") or None,
    }
    if alert_id is not None:
        data["alert_system_message_id"] = str(alert_id)
    return data
