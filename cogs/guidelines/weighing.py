"""Judging what a guideline finds while it is only counted, one message after the other."""

import re
from typing import Any, Self, cast

import discord

from bot.access import Access
from bot.actions.wording import to_discord
from bot.components import Pressable
from cogs.guidelines import store
from cogs.guidelines.policy import Word
from cogs.guidelines.views import Press, reader_of, show, unjudged


class WeighButton(Pressable, template=r"guidelines:weigh:(?P<id>[a-z0-9-]{1,40})"):
    """Begins to judge what a guideline has found."""

    feature = "guidelines"
    access = Access.MODERATOR

    def __init__(self, custom_id: str, guideline_id: str) -> None:
        self.guideline_id = guideline_id
        super().__init__(discord.ui.Button(label="…", custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py's signature
        item: discord.ui.Item[Any],  # noqa: ARG003 - discord.py's signature
        match: re.Match[str],
    ) -> Self:
        """Make the button anew from what its message says."""
        return cls(match.string, match["id"])

    async def press(self, interaction: Press) -> None:
        """Show the first of them."""
        await show(interaction, await unjudged(interaction, self.guideline_id))


class WeighedButton(
    Pressable,
    template=r"guidelines:weighed:(?P<word>right|not):(?P<message>\d{1,20}):(?P<id>[a-z0-9-]{1,40})",
):
    """Says whether one of them was rightly found."""

    feature = "guidelines"
    access = Access.MODERATOR

    def __init__(self, custom_id: str, word: Word, message_id: int, guideline_id: str) -> None:
        self.word, self.message_id, self.guideline_id = word, message_id, guideline_id
        super().__init__(discord.ui.Button(label="…", custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py's signature
        item: discord.ui.Item[Any],  # noqa: ARG003 - discord.py's signature
        match: re.Match[str],
    ) -> Self:
        """Make the button anew from what its message says."""
        return cls(match.string, cast("Word", match["word"]), int(match["message"]), match["id"])

    async def press(self, interaction: Press) -> None:
        """Keep the word, unless somebody was quicker, and show the next one."""
        core, reader = interaction.client.core, reader_of(interaction)
        flag = (reader.guild.id, self.message_id, self.guideline_id)
        async with core.db.write() as tx:
            now = core.clock.now()
            await store.settle_counted(tx, flag, self.word, by=reader.id, now=now)
        page = await unjudged(interaction, self.guideline_id)
        await interaction.response.edit_message(**to_discord(page))
