"""What stands on Discord of testimonials: the wall, and what the team is told."""

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import EffectKey, Message, SendMessage
from bot.places import channel_id_of
from cogs.testimonials import policy, render, searching, store
from cogs.testimonials.keys import key_of
from cogs.testimonials.policy import Scope, State
from cogs.testimonials.settings import TestimonialsSettings
from cogs.testimonials.store import Given, Testimonial


class Showing:
    """Plans what is shown and taken down, in the transaction that decides it."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def settings(self, guild_id: int) -> TestimonialsSettings:
        """Return what the guild has decided."""
        return self._core.settings.active(guild_id, TestimonialsSettings) or TestimonialsSettings()

    async def post(
        self, tx: AsyncConnection, guild: discord.Guild, one: Testimonial, given: Given
    ) -> bool:
        """Put words on the wall; False where there is none, or their author did not agree to it."""
        wall = channel_id_of(guild, self.settings(guild.id).wall)
        today, consent = self._core.clock.now().date(), given.consent
        if wall is None or policy.objection(one.state, one.text, consent, Scope.SERVER, today):
            return False
        message = render.on_the_wall(self._core.texts.for_guild(guild.id), one, consent)
        key = key_of("wall", one, given.interaction_id)
        await self._core.outbox.plan(tx, key, SendMessage(channel_id=wall, message=message))
        return True

    async def ask_team(
        self, tx: AsyncConnection, guild: discord.Guild, one: Testimonial, given: Given
    ) -> None:
        """Tell the team what an author has agreed to."""
        message = render.review(self._core.texts.for_guild(guild.id), one, given.consent)
        await self._to_team(tx, guild, key_of("review", one, given.interaction_id), message)

    async def take_down(self, tx: AsyncConnection, one: Testimonial, given: Given | None) -> None:
        """Take words off the wall, and off the team's channel."""
        if given is not None:
            for kind in ("wall", "review"):
                await self._core.outbox.take_back(tx, key_of(kind, one, given.interaction_id))

    async def tell_places(
        self, tx: AsyncConnection, guild: discord.Guild, one: Testimonial, given: Given | None
    ) -> None:
        """Tell the team where else words that were approved have to be taken down."""
        places = self.settings(guild.id).places
        scopes = given.consent.scopes if given is not None else frozenset()
        shown = {scope: places.get(scope, "") for scope in sorted(scopes - {Scope.SERVER})}
        if one.state in (State.APPROVED, State.PUBLISHED) and shown:
            message = render.take_down(self._core.texts.for_guild(guild.id), one, shown)
            await self._to_team(tx, guild, key_of("taken_back", one), message)

    async def erased(self, guild: discord.Guild, member_id: int) -> None:
        """Take down what somebody said, before the feature forgets that they said it."""
        async with self._core.db.write() as tx:
            async for one in searching.by_author(tx, guild.id, member_id):
                given = await store.consent_of(tx, one)
                await self.take_down(tx, one, given)
                await self.tell_places(tx, guild, one, given)

    async def _to_team(
        self, tx: AsyncConnection, guild: discord.Guild, key: EffectKey, message: Message
    ) -> None:
        community = self._core.settings.of(guild.id).community
        ref = self.settings(guild.id).review_channel or community.staff_channel
        channel_id = channel_id_of(guild, ref)
        if channel_id is not None:
            effect = SendMessage(channel_id=channel_id, message=message)
            await self._core.outbox.plan(tx, key, effect)
