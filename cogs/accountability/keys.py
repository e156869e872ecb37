"""The names under which the outbox and the scheduler know what the feature does."""

from bot.effects import EffectKey, EffectKeys
from cogs.accountability.store import Card, Week

OPEN = "accountability.open"
RECAP = "accountability.recap_due"
REMIND = "accountability.remind"
SWEEP = "accountability.sweep"
POST, THREAD = "accountability.post", "accountability.thread"

effect_key = EffectKeys("accountability")


def post_key(week: Week) -> EffectKey:
    """Return the key of the message that opens a week; one more for each new attempt."""
    return effect_key("post", week.guild_id, week.attempt, week.week)


def thread_key(week: Week) -> EffectKey:
    """Return the key of a week's thread."""
    subject = f"{week.attempt}.{week.thread_attempt}"
    return effect_key("thread", week.guild_id, subject, week.week)


def recap_key(week: Week) -> EffectKey:
    """Return the key of the message that sums a week up."""
    return effect_key("recap", week.guild_id, "", week.week)


def card_key(card: Card) -> EffectKey:
    """Return the key of the message that shows a member's goals."""
    return effect_key("card", card.guild_id, card.id, card.week)
