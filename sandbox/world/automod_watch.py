"""Discord's AutoMod at work: keywords, presets, regular expressions, numbers of mentions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from sandbox import permissions
from sandbox.errors import ApiError
from sandbox.world.audit import Action, record
from sandbox.world.automod import ALERT, BLOCK, KEYWORD, MENTIONS, PRESETS, TIMEOUT
from sandbox.world.automod_patterns import PRESET_WORDS, compiled, keyword

if TYPE_CHECKING:
    from sandbox.model import AutoModRule, Channel, Guild, Json, Member, User
    from sandbox.state import State
    from sandbox.world.delivery import Delivery
    from sandbox.world.members import Members

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
class Breach:
    """A message that broke a rule, and by what."""

    rule: AutoModRule
    guild: Guild
    member: Member
    channel: Channel
    content: str
    match: _Match


class AutoModWatch:
    """Reads what people write, and does what the rules say that it breaks."""

    def __init__(self, state: State, members: Members, delivery: Delivery) -> None:
        self._state = state
        self._members = members
        self._delivery = delivery

    def breaches(self, author: User, channel: Channel, content: str) -> list[Breach]:
        """Return the rules that a person's message breaks, for `carry_out` once it stands there.

        Where one blocks it, all are carried out at once, and 200000 is raised.
        """
        guild = self._state.guild_of(channel)
        if guild is None or author.bot or not guild.automod_rules:
            return []
        if self._state.guild_permissions(author, guild) & permissions.MANAGE_GUILD:
            return []
        member = guild.members[author.id]
        breaches = [
            Breach(rule, guild, member, channel, content, match)
            for rule in guild.automod_rules.values()
            if rule.body.get("enabled") and not _exempt(rule, member, channel)
            if (match := _broken_by(rule, content)) is not None
        ]
        refusals = [reason for one in breaches if (reason := _refusal(one.rule)) is not None]
        if refusals:
            self.carry_out(breaches, None)
            raise ApiError(400, 200000, refusals[-1])
        return breaches

    def carry_out(self, breaches: list[Breach], message_id: int | None) -> None:
        """Do what the broken rules say, and tell of each action; blocked messages have no id."""
        for breach in breaches:
            for action in breach.rule.body.get("actions") or []:
                self._act(breach, action, message_id)

    def _act(self, breach: Breach, action: Json, message_id: int | None) -> None:
        kind, metadata, guild = action.get("type"), action.get("metadata") or {}, breach.guild
        named = {"message_id": message_id}
        if kind == TIMEOUT:
            seconds = int(metadata.get("duration_seconds") or 60)
            breach.member.timed_out_until = self._state.clock.now() + timedelta(seconds=seconds)
            self._members.changed(guild, breach.member)
        elif kind == ALERT:
            target = guild.channels.get(int(metadata.get("channel_id") or 0))
            if target is not None:
                author = breach.member.user
                alert = self._delivery.system(target, author, ALERT_MESSAGE, breach.content)
                named["alert_system_message_id"] = alert.id
        data = _execution_json(breach, action)
        data |= {name: str(value) for name, value in named.items() if value is not None}
        needs = permissions.MANAGE_GUILD
        self._state.emit("AUTO_MODERATION_ACTION_EXECUTION", data, guild=guild, needs=needs)
        if kind in _NOTED:
            self._note(breach, _NOTED[kind])

    def _note(self, breach: Breach, action: Action) -> None:
        options: Json = {
            "auto_moderation_rule_name": breach.rule.body["name"],
            "auto_moderation_rule_trigger_type": str(breach.rule.body["trigger_type"]),
            "channel_id": str(breach.channel.id),
        }
        user = breach.member.user
        record(self._state, breach.guild, user, action, user.id, options=options)


def _refusal(rule: AutoModRule) -> str | None:
    """Return what the author of a message is told whom this rule blocks, None if it does not."""
    for action in rule.body.get("actions") or []:
        if action.get("type") == BLOCK:
            custom = (action.get("metadata") or {}).get("custom_message")
            return f"{_BLOCKED}: {custom}" if custom else _BLOCKED
    return None


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


def _execution_json(breach: Breach, action: Json) -> Json:
    return {
        "guild_id": str(breach.guild.id),
        "action": {"metadata": {}} | action,
        "rule_id": str(breach.rule.id),
        "rule_trigger_type": breach.rule.body["trigger_type"],
        "user_id": str(breach.member.user.id),
        "channel_id": str(breach.channel.id),
        "content": breach.content,
        "matched_keyword": breach.match.keyword or None,
        "matched_content": breach.match.content or None,
    }
