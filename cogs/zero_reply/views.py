"""Buttons, selects and forms: found by their custom_id, so they work after restarts."""

from collections.abc import Mapping
from typing import Any, ClassVar

import discord

from bot.access import Access
from bot.answers import Press, show, show_in_place
from bot.components import Form, Panel
from bot.effects import Message
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.texts import Translation, escape, timestamp
from cogs.zero_reply import render
from cogs.zero_reply.desk import Desk
from cogs.zero_reply.digest import Digests
from cogs.zero_reply.helper_views import HELPER_BUTTONS
from cogs.zero_reply.opener import Settled
from cogs.zero_reply.pressed import PostButton, here, words_for
from cogs.zero_reply.tagging import Tagging

QUIET = discord.AllowedMentions.none()
LONGEST_RESOURCE = 1500


async def show_page(interaction: Press, number: int) -> Message:
    """Return a page of what waits, in the reader's language."""
    place = here(interaction)
    listed, more = await Digests(interaction.client.core).page(place, number)
    return render.page(place, await words_for(interaction), listed, number, more=more)


async def show_panel(interaction: Press, opener_id: int) -> None:
    """Show a post and what can be done for it."""
    place, core = here(interaction), interaction.client.core
    shown = await Desk(core).show(place, opener_id)
    t = await words_for(interaction)
    message = render.panel(
        place,
        t,
        shown.opener,
        now=core.clock.now(),
        helpers=shown.helpers,
        alike=shown.similar,
    )
    await show(interaction, message)


class ItemButton(PostButton, template=r"zero_reply:item:\d+"):
    """Opens one post of the list."""

    async def press(self, interaction: Press) -> None:
        """Show what can be done for it."""
        await show_panel(interaction, self.opener_id)


class PageButton(PostButton, template=r"zero_reply:page:\d{1,4}"):
    """Shows a page of everything that waits, to whoever presses."""

    async def press(self, interaction: Press) -> None:
        """Turn the page where it is one's own, else show a first one."""
        await show_in_place(interaction, await show_page(interaction, int(self.parts[0])))


class TagButton(PostButton, template=r"zero_reply:tag:\d+"):
    """Asks a helper."""

    async def press(self, interaction: Press) -> None:
        """Ask the next one."""
        place = here(interaction)
        choice = await Desk(interaction.client.core).tag_helper(place, self.opener_id)
        t = await words_for(interaction)
        name = escape(place.name_of(choice.helper.helper_id) or "")
        text = t("I am asking {name}: {why}.", name=name, why=render.why(t, choice))
        await answer_privately(interaction, text)


class MineButton(PostButton, template=r"zero_reply:mine:\d+"):
    """Says that somebody of the team is answering."""

    async def press(self, interaction: Press) -> None:
        """Note it; the list shows it for a day."""
        place = here(interaction)
        await Desk(interaction.client.core).claim(place, self.opener_id, interaction.user.id)
        t = await words_for(interaction)
        await answer_privately(interaction, t("It is yours for a day. Thank you."))


class DetailsButton(PostButton, template=r"zero_reply:details:\d+"):
    """Asks the author for details, once."""

    async def press(self, interaction: Press) -> None:
        """Ask below the post."""
        await Desk(interaction.client.core).ask_details(here(interaction), self.opener_id)
        t = await words_for(interaction)
        await answer_privately(interaction, t("I am asking the author for details."))


class ResourceButton(PostButton, template=r"zero_reply:resource:\d+"):
    """Lets somebody point to something useful."""

    async def press(self, interaction: Press) -> None:
        """Open the form."""
        t = await words_for(interaction)
        await interaction.response.send_modal(ResourceForm(self.opener_id, t))


class ResourceForm(Form):
    """What is suggested, posted in the name of whoever suggests it."""

    def __init__(self, opener_id: int, t: Translation) -> None:
        super().__init__(title=t("Suggest a resource"))
        self._opener_id, self._t = opener_id, t
        self.words: discord.ui.TextInput[Any] = discord.ui.TextInput(
            style=discord.TextStyle.paragraph, max_length=LONGEST_RESOURCE, min_length=5
        )
        label = t("A link, and a word on why it helps")
        self.add_item(discord.ui.Label(text=label, component=self.words))

    async def on_submit(self, interaction: Press) -> None:  # type: ignore[override]  # our own client
        """Post it."""
        place = here(interaction)
        desk = Desk(interaction.client.core)
        await desk.suggest(place, self._opener_id, interaction.user.id, str(self.words.value))
        await answer_privately(interaction, self._t("Your suggestion is being posted."))


