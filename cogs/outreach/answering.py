"""The button and the form with which words are answered where nobody can write below them."""

import re
from typing import Any, Self

import discord
from discord import ui

from bot.client import StewardClient
from bot.components import Form, Personal
from bot.errors import answer_privately
from bot.services import Offer
from bot.texts import Translation
from cogs.outreach import render
from cogs.outreach.replies import Replies

REPLIES: Offer[Replies] = Replies
LONGEST = 2000


class AnswerButton(Personal, template=r"outreach:answer:(?P<guild>\d+):(?P<words>\d+)"):
    """Opens a form for an answer to words that were shown at a visit."""

    feature = "outreach"

    def __init__(self, guild_id: int, words_id: int, label: str = "…") -> None:
        self.guild_id, self.words_id = guild_id, words_id
        super().__init__(ui.Button(label=label, custom_id=self.id_for(guild_id, words_id)))

    @staticmethod
    def id_for(guild_id: int, words_id: int) -> str:
        """Return the custom_id by which the button is found."""
        return f"outreach:answer:{guild_id}:{words_id}"

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 - discord.py's signature
        item: ui.Item[Any],  # noqa: ARG003 - discord.py's signature
        match: re.Match[str],
    ) -> Self:
        """Make the button anew from what its message says."""
        return cls(int(match["guild"]), int(match["words"]))

    async def press(self, interaction: discord.Interaction[StewardClient]) -> None:
        """Ask for the answer."""
        core = interaction.client.core
        replies = core.services.get(REPLIES)
        assert replies is not None, "the feature is switched on"
        t = await core.texts.for_interaction(interaction)
        await interaction.response.send_modal(AnswerForm(t, replies, self.words_id))


class AnswerForm(Form):
    """Where an answer is written."""

    def __init__(self, t: Translation, replies: Replies, words_id: int) -> None:
        super().__init__(title=t("Your answer"))
        self._t, self._replies, self._words_id = t, replies, words_id
        self.answer: ui.TextInput[Self] = ui.TextInput(
            style=discord.TextStyle.paragraph, max_length=LONGEST
        )
        self.add_item(ui.Label(text=t("The team can read it"), component=self.answer))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand the answer on."""
        await self._replies.by_form(
            self._words_id,
            interaction.user.id,
            reply_id=interaction.id,
            text=self.answer.value,
            at=interaction.created_at,
        )
        guild = interaction.guild.name if interaction.guild is not None else ""
        await answer_privately(interaction, render.passed_on(guild, self._t).text)
