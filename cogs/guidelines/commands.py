"""`/guidelines …`: what members read, and what staff see and set off."""

import discord
from discord import app_commands

from bot.access import Access, needs
from bot.client import StewardClient
from bot.core import Core
from bot.errors import answer_privately
from bot.messages.event import Content
from bot.refusal import Refusal
from bot.texts import N_
from cogs.guidelines import excerpts, render
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.publishing import Publisher
from cogs.guidelines.views import flags_page, show
from cogs.guidelines.watch import Watch

Interaction = discord.Interaction[StewardClient]
NONE_YET = N_("This server has not written down any guidelines yet.")
QUIET = discord.AllowedMentions.none()


class GuidelinesGroup(app_commands.Group):
    """The commands about guidelines."""

    def __init__(self, core: Core, watch: Watch, publisher: Publisher) -> None:
        super().__init__(
            name="guidelines", description=N_("What this community has agreed on"), guild_only=True
        )
        self._core, self._watch, self._publisher = core, watch, publisher

    @needs(Access.MEMBER)
    @app_commands.command(name="show", description=N_("Read the guidelines in your language"))
    async def show_(self, interaction: Interaction) -> None:
        """Show the guidelines to whoever asks."""
        document = self._core.settings.of(_guild(interaction).id)
        guidelines = agreement_of(document).guidelines
        if not guidelines:
            raise Refusal(NONE_YET)
        t = await self._core.texts.for_interaction(interaction)
        first, *others = render.rules(t, guidelines, document.community.name)
        await interaction.response.send_message(first, ephemeral=True, allowed_mentions=QUIET)
        for text in others:
            await interaction.followup.send(text, ephemeral=True, allowed_mentions=QUIET)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("See which guidelines a text goes against, and why"))
    @app_commands.describe(text=N_("The text, as somebody would write it"))
    async def explain(
        self, interaction: Interaction, text: app_commands.Range[str, 1, 4000]
    ) -> None:
        """Tell what matches, in which view, and why."""
        await interaction.response.defer(ephemeral=True)
        watched = await self._watch.agreement(_guild(interaction))
        t = await self._core.texts.for_interaction(interaction)
        content = Content(text=text)
        matches = watched.engine.examine(content) if watched.engine is not None else ()
        shown = {
            match: excerpts.marked(excerpts.part_of(content, match.part), match)
            for match in matches
        }
        guidelines = {one.id: one for one in watched.agreement.guidelines}
        told = render.explanation(t, matches, shown, guidelines)
        await interaction.edit_original_response(content=told, allowed_mentions=QUIET)

    @needs(Access.MANAGER)
    @app_commands.command(
        description=N_("Post the guidelines in a channel and keep them up to date")
    )
    @app_commands.describe(channel=N_("Where members read them"))
    async def publish(self, interaction: Interaction, channel: discord.TextChannel) -> None:
        """Post the guidelines; a post that is there is replaced."""
        guild = _guild(interaction)
        texts = self._publisher.texts(guild.id)
        if not texts:
            raise Refusal(NONE_YET)
        may = channel.permissions_for(guild.me)
        if not (may.view_channel and may.send_messages):
            raise Refusal(
                "I may not write in {channel}. Give me View Channels and Send Messages there.",
                channel=channel.mention,
            )
        await self._publisher.publish(guild.id, channel.id, str(interaction.id))
        t = await self._core.texts.for_interaction(interaction)
        told = t(
            "The guidelines are in {channel}, and change there when you change them.",
            channel=channel.mention,
        )
        await answer_privately(interaction, told)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("See what was flagged, and how often that was right"))
    async def flags(self, interaction: Interaction) -> None:
        """Show the latest flags and the counts of each guideline."""
        await show(interaction, await flags_page(interaction, 0))


def _guild(interaction: Interaction) -> discord.Guild:
    assert interaction.guild is not None, "access was checked on a server"
    return interaction.guild
