"""The parts of the desk, built once by the cog; buttons and forms find them among the services."""

from dataclasses import dataclass

import discord

from bot.answers import Press
from bot.client import StewardClient
from bot.core import Core
from bot.refusal import Refusal
from cogs.desk.ageing import Ageing
from cogs.desk.appealing import Appealing
from cogs.desk.cards import Cards
from cogs.desk.deciding import Deciding
from cogs.desk.erasing import Erasing
from cogs.desk.following import Following
from cogs.desk.intake import Intake
from cogs.desk.outreach import Outreach
from cogs.desk.place import Place
from cogs.desk.records import Records
from cogs.desk.replying import Replying
from cogs.desk.returning import Returning
from cogs.desk.server import place_of
from cogs.desk.surroundings import Surroundings
from cogs.desk.verdicts import Verdicts


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that works at the desk."""

    core: Core
    cards: Cards
    outreach: Outreach
    following: Following
    deciding: Deciding
    intake: Intake
    records: Records
    ageing: Ageing
    appealing: Appealing
    replying: Replying
    surroundings: Surroundings
    returning: Returning
    verdicts: Verdicts
    erasing: Erasing

    @classmethod
    def build(cls, client: StewardClient) -> "Parts":
        """Put the parts together."""
        core = client.core
        cards, outreach = Cards(core), Outreach(core)
        following = Following(core, cards, outreach)
        verdicts = Verdicts(core)
        deciding = Deciding(core, cards, following, outreach, verdicts)
        ageing = Ageing(core, cards)
        surroundings = Surroundings(client)
        intake = Intake(client, cards, deciding, ageing, surroundings)
        records = Records(core)
        appealing = Appealing(core, following, outreach, ageing)
        return cls(
            core, cards, outreach, following, deciding, intake, records, ageing, appealing,
            Replying(core), surroundings, Returning(core), verdicts,
            Erasing(core, cards),
        )  # fmt: skip


def parts_of(interaction: Press) -> Parts:
    """Return the parts that this process works with."""
    parts = interaction.client.core.services.get(Parts)
    assert parts is not None, "the cog that registers buttons and commands offers them"
    return parts


def here(interaction: Press) -> Place:
    """Return the server where somebody pressed or typed; Refusal where the desk is off."""
    guild = interaction.guild
    place = place_of(interaction.client.core, guild) if guild is not None else None
    if place is None:
        raise Refusal("There is no moderation desk here at the moment.")
    return place


def guild_of(interaction: Press) -> discord.Guild:
    """Return the server where somebody pressed or typed."""
    assert interaction.guild is not None, "access was checked on a server"
    return interaction.guild
