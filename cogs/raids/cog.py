"""Where joins, first words, outcomes and the clock meet the feature."""

from datetime import datetime, timedelta

import discord
from discord.ext import commands

from bot.client import StewardClient
from bot.effects import EffectKey
from bot.messages import MessageEvent
from bot.scheduler import Job
from bot.signals import EffectSettled, GuildReady
from cogs.raids import store
from cogs.raids.commands import LockdownGroup, RaidGroup
from cogs.raids.keys import CALM, PURGE, REFRESH
from cogs.raids.parts import Parts
from cogs.raids.place import Place
from cogs.raids.server import arrival_of, comes_to_stay, place_of
from cogs.raids.views import BUTTONS

ONCE_A_DAY = timedelta(days=1)
KEPT = timedelta(days=90)


class RaidsCog(commands.Cog):
    """Hands on what happens to those who know what to do."""

    def __init__(self, client: StewardClient) -> None:
        self.client, self.core = client, client.core
        self.parts = Parts.build(client.core)
        self.commands = (RaidGroup(), LockdownGroup())

    async def cog_load(self) -> None:
        """Ask the core for everything that concerns raids."""
        core = self.core
        core.services.provide(Parts, self.parts)
        core.messages.listen("raids", self.on_written)
        core.signals.on(GuildReady, self.on_guild_known)
        core.signals.on(EffectSettled, self.on_settled)
        core.scheduler.handle(CALM, self.calm_down)
        core.scheduler.handle(REFRESH, self.refresh)
        core.scheduler.every(PURGE, ONCE_A_DAY, self.purge)
        self.client.add_dynamic_items(*BUTTONS)
        for command in self.commands:
            self.client.tree.add_command(command)

    async def cog_unload(self) -> None:
        """Take back what was asked for."""
        core = self.core
        core.services.withdraw(Parts)
        core.messages.leave("raids")
        core.signals.off(self.on_guild_known)
        core.signals.off(self.on_settled)
        for name in (CALM, REFRESH, PURGE):
            core.scheduler.forget(name)
        self.client.remove_dynamic_items(*BUTTONS)
        for command in self.commands:
            self.client.tree.remove_command(command.name)

    async def on_guild_known(self, signal: GuildReady) -> None:
        """Catch up with who has joined, and with what was under way."""
        guild, place = self.client.get_guild(signal.guild_id), self._place(signal.guild_id)
        if guild is None or place is None:
            return
        since = signal.offline_since or self.core.clock.now()
        async with self.core.db.read() as tx:
            incident = await store.current(tx, guild.id)
        if incident is not None:
            since = min(since, incident.since)
        await self._met(place, _joined_since(guild, since - place.settings.within))
        await self.parts.bans.go_on(place)
        await self.parts.lockdown.go_on(place)

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Take note of somebody who has joined."""
        if (place := place_of(self.core, member.guild)) is not None:
            await self._met(place, [member])

    async def on_written(self, event: MessageEvent) -> None:
        """Take note of the first words of somebody who has joined lately."""
        author, watch = event.author, self.parts.watch
        if event.kind != "created" or author is None or event.is_system:
            return
        if watch.has_not_heard(event.guild_id, author.id) and (
            place := self._place(event.guild_id)
        ):
            await watch.wrote(place, author.id, event.content.text)

    async def on_settled(self, signal: EffectSettled) -> None:
        """Note what came of what was asked for."""
        place = self._place(signal.guild_id) if signal.feature == "raids" else None
        if place is None:
            return
        key = EffectKey(
            feature="raids", kind=signal.kind, guild_id=signal.guild_id,
            subject=signal.subject, period=signal.period,
        )  # fmt: skip
        match signal.kind:
            case "raids.ban" | "raids.unban":
                await self.parts.bans.settled(place, key)
            case "raids.lock" | "raids.unlock":
                await self.parts.lockdown.settled(place, key)
            case "raids.pause" if signal.state != "sent":
                await self.parts.pauses.failed(place, int(signal.subject))

    async def calm_down(self, job: Job) -> None:
        """End a raid in which nobody has joined for a while."""
        if (place := self._place(job.guild_id)) is not None:
            await self.parts.incidents.calm_down(place, int(job.subject))

    async def refresh(self, job: Job) -> None:
        """Show what a raid has become."""
        if (place := self._place(job.guild_id)) is not None:
            await self.parts.incidents.refresh(place, int(job.subject))

    async def purge(self, job: Job) -> None:
        """Delete what has been kept for long enough."""
        async with self.core.db.write() as tx:
            await store.purge(tx, job.now - KEPT)

    async def _met(self, place: Place, people: list[discord.Member]) -> None:
        people = [member for member in people if comes_to_stay(self.core, member)]
        arrivals = [arrival_of(self.core, member) for member in people]
        await self.parts.watch.joined(place, arrivals)
        for arrival in arrivals:
            await self.parts.gate.met(place, arrival)

    def _place(self, guild_id: int) -> Place | None:
        guild = self.client.get_guild(guild_id)
        return place_of(self.core, guild) if guild is not None else None


def _joined_since(guild: discord.Guild, since: datetime) -> list[discord.Member]:
    """Return the people who have joined after an instant, the first of them first."""
    found = [
        (member.joined_at, member.id, member)
        for member in guild.members
        if member.joined_at is not None and member.joined_at > since
    ]
    return [member for _, _, member in sorted(found)]
