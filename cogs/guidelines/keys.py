"""The names under which the outbox and the scheduler know what the feature does."""

from bot.effects import EffectKey, EffectKeys

SWEEP = "guidelines.sweep"
LISTS = "guidelines.lists"
LISTS_NOW = "guidelines.lists_now"


effect_key = EffectKeys("guidelines")


def note_key(guild_id: int, message_id: int) -> EffectKey:
    """Return the key of the one note that staff get about a message."""
    return effect_key("note", guild_id, str(message_id))
