"""Where managers set the bot up: /setup, /doctor and /language; the groups are beside."""

from datetime import timedelta
from typing import Any

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str
from discord.ext import commands

from bot.access import Access, needs
from bot.client import StewardClient
from bot.doctor import examine
from bot.doctor.gather import read_application, read_guild
from bot.doctor.report import pages
from bot.scheduler import Job
from bot.services import SettingsDialog
from bot.signals import EffectHindered
from bot.texts import LANGUAGES, N_
from cogs.setup import store
from cogs.setup.feature_commands import FeatureGroup
from cogs.setup.hindrances import Hindrances
from cogs.setup.settings_commands import SettingsGroup
from cogs.setup.uploads import Uploads
from cogs.setup.views import Controller, Part
from cogs.setup.wizard import Wizard

Interaction = discord.Interaction[StewardClient]

FORGET = "setup.forget"
KEPT = timedelta(days=7)
AS_DISCORD = "discord"
LANGUAGE_CHOICES = [
    *(Choice(name=locale_str(name), value=code) for code, name in LANGUAGES.items()),
    Choice(name=locale_str(N_("as Discord says")), value=AS_DISCORD),
]


class SetupCog(commands.Cog, Controller):
    """Hands commands and presses to the wizard, the uploads and the doctor."""

    def __init__(self, client: StewardClient) -> None:
        self.client, self.core = client, client.core
        self.wizard = Wizard(client.core)
        self.uploads = Uploads(client.core)
        self.hindrances = Hindrances(client)
        self.groups: tuple[app_commands.Group, ...] = (
            FeatureGroup(client.core),
            SettingsGroup(client.core, self.uploads),
        )

    async def cog_load(self) -> None:
        """Register what lives outside of the cog."""
        self.client.add_dynamic_items(Part)
        self.core.services.provide(Controller, self)
        self.core.services.provide(SettingsDialog, self.uploads)
        self.core.signals.on(EffectHindered, self.hindrances.on_hindered)
        self.core.scheduler.every(FORGET, timedelta(days=1), self._forget_old)
        for group in self.groups:
            self.client.tree.add_command(group)

    async def cog_unload(self) -> None:
        """Take it back, for an upgrade without a restart."""
        self.client.remove_dynamic_items(Part)
        self.core.services.withdraw(Controller)
        self.core.services.withdraw(SettingsDialog)
        self.core.signals.off(self.hindrances.on_hindered)
        self.core.scheduler.forget(FORGET)
        for group in self.groups:
            self.client.tree.remove_command(group.name)

    async def act(
        self, interaction: discord.Interaction[Any], draft_id: str, action: str, arg: str
    ) -> None:
        """Answer a press or a selection."""
        if action in Uploads.ACTIONS:
            await self.uploads.act(interaction, draft_id, action)
        else:
            await self.wizard.act(interaction, draft_id, action, arg)

    @needs(Access.MANAGER)
    @app_commands.command(name="setup", description=N_("Set the bot up, step by step."))
    @app_commands.guild_only()
    async def setup_command(self, interaction: Interaction) -> None:
        """Open the wizard."""
        await self.wizard.open(interaction)

    @needs(Access.MANAGER)
    @app_commands.command(
        name="doctor",
        description=N_("Check what keeps the bot from working, and how to fix it."),
    )
    @app_commands.guild_only()
    async def doctor_command(self, interaction: Interaction) -> None:
        """Examine this server."""
        assert interaction.guild is not None, "the command works on servers only"
        await interaction.response.defer(ephemeral=True, thinking=True)
        t = await self.core.texts.for_interaction(interaction)
        offered = [command.name for command in self.client.tree.get_commands()]
        intents, known = await read_application(self.client, offered, asked=self.client.intents)
        facts = await read_guild(self.core, interaction.guild, intents, known)
        for text in pages(examine(facts), t):
            await interaction.followup.send(
                text, ephemeral=True, allowed_mentions=discord.AllowedMentions.none()
            )

    @app_commands.command(
        name="language", description=N_("Choose the language the bot speaks to you.")
    )
    @app_commands.guild_only()
    @app_commands.describe(language=N_("Your language"))
    @app_commands.choices(language=LANGUAGE_CHOICES)
    async def language_command(self, interaction: Interaction, language: Choice[str]) -> None:
        """Remember a person's own language."""
        chosen = None if language.value == AS_DISCORD else language.value
        async with self.core.db.write() as tx:
            await self.core.texts.set_language(tx, interaction.user.id, chosen)
        t = await self.core.texts.for_interaction(interaction)
        name = LANGUAGES[t.language]
        if chosen is None:
            text = t(
                "From now on I follow the language of your Discord: {language}.", language=name
            )
        else:
            text = t("From now on I speak {language} with you.", language=name)
        await interaction.response.send_message(text, ephemeral=True)

    async def _forget_old(self, job: Job) -> None:
        async with self.core.db.write() as tx:
            await store.drop_untouched_since(tx, job.now - KEPT)
