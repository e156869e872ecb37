"""`/undo case`, and what is offered where Discord knows no way back."""

import re

from discord import app_commands

from bot.access import Access, needs
from bot.answers import Press, show
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.texts import N_
from cogs.desk import case_store, case_texts
from cogs.desk.forms import text_form, text_in
from cogs.desk.parts import here, parts_of
from cogs.desk.submitting import gives_back
from cogs.desk.tools import open_form_about
from cogs.desk.views import Button

RETURN = re.compile(r"desk:return:(?P<case>\d{1,18})")


class UndoGroup(app_commands.Group):
    """What can be taken back, by the name that people look for."""

    def __init__(self) -> None:
        super().__init__(name="undo", description=N_("Take something back"), guild_only=True)

    @needs(Access.MODERATOR)
    @app_commands.command(description=N_("Take back a case and all that was done with it"))
    @app_commands.describe(number=N_("The number of the case"))
    async def case(
        self, interaction: Press, number: app_commands.Range[int, 1, 2_000_000_000]
    ) -> None:
        """Undo the group of actions that a case belongs to."""
        await take_back(interaction, number)


async def take_back(interaction: Press, number: int) -> None:
    """Take a case back, and say what came of it; what only a new decision ends is offered."""
    core, place = interaction.client.core, here(interaction)
    t = await core.texts.for_interaction(interaction)
    async with core.db.read() as tx:
        case = await case_store.find(tx, place.guild_id, number)
    if case is not None and case.kind == "unban":
        await show(interaction, case_texts.lifted(t, case))
        return
    deciding = parts_of(interaction).deciding
    cases = await deciding.undo_case(place, number, interaction.user.id)
    await show(interaction, case_texts.undone(t, cases))


class BanAgainButton(Button, template=r"desk:ban_again:\d{1,18}"):
    """Bans somebody again whose ban was lifted, through the same door as every ban."""

    async def press(self, interaction: Press) -> None:
        """Show what they would read, as `/ban` does."""
        core, place = interaction.client.core, here(interaction)
        async with core.db.read() as tx:
            case = await case_store.by_id(tx, self.record_id)
        if case is None or case.guild_id != place.guild_id:
            raise Refusal("What this is about is no longer there.")
        t = await core.texts.for_interaction(interaction)
        reason = t("Case {number} was taken back.", number=case.number)
        await open_form_about(interaction, "ban", case.member_id, case.member_name, reason=reason)


class ReturnButton(Button, template=r"desk:return:\d{1,18}"):
    """Writes to somebody who was removed by mistake."""

    async def press(self, interaction: Press) -> None:
        """Show what they would read."""
        words = await parts_of(interaction).returning.draft(here(interaction), self.record_id)
        t = await interaction.client.core.texts.for_interaction(interaction)
        form = text_form(
            t("Ask them back"), self.custom_id, t("What the member reads"), default=words,
            longest=1500,
        )  # fmt: skip
        await interaction.response.send_modal(form)


@gives_back
async def take_return(interaction: Press, found: re.Match[str]) -> None:
    """Send what a moderator has written to somebody who was removed."""
    await interaction.client.core.access.check(interaction, Access.MODERATOR, feature="desk")
    returning, me = parts_of(interaction).returning, interaction.user.id
    await returning.write(here(interaction), int(found["case"]), text_in(interaction), by=me)
    t = await interaction.client.core.texts.for_interaction(interaction)
    await answer_privately(interaction, t("Done. Thank you."))


FORMS = ((RETURN, take_return),)
