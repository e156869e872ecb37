"""What is shown to the person who used a command or a button."""

import discord

from bot.actions.wording import to_discord
from bot.client import StewardClient
from bot.effects import Message

Press = discord.Interaction[StewardClient]


async def show(interaction: Press, message: Message) -> None:
    """Answer for this person's eyes only; what follows the first answer comes below it."""
    parts = {name: value for name, value in to_discord(message).items() if value}
    if interaction.response.is_done():
        await interaction.followup.send(**parts, ephemeral=True)
    else:
        await interaction.response.send_message(**parts, ephemeral=True)


async def change(interaction: Press, message: Message) -> None:
    """Put this in the place of the message whose button was pressed."""
    await interaction.response.edit_message(**to_discord(message))


async def show_in_place(interaction: Press, message: Message) -> None:
    """Answer for this person's eyes only, in the place of what only they see already."""
    shown = interaction.message
    if shown is not None and shown.flags.ephemeral and not interaction.response.is_done():
        await change(interaction, message)
    else:
        await show(interaction, message)
