"""/features: what there is, and switching it on and off."""

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.access import EXTRA, Access, needs
from bot.client import StewardClient
from bot.core import Core
from bot.errors import Refusal
from bot.features import Feature
from bot.permissions import name_of
from bot.settings import SettingsInvalid
from bot.settings.problems import closest
from bot.texts import N_, Translation, escape
from cogs.setup.render import feature_line, problem_line

Interaction = discord.Interaction[StewardClient]

PAGE = 1900
MOST_CHOICES = 25


class FeatureGroup(app_commands.Group):
    """The commands under /features."""

    def __init__(self, core: Core) -> None:
        super().__init__(
            name="features",
            description=N_("What the bot does on this server."),
            guild_only=True,
            extras={EXTRA: Access.MANAGER},
        )
        self._core = core
        self._features = {package.feature.name: package.feature for package in core.features}

    @app_commands.command(name="list", description=N_("Show every feature, and what it needs."))
    async def list_command(self, interaction: Interaction) -> None:
        """Show every feature."""
        t = await self._core.texts.for_interaction(interaction)
        blocks = [self._described(one, interaction, t) for one in self._features.values()]
        written = [""]
        for block in blocks:
            if len(written[-1]) + len(block) > PAGE:
                written.append("")
            written[-1] += block + "\n"
        await interaction.response.send_message(written[0], ephemeral=True)
        for text in written[1:]:
            await interaction.followup.send(text, ephemeral=True)

    @app_commands.command(name="on", description=N_("Switch a feature on."))
    @app_commands.describe(name=N_("The feature"))
    async def on_command(self, interaction: Interaction, name: str) -> None:
        """Switch a feature on."""
        await self._switch(interaction, name, to=True)

    @app_commands.command(name="off", description=N_("Switch a feature off."))
    @app_commands.describe(name=N_("The feature"))
    async def off_command(self, interaction: Interaction, name: str) -> None:
        """Switch a feature off; its settings stay."""
        await self._switch(interaction, name, to=False)

    @needs(Access.OPERATOR)
    @app_commands.command(
        name="reload", description=N_("Load a feature's code anew, without a restart.")
    )
    @app_commands.describe(name=N_("The feature"))
    async def reload_command(self, interaction: Interaction, name: str) -> None:
        """Load a feature's code anew."""
        feature = self._named(name)
        t = await self._core.texts.for_interaction(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.client.reload_feature(feature.name)
        await interaction.edit_original_response(
            content=t("{feature} has been loaded anew.", feature=f"**{feature.name}**")
        )

    @on_command.autocomplete("name")
    async def _suggest_off(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return self._suggested(interaction, typed, {False})

    @off_command.autocomplete("name")
    async def _suggest_on(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return self._suggested(interaction, typed, {True})

    @reload_command.autocomplete("name")
    async def _suggest_any(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        return self._suggested(interaction, typed, {True, False})

    def _suggested(
        self, interaction: Interaction, typed: str, states: set[bool]
    ) -> list[Choice[str]]:
        guild_id = interaction.guild_id or 0
        names = [
            name
            for name in self._features
            if typed.casefold() in name and self._core.settings.enabled(guild_id, name) in states
        ]
        return [Choice(name=name, value=name) for name in names[:MOST_CHOICES]]

    async def _switch(self, interaction: Interaction, name: str, *, to: bool) -> None:
        feature = self._named(name)
        guild_id = interaction.guild_id
        assert guild_id is not None, "the group works on servers only"
        t, shown = await self._core.texts.for_interaction(interaction), f"**{feature.name}**"
        if self._core.settings.enabled(guild_id, feature.name) == to:
            on, off = N_("{feature} is on already."), N_("{feature} is off already.")
            await self._say(interaction, t(on if to else off, feature=shown))
            return
        change: dict[tuple[str | int, ...], bool] = {("features", feature.name, "enabled"): to}
        note = f"/features {'on' if to else 'off'} {feature.name}"
        try:
            await self._core.settings.change(guild_id, change, interaction.user.id, note)
        except SettingsInvalid as invalid:
            lines = [
                t("{feature} was left as it is:", feature=shown),
                *(f"- {problem_line(problem, t)}" for problem in invalid.problems),
            ]
            if to:
                lines.append(t("/setup asks for what is missing, step by step."))
            await self._say(interaction, "\n".join(lines)[:2000])
            return
        on, off = N_("{feature} is now on."), N_("{feature} is now off. Its settings stay.")
        await self._say(interaction, t(on if to else off, feature=shown))

    def _named(self, name: str) -> Feature:
        feature = self._features.get(name.strip().casefold())
        if feature is not None:
            return feature
        guess = closest(name, self._features)
        if guess is None:
            raise Refusal(
                "There is no feature called {name}. /features list shows them all.",
                name=escape(name),
            )
        raise Refusal(
            "There is no feature called {name}. Did you mean {guess}?",
            name=escape(name),
            guess=f"**{guess}**",
        )

    def _described(self, feature: Feature, interaction: Interaction, t: Translation) -> str:
        is_on = self._core.settings.enabled(interaction.guild_id or 0, feature.name)
        lines = [f"- {feature_line(feature, t, is_on=is_on)}"]
        wanted = dict.fromkeys(need.permission for need in feature.permissions)
        if wanted:
            names = t.list([name_of(permission).say(t) for permission in wanted])
            needs_line = t("Needs: {permissions}.", permissions=names)
            lines.append(f"  {needs_line}")
        return "\n".join(lines)

    @staticmethod
    async def _say(interaction: Interaction, text: str) -> None:
        await interaction.response.send_message(
            text, ephemeral=True, allowed_mentions=discord.AllowedMentions.none()
        )
