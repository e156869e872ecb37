"""`/schedule …`: what recurs here."""

from collections.abc import Sequence

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.access import EXTRA, Access
from bot.client import StewardClient
from bot.core import Core
from bot.errors import answer_privately
from bot.refusal import Refusal
from bot.scheduler import Recurring
from bot.texts import N_, Translation, shorten
from cogs.schedule import policy, render

Interaction = discord.Interaction[StewardClient]
COMING = 5
MOST_CHOICES = 25
LONGEST_CHOICE = 100
PAGE = 1900
WHICH = N_("What it is about")
GONE = N_("There is no such thing here. Pick one of those that are suggested.")


class ScheduleCog(commands.Cog):
    """Holds the commands."""

    def __init__(self, client: StewardClient) -> None:
        self.client = client
        self.commands = ScheduleGroup(client.core)

    async def cog_load(self) -> None:
        """Offer the commands."""
        self.client.tree.add_command(self.commands)

    async def cog_unload(self) -> None:
        """Take them back."""
        self.client.tree.remove_command(self.commands.name)


class ScheduleGroup(app_commands.Group):
    """The commands about all that recurs in a server."""

    def __init__(self, core: Core) -> None:
        super().__init__(
            name="schedule",
            description=N_("What the bot does regularly"),
            guild_only=True,
            extras={EXTRA: Access.MANAGER},
        )
        self._core, self._calendar = core, core.scheduler.calendar

    @app_commands.command(name="list", description=N_("See what runs when, and how it went"))
    @app_commands.describe(job=N_("One of them, to see its next five times"))
    async def list_(self, interaction: Interaction, job: str | None = None) -> None:
        """List what recurs, or show one with its next times."""
        t = await self._core.texts.for_interaction(interaction)
        if job is not None:
            chosen = await self._chosen(interaction, t, job)
            coming = policy.following(chosen, COMING, self._core.clock.now())
            await answer_privately(interaction, render.details(t, chosen, coming))
            return
        jobs = await self._jobs(interaction)
        if not jobs:
            raise Refusal("Nothing recurs on this server yet. Switch features on with /features.")
        await _say(interaction, [render.line(t, one) for one in jobs])

    @app_commands.command(description=N_("Leave out the next time of something"))
    @app_commands.describe(job=WHICH)
    async def skip(self, interaction: Interaction, job: str) -> None:
        """Leave out the next occurrence."""
        t = await self._core.texts.for_interaction(interaction)
        chosen = await self._chosen(interaction, t, job)
        async with self._core.db.write() as tx:
            following = await self._calendar.skip_next(
                tx, chosen.name, guild_id=_guild_id(interaction), subject=chosen.subject
            )
        if following is None:
            raise Refusal(GONE)
        await answer_privately(interaction, render.skipped(t, chosen, following))

    @app_commands.command(name="run-now", description=N_("Let something run once more, at once"))
    @app_commands.describe(job=WHICH)
    async def run_now(self, interaction: Interaction, job: str) -> None:
        """Run a job now; its next occurrence stays."""
        t = await self._core.texts.for_interaction(interaction)
        chosen = await self._chosen(interaction, t, job)
        if chosen.is_paused:
            raise Refusal("This is paused. Resume it first, with /schedule resume.")
        async with self._core.db.write() as tx:
            begun = await self._calendar.run_now(
                tx, chosen.name, guild_id=_guild_id(interaction), subject=chosen.subject
            )
        if not begun:
            raise Refusal(GONE)
        told = t(
            "{job} runs now. What was made already is not made twice.",
            job=render.bold_title(t, chosen),
        )
        await answer_privately(interaction, told)

    @app_commands.command(description=N_("Keep something from running until you resume it"))
    @app_commands.describe(job=WHICH)
    async def pause(self, interaction: Interaction, job: str) -> None:
        """Pause a job."""
        t = await self._core.texts.for_interaction(interaction)
        chosen = await self._chosen(interaction, t, job)
        async with self._core.db.write() as tx:
            done = await self._calendar.pause(
                tx, chosen.name, guild_id=_guild_id(interaction), subject=chosen.subject
            )
        if not done:
            raise Refusal(GONE)
        told = t("{job} is paused until you resume it.", job=render.bold_title(t, chosen))
        await answer_privately(interaction, told)

    @app_commands.command(description=N_("Let something run again"))
    @app_commands.describe(job=WHICH)
    async def resume(self, interaction: Interaction, job: str) -> None:
        """Resume a job."""
        t = await self._core.texts.for_interaction(interaction)
        chosen = await self._chosen(interaction, t, job)
        async with self._core.db.write() as tx:
            following = await self._calendar.resume(
                tx, chosen.name, guild_id=_guild_id(interaction), subject=chosen.subject
            )
        if following is None:
            raise Refusal(GONE)
        await answer_privately(interaction, render.resumed(t, chosen, following))

    @app_commands.command(description=N_("See the coming days as a calendar"))
    @app_commands.describe(days=N_("How many days; seven if you say nothing"))
    async def preview(
        self, interaction: Interaction, days: app_commands.Range[int, 1, 28] = 7
    ) -> None:
        """Lay the coming days out."""
        t = await self._core.texts.for_interaction(interaction)
        jobs = await self._jobs(interaction)
        community = self._core.settings.of(_guild_id(interaction)).community
        laid_out = policy.days(jobs, self._core.clock.now(), days, community.timezone)
        await _say(interaction, render.calendar(t, laid_out, community.holidays))

    @list_.autocomplete("job")
    @skip.autocomplete("job")
    @run_now.autocomplete("job")
    @pause.autocomplete("job")
    @resume.autocomplete("job")
    async def _suggest(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        t = await self._core.texts.for_interaction(interaction)
        named = [
            (shorten(render.title(t, job), LONGEST_CHOICE), _value(job))
            for job in await self._jobs(interaction)
        ]
        fitting = [(name, value) for name, value in named if typed.casefold() in name.casefold()]
        return [Choice(name=name, value=value) for name, value in fitting[:MOST_CHOICES]]

    async def _jobs(self, interaction: Interaction) -> list[Recurring]:
        """Return what recurs here, without what features do that are switched off."""
        guild_id, settings = _guild_id(interaction), self._core.settings
        async with self._core.db.read() as tx:
            found = await self._calendar.recurring(tx, guild_id=guild_id)
        return [job for job in found if settings.enabled(guild_id, job.name.partition(".")[0])]

    async def _chosen(self, interaction: Interaction, t: Translation, typed: str) -> Recurring:
        """Return the job that was picked from the suggestions, or part of whose title was typed."""
        jobs, wanted = await self._jobs(interaction), typed.strip().casefold()
        picked = [job for job in jobs if typed == _value(job)]
        fitting = picked or [job for job in jobs if wanted in render.title(t, job).casefold()]
        if len(fitting) != 1:
            raise Refusal(GONE)
        return fitting[0]


def _value(job: Recurring) -> str:
    return shorten(f"{job.name}|{job.subject}", LONGEST_CHOICE)


def _guild_id(interaction: Interaction) -> int:
    assert interaction.guild_id is not None, "the group works on servers only"
    return interaction.guild_id


async def _say(interaction: Interaction, blocks: Sequence[str]) -> None:
    """Answer privately, in as many messages as it takes."""
    pages = [""]
    for block in blocks:
        if len(pages[-1]) + len(block) > PAGE:
            pages.append("")
        pages[-1] += block + "\n"
    await answer_privately(interaction, pages[0])
    for page in pages[1:]:
        await answer_privately(interaction, page)
