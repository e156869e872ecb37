"""The names under which the outbox knows what this feature does."""

from bot.effects import EffectKey

NOTES = ("guide", "ping", "channel", "staff", "details", "resource", "route")
"""What is written about one post; each may name its title."""


def effect_key(kind: str, guild_id: int, subject: str = "", period: str = "") -> EffectKey:
    """Return the key of an effect of this feature; `kind` goes without the feature's name."""
    return EffectKey(
        feature="zero_reply",
        kind=f"zero_reply.{kind}",
        guild_id=guild_id,
        subject=subject,
        period=period,
    )


def digest_key(guild_id: int, period: str) -> EffectKey:
    """Return the key of the one list of a period."""
    return effect_key("digest", guild_id, period=period)
