"""Kind words in watched channels, shown to the team: nothing is kept of them, nobody is asked."""

from datetime import timedelta

import discord

from bot.access import Access
from bot.core import Core
from bot.effects import EffectKey, SendMessage
from bot.messages import MessageEvent
from bot.places import channel_id_of
from bot.services import AnalyticsChoices
from cogs.testimonials import asking, policy, render
from cogs.testimonials import suggestion_store as store
from cogs.testimonials.keys import effect_key
from cogs.testimonials.praise import likely
from cogs.testimonials.settings import TestimonialsSettings

WEEK = timedelta(days=7)


class Suggester:
    """Finds messages that the team may want to quote, a few in a week, and takes cards away."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def hear(self, guild: discord.Guild, event: MessageEvent) -> None:
        """Suggest a new message that praises, and take the card of a deleted one away."""
        settings = self._core.settings.active(guild.id, TestimonialsSettings)
        if settings is None or not _is_watched(guild, settings, event):
            return
        if event.kind == "deleted":
            await self.settle(guild.id, event.message_id)
        elif event.kind == "created" and self._is_candidate(guild, settings, event):
            await self._suggest(guild, settings, event)

    async def settle(self, guild_id: int, message_id: int) -> None:
        """Take the card of a message away, if there is one."""
        async with self._core.db.write() as tx:
            await self._core.outbox.take_back(tx, _card(guild_id, message_id))

    async def stop(self, guild_id: int) -> None:
        """Suggest nothing more."""
        async with self._core.db.write() as tx:
            await store.stop(tx, guild_id, self._core.clock.now())

    async def resume(self, guild_id: int) -> None:
        """Suggest again."""
        async with self._core.db.write() as tx:
            await store.resume(tx, guild_id)

    async def erased(self, guild_id: int, member_id: int) -> None:
        """Take away what was suggested of somebody's."""
        async with self._core.db.write() as tx:
            for message_id in await store.by_author(tx, guild_id, member_id):
                await self._core.outbox.take_back(tx, _card(guild_id, message_id))

    async def sweep(self) -> None:
        """Take away what nobody has decided about, and forget that it was suggested."""
        before = self._core.clock.now() - policy.SUGGESTION_WAITS
        async with self._core.db.write() as tx:
            for guild_id, message_id in await store.take_before(tx, before):
                await self._core.outbox.take_back(tx, _card(guild_id, message_id))

    def _is_candidate(
        self, guild: discord.Guild, settings: TestimonialsSettings, event: MessageEvent
    ) -> bool:
        author = event.author
        if author is None or not author.is_human or event.is_system:
            return False
        choices = self._core.services.get(AnalyticsChoices)
        if choices is not None and not choices.may_count(guild.id, author.id):
            return False
        member = guild.get_member(author.id)
        # Whoever works for the community would praise their own work.
        if member is not None and self._core.access.level_of(member) > Access.MEMBER:
            return False
        return policy.unfit(event.content.text, settings.blocked) is None

    async def _suggest(
        self, guild: discord.Guild, settings: TestimonialsSettings, event: MessageEvent
    ) -> None:
        praise = likely(event.content.text)
        community = self._core.settings.of(guild.id).community
        channel_id = channel_id_of(guild, settings.review_channel or community.staff_channel)
        if praise is None or channel_id is None or event.author is None:
            return
        author_id, now = event.author.id, self._core.clock.now()
        async with self._core.db.write() as tx:
            if (
                await store.is_stopped(tx, guild.id)
                or not await asking.may_ask(tx, guild.id, author_id)
                or await store.by_author(tx, guild.id, author_id)
                or await store.count_since(tx, guild.id, now - WEEK) >= settings.suggestions_a_week
            ):
                return
            await store.add(tx, guild.id, event.message_id, author_id=author_id, now=now)
            card = render.suggestion(self._core.texts.for_guild(guild.id), event, praise.words)
            effect = SendMessage(channel_id=channel_id, message=card)
            await self._core.outbox.plan(tx, _card(guild.id, event.message_id), effect)


def _is_watched(guild: discord.Guild, settings: TestimonialsSettings, event: MessageEvent) -> bool:
    watched = (channel_id_of(guild, ref) for ref in settings.watch)
    return not {event.channel_id, event.parent_id}.isdisjoint(set(watched) - {None})


def _card(guild_id: int, message_id: int) -> EffectKey:
    return effect_key("suggestion", guild_id, message_id)
