"""The parts of the feature, built once by the cog; buttons find them among the services."""

from dataclasses import dataclass

import discord

from bot.answers import Press
from bot.core import Core
from bot.refusal import Refusal
from cogs.raids.banning import Bans
from cogs.raids.gate import Gate
from cogs.raids.incidents import Incidents
from cogs.raids.lockdown import Lockdown
from cogs.raids.pausing import Pauses
from cogs.raids.place import Place
from cogs.raids.server import place_of
from cogs.raids.undoing import Undoing
from cogs.raids.watch import Watch


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that deals with raids."""

    core: Core
    incidents: Incidents
    watch: Watch
    bans: Bans
    pauses: Pauses
    lockdown: Lockdown
    undoing: Undoing
    gate: Gate

    @classmethod
    def build(cls, core: Core) -> "Parts":
        """Put the parts together."""
        incidents = Incidents(core)
        bans, pauses = Bans(core, incidents), Pauses(core, incidents)
        lockdown = Lockdown(core, incidents)
        undoing = Undoing(core, incidents, bans, pauses, lockdown)
        watch = Watch(core, incidents)
        return cls(core, incidents, watch, bans, pauses, lockdown, undoing, Gate(core))


def parts_of(interaction: Press) -> Parts:
    """Return the parts that this process works with."""
    parts = interaction.client.core.services.get(Parts)
    assert parts is not None, "the cog that registers buttons and commands offers them"
    return parts


def guild_of(interaction: Press) -> discord.Guild:
    """Return the server where somebody pressed or typed."""
    assert interaction.guild is not None, "access was checked on a server"
    return interaction.guild


def here(interaction: Press) -> Place:
    """Return the server where somebody pressed or typed; Refusal where the feature is off."""
    place = place_of(interaction.client.core, guild_of(interaction))
    if place is None:
        raise Refusal("Raids are not watched for here at the moment.")
    return place
