"""`/my …`: what concerns whoever asks. Features add their own commands to this one group."""

from typing import Any

from discord import app_commands
from discord.ext import commands

from bot.texts import N_

NAME = "my"

Command = app_commands.Command[Any, ..., Any]


def add_my_command(client: commands.Bot, command: Command) -> None:
    """Add a command to the group, which is made for the first one."""
    group = client.tree.get_command(NAME)
    if not isinstance(group, app_commands.Group):
        group = app_commands.Group(
            name=NAME, description=N_("What concerns you alone"), guild_only=True
        )
        client.tree.add_command(group)
    group.add_command(command)


def remove_my_command(client: commands.Bot, name: str) -> None:
    """Take a command back; the group goes with the last one."""
    group = client.tree.get_command(NAME)
    if isinstance(group, app_commands.Group):
        group.remove_command(name)
        if not group.commands:
            client.tree.remove_command(NAME)
