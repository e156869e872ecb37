"""The names under which the outbox and the scheduler know what the feature does."""

from collections.abc import Mapping

from bot.effects import EffectKey, EffectKeys
from cogs.raids.planning import Participant
from cogs.raids.store import Incident

CALM = "raids.calm"
REFRESH = "raids.refresh"
PURGE = "raids.purge"


effect_key = EffectKeys("raids")


def card_key(incident: Incident, revision: int) -> EffectKey:
    """Return the key of an incident's card (revision 0) or of a change of it."""
    if revision == 0:
        return effect_key("card", incident.guild_id, incident.number)
    return effect_key("card_changed", incident.guild_id, incident.number, revision)


def ban_key(guild_id: int, number: int, turn: int, batch: int) -> EffectKey:
    """Return the key of one request of a plan."""
    return effect_key("ban", guild_id, number, f"{turn}.{batch}")


def unban_key(guild_id: int, number: int, turn: int, user_id: int) -> EffectKey:
    """Return the key of letting one person in again."""
    return effect_key("unban", guild_id, user_id, f"{number}.{turn}")


def request_key(guild_id: int, number: int, one: Participant) -> EffectKey:
    """Return the key of the request that bans somebody or lets them in again."""
    if one.state == "lifting":
        return unban_key(guild_id, number, one.turn, one.user_id)
    return ban_key(guild_id, number, one.turn, one.batch)


def people_of(key: EffectKey) -> tuple[int, Mapping[str, object]]:
    """Return the incident of such a request, and what its people have in common in the table."""
    first, second = map(int, key.period.split("."))
    if key.kind == "raids.unban":
        return first, {"user_id": int(key.subject), "turn": second, "state": "lifting"}
    return int(key.subject), {"turn": first, "batch": second, "state": "banning"}
