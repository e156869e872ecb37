"""The names under which the outbox and the scheduler know what the feature does."""

from bot.effects import EffectKey

SWEEP = "desk.sweep"
OVERDUE = "desk.overdue"
APPEAL_DUE = "desk.appeal_due"
REFRESH = "desk.refresh"
CONTEXT = "desk.context"
ACT = "desk.act"
TOLD_OR_NOT = "desk.told_or_not"


def effect_key(kind: str, guild_id: int, subject: int | str, period: int | str = "") -> EffectKey:
    """Return the key of an effect of this feature; `kind` goes without the feature's name."""
    return EffectKey(
        feature="desk",
        kind=f"desk.{kind}",
        guild_id=guild_id,
        subject=str(subject),
        period=str(period),
    )


def card_key(guild_id: int, item_id: int) -> EffectKey:
    """Return the key of the one card of an item."""
    return effect_key("card", guild_id, item_id)


def words_key(guild_id: int, case_id: int) -> EffectKey:
    """Return the key of what a member is told about a case."""
    return effect_key("words", guild_id, case_id)
