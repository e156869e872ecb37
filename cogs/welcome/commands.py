"""`/welcome …`: what staff see and set off."""

import discord
from discord import app_commands

from bot.access import Access, needs
from bot.answers import show
from bot.client import StewardClient
from bot.core import Core
from bot.effects import SendMessage
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.texts import N_
from cogs.welcome import preview, render, report
from cogs.welcome.greeters import GreeterGroup
from cogs.welcome.keys import effect_key
from cogs.welcome.reception import Reception
from cogs.welcome.staff import StaffNotes
from cogs.welcome.views import here, newcomers_page


class WelcomeGroup(app_commands.Group):
    """The commands about newcomers."""

    def __init__(self, core: Core, reception: Reception) -> None:
        super().__init__(name="welcome", description=N_("Greeting newcomers"), guild_only=True)
        self._core, self._reception = core, reception
        self.add_command(GreeterGroup(core))

    @needs(Access.MODERATOR)
    @app_commands.command(name="preview", description=N_("See what newcomers will be greeted with"))
    async def preview_(self, interaction: discord.Interaction[StewardClient]) -> None:
        """Show the texts as they would be posted, for easy and for difficult names."""
        place = here(interaction)
        t = await self._core.texts.for_interaction(interaction)
        pages = preview.pages(place, t, interaction.user.id)
        await show(interaction, pages[0])
        for page in pages[1:]:
            await interaction.followup.send(
                page.text, ephemeral=True, allowed_mentions=discord.AllowedMentions.none()
            )

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("List newcomers and where they stand"))
    async def newcomers(self, interaction: discord.Interaction[StewardClient]) -> None:
        """List those who have not settled yet, those who are quiet first."""
        await show(interaction, await newcomers_page(interaction, here(interaction), 0))

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("See this week's newcomers in numbers"))
    async def status(self, interaction: discord.Interaction[StewardClient]) -> None:
        """Count the week's newcomers."""
        place = here(interaction)
        await self._reception.note_greetings(place)
        numbers = await StaffNotes(self._core).figures(place)
        t = await self._core.texts.for_interaction(interaction)
        await answer_privately(interaction, report.status(t, numbers))

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Post a message with the Start here button"))
    @app_commands.describe(channel=N_("Where to post it; here if you name none"))
    async def post(
        self,
        interaction: discord.Interaction[StewardClient],
        channel: discord.TextChannel | None = None,
    ) -> None:
        """Post the button for everybody, newcomers or not."""
        place = here(interaction)
        target = channel.id if channel is not None else interaction.channel_id
        assert target is not None, "commands of a guild come from a channel"
        await interaction.response.defer(ephemeral=True)
        result = await self._core.outbox.perform(
            effect_key("start_here", place.guild_id, str(target), str(interaction.id)),
            SendMessage(channel_id=target, message=render.start_here(place)),
        )
        if result.state != "sent":
            raise Refusal(
                "I could not post in {channel}: {reason}.",
                channel=f"<#{target}>",
                reason=result.detail or result.code,
            )
        t = await self._core.texts.for_interaction(interaction)
        await answer_privately(interaction, t("Posted in {channel}.", channel=f"<#{target}>"))
