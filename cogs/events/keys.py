"""The names under which the outbox and the scheduler know what the events feature does."""

from bot.effects import EffectKey, EffectKeys

TURN = "events.turn"
"""Begins or ends an occurrence; its subject is the occurrence's id, as for those below."""
SHOW = "events.show"
"""Shows the answers to an occurrence below its announcement."""
OFFER = "events.offer"
"""Lets offered seats lapse."""
TELL = "events.tell"
"""Tells those concerned of a change; its subject ends in the sequence."""
REMIND = "events.remind"
"""Reminds those who go; its subject ends in the minutes before the beginning."""

effect_key = EffectKeys("events")


def post_key(guild_id: int, occurrence_id: int) -> EffectKey:
    """Return the key of the announcement of an occurrence."""
    return effect_key("post", guild_id, occurrence_id)


def native_key(guild_id: int, occurrence_id: int, listing: int) -> EffectKey:
    """Return the key of an entry in Discord's own list; `listing` counts those that were lost."""
    return effect_key("listing", guild_id, occurrence_id, listing or "")
