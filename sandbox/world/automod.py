"""Rules of Discord's own AutoMod; `automod_watch` carries them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import ApiError, unknown
from sandbox.form import Form
from sandbox.model import AutoModRule
from sandbox.wire.guilds import automod_rule_json
from sandbox.world.audit import Action, record
from sandbox.world.automod_patterns import PRESET_WORDS, compiled

if TYPE_CHECKING:
    from sandbox.model import Guild, Json, User
    from sandbox.state import State

KEYWORD, SPAM, PRESETS, MENTIONS, PROFILE = 1, 3, 4, 5, 6
ON_MESSAGE, ON_MEMBER_UPDATE = 1, 2
BLOCK, ALERT, TIMEOUT, BLOCK_INTERACTION = 1, 2, 3, 4
MOST_OF_KIND = {KEYWORD: 6, SPAM: 1, PRESETS: 1, MENTIONS: 1, PROFILE: 1}
LONGEST_TIMEOUT = 2419200


class AutoMod:
    """Keeps the rules."""

    def __init__(self, state: State) -> None:
        self._state = state

    def list_for(self, actor: User, guild: Guild) -> list[AutoModRule]:
        """Return a guild's rules."""
        self._state.require_in_guild(actor, guild, permissions.MANAGE_GUILD)
        return list(guild.automod_rules.values())

    def get(self, actor: User, guild: Guild, rule_id: int) -> AutoModRule:
        """Return a rule, or raise an unknown-rule 404."""
        self._state.require_in_guild(actor, guild, permissions.MANAGE_GUILD)
        try:
            return guild.automod_rules[rule_id]
        except KeyError:
            raise unknown("Auto Moderation Rule") from None

    def create(
        self, actor: User, guild: Guild, body: Json, reason: str | None = None
    ) -> AutoModRule:
        """Make a rule within Discord's numbers: six of keywords, one of every other kind."""
        state = self._state
        state.require_in_guild(actor, guild, permissions.MANAGE_GUILD)
        form = Form(body)
        for key in ("name", "event_type", "trigger_type", "actions"):
            form.required(key)
        kind = form.one_of("trigger_type", tuple(MOST_OF_KIND), KEYWORD) or KEYWORD
        same = [r for r in guild.automod_rules.values() if r.body.get("trigger_type") == kind]
        _check(form, kind)
        if len(same) >= MOST_OF_KIND[kind]:
            raise _too_many(MOST_OF_KIND[kind])
        self._require_timeouts(actor, guild, body)
        rule = AutoModRule(state.ids.new(), guild.id, actor.id, dict(body))
        guild.automod_rules[rule.id] = rule
        self._tell("AUTO_MODERATION_RULE_CREATE", guild, rule)
        record(state, guild, actor, Action.AUTOMOD_CREATE, rule.id, reason=reason)
        return rule

    def edit(
        self, actor: User, guild: Guild, rule_id: int, body: Json, reason: str | None = None
    ) -> AutoModRule:
        """Change a rule."""
        rule = self.get(actor, guild, rule_id)
        _check(Form(body), int(rule.body["trigger_type"]))
        self._require_timeouts(actor, guild, body)
        rule.body |= body
        self._tell("AUTO_MODERATION_RULE_UPDATE", guild, rule)
        record(self._state, guild, actor, Action.AUTOMOD_UPDATE, rule.id, reason=reason)
        return rule

    def delete(self, actor: User, guild: Guild, rule_id: int, reason: str | None = None) -> None:
        """Abolish a rule."""
        rule = self.get(actor, guild, rule_id)
        del guild.automod_rules[rule_id]
        self._tell("AUTO_MODERATION_RULE_DELETE", guild, rule)
        record(self._state, guild, actor, Action.AUTOMOD_DELETE, rule.id, reason=reason)

    def _require_timeouts(self, actor: User, guild: Guild, body: Json) -> None:
        """Raise 50013 for a rule that puts people out for a while, by somebody who may not."""
        if any(action.get("type") == TIMEOUT for action in body.get("actions") or []):
            self._state.require_in_guild(actor, guild, permissions.MODERATE_MEMBERS)

    def _tell(self, name: str, guild: Guild, rule: AutoModRule) -> None:
        data = automod_rule_json(rule)
        self._state.emit(name, data, guild=guild, needs=permissions.MANAGE_GUILD)


