"""`/queue` for moderators, `/report` for everybody."""

from dataclasses import replace
from typing import Any, Literal

import discord
from discord import app_commands

from bot.access import Access, needs
from bot.answers import Press, show
from bot.texts import N_
from cogs.desk import case_store, submitting
from cogs.desk.appeal_forms import open_appeal
from cogs.desk.menus import LONGEST_REPORT, refuse_oneself
from cogs.desk.parts import guild_of, here
from cogs.desk.server import about_member
from cogs.desk.views import queue_page

Which = Literal["waiting", "open", "mine", "decided"]


@needs(Access.MODERATOR)
@app_commands.command(description=N_("See what waits for a moderator"))
@app_commands.describe(which=N_("Only what is open, what you have taken on, or what was decided"))
@app_commands.guild_only()
async def queue(interaction: Press, which: Which = "waiting") -> None:
    """Show the first page of the queue."""
    await show(interaction, await queue_page(interaction, which, 0))


@needs(Access.MEMBER)
@app_commands.command(description=N_("Tell the team about somebody, in confidence"))
@app_commands.describe(member=N_("Whom it is about"), reason=N_("What is wrong"))
@app_commands.guild_only()
async def report(
    interaction: Press, member: discord.User, reason: app_commands.Range[str, 1, LONGEST_REPORT]
) -> None:
    """Take a report in without a form."""
    refuse_oneself(interaction, member)
    await interaction.response.defer(ephemeral=True)
    about = about_member(guild_of(interaction), member.id)
    await submitting.report(
        interaction, replace(about, reporter_id=interaction.user.id, reason=reason)
    )


@needs(Access.MEMBER)
@app_commands.command(description=N_("Ask the team to look at a decision about you again"))
@app_commands.describe(number=N_("The number of the case"))
@app_commands.guild_only()
async def appeal(interaction: Press, number: app_commands.Range[int, 1, 2_000_000_000]) -> None:
    """Open the form of an appeal."""
    place = here(interaction)
    async with interaction.client.core.db.read() as tx:
        case = await case_store.find(tx, place.guild_id, number)
    await open_appeal(interaction, place, case)


COMMANDS: tuple[app_commands.Command[Any, ..., None], ...] = (queue, report, appeal)
