"""`/my …`: what concerns the person who asks alone, one command from each feature that has one."""

from typing import Any

from discord import app_commands

from bot.texts import N_

AnyCommand = app_commands.Command[Any, ..., Any]


class OwnCommands:
    """The group that features share; it is there as long as one of them has a command in it."""

    def __init__(self, tree: app_commands.CommandTree[Any]) -> None:
        self._tree = tree
        self._group = app_commands.Group(
            name="my", description=N_("What concerns you alone"), guild_only=True
        )

    def add(self, command: AnyCommand) -> None:
        """Offer `/my <command>`."""
        if not self._group.commands:
            self._tree.add_command(self._group)
        self._group.add_command(command)

    def remove(self, name: str) -> None:
        """Take `/my <name>` back; harmless when it is not there."""
        self._group.remove_command(name)
        if not self._group.commands:
            self._tree.remove_command(self._group.name)