def _too_many(most: int) -> ApiError:
    """Return the refusal of one rule too many, which names no field."""
    error = {
        "code": "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED",
        "message": f"Maximum number of rules of this type reached ({most})",
    }
    return ApiError(400, 50035, "Invalid Form Body", {"_errors": [error]})


def _check(form: Form, kind: int) -> None:
    """Raise 50035 for what is beyond Discord's limits or makes no sense for the kind of rule."""
    form.text("name", 1, 100)
    form.one_of("event_type", (ON_MESSAGE, ON_MEMBER_UPDATE))
    _check_metadata(form, form.body.get("trigger_metadata") or {}, kind)
    for key, most in (("exempt_roles", 20), ("exempt_channels", 50)):
        if len(form.snowflakes(key)) > most:
            form.fail(key, f"Must be {most} or fewer in length.", "BASE_TYPE_MAX_LENGTH")
    for index, action in enumerate(form.body.get("actions") or []):
        _check_action(form, f"actions.{index}", action, kind)
    form.finish()


def _check_metadata(form: Form, metadata: Json, kind: int) -> None:
    limits = (("keyword_filter", 1000, 60), ("regex_patterns", 10, 260))
    allowed = 1000 if kind == PRESETS else 100
    for key, most, longest in (*limits, ("allow_list", allowed, 60)):
        terms = metadata.get(key) or []
        path = f"trigger_metadata.{key}"
        if len(terms) > most:
            form.fail(path, f"Must be {most} or fewer in length.", "BASE_TYPE_MAX_LENGTH")
        for index, term in enumerate(terms):
            if not 1 <= len(term) <= longest:
                message = f"Must be between 1 and {longest} in length."
                form.fail(f"{path}.{index}", message, "BASE_TYPE_BAD_LENGTH")
            elif key == "regex_patterns" and compiled(term) is None:
                message = "Regex is not valid in Rust's flavour."
                form.fail(f"{path}.{index}", message, "AUTO_MODERATION_INVALID_REGEX")
    if set(metadata.get("presets") or []) - PRESET_WORDS.keys():
        form.fail("trigger_metadata.presets", "Value must be one of {1, 2, 3}.")
    if not 0 <= int(metadata.get("mention_total_limit") or 0) <= 50:
        message = "int value should be between 0 and 50."
        form.fail("trigger_metadata.mention_total_limit", message, "NUMBER_TYPE_MAX")


def _check_action(form: Form, path: str, action: Json, kind: int) -> None:
    metadata = Form(action.get("metadata") or {})
    if action.get("type") not in {BLOCK, ALERT, TIMEOUT, BLOCK_INTERACTION}:
        form.fail(f"{path}.type", "Value must be one of {1, 2, 3, 4}.", "BASE_TYPE_CHOICES")
    if len(metadata.body.get("custom_message") or "") > 150:
        message = "Must be 150 or fewer in length."
        form.fail(f"{path}.metadata.custom_message", message, "BASE_TYPE_MAX_LENGTH")
    if action.get("type") == ALERT and not metadata.snowflake("channel_id"):
        form.fail(f"{path}.metadata.channel_id", "This field is required", "BASE_TYPE_REQUIRED")
    if action.get("type") != TIMEOUT:
        return
    if kind not in {KEYWORD, MENTIONS}:
        form.fail(f"{path}.type", "Timeouts go with keywords and mentions alone.")
    if not 0 <= int(metadata.body.get("duration_seconds") or 0) <= LONGEST_TIMEOUT:
        message = f"int value should be between 0 and {LONGEST_TIMEOUT}."
        form.fail(f"{path}.metadata.duration_seconds", message, "NUMBER_TYPE_MAX")
