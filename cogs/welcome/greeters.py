"""`/welcome greeter …`: members who look after newcomers take turns."""

from datetime import timedelta

import discord
from discord import app_commands

from bot.access import Access, lacks_role, needs
from bot.answers import Press
from bot.client import StewardClient
from bot.core import Core
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.texts import N_
from cogs.welcome import progress, report
from cogs.welcome.place import Place
from cogs.welcome.rota import greeter_of
from cogs.welcome.views import here

NOT_ON_THE_ROTA = N_("You are not on the rota.")


class GreeterGroup(app_commands.Group):
    """Joining and leaving the rota of greeters."""

    def __init__(self, core: Core) -> None:
        super().__init__(name="greeter", description=N_("Take turns in looking after newcomers"))
        self._core = core

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Offer to look after newcomers when it is your turn"))
    @app_commands.describe(pings=N_("Whether greetings on your day may ping you"))
    async def join(
        self, interaction: discord.Interaction[StewardClient], pings: bool = False
    ) -> None:
        """Put the person on the rota, or change what they said before."""
        place, core = here(interaction), self._core
        _check_role(interaction, place)
        async with core.db.write() as tx:
            await progress.offer(
                tx, place.guild_id, interaction.user.id, pings=pings, now=core.clock.now()
            )
        t = await core.texts.for_interaction(interaction)
        text = t("You are on the rota. On your days greetings name you.")
        if pings:
            text += " " + t("They ping you, too.")
        await answer_privately(interaction, text)

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Step down from the rota"))
    async def leave(self, interaction: discord.Interaction[StewardClient]) -> None:
        """Take the person off the rota."""
        place, core = here(interaction), self._core
        async with core.db.write() as tx:
            was_on_it = await progress.step_down(tx, place.guild_id, interaction.user.id)
        if not was_on_it:
            raise Refusal(NOT_ON_THE_ROTA)
        t = await core.texts.for_interaction(interaction)
        await answer_privately(interaction, t("You are off the rota. Thank you for greeting."))

    @needs(Access.MEMBER)
    @app_commands.command(description=N_("Be left out for some days, or be back with 0"))
    @app_commands.describe(days=N_("For how many days, today included"))
    async def away(
        self,
        interaction: discord.Interaction[StewardClient],
        days: app_commands.Range[int, 0, 365],
    ) -> None:
        """Leave the person out of the rota for a while."""
        place, core = here(interaction), self._core
        until = place.day(core.clock.now()) + timedelta(days=days) if days else None
        async with core.db.write() as tx:
            is_on_it = await progress.away(tx, place.guild_id, interaction.user.id, until)
        if not is_on_it:
            raise Refusal(NOT_ON_THE_ROTA)
        t = await core.texts.for_interaction(interaction)
        text = (
            t("Have a good time. Your turn comes again from {day} on.", day=t.date(until))
            if until is not None
            else t("Good to have you back on the rota.")
        )
        await answer_privately(interaction, text)

    @needs(Access.MEMBER)
    @app_commands.command(name="list", description=N_("See who looks after newcomers"))
    async def show(self, interaction: discord.Interaction[StewardClient]) -> None:
        """Name the greeters, today's first."""
        place, core = here(interaction), self._core
        async with core.db.read() as tx:
            greeters = await progress.rota(tx, place.guild_id)
        day = place.day(core.clock.now())
        here_now = {one.user_id for one in greeters if place.name_of(one.user_id) is not None}
        today = greeter_of(day, greeters, here_now)
        t = await core.texts.for_interaction(interaction)
        await answer_privately(interaction, report.rota(place, t, greeters, today=today, day=day))


def _check_role(interaction: Press, place: Place) -> None:
    """Refuse people without the role that greeters must have, where there is one."""
    wanted = place.settings.greeters_role
    if lacks_role(interaction.user, wanted):
        raise Refusal(
            "Greeters have the role {role} here. Ask the staff for it.", role=f"**{wanted}**"
        )
