"""What a request may raise, as an outcome."""

from datetime import timedelta
from types import MappingProxyType
from typing import Self

import aiohttp
import discord

from bot.actions import DM_TOO_FAST, Blocked, Outcome, Refused, Unclear
from bot.actions.live.here import Hindrance

# A 429 that discord.py does not wait out comes from Cloudflare: knocking on makes it worse.
BANNED_FOR = timedelta(minutes=10)

FINAL = MappingProxyType(
    {
        10003: "channel_gone",
        10004: "guild_gone",
        10007: "member_gone",
        10008: "message_gone",
        10011: "role_gone",
        10013: "member_gone",
        10066: "rule_gone",
        10070: "event_gone",
        50007: "dm_closed",
        50278: "member_gone",
        180000: "event_over",
    }
)
"""What can never take place any more, by Discord's code."""

FOR_NOW = MappingProxyType(
    {
        20026: DM_TOO_FAST,
        30005: "too_many_roles",
        30007: "too_many_webhooks",
        30013: "too_many_channels",
        30038: "too_many_events",
        30046: "too_many_edits",
        40003: DM_TOO_FAST,
        40067: "tag_required",
        160005: "thread_locked",
        160006: "too_many_threads",
    }
)
"""What Discord refuses until something on the server is different: nothing has happened."""


TOO_MANY_RULES = "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED"
"""What Discord says in a form that is otherwise in order."""


class Failure:
    """Turns what a request may raise into an outcome."""

    outcome: Outcome = Unclear("unknown")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> bool:
        if isinstance(error, Hindrance):
            self.outcome = error.outcome
        elif isinstance(error, discord.HTTPException):
            self.outcome = _outcome_of(error)
        elif isinstance(error, aiohttp.ClientError | OSError | TimeoutError):
            self.outcome = Unclear("connection", type(error).__name__)
        else:
            return False
        return True


def _outcome_of(error: discord.HTTPException) -> Outcome:
    """Tell from Discord's answer whether trying again can help."""
    if error.code in FOR_NOW:
        return Blocked(FOR_NOW[error.code], error.text)
    if error.status == 429:
        return Unclear("rate_limited", retry_after=BANNED_FOR)
    if error.status >= 500:
        return Unclear(str(error.status), "Discord is having trouble")
    if TOO_MANY_RULES in error.text:
        return Blocked("too_many_rules", error.text)
    if error.code in FINAL:
        return Refused(FINAL[error.code])
    return Refused(str(error.code or error.status), error.text)
