"""`/automod preview|apply|check|remove`."""

from discord import app_commands

from bot.access import EXTRA, Access
from bot.answers import Press, show
from bot.core import Core
from bot.errors import answer_privately
from bot.texts import N_, Translation
from cogs.automod import render
from cogs.automod.keys import week_of
from cogs.automod.rulebook import Rulebook
from cogs.automod.views import here


class AutomodGroup(app_commands.Group):
    """What Discord itself blocks."""

    def __init__(self, core: Core) -> None:
        super().__init__(
            name="automod",
            description=N_("Let Discord itself block what goes against the guidelines"),
            guild_only=True,
            extras={EXTRA: Access.MANAGER},
        )
        self._core, self._rulebook = core, Rulebook(core)

    @app_commands.command(description=N_("See what AutoMod could do, and what it cannot"))
    async def preview(self, interaction: Press) -> None:
        """Show what applying would do; nothing changes."""
        (guild, place), t = here(interaction), await self._begin(interaction)
        standing = await self._rulebook.standing(guild, place)
        message = render.preview(t, standing, place.unknown, week_of(self._core.clock.now()))
        await show(interaction, message)

    @app_commands.command(description=N_("Make and change the bot's rules of AutoMod"))
    async def apply(self, interaction: Press) -> None:
        """Let the rules be as the guidelines wish."""
        (guild, place), t = here(interaction), await self._begin(interaction)
        standing = await self._rulebook.apply(guild, place)
        await answer_privately(interaction, render.outcome(t, standing))

    @app_commands.command(description=N_("See whether the rules are as they should be"))
    async def check(self, interaction: Press) -> None:
        """Show what differs, with buttons."""
        (guild, place), t = here(interaction), await self._begin(interaction)
        standing = await self._rulebook.standing(guild, place)
        if standing.differences:
            week = week_of(self._core.clock.now())
            await show(interaction, render.drift(t, standing, week))
        else:
            await answer_privately(interaction, render.outcome(t, standing))

    @app_commands.command(description=N_("Abolish the bot's rules of AutoMod, and no others"))
    async def remove(self, interaction: Press) -> None:
        """Leave AutoMod as it was before."""
        (guild, _), t = here(interaction), await self._begin(interaction)
        count = await self._rulebook.remove(guild)
        await answer_privately(interaction, render.removed(t, count))

    async def _begin(self, interaction: Press) -> Translation:
        """Tell Discord that it takes a moment, and return the reader's language."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        return await self._core.texts.for_interaction(interaction)
