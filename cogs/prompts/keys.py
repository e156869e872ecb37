"""The names under which the outbox and the scheduler know what the feature does."""

from datetime import UTC, datetime

from bot.effects import EffectKey, EffectKeys
from cogs.prompts.policy import Planned

PLAN = "prompts.plan"
SLOT = "prompts.slot"
POST = "prompts.post"
NOTE = "prompts.note"
"""The job that shows in the latest note to staff how the coming prompts stand."""

effect_key = EffectKeys("prompts")


def post_key(guild_id: int, one: Planned) -> EffectKey:
    """Return the key of the prompt of a time; one more for each new attempt."""
    return effect_key("post", guild_id, stamp(one.due_at), one.attempt or "")


def note_key(guild_id: int, day: str) -> EffectKey:
    """Return the key of a day's note to staff."""
    return effect_key("week", guild_id, "", day)


def suggestion_key(guild_id: int, own_id: int) -> EffectKey:
    """Return the key of the note that shows staff a suggestion."""
    return effect_key("suggestion", guild_id, own_id)


def stamp(due_at: datetime) -> str:
    """Write a time as it stands in keys and buttons."""
    return str(int(due_at.timestamp()))


def from_stamp(text: str) -> datetime:
    """Read it again."""
    return datetime.fromtimestamp(int(text), UTC)
