"""The names under which the outbox knows what this feature does."""

from bot.effects import EffectKey, EffectKeys

NOTES = ("guide", "ping", "channel", "staff", "details", "resource", "route")
"""What is written about one post; each may name its title."""

effect_key = EffectKeys("zero_reply")


def digest_key(guild_id: int, period: str) -> EffectKey:
    """Return the key of the one list of a period."""
    return effect_key("digest", guild_id, period=period)
