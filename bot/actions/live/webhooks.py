"""Messages under the names of others, through one webhook of ours in each channel."""

import re
from datetime import datetime

import discord

from bot.actions import Done, Outcome, Refused
from bot.actions.live.here import Hindrance, Place, place, require
from bot.actions.live.writing import look_through, may
from bot.actions.wording import to_edit, to_send
from bot.effects import Message, PostAs

NAME = "Steward"
# Discord refuses names with these words.
RESERVED = re.compile(r"(?i)(dis)(cord)|(cly)(de)")


async def post(guild: discord.Guild, effect: PostAs) -> Outcome:
    """Write a message under its first author's name."""
    where = await _where(guild, effect.channel_id)
    ours = await _ours(where)
    webhook = ours[0] if ours else await _parent(where).create_webhook(name=NAME)
    sent = await webhook.send(
        username=allowed(effect.name),
        avatar_url=effect.avatar_url or discord.utils.MISSING,
        thread=_thread(where),
        wait=True,
        **to_send(effect.message),
    )
    return Done(sent.id, where.id)


def allowed(name: str) -> str:
    """Write a name so that Discord takes it: no word of its own in it, at most 80 characters."""
    return RESERVED.sub(lambda word: "·".join(filter(None, word.groups())), name)[:80]


async def find(
    guild: discord.Guild, effect: PostAs, after: datetime, known: frozenset[int]
) -> Done | None:
    """Look for what an interrupted attempt has left behind."""
    where = await _where(guild, effect.channel_id)
    require({"Read Message History": may(where).read_message_history}, where)
    authors = {webhook.id for webhook in await _ours(where)}
    return await look_through(where, effect.message, after, known, authors)


async def edit(guild: discord.Guild, channel_id: int, message_id: int, message: Message) -> None:
    """Make a message that was written through our webhook read like this one."""
    where = await _where(guild, channel_id)
    for webhook in await _ours(where):
        await webhook.edit_message(message_id, thread=_thread(where), **to_edit(message))
        return
    raise Hindrance(Refused("message_gone"))


async def _where(guild: discord.Guild, channel_id: int) -> Place:
    where = await place(guild, channel_id)
    held = may(where)
    needed = {"View Channel": held.view_channel, "Manage Webhooks": held.manage_webhooks}
    require(needed, where)
    return where


async def _ours(where: Place) -> list[discord.Webhook]:
    me = where.guild.me.id
    found = await _parent(where).webhooks()
    return [one for one in found if one.token and one.user is not None and one.user.id == me]


def _parent(
    where: Place,
) -> discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel:
    parent = where.parent if isinstance(where, discord.Thread) else where
    if parent is None:
        raise Hindrance(Refused("channel_gone", "the thread's channel does not exist any more"))
    return parent


def _thread(where: Place) -> discord.Thread:
    missing: discord.Thread = discord.utils.MISSING
    return where if isinstance(where, discord.Thread) else missing
