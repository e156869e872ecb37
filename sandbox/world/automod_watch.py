"""Discord's AutoMod at work: keywords, presets, regular expressions, numbers of mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sandbox import permissions
from sandbox.errors import ApiError
from sandbox.world.audit import Action
from sandbox.world.automod import ALERT, BLOCK, KEYWORD, MENTIONS, PRESETS, TIMEOUT
from sandbox.world.automod_patterns import PRESET_WORDS, compiled, keyword

if TYPE_CHECKING:
    from sandbox.model import AutoModRule, Channel, Guild, Member, User
    from sandbox.wire import Json
    from sandbox.world.world import World

ALERT_MESSAGE: Final = 24
_BLOCKED: Final = "Message was blocked by automatic moderation"
_NOTED: Final = {
    BLOCK: Action.AUTOMOD_BLOCK,
    ALERT: Action.AUTOMOD_FLAG,
    TIMEOUT: Action.AUTOMOD_TIMEOUT,
}
_MENTION = re.compile(r"<@[!&]?\d+>")


@dataclass(slots=True, frozen=True)
class _Match:
    """The keyword or pattern that a text broke, and what of the text it matched."""

    keyword: str
    content: str


@dataclass(slots=True, frozen=True)
class _Breach:
    """A message that broke a rule, and by what."""

    rule: AutoModRule
    member: Member
    channel: Channel
    content: str
    match: _Match


def watch(world: World, author: User, channel: Channel, content: str) -> None:
    """Carry out the rules that a person's message breaks; raise 200000 if one blocks it."""
    guild = world.guild_of(channel)
    if guild is None or author.bot or not guild.automod_rules:
        return
    if world.guild_permissions(author, guild) & permissions.MANAGE_GUILD:
        return
    member = guild.members[author.id]
    blocked: str | None = None
    for rule in guild.automod_rules.values():
        if not rule.body.get("enabled") or _exempt(rule, member, channel):
            continue
        match = _broken_by(rule, content)
        if match is not None:
            breach = _Breach(rule, member, channel, content, match)
            blocked = _carry_out(world, guild, breach) or blocked
    if blocked is not None:
        raise ApiError(400, 200000, blocked)


def _exempt(rule: AutoModRule, member: Member, channel: Channel) -> bool:
    roles = {int(role_id) for role_id in rule.body.get("exempt_roles") or []}
    channels = {int(channel_id) for channel_id in rule.body.get("exempt_channels") or []}
    return bool(roles & member.roles or {channel.id, channel.parent_id} & channels)


def _broken_by(rule: AutoModRule, content: str) -> _Match | None:
    """Return what of the rule the text breaks, None if nothing."""
    metadata: Json = rule.body.get("trigger_metadata") or {}
    kind = rule.body["trigger_type"]
    if kind == MENTIONS:
        most = int(metadata.get("mention_total_limit") or 50)
        return _Match("", "") if len(set(_MENTION.findall(content))) > most else None
    if kind == PRESETS:
        words = [word for preset in metadata.get("presets") or [] for word in PRESET_WORDS[preset]]
    elif kind == KEYWORD:
        words = metadata.get("keyword_filter") or []
    else:
        return None
    for allowed in metadata.get("allow_list") or []:
        content = keyword(allowed).sub("", content)
    expressions: list[str] = metadata.get("regex_patterns") or []
    for text, pattern in (
        *((word, keyword(word)) for word in words),
        *((text, compiled(text)) for text in expressions),
    ):
        if pattern is not None and (found := pattern.search(content)):
            return _Match(text, found[0])
    return None


def _carry_out(world: World, guild: Guild, breach: _Breach) -> str | None:
    """Do what the rule says, tell of each action, and return why the message is blocked, if so."""
    blocked: str | None = None
    for action in breach.rule.body.get("actions") or []:
        kind, metadata = action.get("type"), action.get("metadata") or {}
        alert_id = None
        if kind == BLOCK:
            custom = metadata.get("custom_message")
            blocked = f"{_BLOCKED}: {custom}" if custom else _BLOCKED
        elif kind == TIMEOUT:
            seconds = int(metadata.get("duration_seconds") or 60)
            breach.member.timed_out_until = world.clock.now() + timedelta(seconds=seconds)
            world.members.changed(guild, breach.member)
        elif kind == ALERT:
            target = guild.channels.get(int(metadata.get("channel_id") or 0))
            if target is not None:
                author = breach.member.user
                alert_id = world.messages.system(target, author, ALERT_MESSAGE, breach.content).id
        data = _execution_json(guild, breach, action, alert_id)
        needs = permissions.MANAGE_GUILD
        world.emit("AUTO_MODERATION_ACTION_EXECUTION", data, guild=guild, needs=needs)
        if kind in _NOTED:
            _note(world, guild, breach, _NOTED[kind])
    return blocked


def _note(world: World, guild: Guild, breach: _Breach, action: Action) -> None:
    options: Json = {
        "auto_moderation_rule_name": breach.rule.body["name"],
        "auto_moderation_rule_trigger_type": str(breach.rule.body["trigger_type"]),
        "channel_id": str(breach.channel.id),
    }
    user = breach.member.user
    world.audit.record(guild, user, action, user.id, options=options)


def _execution_json(guild: Guild, breach: _Breach, action: Json, alert_id: int | None) -> Json:
    data: Json = {
        "guild_id": str(guild.id),
        "action": {"metadata": {}} | action,
        "rule_id": str(breach.rule.id),
        "rule_trigger_type": breach.rule.body["trigger_type"],
        "user_id": str(breach.member.user.id),
        "channel_id": str(breach.channel.id),
        "content": breach.content,
        "matched_keyword": breach.match.keyword or None,
        "matched_content": breach.match.content or None,
    }
    if alert_id is not None:
        data["alert_system_message_id"] = str(alert_id)
    return data
