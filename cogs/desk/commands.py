"""`/queue`: what waits, for those who answer without the cards."""

from typing import Literal

import discord
from discord import app_commands

from bot.access import Access, needs
from bot.texts import N_
from cogs.desk.parts import Press
from cogs.desk.views import queue_page, show

Which = Literal["waiting", "open", "mine", "decided"]


@needs(Access.MODERATOR)
@app_commands.command(description=N_("See what waits for a moderator"))
@app_commands.describe(which=N_("Only what is open, what you have taken on, or what was decided"))
@app_commands.guild_only()
async def queue(interaction: Press, which: Which = "waiting") -> None:
    """Show the first page of the queue."""
    await show(interaction, await queue_page(interaction, which, 0))


COMMANDS: tuple[app_commands.Command[discord.app_commands.Group, ..., None], ...] = (queue,)
