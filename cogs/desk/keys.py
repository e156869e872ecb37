"""The names under which the outbox and the scheduler know what the feature does."""

from bot.effects import EffectKey, EffectKeys

SWEEP = "desk.sweep"
OVERDUE = "desk.overdue"
APPEAL_DUE = "desk.appeal_due"
REFRESH = "desk.refresh"
CONTEXT = "desk.context"
ACT = "desk.act"
TOLD_OR_NOT = "desk.told_or_not"

effect_key = EffectKeys("desk")


def card_key(guild_id: int, item_id: int) -> EffectKey:
    """Return the key of the one card of an item."""
    return effect_key("card", guild_id, item_id)


def words_key(guild_id: int, case_id: int) -> EffectKey:
    """Return the key of what a member is told about a case."""
    return effect_key("words", guild_id, case_id)
