"""Rules of Discord's own AutoMod; `automod_watch` carries them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox import permissions
from sandbox.errors import unknown
from sandbox.form import Form
from sandbox.model import AutoModRule
from sandbox.wire.guilds import automod_rule_json
from sandbox.world.audit import Action

if TYPE_CHECKING:
    from sandbox.model import Guild, User
    from sandbox.wire import Json
    from sandbox.world.world import World

KEYWORD = 1
MOST_OF_KIND = {KEYWORD: 6, 3: 1, 4: 1, 5: 1, 6: 1}


class AutoMod:
    """Keeps the rules."""

    def __init__(self, world: World) -> None:
        self._world = world

    def list_for(self, actor: User, guild: Guild) -> list[AutoModRule]:
        """Return a guild's rules."""
        self._world.require_in_guild(actor, guild, permissions.MANAGE_GUILD)
        return list(guild.automod_rules.values())

    def get(self, actor: User, guild: Guild, rule_id: int) -> AutoModRule:
        """Return a rule, or raise an unknown-rule 404."""
        self._world.require_in_guild(actor, guild, permissions.MANAGE_GUILD)
        try:
            return guild.automod_rules[rule_id]
        except KeyError:
            raise unknown("Auto Moderation Rule") from None

    def create(
        self, actor: User, guild: Guild, body: Json, reason: str | None = None
    ) -> AutoModRule:
        """Make a rule within Discord's numbers: six of keywords, one of every other kind."""
        world = self._world
        world.require_in_guild(actor, guild, permissions.MANAGE_GUILD)
        form = Form(body)
        for key in ("name", "event_type", "trigger_type", "actions"):
            form.required(key)
        kind = form.one_of("trigger_type", tuple(MOST_OF_KIND), KEYWORD) or KEYWORD
        same = [r for r in guild.automod_rules.values() if r.body.get("trigger_type") == kind]
        if len(same) >= MOST_OF_KIND[kind]:
            form.fail(
                "trigger_type",
                f"Maximum number of rules of this type reached ({MOST_OF_KIND[kind]})",
                "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED",
            )
        _check(form)
        rule = AutoModRule(world.ids.new(), guild.id, actor.id, dict(body))
        guild.automod_rules[rule.id] = rule
        self._tell("AUTO_MODERATION_RULE_CREATE", guild, rule)
        world.audit.record(guild, actor, Action.AUTOMOD_CREATE, rule.id, reason)
        return rule

    def edit(
        self, actor: User, guild: Guild, rule_id: int, body: Json, reason: str | None = None
    ) -> AutoModRule:
        """Change a rule."""
        rule = self.get(actor, guild, rule_id)
        _check(Form(body))
        rule.body |= body
        self._tell("AUTO_MODERATION_RULE_UPDATE", guild, rule)
        self._world.audit.record(guild, actor, Action.AUTOMOD_UPDATE, rule.id, reason)
        return rule

    def delete(self, actor: User, guild: Guild, rule_id: int, reason: str | None = None) -> None:
        """Abolish a rule."""
        rule = self.get(actor, guild, rule_id)
        del guild.automod_rules[rule_id]
        self._tell("AUTO_MODERATION_RULE_DELETE", guild, rule)
        self._world.audit.record(guild, actor, Action.AUTOMOD_DELETE, rule.id, reason)

    def _tell(self, name: str, guild: Guild, rule: AutoModRule) -> None:
        data = automod_rule_json(rule)
        self._world.emit(name, data, guild=guild, needs=permissions.MANAGE_GUILD)


def _check(form: Form) -> None:
    """Raise 50035 for lists and terms beyond Discord's limits."""
    form.text("name", 1, 100)
    metadata: Json = form.body.get("trigger_metadata") or {}
    limits = (("keyword_filter", 1000, 60), ("regex_patterns", 10, 260), ("allow_list", 1000, 60))
    for key, most, longest in limits:
        terms = metadata.get(key) or []
        path = f"trigger_metadata.{key}"
        if len(terms) > most:
            form.fail(path, f"Must be {most} or fewer in length.", "BASE_TYPE_MAX_LENGTH")
        for index, term in enumerate(terms):
            if not 1 <= len(term) <= longest:
                form.fail(
                    f"{path}.{index}",
                    f"Must be between 1 and {longest} in length.",
                    "BASE_TYPE_BAD_LENGTH",
                )
    if not 0 <= int(metadata.get("mention_total_limit") or 0) <= 50:
        form.fail(
            "trigger_metadata.mention_total_limit",
            "int value should be between 0 and 50.",
            "NUMBER_TYPE_MAX",
        )
    form.finish()
