"""The buttons with which staff decide what becomes of rules that differ."""

import discord

from bot.access import Access
from bot.answers import Press
from bot.components import Pressable
from bot.errors import answer_privately
from bot.refusal import Refusal
from cogs.automod import render
from cogs.automod.place import Place, place_of
from cogs.automod.rulebook import Rulebook
from cogs.automod.telling import Telling


def here(interaction: Press) -> tuple[discord.Guild, Place]:
    """Return the server where somebody pressed or typed; Refusal where the feature is off."""
    guild = interaction.guild
    place = place_of(interaction.client.core, guild) if guild is not None else None
    if guild is None or place is None:
        raise Refusal("AutoMod is not looked after here at the moment.")
    return guild, place


class ActButton(Pressable, template=r"automod:(apply|keep):[0-9a-f]{16}:\d{4}-W\d\d"):
    """Applies the rules, or leaves them as they are."""

    feature = "automod"
    access = Access.MANAGER

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        _, self.act, self.signature, self.week = custom_id.split(":")

    async def press(self, interaction: Press) -> None:
        """Decide, and let the note that this was decided on say so."""
        core, (guild, place) = interaction.client.core, here(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        t = await core.texts.for_interaction(interaction)
        rulebook, name = Rulebook(core), interaction.user.mention
        if self.act == "apply":
            standing = await rulebook.apply(guild, place)
            answer = render.outcome(t, standing)
            done = place.t("Applied by {name}.", name=name)
        else:
            await rulebook.keep(guild, place, self.signature)
            answer = t("The rules stay as they are.")
            done = place.t("Kept as it is by {name}.", name=name)
        noted = interaction.message.content if interaction.message is not None else ""
        text = render.with_outcome(noted, done)
        await Telling(core, rulebook).settled(guild.id, self.signature, self.week, text)
        await answer_privately(interaction, answer)
