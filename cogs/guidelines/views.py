"""The buttons below notes and lists: found by their custom_id, so they work after restarts."""

import re
from typing import Any, Self

import discord

from bot.access import Access
from bot.actions.wording import to_discord
from bot.client import StewardClient
from bot.components import Pressable
from bot.effects import Message
from bot.errors import answer_privately
from cogs.guidelines import render, store
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.flagging import Flagging
from cogs.guidelines.policy import Word

Press = discord.Interaction[StewardClient]


async def show(interaction: Press, message: Message) -> None:
    """Answer for this person's eyes only."""
    parts = {name: value for name, value in to_discord(message).items() if value}
    await interaction.response.send_message(**parts, ephemeral=True)


async def flags_page(interaction: Press, page: int) -> Message:
    """Return a page of what was flagged, in the reader's language."""
    core, guild_id = interaction.client.core, interaction.guild_id
    assert guild_id is not None, "access was checked on a server"
    t = await core.texts.for_interaction(interaction)
    async with core.db.read() as tx:
        counts = await store.counts(tx, guild_id)
        records = await store.latest(
            tx, guild_id, offset=page * render.ON_A_PAGE, limit=render.ON_A_PAGE
        )
    guidelines = agreement_of(core.settings.of(guild_id)).guidelines
    titles = {one.id: one.title.in_(t.language) for one in guidelines}
    return render.flags(t, records, counts, titles, page=page)


class _Button(Pressable, template="guidelines:unused"):
    """A button of this feature; the number that follows the last colon is its record."""

    feature = "guidelines"
    access = Access.MODERATOR

    def __init__(self, custom_id: str) -> None:
        self.record = int(custom_id.rpartition(":")[2])
        super().__init__(discord.ui.Button(label="…", custom_id=custom_id))

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py's signature
        item: discord.ui.Item[Any],  # noqa: ARG003 - discord.py's signature
        match: re.Match[str],
    ) -> Self:
        """Make the button anew from what its message says."""
        return cls(match.string)

    async def judge(self, interaction: Press, word: Word) -> None:
        """Keep what a moderator says; the first word counts."""
        core, guild = interaction.client.core, interaction.guild
        assert guild is not None, "access was checked on a server"
        first = await Flagging(core).judged(
            guild, self.record, word, by=interaction.user.id, period=str(interaction.id)
        )
        t = await core.texts.for_interaction(interaction)
        text = t("Noted. Thank you.") if first else t("Somebody has judged this already.")
        await answer_privately(interaction, text)


class RightButton(_Button, template=r"guidelines:right:\d{1,20}"):
    """Says that a flag was right."""

    async def press(self, interaction: Press) -> None:
        """Keep that it is a violation."""
        await self.judge(interaction, "right")


class NotButton(_Button, template=r"guidelines:not:\d{1,20}"):
    """Says that a flag was wrong."""

    async def press(self, interaction: Press) -> None:
        """Keep that it is no violation."""
        await self.judge(interaction, "not")


class PageButton(_Button, template=r"guidelines:page:\d{1,6}"):
    """Turns the pages of the list of flags."""

    async def press(self, interaction: Press) -> None:
        """Show another page of the list as it is now."""
        page = await flags_page(interaction, self.record)
        await interaction.response.edit_message(**to_discord(page))


BUTTONS = (RightButton, NotButton, PageButton)
