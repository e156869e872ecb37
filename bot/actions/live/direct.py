"""Private messages to members."""

from datetime import datetime

import discord

from bot.actions import Done, Outcome, Refused
from bot.actions.live.here import Here
from bot.actions.live.writing import look_through, write
from bot.effects import SendDirect

CLOSED = 50007


async def send(here: Here, effect: SendDirect) -> Outcome:
    """Write to a member, unless we know that no server is shared any more."""
    if _is_gone(here.client, effect.member_id):
        return Refused("member_gone")
    try:
        conversation = await here.client.create_dm(discord.Object(effect.member_id))
        return await write(conversation, effect.message, here.nonce)
    except discord.Forbidden as error:
        if error.code == CLOSED and _is_gone(here.client, effect.member_id):
            return Refused("member_gone")
        raise


async def find(
    here: Here, effect: SendDirect, after: datetime, known: frozenset[int]
) -> Done | None:
    """Look for what an interrupted attempt has left in the conversation."""
    conversation = await here.client.create_dm(discord.Object(effect.member_id))
    return await look_through(conversation, effect.message, after, known, {here.guild.me.id})


def _is_gone(client: discord.Client, member_id: int) -> bool:
    """Tell whether no server is shared; without the member list we cannot know."""
    if not client.intents.members:
        return False
    return not any(guild.get_member(member_id) for guild in client.guilds)
