"""The buttons with which staff decide, and the form for words of their own."""

from datetime import datetime
from typing import Any, Self

import discord
from discord import ui

from bot.access import Access
from bot.answers import Press, show_in_place
from bot.components import Form, Pressable
from bot.effects import EditMessage
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.texts import Translation
from cogs.prompts import policy, render, store
from cogs.prompts.keys import effect_key, from_stamp, suggestion_key
from cogs.prompts.place import Place, place_of
from cogs.prompts.planning import Planning
from cogs.prompts.policy import LONGEST_PROMPT


def here(interaction: Press) -> Place:
    """Return the server where somebody pressed or typed; Refusal where the feature is off."""
    guild = interaction.guild
    place = place_of(interaction.client.core, guild) if guild is not None else None
    if place is None:
        raise Refusal("There are no prompts here at the moment.")
    return place


async def show_week(interaction: Press, place: Place) -> None:
    """Show the coming prompts as they stand, in place of what only this person saw before."""
    core = interaction.client.core
    t = await core.texts.for_interaction(interaction)
    message = render.week(t, await Planning(core).week(place))
    await show_in_place(interaction, message)


class _Button(Pressable, template="prompts:unused"):
    """A button of this feature; what follows the last colon is its record."""

    feature = "prompts"
    access = Access.MANAGER

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        self.what = custom_id.split(":")[1]


class ReviewButton(_Button, template="prompts:review"):
    """Shows the coming prompts."""

    async def press(self, interaction: Press) -> None:
        """Show how they stand."""
        await show_week(interaction, here(interaction))


class AllButton(_Button, template=r"prompts:all:\d{1,10}"):
    """Approves all prompts that it stands beside."""

    async def press(self, interaction: Press) -> None:
        """Approve them and show how all stand."""
        place = here(interaction)
        await Planning(interaction.client.core).approve_all(place, self.record_id)
        await show_week(interaction, place)


class DecideButton(_Button, template=r"prompts:(ok|other|drop):\d{1,12}:[\w:.-]{1,60}"):
    """Approves, changes or drops one prompt."""

    async def press(self, interaction: Press) -> None:
        """Keep the decision and show how all stand."""
        place, planning = here(interaction), Planning(interaction.client.core)
        decide = {"ok": planning.approve, "other": planning.another, "drop": planning.drop}
        _, what, at, prompt = self.custom_id.split(":", 3)
        await decide[what](place, from_stamp(at), prompt)
        await show_week(interaction, place)


class EditButton(_Button, template=r"prompts:edit:\d{1,12}"):
    """Lets staff write the prompt themselves."""

    async def press(self, interaction: Press) -> None:
        """Open the form with what is proposed."""
        place, due_at = here(interaction), from_stamp(self.record)
        core = interaction.client.core
        items = await Planning(core).week(place)
        text = next((one.prompt.text for one in items if one.due_at == due_at and one.prompt), "")
        t = await core.texts.for_interaction(interaction)
        await interaction.response.send_modal(PromptForm(t, due_at, text))


class SuggestionButton(_Button, template=r"prompts:(take|decline):\d{1,18}"):
    """Takes what a member suggested into the library, or not."""

    async def press(self, interaction: Press) -> None:
        """Keep what was decided, and show it to all staff; the member is not told of a no."""
        place, core = here(interaction), interaction.client.core
        state = "active" if self.what == "take" else "refused"
        async with core.db.write() as tx:
            if not await store.decide(tx, place.guild_id, self.record_id, state):
                raise Refusal("This has been decided already.")
            suggested = await store.suggestion(tx, place.guild_id, self.record_id)
            assert suggested is not None, "it was decided just now"
            edit = EditMessage(
                of=suggestion_key(place.guild_id, suggested.id),
                message=render.decided(place, suggested, interaction.user.id),
            )
            key = effect_key("suggestion_decided", place.guild_id, str(suggested.id))
            await core.outbox.plan(tx, key, edit)
        t = await core.texts.for_interaction(interaction)
        told = (
            t("It is in the library now, and will be proposed when it fits.")
            if state == "active"
            else t("Put aside. Nobody is told.")
        )
        await answer_privately(interaction, told)


class PromptForm(Form):
    """Asks for a prompt in one's own words."""

    def __init__(self, t: Translation, due_at: datetime, text: str) -> None:
        super().__init__(title=t("Your own prompt"))
        self._due_at = due_at
        self._text: ui.TextInput[Self] = ui.TextInput(
            style=discord.TextStyle.paragraph,
            default=text[:LONGEST_PROMPT] or None,
            max_length=LONGEST_PROMPT,
        )
        self.add_item(ui.Label(text=t("Prompt"), component=self._text))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Take it, approved."""
        place = here(interaction)
        planning = Planning(interaction.client.core)
        text = policy.words(self._text.value)
        await planning.rewrite(place, self._due_at, text, interaction.user.id)
        await show_week(interaction, place)


BUTTONS = (ReviewButton, AllButton, DecideButton, EditButton, SuggestionButton)
