"""`/program`: what takes place this week or month, as text and as a picture."""

import asyncio
import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.client import StewardClient
from bot.core import Core
from bot.refusal import Refusal
from bot.texts import N_, Translation, escape, shorten
from bot.texts.markup import timestamp
from bot.times import local_day, local_instant
from cogs.events import picture, store, wording
from cogs.events.gathering import Occurrence
from cogs.events.server import place_of, sees

Period = Literal["week", "month"]
LONGEST = 2000
LONGEST_ALT = 1024


def span(period: Period, today: date) -> tuple[date, date]:
    """Return the first day of this week or month, and the first day after it."""
    if period == "week":
        first = today - timedelta(days=today.weekday())
        return first, first + timedelta(days=7)
    first = today.replace(day=1)
    return first, (first + timedelta(days=32)).replace(day=1)


def heading(t: Translation, first: date, end: date) -> str:
    """Name the days of a program."""
    return t("{first} to {last}", first=t.date(first), last=t.date(end - timedelta(days=1)))


def text(
    t: Translation, days: tuple[date, date], found: Sequence[Occurrence], zone: ZoneInfo
) -> str:
    """Return the program as text, day by day, with the days on which nothing is planned."""
    first, end = days
    lines = [f"## {heading(t, first, end)}"]
    by_day: dict[date, list[Occurrence]] = {}
    for one in found:
        by_day.setdefault(local_day(one.starts_at, zone), []).append(one)
    if not by_day:
        lines.append(t("Nothing is planned."))
    for day, occurrences in by_day.items():
        lines.append(f"**{t.date(day)}**")
        lines += [
            f"- {timestamp(one.starts_at, 't')} {escape(one.details.title)}, "
            f"{wording.place(t, one.details)}"
            for one in occurrences
        ]
    return shorten("\n".join(lines), LONGEST)


def alt_text(t: Translation, found: Sequence[Occurrence], zone: ZoneInfo) -> str:
    """Say what the picture shows, for people who do not see it."""
    if not found:
        return t("A calendar without events.")
    parts = [
        f"{t.date(local.date())} {local:%H:%M} {one.details.title}"
        for one in found
        for local in [one.starts_at.astimezone(zone)]
    ]
    return shorten(t("A calendar: {events}", events="; ".join(parts)), LONGEST_ALT)


class ProgramCog(commands.Cog):
    """Shows the program to whoever asks, as far as they may see it."""

    def __init__(self, core: Core) -> None:
        self.core = core
        # One picture at a time: several threads that draw would hold up the loop between them.
        self._pen = asyncio.Lock()

    @app_commands.guild_only()
    @app_commands.command(description=N_("See what takes place this week or month"))
    @app_commands.describe(period=N_("Week or month"))
    @app_commands.choices(
        period=[Choice(name=N_("Week"), value="week"), Choice(name=N_("Month"), value="month")]
    )
    async def program(
        self,
        interaction: discord.Interaction[StewardClient],
        period: Literal["week", "month"] = "week",
    ) -> None:
        """Answer with text and a picture, for this person alone."""
        guild, member = interaction.guild, interaction.user
        place = place_of(self.core, guild) if guild is not None else None
        if guild is None or place is None or not isinstance(member, discord.Member):
            raise Refusal("There are no events on this server at the moment.")
        t = await self.core.texts.for_interaction(interaction)
        zone, now = place.zone, self.core.clock.now()
        days = span(period, local_day(now, zone))
        start, end = (local_instant(day, time(), zone) for day in days)
        async with self.core.db.read() as tx:
            found = await store.between(tx, guild.id, start, end)
        seen = [one for one in found if sees(member, one)]
        await interaction.response.defer(ephemeral=True)
        async with self._pen:
            drawn = await asyncio.to_thread(picture.draw, _sheet(t, days, seen, zone, now))
        await interaction.followup.send(
            text(t, days, seen, zone),
            ephemeral=True,
            file=discord.File(
                io.BytesIO(drawn), "program.png", description=alt_text(t, seen, zone)
            ),
            allowed_mentions=discord.AllowedMentions.none(),
        )


def _sheet(
    t: Translation,
    days: tuple[date, date],
    found: Sequence[Occurrence],
    zone: ZoneInfo,
    now: datetime,
) -> picture.Sheet:
    entries: dict[date, list[str]] = {}
    for one in found:
        local = one.starts_at.astimezone(zone)
        entries.setdefault(local.date(), []).append(f"{local:%H:%M} {one.details.title}")
    return picture.Sheet(
        title=heading(t, *days),
        first=days[0],
        end=days[1],
        today=local_day(now, zone),
        weekdays=tuple(wording.weekday(t, number) for number in range(7)),
        entries=entries,
    )
