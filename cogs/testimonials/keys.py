"""The names under which the outbox knows what this feature does."""

from bot.effects import EffectKey, EffectKeys
from cogs.testimonials.store import Testimonial

effect_key = EffectKeys("testimonials")


def key_of(kind: str, one: Testimonial, nth: int | None = None) -> EffectKey:
    """Return what makes an effect about a revision of a testimonial the same effect."""
    period = f"{one.revision}" if nth is None else f"{one.revision}/{nth}"
    return effect_key(kind, one.guild_id, one.number, period)
