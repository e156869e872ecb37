"""Where flags, presses, outcomes and the clock meet the desk."""

from datetime import timedelta
from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.client import StewardClient
from bot.scheduler import Job
from bot.services import FlagDesk
from bot.signals import EffectSettled, ErasureBegun, GuildReady, PrivatelyTold, PrivateReply
from cogs.desk import (
    appeal_forms,
    case_store,
    files,
    mediating,
    purging,
    retention,
    store,
    submitting,
    undoing,
    views,
)
from cogs.desk.case_commands import CaseGroup, MemberGroup, my_cases
from cogs.desk.commands import COMMANDS
from cogs.desk.keys import ACT, APPEAL_DUE, CONTEXT, OVERDUE, REFRESH, SWEEP, TOLD_OR_NOT
from cogs.desk.menus import menus
from cogs.desk.parts import Parts
from cogs.desk.place import Place
from cogs.desk.policy import CASES_KEPT
from cogs.desk.replying import ANSWERABLE
from cogs.desk.server import place_of
from cogs.desk.settings import DeskSettings
from cogs.desk.stats import ModGroup
from cogs.desk.tools import TOOLS

if TYPE_CHECKING:
    from bot.access import AnyCommand

SLASH = discord.AppCommandType.chat_input
BUTTONS = (
    *views.BUTTONS,
    *appeal_forms.BUTTONS,
    undoing.ReturnButton,
    undoing.BanAgainButton,
    purging.PurgeButton,
    mediating.MediationButton,
)
FORMS = dict((*submitting.FORMS, *appeal_forms.FORMS, *undoing.FORMS))
ONCE_A_DAY = timedelta(days=1)
# What was said before a message is heard before the guidelines take their time over it.
BEFORE_FLAGS = -100
TOLD = frozenset({"desk.words", "desk.come_back"})
ACTS = frozenset(
    {"desk.delete", "desk.timeout", "desk.kick", "desk.ban", "desk.unban", "desk.slowmode"}
)


