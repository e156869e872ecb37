"""Asking whether a guideline that is often wrong should only be counted again."""

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import SendMessage
from cogs.guidelines import policy, render, store
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.keys import effect_key
from cogs.guidelines.server import staff_channel_id
from cogs.guidelines.settings import GuidelinesSettings


async def reconsider(
    core: Core, tx: AsyncConnection, guild: discord.Guild, message_id: int
) -> None:
    """Look again at the guidelines of a message that was judged; staff are asked once a month."""
    settings = core.settings.active(guild.id, GuidelinesSettings)
    channel_id, now = staff_channel_id(core, guild), core.clock.now()
    if settings is None or channel_id is None:
        return
    agreement = agreement_of(core.settings.of(guild.id))
    for record in await store.of_message(tx, guild.id, message_id):
        guideline = agreement.find(record.guideline)
        if guideline is None or guideline.mode == "shadow":
            continue
        counts = await store.judged_since(tx, guild.id, guideline.id, now - policy.LATELY)
        if policy.is_doubtful(counts, settings.doubt_below):
            key = effect_key("doubted", guild.id, guideline.id, f"{now:%Y-%m}")
            message = render.doubt(core.texts.for_guild(guild.id), guideline, counts)
            await core.outbox.plan(tx, key, SendMessage(channel_id=channel_id, message=message))
