"""Buttons and forms whose failures are told to the person who used them."""

import re
from typing import Any, ClassVar, Self

import discord

from bot import errors
from bot.access import Access
from bot.client import StewardClient, core_of


class Pressable(discord.ui.DynamicItem[discord.ui.Button[Any]], template="steward:unused"):
    """A button that is found by its custom_id alone and so works after restarts.

    Subclasses give a `template`, the `feature` that must be switched on, the `access` that pressing
    takes, and `press`. Its custom_id holds all that it knows; `record` is what follows the last
    colon.
    """

    feature: ClassVar[str]
    access: ClassVar[Access] = Access.MEMBER

    def __init__(self, custom_id: str) -> None:
        super().__init__(discord.ui.Button(label="…", custom_id=custom_id))
        self.record = custom_id.rpartition(":")[2]

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py's signature
        item: discord.ui.Item[Any],  # noqa: ARG003 - discord.py's signature
        match: re.Match[str],
    ) -> Self:
        """Make the button anew from what its message says."""
        return cls(match.string)

    @property
    def record_id(self) -> int:
        """The record as a number."""
        return int(self.record)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Check that the person may press, then answer; failures are told, not swallowed."""
        try:
            await self.admit(interaction)
            await self.press(interaction)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
            await errors.report(interaction, error)
        interaction.client.answered(interaction)

    async def admit(self, interaction: discord.Interaction[Any]) -> None:
        """Raise Refusal unless the feature is on and the person may press."""
        await core_of(interaction).access.check(interaction, self.access, feature=self.feature)

    async def press(self, interaction: discord.Interaction[StewardClient]) -> None:
        """Answer the press."""
        raise NotImplementedError


class Personal(Pressable, template="steward:personal"):
    """A button meant for one person, which works in direct messages as well.

    Its custom_id names the server, as `guild_id` does once it is made anew; `press` makes sure
    that it is pressed by the person whom it is for.
    """

    guild_id: int

    async def admit(self, interaction: discord.Interaction[Any]) -> None:
        """Raise Refusal unless the feature is on where the button comes from."""
        core_of(interaction).access.check_feature(self.guild_id, self.feature)


class Form(discord.ui.Modal):
    """A modal whose failures are told to the person who filled it in, with what they typed."""

    async def on_error(  # type: ignore[override]  # discord.py's own Modal drops the item as well
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Tell the person what happened."""
        await errors.report_form(interaction, error)


class Panel(discord.ui.View):
    """A short-lived view, for an ephemeral answer, whose failures are told."""

    async def on_error(
        self,
        interaction: discord.Interaction[Any],
        error: Exception,
        item: discord.ui.Item[Any],  # noqa: ARG002 - part of discord.py's signature
    ) -> None:
        """Tell the person what happened."""
        await errors.report(interaction, error)
