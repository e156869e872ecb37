"""The buttons: found by their custom_id alone, so that they work after restarts."""

from typing import cast

from bot.access import Access
from bot.answers import Press, show, show_in_place
from bot.components import Pressable
from bot.errors import answer_privately
from bot.permissions import refuse_without
from cogs.raids import acting, render
from cogs.raids.channels import overwrites_now
from cogs.raids.forms import SpareForm
from cogs.raids.parts import guild_of, here, parts_of
from cogs.raids.planning import Who

STATUS = "`/raid status`"


class Button(Pressable, template="raids:unused"):
    """A button of this feature, for moderators."""

    feature = "raids"
    access = Access.MODERATOR

    @property
    def number(self) -> int:
        """The first number of its custom_id: the raid's, where the button does not say else."""
        return int(self.custom_id.split(":")[2])


class PlanButton(Button, template=r"raids:plan:\d{1,9}:(alike|everybody)"):
    """Shows who would be banned."""

    async def press(self, interaction: Press) -> None:
        """Show the plan: from the card in a message of its own, from a plan in its place."""
        message = await acting.plan(interaction, self.number, cast(Who, self.record))
        await show_in_place(interaction, message)


class BanButton(Button, template=r"raids:ban:\d{1,9}:\d{1,9}"):
    """Carries out the plan that was shown."""

    async def press(self, interaction: Press) -> None:
        """Ban exactly those who were shown."""
        refuse_without(guild_of(interaction).me.guild_permissions, "ban_members", "manage_guild")
        count = await parts_of(interaction).bans.carry_out(
            here(interaction), self.number, self.record_id, by=interaction.user.id
        )
        t = await interaction.client.core.texts.for_interaction(interaction)
        told = t.n(
            "{n} person is being banned. {command} says how it goes.",
            "{n} people are being banned. {command} says how it goes.",
            n=count,
            command=STATUS,
        )
        await answer_privately(interaction, told)


class SpareButton(Button, template=r"raids:spare:\d{1,9}:(alike|everybody)"):
    """Lets a moderator leave people out."""

    async def press(self, interaction: Press) -> None:
        """Open the dialog."""
        t = await interaction.client.core.texts.for_interaction(interaction)
        form = SpareForm(t, self.number, cast(Who, self.record))
        await interaction.response.send_modal(form)


class PauseButton(Button, template=r"raids:pause:\d{1,9}"):
    """Pauses invites and direct messages."""

    async def press(self, interaction: Press) -> None:
        """Pause the server for as long as the settings say."""
        await acting.tell_paused(interaction, await acting.pause(interaction))


class EndButton(Button, template=r"raids:end:\d{1,9}"):
    """Ends a raid."""

    async def press(self, interaction: Press) -> None:
        """End the raid and its pause."""
        await acting.tell_ended(interaction, await acting.end(interaction, self.number))


class AskUndoButton(Button, template=r"raids:ask:\d{1,9}"):
    """Shows what there is to undo."""

    async def press(self, interaction: Press) -> None:
        """Show it before anything is done."""
        offer = await parts_of(interaction).undoing.offer(here(interaction), self.number)
        t = await interaction.client.core.texts.for_interaction(interaction)
        await show(interaction, render.undo(t, offer))


class UndoButton(Button, template=r"raids:undo:\d{1,9}"):
    """Undoes a raid as a whole."""

    async def press(self, interaction: Press) -> None:
        """Take back what was done."""
        await interaction.response.defer(ephemeral=True)
        guild, place = guild_of(interaction), here(interaction)
        undoing = parts_of(interaction).undoing
        refuse_without(
            guild.me.guild_permissions, *(await undoing.offer(place, self.number)).permissions
        )
        await undoing.undo(
            place, self.number, overwrites_now(guild), by=interaction.user.id, turn=interaction.id
        )
        t = await interaction.client.core.texts.for_interaction(interaction)
        told = t(
            "Raid {number} is being undone. {command} says how it goes.",
            number=self.number,
            command=STATUS,
        )
        await answer_privately(interaction, told)


class YoungButton(Button, template=r"raids:(hold|free):\d{1,20}:\d{1,12}"):
    """Gives a member with a very young account a timeout, or ends it.

    Its numbers are the member and their visit.
    """

    async def press(self, interaction: Press) -> None:
        """Do it, once."""
        refuse_without(guild_of(interaction).me.guild_permissions, "moderate_members")
        is_first = await parts_of(interaction).gate.decide(
            here(interaction), self.number, self.record_id,
            by=interaction.user.id, is_held=":hold:" in self.custom_id,
        )  # fmt: skip
        t = await interaction.client.core.texts.for_interaction(interaction)
        told = t("Noted. Thank you.") if is_first else t("Somebody has decided this already.")
        await answer_privately(interaction, told)


BUTTONS = (
    PlanButton, BanButton, SpareButton, PauseButton, EndButton, AskUndoButton, UndoButton,
    YoungButton,
)  # fmt: skip
