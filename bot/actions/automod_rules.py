"""From plain rules of AutoMod to what Discord is sent, and back for comparing them."""

from collections.abc import Iterator
from typing import Any

import discord

from bot.effects import AutoModRule

Trigger = discord.AutoModRuleTriggerType
Action = discord.AutoModRuleActionType


def to_discord(rule: AutoModRule) -> dict[str, Any]:
    """Return the body with which a rule is made and changed."""
    return {
        "name": rule.name,
        "event_type": discord.AutoModRuleEventType.message_send.value,
        "trigger_type": kind_of(rule).value,
        "trigger_metadata": _metadata(rule),
        "actions": list(_actions(rule)),
        "enabled": rule.enabled,
        "exempt_roles": list(map(str, rule.exempt_role_ids)),
        "exempt_channels": list(map(str, rule.exempt_channel_ids)),
    }


def kind_of(rule: AutoModRule) -> Trigger:
    """Return which kind of rule it is: of each, a server has only so many."""
    return Trigger.keyword if rule.mentions is None else Trigger.mention_spam


def from_discord(rule: discord.AutoModRule) -> AutoModRule:
    """Return a rule of keywords or mentions as plain data."""
    trigger, actions = rule.trigger, rule.actions
    block = next((one for one in actions if one.type is Action.block_message), None)
    alert = next((one for one in actions if one.channel_id is not None), None)
    timeout = next((one for one in actions if one.duration is not None), None)
    return AutoModRule(
        name=rule.name,
        keywords=tuple(trigger.keyword_filter),
        patterns=tuple(trigger.regex_patterns),
        allowed=tuple(trigger.allow_list),
        mentions=trigger.mention_limit if trigger.type is Trigger.mention_spam else None,
        blocks=block is not None,
        message=(block.custom_message if block is not None else None) or "",
        alert_channel_id=alert.channel_id if alert is not None else None,
        timeout_seconds=_seconds(timeout),
        exempt_role_ids=tuple(sorted(rule.exempt_role_ids)),
        exempt_channel_ids=tuple(sorted(rule.exempt_channel_ids)),
        enabled=rule.enabled,
    )


def _metadata(rule: AutoModRule) -> dict[str, Any]:
    if rule.mentions is not None:
        return {"mention_total_limit": rule.mentions}
    return {
        "keyword_filter": list(rule.keywords),
        "regex_patterns": list(rule.patterns),
        "allow_list": list(rule.allowed),
    }


def _actions(rule: AutoModRule) -> Iterator[dict[str, Any]]:
    if rule.blocks:
        told = {"custom_message": rule.message} if rule.message else {}
        yield {"type": Action.block_message.value, "metadata": told}
    if rule.alert_channel_id is not None:
        where = {"channel_id": str(rule.alert_channel_id)}
        yield {"type": Action.send_alert_message.value, "metadata": where}
    if rule.timeout_seconds:
        lasts = {"duration_seconds": rule.timeout_seconds}
        yield {"type": Action.timeout.value, "metadata": lasts}


def _seconds(timeout: discord.AutoModRuleAction | None) -> int:
    if timeout is None or timeout.duration is None:
        return 0
    return int(timeout.duration.total_seconds())
