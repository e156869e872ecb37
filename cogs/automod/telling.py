"""Tells staff once when rules do not stand as they should, and keeps that note true."""

import discord

from bot.core import Core
from bot.effects import EditMessage, Message, SendMessage
from bot.services import NativeGuidelines
from cogs.automod import render
from cogs.automod.keys import drift_key, effect_key, week_of
from cogs.automod.place import place_of
from cogs.automod.rulebook import Rulebook


class Telling:
    """Looks for differences on its own account."""

    def __init__(self, core: Core, rulebook: Rulebook) -> None:
        self._core, self._rulebook = core, rulebook

    async def check(self, guild: discord.Guild) -> None:
        """Tell staff what differs, the same at most once a week; nothing before the first use."""
        place, core = place_of(self._core, guild), self._core
        may_look = guild.me.guild_permissions.manage_guild
        if place is None or place.staff_channel_id is None or not may_look:
            return
        # Between two loads of the guidelines, nothing would seem to be wanted.
        if core.services.get(NativeGuidelines) is None:
            return
        if not await self._rulebook.is_in_use(guild.id):
            return
        standing = await self._rulebook.standing(guild, place)
        if not standing.differences:
            return
        week = week_of(core.clock.now())
        message = render.drift(place.t, standing, week)
        effect = SendMessage(channel_id=place.staff_channel_id, message=message)
        async with core.db.write() as tx:
            await core.outbox.plan(tx, drift_key(guild.id, standing.signature, week), effect)

    async def settled(self, guild_id: int, signature: str, week: str, text: str) -> None:
        """Let the note about differences, if there is one, say what became of them."""
        key = drift_key(guild_id, signature, week)
        done = effect_key("drift_done", guild_id, signature, week)
        async with self._core.db.write() as tx:
            if await self._core.outbox.result(tx, key) is not None:
                await self._core.outbox.plan(
                    tx, done, EditMessage(of=key, message=Message(text=text))
                )
