"""The buttons: found by their custom_id, so they work after restarts."""

from collections.abc import Mapping, Sequence
from typing import Any, Self

import discord

from bot.answers import Press, show
from bot.components import Panel, Personal, Pressable
from bot.errors import answer_privately
from bot.refusal import Refusal
from cogs.accountability import personal_view
from cogs.accountability.forms import CheckInForm, GoalForm
from cogs.accountability.goals import Goals
from cogs.accountability.place import Place, place_of
from cogs.accountability.policy import LONGEST_NOTE, Result, objection
from cogs.accountability.reminders import Reminders


def here(interaction: Press) -> Place:
    """Return the server where somebody pressed; Refusal where the feature is off."""
    guild = interaction.guild
    place = place_of(interaction.client.core, guild) if guild is not None else None
    if place is None:
        raise Refusal("There is no weekly thread here at the moment.")
    return place


def goals_of(interaction: Press) -> Goals:
    """Return what keeps the goals."""
    return Goals(interaction.client.core)


class Again(Panel):
    """A button that opens a form anew, with what was typed."""

    def __init__(self, label: str, form: discord.ui.Modal) -> None:
        super().__init__()
        self._form = form
        button: discord.ui.Button[Self] = discord.ui.Button(
            label=label, style=discord.ButtonStyle.primary
        )
        button.callback = self._open  # type: ignore[method-assign]  # as discord.py means it
        self.add_item(button)

    async def _open(self, interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_modal(self._form)


class _Button(Pressable, template="accountability:unused"):
    """A button of this feature; what follows the last colon is its record."""

    feature = "accountability"


class GoalButton(_Button, template=r"accountability:goal:\d{4}-W\d\d"):
    """Opens the form for the goals of a week."""

    async def press(self, interaction: Press) -> None:
        """Show the goals that are there, or what is left of last week."""
        place, keeper = here(interaction), goals_of(interaction)
        mine = await keeper.mine(place, interaction.user.id)
        if self.record != mine.name:
            raise Refusal("That week is over. Set your goals on this week's post.")
        t = await interaction.client.core.texts.for_interaction(interaction)
        goals = personal_view.first_goals(mine)
        form = GoalForm(
            t,
            _taker(place, self.record, is_new=False),
            typed=[goal.text for goal in goals],
            is_public=goals[0].is_public if goals else None,
            carried=personal_view.is_worth_carrying(mine),
        )
        await interaction.response.send_modal(form)


class NewButton(_Button, template=r"accountability:new:\d{4}-W\d\d"):
    """Asks somebody who is new for one tiny step."""

    async def press(self, interaction: Press) -> None:
        """Open the short form; who has goals already gets the usual one."""
        place, keeper = here(interaction), goals_of(interaction)
        mine = await keeper.mine(place, interaction.user.id)
        if self.record != mine.name:
            raise Refusal("That week is over. Begin on this week's post.")
        t = await interaction.client.core.texts.for_interaction(interaction)
        typed = [goal.text for goal in mine.goals]
        form = GoalForm(
            t,
            _taker(place, self.record, is_new=True),
            typed=typed,
            is_public=mine.goals[0].is_public if mine.goals else None,
            only_one=len(typed) < 2,
        )
        await interaction.response.send_modal(form)


class CheckInButton(_Button, template=r"accountability:check:\d{4}-W\d\d"):
    """Opens the check-in, asking first which week is meant where that is not clear."""

    async def press(self, interaction: Press) -> None:
        """Ask how it went."""
        place, keeper = here(interaction), goals_of(interaction)
        mine = await keeper.mine(place, interaction.user.id)
        if self.record == mine.name and mine.last_week is not None:
            t = await interaction.client.core.texts.for_interaction(interaction)
            await show(interaction, personal_view.which_week(t, mine))
            return
        await _ask_how_it_went(interaction, place, self.record)


class AnswerButton(_Button, template=r"accountability:answer:\d{4}-W\d\d"):
    """Opens the check-in of the week that was chosen."""

    async def press(self, interaction: Press) -> None:
        """Ask how it went."""
        await _ask_how_it_went(interaction, here(interaction), self.record)


class BreakButton(_Button, template=r"accountability:break"):
    """Begins a break, or ends it."""

    async def press(self, interaction: Press) -> None:
        """Keep it, and say what it means."""
        place, keeper = here(interaction), goals_of(interaction)
        t = await interaction.client.core.texts.for_interaction(interaction)
        is_resting = await keeper.rest(place, interaction.user.id)
        await show(interaction, personal_view.resting(t, is_resting=is_resting))


class RemindButton(_Button, template=r"accountability:remind:(on|off)"):
    """Asks for reminders, or for none."""

    async def press(self, interaction: Press) -> None:
        """Keep the wish."""
        place, wanted = here(interaction), self.record == "on"
        await Reminders(interaction.client.core).change(
            place, interaction.user.id, wanted=wanted, zone=None
        )
        mine = await goals_of(interaction).mine(place, interaction.user.id)
        t = await interaction.client.core.texts.for_interaction(interaction)
        await show(interaction, personal_view.overview(t, place, mine))


class BatonButton(_Button, template=r"accountability:baton:(on|off)"):
    """Says that somebody may be named to go first, or may not."""

    async def press(self, interaction: Press) -> None:
        """Keep the wish."""
        place, keeper, user_id = here(interaction), goals_of(interaction), interaction.user.id
        await keeper.may_go_first(place, user_id, wanted=self.record == "on")
        t = await interaction.client.core.texts.for_interaction(interaction)
        await show(interaction, personal_view.overview(t, place, await keeper.mine(place, user_id)))


class StopButton(Personal, template=r"accountability:stop:\d{15,20}"):
    """Ends reminders from within one, also in a direct message."""

    feature = "accountability"

    def __init__(self, custom_id: str) -> None:
        super().__init__(custom_id)
        self.guild_id = self.record_id

    async def press(self, interaction: Press) -> None:
        """Keep the wish of whoever presses it."""
        core, guild = interaction.client.core, interaction.client.get_guild(self.guild_id)
        place = place_of(core, guild) if guild is not None else None
        if place is not None:
            await Reminders(core).change(place, interaction.user.id, wanted=False, zone=None)
        t = await core.texts.for_interaction(interaction)
        await answer_privately(interaction, t("I do not remind you any more."))


def _taker(place: Place, week: str, *, is_new: bool) -> Any:  # noqa: ANN401 - a closure of its own type
    """Return what takes the goals of a form, or gives them back with what is wrong."""

    async def take(interaction: Press, texts: Sequence[str], is_public: bool) -> None:
        keeper = goals_of(interaction)
        t = await interaction.client.core.texts.for_interaction(interaction)
        why = keeper.objections(place, texts, t)
        try:
            if not why:
                goals = await keeper.set(
                    place, week, interaction.user.id, texts, is_public=is_public, is_new=is_new
                )
                mine = await keeper.mine(place, interaction.user.id)
                await show(interaction, personal_view.noted(t, mine, goals))
                return
        except Refusal as refusal:
            why = [refusal.say(t)]
        form = GoalForm(
            t, take, typed=texts, is_public=is_public, only_one=is_new and len(texts) == 1
        )
        await interaction.response.send_message(
            personal_view.not_taken(t, why, texts),
            view=Again(t("Change it"), form),
            ephemeral=True,
            allowed_mentions=discord.AllowedMentions.none(),
        )

    return take


async def _ask_how_it_went(interaction: Press, place: Place, week: str) -> None:
    keeper = goals_of(interaction)
    t = await interaction.client.core.texts.for_interaction(interaction)
    goals, turn = await keeper.in_week(place, week, interaction.user.id)

    async def take(interaction: Press, results: Mapping[int, Result], note: str) -> None:
        found = objection(note, LONGEST_NOTE)
        why = [found.say(t)] if found is not None else keeper.objections(place, [note], t)
        if not why:
            await keeper.check_in(place, week, interaction.user.id, results, note.strip())
            mine = await keeper.mine(place, interaction.user.id)
            await show(interaction, personal_view.checked_in(t, mine))
            return
        typed = CheckInForm(
            t, take, goals, turn=type(turn)(turn.user_id, note=note), results=results
        )
        await interaction.response.send_message(
            personal_view.not_taken(t, why, [note]),
            view=Again(t("Change it"), typed),
            ephemeral=True,
            allowed_mentions=discord.AllowedMentions.none(),
        )

    await interaction.response.send_modal(CheckInForm(t, take, goals, turn))


BUTTONS = (
    GoalButton,
    NewButton,
    CheckInButton,
    AnswerButton,
    BreakButton,
    RemindButton,
    BatonButton,
    StopButton,
)
