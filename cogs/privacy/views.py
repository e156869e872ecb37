"""The button that erases, found by its custom_id alone."""

from bot.answers import Press
from bot.components import Pressable
from bot.services import Offer
from cogs.privacy import render
from cogs.privacy.eraser import Eraser

ERASER: Offer[Eraser] = Eraser


class EraseButton(Pressable, template=r"privacy:erase:\d+"):
    """Erases the data of the person who was asked, and of nobody else."""

    feature = "privacy"

    async def press(self, interaction: Press) -> None:
        """Erase, and say what came of it in place of the question."""
        core, guild_id = interaction.client.core, interaction.guild_id
        assert guild_id is not None, "access was checked on a server"
        eraser = core.services.get(ERASER)
        assert eraser is not None, "the feature is switched on"
        if interaction.user.id != self.record_id:
            await interaction.response.defer()
            return
        # The answer must be in the person's language, which is about to be forgotten.
        t = await core.texts.for_interaction(interaction)
        await interaction.response.defer()
        failed = await eraser.erase(guild_id, interaction.user.id)
        told = render.after_erasing(t, failed)
        await interaction.edit_original_response(content=told, view=None)
