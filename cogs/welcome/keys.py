"""The names under which the outbox and the scheduler know what the welcome feature does."""

from bot.effects import EffectKey, EffectKeys
from cogs.welcome.newcomer import Newcomer

GREET = "welcome.greet"
"""The job that greets somebody after the quiet delay; its subject is the user id."""


effect_key = EffectKeys("welcome")


def greeting_key(guild_id: int, newcomer: Newcomer) -> EffectKey:
    """Return the key of the one greeting that a person ever gets in a guild.

    Only who left before theirs was attempted is greeted on a later visit, which is then part of
    the key. A first visit is not: whoever was forgotten and joins anew is not greeted twice.
    """
    visit = newcomer.greeting_visit
    period = str(visit) if visit > 1 else ""
    return effect_key("greeting", guild_id, str(newcomer.user_id), period)
