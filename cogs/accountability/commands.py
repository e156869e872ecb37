"""`/accountability …` for staff, and `/goals` for everybody."""

import csv
import io
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

import discord
from discord import app_commands

from bot.access import EXTRA, Access, needs
from bot.answers import show
from bot.client import StewardClient
from bot.core import Core
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.settings import Unsuitable
from bot.settings.types import parse_zone
from bot.texts import N_, escape
from cogs.accountability import personal_view, policy, render, staff_view, store
from cogs.accountability.goals import Goals
from cogs.accountability.keys import OPEN
from cogs.accountability.policy import Opening
from cogs.accountability.reminders import Reminders
from cogs.accountability.views import here
from cogs.accountability.weekly import Weekly

Interaction = discord.Interaction[StewardClient]
EXPORTED_WEEKS = 104


class AccountabilityGroup(app_commands.Group):
    """The commands for those who look after the weekly thread."""

    def __init__(self, core: Core) -> None:
        super().__init__(
            name="accountability",
            description=N_("The weekly thread with members' goals"),
            guild_only=True,
            extras={EXTRA: Access.MANAGER},
        )
        self._core = core

    @app_commands.command(description=N_("Open this week's thread now, if it is not there"))
    async def start(self, interaction: Interaction) -> None:
        """Open the week, or try again what failed."""
        place, t = here(interaction), await self._core.texts.for_interaction(interaction)
        opening = Opening(place.week(self._core.clock.now()), is_late=False)
        done = await Weekly(self._core).open(place, opening)
        await answer_privately(interaction, staff_view.started(t, place, done))

    @app_commands.command(description=N_("See this week in numbers, and what comes next"))
    async def status(self, interaction: Interaction) -> None:
        """Show the week in numbers, without names."""
        place, t = here(interaction), await self._core.texts.for_interaction(interaction)
        name = place.week(self._core.clock.now())
        numbers, week = await Weekly(self._core).standing(place, name)
        following = await self._next(place.guild_id)
        told = staff_view.status(t, place, name, week=week, numbers=numbers, following=following)
        await answer_privately(interaction, told)

    @app_commands.command(description=N_("Get all weeks in numbers, as a file"))
    async def export(self, interaction: Interaction) -> None:
        """Hand out a table with a row for each week; nobody is named in it."""
        place, t = here(interaction), await self._core.texts.for_interaction(interaction)
        weekly = Weekly(self._core)
        async with self._core.db.read() as tx:
            weeks = await store.latest_weeks(tx, place.guild_id, EXPORTED_WEEKS)
        if not weeks:
            raise Refusal("There is nothing to export yet: no week was opened.")
        text = io.StringIO(newline="")
        table = csv.writer(text)
        table.writerow(("week", "opened_at", "people", "goals", "done", "partly", "newcomers"))
        for week in reversed(weeks):
            found, _ = await weekly.standing(place, week.week)
            table.writerow(
                (
                    week.week,
                    week.opened_at.isoformat(),
                    found.people,
                    found.goals,
                    found.done,
                    found.partly,
                    len(found.newcomers),
                )
            )
        file = discord.File(io.BytesIO(text.getvalue().encode()), "accountability.csv")
        told = t("A row for each week. Nobody is named in it.")
        await interaction.response.send_message(told, file=file, ephemeral=True)

    @app_commands.command(description=N_("Leave out the next thread"))
    async def skip(self, interaction: Interaction) -> None:
        """Leave out the next occurrence."""
        place, t = here(interaction), await self._core.texts.for_interaction(interaction)
        skipped = await self._next(place.guild_id)
        async with self._core.db.write() as tx:
            following = await self._core.scheduler.calendar.skip_next(
                tx, OPEN, guild_id=place.guild_id
            )
        if skipped is None or following is None:
            raise Refusal("No thread is planned.")
        await answer_privately(interaction, staff_view.skipped(t, skipped, following))

    @app_commands.command(description=N_("See the next thread's message as it would be posted"))
    async def template(self, interaction: Interaction) -> None:
        """Show the message, whose words are set under `text` and `questions`."""
        place, now = here(interaction), self._core.clock.now()
        following = await self._next(place.guild_id) or now
        week = policy.week_after(place.week(now)) if following > now else place.week(now)
        message = render.opener(place, week, is_late=False)
        await show(interaction, message.model_copy(update={"rows": ()}))

    async def _next(self, guild_id: int) -> datetime | None:
        async with self._core.db.read() as tx:
            planned = await self._core.scheduler.calendar.recurring(tx, guild_id=guild_id)
        return next(
            (job.next_due for job in planned if job.name == OPEN and not job.is_paused), None
        )


def goals_command(core: Core) -> app_commands.Command[discord.app_commands.Group, ..., None]:
    """Make `/goals`."""

    @needs(Access.MEMBER)
    @app_commands.command(
        name="goals", description=N_("Your goals, how steady you are, and your reminders")
    )
    @app_commands.guild_only()
    @app_commands.describe(
        reminders=N_("Whether to remind you once a week if you have not checked in"),
        timezone=N_("Your time zone for reminders, such as Asia/Ho_Chi_Minh"),
    )
    async def goals(
        interaction: Interaction,
        reminders: Literal["on", "off"] | None = None,
        timezone: str | None = None,
    ) -> None:
        place = here(interaction)
        zone = _zone(timezone) if timezone is not None else None
        if reminders is not None or zone is not None:
            wanted = None if reminders is None else reminders == "on"
            await Reminders(core).change(place, interaction.user.id, wanted=wanted, zone=zone)
        mine = await Goals(core).mine(place, interaction.user.id)
        t = await core.texts.for_interaction(interaction)
        await show(interaction, personal_view.overview(t, place, mine))

    return goals


def _zone(typed: str) -> ZoneInfo:
    """Read a time zone, whatever its capitals; Refusal guesses which one was meant."""
    try:
        return parse_zone(typed)
    except Unsuitable as problem:
        near = problem.suggestion
    if near is None:
        raise Refusal(
            "{zone} is not a time zone. Write continent and city, such as Europe/Madrid.",
            zone=escape(typed),
        )
    if near.casefold() == typed.strip().casefold():
        return parse_zone(near)
    raise Refusal(
        "{zone} is not a time zone. Did you mean {suggestion}?",
        zone=escape(typed),
        suggestion=near,
    )