class RouteButton(PostButton, template=r"zero_reply:route:\d+"):
    """Hands a post on to a team."""

    async def press(self, interaction: Press) -> None:
        """Let the person choose the team."""
        place, t = here(interaction), await words_for(interaction)
        if not place.settings.teams:
            raise Refusal(
                "No teams are named in the settings. Add them under {setting}.",
                setting="`features.zero_reply.teams`",
            )
        view = TeamPanel(self.opener_id, list(place.settings.teams), t)
        await interaction.response.send_message(t("Who should see it?"), view=view, ephemeral=True)


class TeamPanel(Panel):
    """The teams to choose from."""

    def __init__(self, opener_id: int, teams: list[str], t: Translation) -> None:
        super().__init__(timeout=600)
        self._opener_id, self._t = opener_id, t
        options = [discord.SelectOption(label=team[:100], value=team[:100]) for team in teams]
        self._select: discord.ui.Select[Any] = discord.ui.Select(
            placeholder=t("A team"), options=options
        )
        self._select.callback = self._chosen  # type: ignore[method-assign,assignment]  # discord.py's own way
        self.add_item(self._select)

    async def _chosen(self, interaction: Press) -> None:
        place, team = here(interaction), self._select.values[0]
        desk = Desk(interaction.client.core)
        await desk.route(place, self._opener_id, team, interaction.user.id)
        text = self._t("I am showing it to {team}.", team=escape(team))
        await answer_privately(interaction, text)


class SettleButton(PostButton, template=r"zero_reply:(not|done|waits):\d+"):
    """Takes a post off the list, or puts it back."""

    KNOWN: ClassVar[Mapping[str, Settled]] = {
        "not": "not_a_question",
        "done": "answered",
        "waits": "unanswered",
    }

    async def press(self, interaction: Press) -> None:
        """Keep what the person knows about it."""
        how = self.KNOWN[(self.item.custom_id or "").split(":")[1]]
        place, desk = here(interaction), Desk(interaction.client.core)
        await desk.settle(place, self.opener_id, how, interaction.user.id)
        t = await words_for(interaction)
        text = (
            t("It is back on the list.")
            if how == "unanswered"
            else t("It is off the list. Thank you.")
        )
        await answer_privately(interaction, text)


class SnoozeButton(PostButton, template=r"zero_reply:snooze:\d+"):
    """Takes a post off the list for a day."""

    async def press(self, interaction: Press) -> None:
        """Say when it comes back."""
        until = await Desk(interaction.client.core).snooze(here(interaction), self.opener_id)
        t = await words_for(interaction)
        text = t("It comes back {when}.", when=timestamp(until, "R"))
        await answer_privately(interaction, text)


class NeverMindButton(PostButton, template=r"zero_reply:nevermind:\d+"):
    """Lets authors say that they need no answer any more."""

    access = Access.MEMBER

    async def press(self, interaction: Press) -> None:
        """Take the post off the list for its author."""
        place, core = here(interaction), interaction.client.core
        shown = await Desk(core).show(place, self.opener_id)
        if shown.opener.author_id != interaction.user.id:
            raise Refusal("Only whoever asked can say that.")
        await Desk(core).settle(place, self.opener_id, "never_mind", interaction.user.id)
        t = await words_for(interaction)
        await answer_privately(interaction, t("Noted: you need no answer any more."))


class MakeTagButton(PostButton, template=r"zero_reply:maketag:\d+"):
    """Makes the tag that posts wear while they wait."""

    access = Access.MANAGER

    async def press(self, interaction: Press) -> None:
        """Make it."""
        place, guild = here(interaction), interaction.guild
        assert guild is not None, "the button stands on a server"
        await Tagging(interaction.client.core).make(place, guild, int(self.parts[0]))
        t = await words_for(interaction)
        await answer_privately(interaction, t("I am making the tag."))


BUTTONS = (
    ItemButton,
    PageButton,
    TagButton,
    MineButton,
    DetailsButton,
    ResourceButton,
    RouteButton,
    SettleButton,
    SnoozeButton,
    NeverMindButton,
    MakeTagButton,
    *HELPER_BUTTONS,
)
