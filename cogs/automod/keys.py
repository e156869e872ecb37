"""The names under which the outbox and the scheduler know what the feature does."""

from datetime import datetime

from bot.effects import EffectKey, EffectKeys
from cogs.automod.store import Row

CHECK = "automod.check"
SWEEP = "automod.sweep"


effect_key = EffectKeys("automod")


def rule_key(row: Row) -> EffectKey:
    """Return the key of the effect with which a rule was last applied."""
    return effect_key(row.effect, row.guild_id, row.name, f"{row.at.isoformat()} {row.digest}")


def week_of(now: datetime) -> str:
    """Return the week in which staff are told of a difference once."""
    year, week, _ = now.isocalendar()
    return f"{year}-W{week:02}"


def drift_key(guild_id: int, signature: str, week: str) -> EffectKey:
    """Return the key of the note about differences."""
    return effect_key("drift", guild_id, signature, week)
