"""Buttons and forms whose failures are told to the person who used them."""

from typing import Any, ClassVar

import discord

from bot import errors
from bot.access import Access
from bot.client import StewardClient, core_of


class Pressable(discord.ui.DynamicItem[discord.ui.Button[Any]], template="steward:unused"):
    """A button that is found by its custom_id alone and so works after restarts.

    Subclasses give a `template`, `from_custom_id`, the `feature` that must be switched on, the
    `access` that pressing takes, and `press`.
    """

    feature: ClassVar[str]
    access: ClassVar[Access] = Access.MEMBER
    works_in_private: ClassVar[bool] = False
    """Whether it may be pressed in a direct message, where there is no server to check against."""

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Check that the person may press, then answer; failures are told, not swallowed."""
        try:
            if interaction.guild is not None or not self.works_in_private:
                access = core_of(interaction).access
                await access.check(interaction, self.access, feature=self.feature)
            await self.press(interaction)
        except Exception as error:  # noqa: BLE001 - whatever it is, the person is told
            await errors.report(interaction, error)

    async def press(self, interaction: discord.Interaction[StewardClient]) -> None:
        """Answer the press."""
        raise NotImplementedError


class Form(discord.ui.Modal):
    """A modal whose failures are told to the person who filled it in."""

    async def on_error(  # type: ignore[override]  # discord.py's own Modal drops the item as well
        self, interaction: discord.Interaction[Any], error: Exception, /
    ) -> None:
        """Tell the person what happened."""
        await errors.report(interaction, error)


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
