"""`/guidelines …`: what members read, and what staff see and set off."""

import io

import discord
from discord import app_commands

from bot.access import Access, needs
from bot.answers import show
from bot.client import StewardClient
from bot.core import Core
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.services import SettingsDialog
from bot.settings import NoSuchVersion
from bot.texts import N_, shorten
from cogs.guidelines import render, render_rules
from cogs.guidelines.acceptance import Acceptances
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.explaining import explain_message, explain_text
from cogs.guidelines.message_links import read_link
from cogs.guidelines.plan import SECTIONS
from cogs.guidelines.publishing import Publisher
from cogs.guidelines.versions import Versions
from cogs.guidelines.views import card, flags_page
from cogs.guidelines.watch import Watch

Interaction = discord.Interaction[StewardClient]
NONE_YET = N_("This server has not written down any guidelines yet.")
THE_FILE = "guidelines.yml"
MOST_CHOICES = 25
QUIET = discord.AllowedMentions.none()


class GuidelinesGroup(app_commands.Group):
    """The commands about guidelines."""

    def __init__(self, core: Core, watch: Watch, publisher: Publisher) -> None:
        super().__init__(
            name="guidelines", description=N_("What this community has agreed on"), guild_only=True
        )
        self._core, self._watch, self._publisher = core, watch, publisher
        self._versions = Versions(core)

    @needs(Access.MEMBER)
    @app_commands.command(name="show", description=N_("Read the guidelines in your language"))
    async def show_(self, interaction: Interaction) -> None:
        """Show the guidelines to whoever asks."""
        document = self._core.settings.of(_guild(interaction).id)
        guidelines = agreement_of(document).guidelines
        if not guidelines:
            raise Refusal(NONE_YET)
        t = await self._core.texts.for_interaction(interaction)
        assert isinstance(interaction.user, discord.Member), "access was checked on a server"
        asked = await Acceptances(self._core).asks(interaction.user)
        for message in render_rules.rules(t, guidelines, document.community.name, asked):
            await show(interaction, message)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("See which guidelines a text goes against, and why"))
    @app_commands.describe(text=N_("A text as somebody would write it, or the link of a message"))
    async def explain(
        self, interaction: Interaction, text: app_commands.Range[str, 1, 4000]
    ) -> None:
        """Tell what matches, in which view, and why."""
        await interaction.response.defer(ephemeral=True)
        assert isinstance(interaction.user, discord.Member), "access was checked on a server"
        t = await self._core.texts.for_interaction(interaction)
        link = read_link(text)
        if link is None:
            told = await explain_text(self._watch, _guild(interaction), text, t)
        else:
            told = await explain_message(self._core, self._watch, interaction.user, link, t)
        await interaction.edit_original_response(
            content=shorten(told, render.LONGEST), allowed_mentions=QUIET
        )

    @needs(Access.MANAGER)
    @app_commands.command(
        description=N_("Post the guidelines in a channel and keep them up to date")
    )
    @app_commands.describe(channel=N_("Where members read them"))
    async def publish(self, interaction: Interaction, channel: discord.TextChannel) -> None:
        """Post the guidelines; a post that is there is replaced."""
        guild = _guild(interaction)
        may = channel.permissions_for(guild.me)
        if not (may.view_channel and may.send_messages):
            raise Refusal(
                "I may not write in {channel}. Give me View Channels and Send Messages there.",
                channel=channel.mention,
            )
        if not await self._publisher.publish(guild.id, channel.id, str(interaction.id)):
            raise Refusal(NONE_YET)
        t = await self._core.texts.for_interaction(interaction)
        told = t(
            "The guidelines are in {channel}, and change there when you change them.",
            channel=channel.mention,
        )
        await answer_privately(interaction, told)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("See what was flagged, and how often that was right"))
    @app_commands.describe(guideline=N_("One guideline alone, with its mode"))
    async def flags(self, interaction: Interaction, guideline: str | None = None) -> None:
        """Show the latest flags and the counts of each guideline, or all about one of them."""
        page = await (card(interaction, guideline) if guideline else flags_page(interaction, 0))
        await show(interaction, page)

    @flags.autocomplete("guideline")
    async def _suggest_guideline(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        t = await self._core.texts.for_interaction(interaction)
        guidelines = agreement_of(self._core.settings.of(_guild(interaction).id)).guidelines
        return [
            app_commands.Choice(name=one.title.in_(t.language), value=one.id)
            for one in guidelines
            if one.detect and typed.casefold() in f"{one.id} {one.title.in_(t.language)}".casefold()
        ][:MOST_CHOICES]

    @needs(Access.MANAGER)
    @app_commands.command(
        description=N_("Hand in changed guidelines; you see what they would change and flag")
    )
    @app_commands.describe(file=N_("A YAML file with guidelines, such as a preset"))
    async def upload(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Offer a file for confirmation."""
        await self._dialog().offer(interaction, file, SECTIONS)

    @needs(Access.MANAGER)
    @app_commands.command(
        description=N_("Go back to an earlier version; you see what that would change and flag")
    )
    @app_commands.describe(version=N_("The version to go back to; 0 is the file"))
    async def rollback(self, interaction: Interaction, version: app_commands.Range[int, 0]) -> None:
        """Offer an earlier version for confirmation."""
        await self._dialog().offer_version(interaction, version, SECTIONS)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("See who changed the guidelines, and when"))
    async def history(self, interaction: Interaction) -> None:
        """List the versions with what each has changed."""
        await interaction.response.defer(ephemeral=True)
        t = await self._core.texts.for_interaction(interaction)
        told = await self._versions.history(_guild(interaction).id, t)
        await interaction.edit_original_response(
            content=shorten(told, render.LONGEST), allowed_mentions=QUIET
        )

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("See what has changed since the version a flag names"))
    @app_commands.describe(version=N_("The earlier version; 0 is the file"))
    async def diff(
        self, interaction: Interaction, version: app_commands.Range[int, 0] | None = None
    ) -> None:
        """Compare the guidelines with those of an earlier version."""
        guild_id = _guild(interaction).id
        await interaction.response.defer(ephemeral=True)
        t = await self._core.texts.for_interaction(interaction)
        earlier = max(self._core.settings.version(guild_id) - 1, 0) if version is None else version
        try:
            told = await self._versions.since(guild_id, earlier, t)
        except NoSuchVersion:
            raise Refusal("There is no version {n} of the guidelines.", n=earlier) from None
        attached = [discord.File(io.BytesIO(told.encode()), "changes.txt")]
        await interaction.edit_original_response(
            content=shorten(told, render.LONGEST),
            attachments=attached if len(told) > render.LONGEST else [],
            allowed_mentions=QUIET,
        )

    @diff.autocomplete("version")
    @rollback.autocomplete("version")
    async def _suggest_version(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[int]]:
        versions = await self._core.settings.history(_guild(interaction).id)
        names = {one.version: one.note for one in versions} | {0: THE_FILE}
        return [
            app_commands.Choice(name=shorten(f"{number}: {note}", 100), value=number)
            for number, note in names.items()
            if typed in str(number)
        ][:MOST_CHOICES]

    def _dialog(self) -> SettingsDialog:
        dialog = self._core.services.get(SettingsDialog)
        if dialog is None:
            raise Refusal("Settings cannot be changed here: the feature setup is not installed.")
        return dialog


def _guild(interaction: Interaction) -> discord.Guild:
    assert interaction.guild is not None, "access was checked on a server"
    return interaction.guild
