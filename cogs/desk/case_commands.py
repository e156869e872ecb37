"""`/case …`, `/member history`, `/my cases`: what was decided, for the team and for members."""

import io
from typing import Literal

import discord
from discord import app_commands

from bot.access import Access, needs
from bot.answers import Press, show
from bot.errors import answer_privately
from bot.texts import N_
from cogs.desk import case_store, case_texts, undoing
from cogs.desk.parts import guild_of, here, parts_of
from cogs.desk.views import cases_page

Kind = Literal["all", "remind", "warn", "delete", "timeout", "kick", "ban", "unban", "slowmode",
    "mediate", "note"]  # fmt: skip
Number = app_commands.Range[int, 1, 2_000_000_000]


class CaseGroup(app_commands.Group):
    """The record of what was decided."""

    def __init__(self) -> None:
        super().__init__(
            name="case", description=N_("Look at what was decided, and amend it"), guild_only=True
        )

    @needs(Access.MODERATOR)
    @app_commands.command(name="show", description=N_("See a case with its evidence and trail"))
    @app_commands.describe(number=N_("The number of the case"))
    async def show_(self, interaction: Press, number: Number) -> None:
        """Show one case."""
        t = await interaction.client.core.texts.for_interaction(interaction)
        facts = await parts_of(interaction).records.facts(here(interaction), number)
        await show(interaction, case_texts.whole(t, facts))

    @needs(Access.MODERATOR)
    @app_commands.command(name="list", description=N_("See the latest cases"))
    @app_commands.describe(kind=N_("Only cases of this kind"))
    async def list_(self, interaction: Press, kind: Kind = "all") -> None:
        """Show the latest cases."""
        await show(interaction, await cases_page(interaction, kind, 0))

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Change the reason that the team reads"))
    @app_commands.describe(number=N_("The number of the case"), reason=N_("The new reason"))
    async def edit(
        self, interaction: Press, number: Number, reason: app_commands.Range[str, 1, 300]
    ) -> None:
        """Change a reason."""
        me = interaction.user.id
        await parts_of(interaction).records.edit(here(interaction), number, reason, by=me)
        await _thank(interaction)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Add a note to a case"))
    @app_commands.describe(number=N_("The number of the case"), text=N_("The note"))
    async def note(
        self, interaction: Press, number: Number, text: app_commands.Range[str, 1, 1000]
    ) -> None:
        """Add a note."""
        me = interaction.user.id
        await parts_of(interaction).records.annotate(here(interaction), number, text, by=me)
        await _thank(interaction)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Say that two cases belong together"))
    @app_commands.describe(number=N_("The number of the case"), other=N_("The other one's number"))
    async def link(self, interaction: Press, number: Number, other: Number) -> None:
        """Link two cases."""
        me = interaction.user.id
        await parts_of(interaction).records.link(here(interaction), number, other, by=me)
        await _thank(interaction)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Take back a case and all that was done with it"))
    @app_commands.describe(number=N_("The number of the case"))
    async def undo(self, interaction: Press, number: Number) -> None:
        """Undo the group of actions that a case belongs to."""
        await undoing.take_back(interaction, number)

    @needs(Access.MANAGER)
    @app_commands.command(description=N_("Get the trail of all cases as a file"))
    @app_commands.describe(form=N_("For a spreadsheet (csv) or for programs (json)"))
    async def export(self, interaction: Press, form: Literal["csv", "json"] = "csv") -> None:
        """Hand the trail out."""
        await interaction.response.defer(ephemeral=True)
        content = await parts_of(interaction).records.export(guild_of(interaction).id, form)
        file = discord.File(io.BytesIO(content), filename=f"cases.{form}")
        await interaction.edit_original_response(attachments=[file])


class MemberGroup(app_commands.Group):
    """What the team looks up about a member."""

    def __init__(self) -> None:
        super().__init__(
            name="member", description=N_("Look up what concerns a member"), guild_only=True
        )

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("See what was decided about a member"))
    @app_commands.describe(member=N_("Whom"))
    async def history(self, interaction: Press, member: discord.User) -> None:
        """Show somebody's cases."""
        await show_history(interaction, member)


async def show_history(interaction: Press, member: discord.User | discord.Member) -> None:
    """Show the cases of a member to somebody of the team."""
    core, guild = interaction.client.core, guild_of(interaction)
    t = await core.texts.for_interaction(interaction)
    async with core.db.read() as tx:
        cases = await case_store.of_member(tx, guild.id, member.id)
    await show(interaction, case_texts.history(t, member.id, cases, core.clock.now()))


@needs(Access.MEMBER)
@app_commands.command(name="cases", description=N_("See what the team has decided about you"))
async def my_cases(interaction: Press) -> None:
    """Show somebody their own cases."""
    core, guild = interaction.client.core, guild_of(interaction)
    t = await core.texts.for_interaction(interaction)
    async with core.db.read() as tx:
        cases = await case_store.of_member(tx, guild.id, interaction.user.id)
    await show(interaction, case_texts.own(t, cases, core.clock.now()))


async def _thank(interaction: Press) -> None:
    t = await interaction.client.core.texts.for_interaction(interaction)
    await answer_privately(interaction, t("Noted. Thank you."))
