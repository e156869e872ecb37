"""`/queue` for moderators, `/report` for everybody."""

from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.access import Access, needs
from bot.answers import Press, show
from bot.refusal import Refusal
from bot.texts import N_, escape, shorten
from cogs.desk import case_store, submitting
from cogs.desk.appeal_forms import open_appeal
from cogs.desk.menus import LONGEST_REPORT, refuse_oneself
from cogs.desk.parts import guild_of, here
from cogs.desk.place import Place
from cogs.desk.queue import Wanted, Which
from cogs.desk.reading import duration_of
from cogs.desk.server import about_member
from cogs.desk.views import queue_page


@needs(Access.MODERATOR)
@app_commands.command(description=N_("See what waits for a moderator"))
@app_commands.describe(
    which=N_("Only what is open, what somebody or you have taken on, or what was decided"),
    guideline=N_("Only what goes against this guideline"),
    member=N_("Only what is about this member"),
    moderator=N_("Only what this moderator has taken on or decided"),
    older=N_("Only what has waited for so long: 30m, 4h, 2d"),
)
@app_commands.guild_only()
async def queue(
    interaction: Press,
    which: Which = "waiting",
    *,
    guideline: str = "",
    member: discord.User | None = None,
    moderator: discord.User | None = None,
    older: str = "0s",
) -> None:
    """Show the first page of what is wanted of the queue."""
    whose = interaction.user if which == "mine" else moderator
    wanted = Wanted(
        which=which,
        guideline=_known(here(interaction), guideline),
        member_id=member.id if member is not None else 0,
        moderator_id=whose.id if whose is not None else 0,
        older_than=duration_of(older),
    )
    await show(interaction, await queue_page(interaction, wanted))


@queue.autocomplete("guideline")
async def guidelines(interaction: Press, typed: str) -> list[app_commands.Choice[str]]:
    """Suggest the guidelines by their titles."""
    found = [
        app_commands.Choice(name=shorten(one.title, 100), value=one.id)
        for one in here(interaction).guidelines.values()
        if typed.casefold() in f"{one.id} {one.title}".casefold()
    ]
    return found[:25]


def _known(place: Place, guideline: str) -> str:
    if guideline and guideline not in place.guidelines:
        raise Refusal("There is no guideline called {id} any more.", id=escape(guideline[:50]))
    return guideline


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
