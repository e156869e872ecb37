"""The button that erases, found by its custom_id alone."""

import re
from typing import Any, Self

import discord

from bot.client import StewardClient
from bot.components import Pressable
from bot.services import Offer
from cogs.privacy import render
from cogs.privacy.eraser import Eraser

Press = discord.Interaction[StewardClient]

ERASER: Offer[Eraser] = Eraser


class EraseButton(Pressable, template=r"privacy:erase:(?P<member>\d+)"):
    """Erases the data of the person who was asked, and of nobody else."""

    feature = "privacy"

    def __init__(self, member_id: int, label: str = "…") -> None:
        self.member_id = member_id
        super().__init__(
            discord.ui.Button(
                label=label,
                style=discord.ButtonStyle.danger,
                custom_id=f"privacy:erase:{member_id}",
            )
        )

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py's signature
        item: discord.ui.Item[Any],  # noqa: ARG003 - discord.py's signature
        match: re.Match[str],
    ) -> Self:
        """Make the button anew from what its message says."""
        return cls(int(match["member"]))

    async def press(self, interaction: Press) -> None:
        """Erase, and say what came of it in place of the question."""
        core, guild_id = interaction.client.core, interaction.guild_id
        assert guild_id is not None, "access was checked on a server"
        eraser = core.services.get(ERASER)
        assert eraser is not None, "the feature is switched on"
        if interaction.user.id != self.member_id:
            await interaction.response.defer()
            return
        # The answer must be in the person's language, which is about to be forgotten.
        t = await core.texts.for_interaction(interaction)
        await interaction.response.defer()
        failed = await eraser.erase(guild_id, interaction.user.id)
        told = render.after_erasing(t, failed)
        await interaction.edit_original_response(content=told, view=None)