class DeskCog(commands.Cog):
    """Hands on what happens to those who know what to do."""

    def __init__(self, client: StewardClient) -> None:
        self.client, self.core = client, client.core
        self.parts = Parts.build(client)
        self.commands: tuple[AnyCommand, ...] = (
            *COMMANDS, *TOOLS, purging.purge, mediating.mediate, *menus(), CaseGroup(),
            undoing.UndoGroup(), MemberGroup(), ModGroup(),
        )  # fmt: skip

    async def cog_load(self) -> None:
        """Ask the core for everything that concerns the desk."""
        core = self.core
        core.services.provide(FlagDesk, self.parts.intake)
        core.services.provide(Parts, self.parts)
        core.signals.on(GuildReady, self.on_guild_known)
        core.signals.on(EffectSettled, self.on_settled)
        core.signals.on(PrivatelyTold, self.on_told)
        core.signals.on(PrivateReply, self.on_reply)
        core.signals.on(ErasureBegun, self.on_erasure)
        core.messages.listen("desk", self.parts.surroundings.heard, order=BEFORE_FLAGS)
        core.scheduler.handle(REFRESH, self.refresh)
        core.scheduler.handle(CONTEXT, self.parts.intake.add_context)
        core.scheduler.handle(ACT, self.act)
        core.scheduler.handle(TOLD_OR_NOT, self.told_or_not)
        core.scheduler.handle(OVERDUE, self.overdue)
        core.scheduler.handle(APPEAL_DUE, self.appeal_due)
        core.scheduler.every(SWEEP, ONCE_A_DAY, self.sweep)
        self.client.add_dynamic_items(*BUTTONS)
        self.client.add_forms(FORMS)
        for command in self.commands:
            self.client.tree.add_command(command)
        self.client.own_commands.add(my_cases)

    async def cog_unload(self) -> None:
        """Take back what was asked for."""
        core = self.core
        core.services.withdraw(FlagDesk)
        core.services.withdraw(Parts)
        core.signals.off(self.on_guild_known)
        core.signals.off(self.on_settled)
        core.signals.off(self.on_told)
        core.signals.off(self.on_reply)
        core.signals.off(self.on_erasure)
        core.messages.leave("desk")
        for name in (REFRESH, CONTEXT, ACT, TOLD_OR_NOT, OVERDUE, APPEAL_DUE, SWEEP):
            core.scheduler.forget(name)
        self.client.remove_dynamic_items(*BUTTONS)
        self.client.remove_forms(FORMS)
        for command in self.commands:
            kind = command.type if isinstance(command, app_commands.ContextMenu) else SLASH
            self.client.tree.remove_command(command.name, type=kind)
        self.client.own_commands.remove(my_cases.name)

    async def on_guild_known(self, signal: GuildReady) -> None:
        """Go on with what was under way when the last process ended."""
        place = self._place(signal.guild_id)
        if place is None:
            return
        async with self.core.db.write() as tx:
            for case in await case_store.unfinished(tx, place.guild_id):
                await self.parts.following.go_on(tx, place, case)
        await self.parts.verdicts.tell(place.guild_id)

    async def on_settled(self, signal: EffectSettled) -> None:
        """Go on with a case when something of it was done, or could not be."""
        place = self._place(signal.guild_id) if signal.kind in ACTS else None
        if place is None:
            return
        async with self.core.db.write() as tx:
            case = await case_store.by_id(tx, int(signal.subject))
            if case is not None:
                await self.parts.following.go_on(tx, place, case)

    async def on_told(self, signal: PrivatelyTold) -> None:
        """Note whether a member was reached."""
        place = self._place(signal.guild_id) if signal.kind in TOLD else None
        if place is None:
            return
        async with self.core.db.write() as tx:
            case = await case_store.by_id(tx, int(signal.subject))
            if case is not None and signal.kind == "desk.words":
                await self.parts.following.told(tx, place, case, signal.how)
            elif case is not None:
                await self.parts.returning.told(tx, case, signal.how)

    async def on_reply(self, signal: PrivateReply) -> None:
        """Bring what a member has answered before the team."""
        place = self._place(signal.guild_id) if signal.kind in ANSWERABLE else None
        if place is not None:
            await self.parts.replying.heard(place, signal)

    async def on_erasure(self, signal: ErasureBegun) -> None:
        """Forget what somebody has just said, and take it out of what moderators see."""
        self.parts.surroundings.forget(signal.member_id)
        place = self._place(signal.guild_id)
        await self.parts.erasing.begin(signal.guild_id, signal.member_id, place)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, gone: discord.RawMemberRemoveEvent) -> None:
        """End what somebody was offered who has left."""
        if self._place(gone.guild_id) is not None:
            await mediating.left(self.core, gone.guild_id, gone.user.id)

    async def refresh(self, job: Job) -> None:
        """Show what an item has become."""
        await self.parts.intake.refresh(job.guild_id, int(job.subject))

    async def act(self, job: Job) -> None:
        """Copy the files of what a trusted guideline deletes, then delete it."""
        guild, place = self.client.get_guild(job.guild_id), self._place(job.guild_id)
        if guild is None or place is None:
            return
        async with self.core.db.read() as tx:
            messages = await store.messages_of(tx, int(job.subject))
        kept = await files.fetch(self.client, guild, messages)
        step = job.payload["step"]
        await self.parts.deciding.act_with_copies(place, int(job.subject), step, kept)

    async def told_or_not(self, job: Job) -> None:
        """Wait no longer for somebody to be told."""
        place = self._place(job.guild_id)
        async with self.core.db.write() as tx:
            case = await case_store.by_id(tx, int(job.subject))
            if case is not None and place is not None:
                await self.parts.following.told_or_not(tx, place, case)

    async def overdue(self, job: Job) -> None:
        """Call moderators to what has waited too long."""
        if (place := self._place(job.guild_id)) is not None:
            await self.parts.ageing.item_is_due(place, int(job.subject), job.now)

    async def appeal_due(self, job: Job) -> None:
        """Remind moderators of an appeal."""
        if (place := self._place(job.guild_id)) is not None:
            await self.parts.ageing.appeal_is_due(place, int(job.subject))

    async def sweep(self, job: Job) -> None:
        """Delete what has been kept for long enough."""
        async with self.core.db.write() as tx:
            await retention.purge(tx, job.now - CASES_KEPT)
            for guild in self.client.guilds:
                settings = self.core.settings.active(guild.id, DeskSettings)
                kept = (settings or DeskSettings()).keep_evidence
                await retention.drop_evidence(tx, guild.id, job.now - kept)

    def _place(self, guild_id: int) -> Place | None:
        guild = self.client.get_guild(guild_id)
        return place_of(self.core, guild) if guild is not None else None
