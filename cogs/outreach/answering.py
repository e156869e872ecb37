"""The button and the form with which words are answered where nobody can write below them."""

from typing import Any, Self

import discord
from discord import ui

from bot.answers import Press
from bot.components import Form, Personal
from bot.errors import answer_privately
from bot.services import Offer
from bot.texts import Translation
from cogs.outreach import render
from cogs.outreach.replies import Replies

REPLIES: Offer[Replies] = Replies
LONGEST = 2000


class AnswerButton(Personal, template=r"outreach:answer:\d+:\d+"):
    """Opens a form for an answer to words that were shown at a visit."""

    feature = "outreach"

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        self.guild_id = int(custom_id.split(":")[2])

    @staticmethod
    def id_for(guild_id: int, words_id: int) -> str:
        """Return the custom_id by which the button is found."""
        return f"outreach:answer:{guild_id}:{words_id}"

    async def press(self, interaction: Press) -> None:
        """Ask for the answer."""
        core = interaction.client.core
        replies = core.services.get(REPLIES)
        assert replies is not None, "the feature is switched on"
        t = await core.texts.for_interaction(interaction)
        await interaction.response.send_modal(AnswerForm(t, replies, self.record_id))


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
