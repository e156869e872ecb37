"""What there is to say about an incident, gathered for those who put it into words."""

from collections.abc import Sequence
from dataclasses import dataclass

from cogs.raids.people_store import Figures
from cogs.raids.planning import Plan, Who
from cogs.raids.store import Event, Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentFacts:
    """An incident as it stands; `closed` counts channels."""

    incident: Incident
    figures: Figures
    examples: Sequence[str]
    closed: int
    is_paused: bool
    log: Sequence[Event]


@dataclass(frozen=True, slots=True)
class Preview:
    """A plan as it is shown before it is confirmed."""

    incident: Incident
    plan: Plan
    who: Who


@dataclass(frozen=True, slots=True, kw_only=True)
class UndoOffer:
    """What there is to undo of an incident: people, channels, and whether a pause still lasts."""

    incident: Incident
    banned: int
    closed: int
    is_paused: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it can be undone any more."""
        return not (self.banned or self.closed or self.is_paused)

    @property
    def permissions(self) -> tuple[str, ...]:
        """What the bot needs to undo it, by discord.py's names."""
        needed = (
            ("ban_members", self.banned),
            ("manage_channels", self.closed),
            ("manage_roles", self.closed),
            ("manage_guild", self.is_paused),
        )
        return tuple(name for name, count in needed if count)
