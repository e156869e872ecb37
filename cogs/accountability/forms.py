"""The dialogs: goals, a newcomer's first step, and how it went."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.components import Form
from bot.texts import Translation, shorten
from cogs.accountability.policy import (
    LONGEST_GOAL,
    LONGEST_NOTE,
    MOST_GOALS,
    RESULTS,
    Goal,
    Result,
    Turn,
)
from cogs.accountability.render import SAID

LONGEST_HINT = 100
OnGoals = Callable[[discord.Interaction[Any], Sequence[str], bool], Awaitable[None]]
OnAnswer = Callable[[discord.Interaction[Any], Mapping[int, Result], str], Awaitable[None]]


class GoalForm(Form):
    """Asks for up to three goals, and who may see them."""

    def __init__(
        self,
        t: Translation,
        submit: OnGoals,
        *,
        typed: Sequence[str] = (),
        is_public: bool | None = None,
        carried: bool = False,
        only_one: bool = False,
    ) -> None:
        super().__init__(title=t("One tiny step") if only_one else t("Your goals for this week"))
        self._submit = submit
        self._goals: list[ui.TextInput[Self]] = []
        for place in range(1 if only_one else MOST_GOALS):
            field: ui.TextInput[Self] = ui.TextInput(
                style=discord.TextStyle.paragraph,
                default=(typed[place] if place < len(typed) else "")[:LONGEST_GOAL] or None,
                required=place == 0,
                max_length=LONGEST_GOAL,
            )
            self._goals.append(field)
            label = t("Goal {number}", number=place + 1) if not only_one else t("Your step")
            hint = None
            if only_one:
                hint = t("Something that takes less than an hour. You cannot get it wrong.")
            elif carried and place < len(typed):
                hint = t("Left from last week: keep it, change it, or delete it.")
            self.add_item(ui.Label(text=label, description=hint, component=field))
        self._audience: ui.RadioGroup[Self] = ui.RadioGroup(
            options=[
                discord.RadioGroupOption(
                    label=t("Everybody, in the thread"),
                    value="public",
                    default=is_public is True,
                ),
                discord.RadioGroupOption(
                    label=t("Only me"), value="private", default=is_public is False
                ),
            ]
        )
        self.add_item(ui.Label(text=t("Who may see this?"), component=self._audience))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand on what was typed."""
        texts = [field.value for field in self._goals]
        await self._submit(interaction, texts, self._audience.value == "public")


class CheckInForm(Form):
    """Asks what came of each goal, and for a note."""

    def __init__(
        self,
        t: Translation,
        submit: OnAnswer,
        goals: Sequence[Goal],
        turn: Turn,
        *,
        results: Mapping[int, Result] | None = None,
    ) -> None:
        super().__init__(title=t("How did it go?"))
        self._submit = submit
        self._results: dict[int, ui.RadioGroup[Self]] = {}
        for goal in goals[:MOST_GOALS]:
            said = (results or {}).get(goal.number, goal.result)
            options = [
                discord.RadioGroupOption(label=t(SAID[one]), value=one, default=one == said)
                for one in RESULTS
            ]
            self._results[goal.number] = ui.RadioGroup(options=options)
            self.add_item(
                ui.Label(
                    text=t("Goal {number}", number=goal.number),
                    description=shorten(goal.text, LONGEST_HINT),
                    component=self._results[goal.number],
                )
            )
        self._note: ui.TextInput[Self] = ui.TextInput(
            style=discord.TextStyle.paragraph,
            default=turn.note[:LONGEST_NOTE] or None,
            required=not goals,
            max_length=LONGEST_NOTE,
        )
        hint = t("With goals that everybody sees, the note is shown as well.")
        self.add_item(ui.Label(text=t("A few words"), description=hint, component=self._note))

    async def on_submit(self, interaction: discord.Interaction[Any]) -> None:
        """Hand on what was said."""
        said: dict[int, Result] = {}
        for number, group in self._results.items():
            for result in RESULTS:
                if group.value == result:
                    said[number] = result
        await self._submit(interaction, said, self._note.value)
