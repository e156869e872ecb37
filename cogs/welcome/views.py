"""The buttons of the welcome feature: found by their custom_id, so they work after restarts."""

from collections.abc import Sequence
from datetime import date

from bot.access import Access
from bot.answers import Press, change, show
from bot.components import Pressable
from bot.effects import Message
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.services import ComingUp, GuidelinesSummary
from bot.texts import Translation, escape
from cogs.welcome import checklist, render, report
from cogs.welcome.checklist import Item
from cogs.welcome.company import Company
from cogs.welcome.place import Place
from cogs.welcome.server import place_of
from cogs.welcome.staff import StaffNotes


def here(interaction: Press) -> Place:
    """Return the server where somebody pressed or typed; Refusal where the feature is off."""
    core, guild = interaction.client.core, interaction.guild
    place = place_of(core, guild) if guild is not None else None
    if place is None:
        raise Refusal("Newcomers are not greeted here at the moment.")
    return place


async def checklist_of(interaction: Press, place: Place, t: Translation) -> Sequence[Item]:
    """Return the checklist for the person who pressed."""
    services = interaction.client.core.services
    own = place.settings.guidelines_summary
    summary = own.in_(t.language, place.t.language) if own is not None else ""
    guidelines = services.get(GuidelinesSummary)
    if not summary and guidelines is not None:
        summary = guidelines.summary(place.guild_id, t.language)
    coming_up: list[str] = []
    calendar = services.get(ComingUp)
    if calendar is not None:
        coming_up = await calendar.coming_up(place.guild_id, interaction.user.id)
    return checklist.items(place, t, summary=summary, coming_up=coming_up)


class _Button(Pressable, template="welcome:unused"):
    """A button of this feature; the id that follows the last colon is its record."""

    feature = "welcome"


class StartButton(_Button, template=r"welcome:start:\d+"):
    """Opens the checklist of whoever presses it."""

    async def press(self, interaction: Press) -> None:
        """Show the person their own first steps."""
        place = here(interaction)
        t = await interaction.client.core.texts.for_interaction(interaction)
        items = await checklist_of(interaction, place, t)
        done = await Company(interaction.client.core).steps_done(place, interaction.user.id)
        await show(interaction, render.checklist(place, t, items, done))


class StepButton(_Button, template=r"welcome:step:[a-z0-9_-]+"):
    """Ticks a step of the checklist, or takes the tick away."""

    async def press(self, interaction: Press) -> None:
        """Keep the tick and show the checklist as it is now."""
        place = here(interaction)
        t = await interaction.client.core.texts.for_interaction(interaction)
        items = await checklist_of(interaction, place, t)
        done = await Company(interaction.client.core).tick(
            place, interaction.user.id, self.record, [item.name for item in items]
        )
        await change(interaction, render.checklist(place, t, items, done))


class WaveButton(_Button, template=r"welcome:wave:\d+"):
    """Lets members say hi with one click."""

    async def press(self, interaction: Press) -> None:
        """Keep the wave; it appears below the greeting."""
        place, newcomer_id = here(interaction), self.record_id
        t = await interaction.client.core.texts.for_interaction(interaction)
        name = escape(place.name_of(newcomer_id) or t("somebody new"))
        match await Company(interaction.client.core).wave(place, newcomer_id, interaction.user.id):
            case "first":
                text = t(
                    "You said hi to {name}. Thank you for making people feel at home.", name=name
                )
            case "again":
                text = t("You have said hi to {name} already. Write a line if you like.", name=name)
            case "own":
                text = t(
                    "Hello to you. Here the others say hi to you: have a look from time to time."
                )
            case "gone":
                text = t("This person is no longer here.")
        await answer_privately(interaction, text)


class NoteDoneButton(_Button, template=r"welcome:done:\d{4}-\d\d-\d\d"):
    """Marks the day's note about quiet newcomers as taken care of."""

    access = Access.MODERATOR

    async def press(self, interaction: Press) -> None:
        """Note who did it; the note says so from then on."""
        place = here(interaction)
        t = await interaction.client.core.texts.for_interaction(interaction)
        day = date.fromisoformat(self.record)
        first = await StaffNotes(interaction.client.core).take_care(place, day, interaction.user.id)
        text = t("Noted. Thank you.") if first else t("Somebody has taken care of this already.")
        await answer_privately(interaction, text)


class PageButton(_Button, template=r"welcome:page:\d{1,6}"):
    """Turns the pages of the list of newcomers."""

    access = Access.MODERATOR

    async def press(self, interaction: Press) -> None:
        """Show another page of the list as it is now."""
        place = here(interaction)
        await change(interaction, await newcomers_page(interaction, place, self.record_id))


async def newcomers_page(interaction: Press, place: Place, page: int) -> Message:
    """Return a page of the list of newcomers in the reader's language."""
    core = interaction.client.core
    t = await core.texts.for_interaction(interaction)
    return report.newcomers(place, t, await StaffNotes(core).newcomers(place), page=page)


BUTTONS = (StartButton, StepButton, WaveButton, NoteDoneButton, PageButton)
