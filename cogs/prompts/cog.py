"""Where messages, settings and the clock meet the prompts."""

from discord.ext import commands

from bot.client import StewardClient
from bot.messages import Author, MessageEvent
from bot.scheduler import Job
from bot.services import AnalyticsChoices
from bot.signals import EffectSettled, ErasureBegun, GuildReady, SettingsChanged
from bot.texts import N_
from cogs.prompts import policy, results_store, store
from cogs.prompts.commands import PromptGroup
from cogs.prompts.keys import NOTE, PLAN, POST, SLOT, from_stamp, suggestion_key
from cogs.prompts.place import Place, place_of
from cogs.prompts.planning import Planning
from cogs.prompts.posting import WORTH_POSTING_WITHIN, Posting
from cogs.prompts.views import BUTTONS


class PromptsCog(commands.Cog):
    """Hands on what happens to those who know what to do."""

    def __init__(self, client: StewardClient) -> None:
        self.client, self.core = client, client.core
        self.planning, self.posting = Planning(client.core), Posting(client.core)
        self.commands = PromptGroup(client.core)

    async def cog_load(self) -> None:
        """Ask the core for everything that concerns prompts."""
        core = self.core
        core.messages.listen("prompts", self.on_written)
        core.signals.on(GuildReady, self.on_guild_known)
        core.signals.on(SettingsChanged, self.on_settings)
        core.signals.on(EffectSettled, self.on_settled)
        core.signals.on(ErasureBegun, self.on_erasure)
        core.scheduler.handle(PLAN, self.plan, title=N_("The coming week's prompts for the team"))
        core.scheduler.handle(NOTE, self.refresh_note)
        core.scheduler.handle(
            SLOT,
            self.post,
            title=N_("Prompt"),
            late_within=WORTH_POSTING_WITHIN,
            ask_first=lambda tx, guild_id, subject: self.posting.ask_first(
                tx, self._place(guild_id), subject
            ),
        )
        self.client.add_dynamic_items(*BUTTONS)
        self.client.tree.add_command(self.commands)

    async def cog_unload(self) -> None:
        """Take back what was asked for."""
        core = self.core
        core.messages.leave("prompts")
        core.signals.off(self.on_guild_known)
        core.signals.off(self.on_settings)
        core.signals.off(self.on_settled)
        core.signals.off(self.on_erasure)
        for name in (PLAN, NOTE, SLOT):
            core.scheduler.forget(name)
        self.client.remove_dynamic_items(*BUTTONS)
        self.client.tree.remove_command(self.commands.name)

    async def on_guild_known(self, signal: GuildReady) -> None:
        """Plan a server's slots."""
        await self._look_after(signal.guild_id)

    async def on_settings(self, signal: SettingsChanged) -> None:
        """Plan a server's slots anew where they have changed."""
        await self._look_after(signal.guild_id)

    async def on_settled(self, signal: EffectSettled) -> None:
        """Go on when a prompt is there, or will not be."""
        place = self._place(signal.guild_id)
        if place is not None and signal.kind == POST:
            await self.posting.go_on(place, from_stamp(signal.subject))

    async def on_erasure(self, signal: ErasureBegun) -> None:
        """Take back the notes that show staff what somebody has suggested."""
        async with self.core.db.write() as tx:
            for own_id in await store.suggested_by(tx, signal.guild_id, signal.member_id):
                await self.core.outbox.take_back(tx, suggestion_key(signal.guild_id, own_id))

    async def on_written(self, event: MessageEvent) -> None:
        """Count a reply to a prompt: in its thread, or by reference; not one that is deleted."""
        if event.kind == "deleted":
            await self._uncount(event)
        elif event.kind == "created" and not event.is_system and event.author is not None:
            await self._count(event, event.author)

    async def _uncount(self, event: MessageEvent) -> None:
        async with self.core.db.read() as tx:
            is_reply = await results_store.is_reply(tx, event.guild_id, event.message_id)
        if is_reply:
            async with self.core.db.write() as tx:
                await results_store.forget_reply(tx, event.guild_id, event.message_id)

    async def _count(self, event: MessageEvent, author: Author) -> None:
        # The thread of a message has the id of the message.
        thread_id = event.channel_id if event.parent_id is not None else None
        replies_to = [one for one in (thread_id, event.reply_to) if one is not None]
        choices = self.core.services.get(AnalyticsChoices)
        if not replies_to or not author.is_human or self._place(event.guild_id) is None:
            return
        if choices is not None and not choices.may_count(event.guild_id, author.id):
            return
        async with self.core.db.read() as tx:
            prompt_id = await results_store.prompt_among(tx, event.guild_id, replies_to)
        if prompt_id is None:
            return
        async with self.core.db.write() as tx:
            await results_store.count_reply(
                tx,
                event.guild_id,
                prompt_id,
                user_id=author.id,
                message_id=event.message_id,
                was_new=policy.is_new(author.joined_at, event.at),
            )

    async def plan(self, job: Job) -> None:
        """Show staff the coming week."""
        if (place := self._place(job.guild_id)) is not None:
            await self.planning.tell_staff(place)

    async def refresh_note(self, job: Job) -> None:
        """Show staff what was decided."""
        if (place := self._place(job.guild_id)) is not None:
            await self.planning.refresh_note(place, job.due_at)

    async def post(self, job: Job) -> None:
        """Post what was approved; a slot that is run early takes the prompt of its coming time."""
        place = self._place(job.guild_id)
        slot = place.slot(job.subject) if place is not None else None
        if place is not None and slot is not None:
            await self.posting.post(place, slot.at.at_or_after(job.due_at, place.zone))

    async def _look_after(self, guild_id: int) -> None:
        place, scheduler = self._place(guild_id), self.core.scheduler
        slots = {str(slot.at): slot.at for slot in place.settings.slots} if place else {}
        async with self.core.db.write() as tx:
            for job in await scheduler.calendar.recurring(tx, guild_id=guild_id):
                if job.name == SLOT and job.subject not in slots:
                    await scheduler.cancel(tx, SLOT, guild_id=guild_id, subject=job.subject)
            if place is None:
                await scheduler.cancel(tx, PLAN, guild_id=guild_id)
                return
            await scheduler.repeat(
                tx, PLAN, guild_id=guild_id, times=place.settings.plan_at, zone=place.zone
            )
            for subject, times in slots.items():
                await scheduler.repeat(
                    tx, SLOT, guild_id=guild_id, subject=subject, times=times, zone=place.zone
                )
        await self.planning.slots_are(place)
        await self.posting.catch_up(place)

    def _place(self, guild_id: int) -> Place | None:
        guild = self.client.get_guild(guild_id)
        return place_of(self.core, guild) if guild is not None else None
