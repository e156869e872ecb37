"""The dialog in which a moderator leaves people out of a plan."""

from typing import Any

import discord

from bot.answers import Press, change
from bot.components import Form
from bot.texts import Translation
from cogs.raids.acting import plan
from cogs.raids.parts import here, parts_of
from cogs.raids.planning import Who

MOST = 25


class SpareForm(Form):
    """Asks for members; the plan is shown anew without them."""

    def __init__(self, t: Translation, number: int, who: Who) -> None:
        super().__init__(title=t("Leave people out"))
        self._number, self._who = number, who
        self.people: discord.ui.UserSelect[Any] = discord.ui.UserSelect(max_values=MOST)
        self.add_item(
            discord.ui.Label(
                text=t("Who is not part of the raid?"),
                description=t("They are left out of every plan for this raid."),
                component=self.people,
            )
        )

    async def on_submit(self, interaction: Press) -> None:  # type: ignore[override]  # a narrower client
        """Leave them out and show the plan anew."""
        user_ids = [one.id for one in self.people.values]
        await parts_of(interaction).bans.spare(
            here(interaction), self._number, user_ids, by=interaction.user.id
        )
        await change(interaction, await plan(interaction, self._number, self._who))
