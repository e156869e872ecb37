"""The names under which the outbox and the scheduler know what the feature does."""

from bot.effects import EffectKey

SWEEP = "guidelines.sweep"
LISTS = "guidelines.lists"
LISTS_NOW = "guidelines.lists_now"


def effect_key(kind: str, guild_id: int, subject: str, period: str = "") -> EffectKey:
    """Return the key of an effect of this feature; `kind` goes without the feature's name."""
    return EffectKey(
        feature="guidelines",
        kind=f"guidelines.{kind}",
        guild_id=guild_id,
        subject=subject,
        period=period,
    )


def note_key(guild_id: int, message_id: int) -> EffectKey:
    """Return the key of the one note that staff get about a message."""
    return effect_key("note", guild_id, str(message_id))
