"""`/privacy …`: what is kept, taken along, erased, and counted."""

import io

import discord
from discord import app_commands
from discord.app_commands import Choice, locale_str

from bot import erasure
from bot.access import Access, needs
from bot.answers import Press, show
from bot.core import Core
from bot.effects import Button, Message
from bot.errors import answer_privately
from bot.features import Feature
from bot.texts import N_
from cogs.privacy import policy, render, retention, store
from cogs.privacy.figures import Choices
from cogs.privacy.settings import PrivacySettings

ON_OR_OFF = [
    Choice(name=locale_str(N_("on: I may be part of the figures")), value="on"),
    Choice(name=locale_str(N_("off: leave me out")), value="off"),
]


class PrivacyGroup(app_commands.Group):
    """The commands about what is kept of people."""

    def __init__(self, core: Core, choices: Choices) -> None:
        super().__init__(
            name="privacy", description=N_("What the bot keeps about you"), guild_only=True
        )
        self._core, self._choices = core, choices

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Read what is kept about members here, why and how long"))
    async def show(self, interaction: Press) -> None:
        """Show the data map of the features that are on."""
        guild = _guild(interaction)
        t = await self._core.texts.for_interaction(interaction)
        settings = self._core.settings.active(guild.id, PrivacySettings) or PrivacySettings()
        sections = policy.what_is_kept(erasure.CORE_DATA, self._all(), self._in_use(guild.id))
        first, *others = render.data_map(
            t, sections, contact=settings.contact, policy=settings.policy
        )
        await answer_privately(interaction, first)
        for text in others:
            await answer_privately(interaction, text)

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Get everything that is kept about you, as a file"))
    async def export(self, interaction: Press) -> None:
        """Hand a member everything that is kept about them."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        core, guild, user = self._core, _guild(interaction), interaction.user
        t = await core.texts.for_interaction(interaction)
        await core.messages.keep()
        found = await erasure.export_member(core.db, self._all(), guild.id, user.id)
        now = core.clock.now()
        content = render.as_file(found, server=guild.name, member_id=user.id, now=now)
        name, content = render.for_discord(f"privacy-{now:%Y-%m-%d}.json", content)
        told = t("This is all that is kept about you here. Only you can see this message.")
        if found.failed:
            names = t.list([f"**{name}**" for name in found.failed])
            told += "\n" + t("{features} could not be read: please try again.", features=names)
        file = discord.File(io.BytesIO(content), name)
        await interaction.edit_original_response(content=told, attachments=[file])

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Have everything erased that is kept about you"))
    async def erase(self, interaction: Press) -> None:
        """Say what erasing means, and ask."""
        t = await self._core.texts.for_interaction(interaction)
        told = render.before_erasing(t, policy.what_stays(self._all()))
        custom_id = f"privacy:erase:{interaction.user.id}"
        button = Button(label=t("Erase my data"), custom_id=custom_id, style="danger")
        await show(interaction, Message(text=told, rows=((button,),)))

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Choose whether you are part of the community's figures"))
    @app_commands.describe(state=N_("On or off"))
    @app_commands.choices(state=ON_OR_OFF)
    async def analytics(self, interaction: Press, state: Choice[str]) -> None:
        """Leave a member out of figures, or count them again."""
        core, guild_id, user_id = self._core, _guild(interaction).id, interaction.user.id
        async with core.db.write() as tx:
            if state.value == "off":
                await store.leave_out(tx, guild_id, user_id, core.clock.now())
            else:
                await store.count_again(tx, guild_id, user_id)
        await self._choices.read(guild_id)
        t = await core.texts.for_interaction(interaction)
        on = t("You may be part of the community's figures. They never name anybody.")
        off = t("From now on you are left out of the community's figures.")
        await answer_privately(interaction, off if state.value == "off" else on)

    @needs(Access.MANAGER)
    @app_commands.command(description=N_("See how much is kept about members, and since when"))
    async def report(self, interaction: Press) -> None:
        """Show staff what the tables hold by now."""
        core, guild = self._core, _guild(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        t = await core.texts.for_interaction(interaction)
        async with core.db.read() as tx:
            finished = await store.finished_in(tx, guild.id)
            kept = await retention.kept(tx, self._all(), guild.id)
        for text in render.report(t, finished, kept):
            await answer_privately(interaction, text)

    def _all(self) -> list[Feature]:
        return [package.feature for package in self._core.features]

    def _in_use(self, guild_id: int) -> set[str]:
        enabled = self._core.settings.enabled
        return {one.name for one in self._all() if enabled(guild_id, one.name)}


def _guild(interaction: Press) -> discord.Guild:
    assert interaction.guild is not None, "access was checked on a server"
    return interaction.guild
