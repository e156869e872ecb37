"""Writing a message, and finding one again."""

from collections.abc import Collection
from datetime import datetime

import discord

from bot.actions import Done
from bot.actions.live.here import Place, require
from bot.actions.wording import fingerprint, fingerprint_of_sent, to_send
from bot.effects import Message

# An interrupted message stands right behind the moment in which its request began.
LOOK_AT = 200


async def look_through(
    where: Place | discord.DMChannel,
    message: Message,
    after: datetime,
    known: frozenset[int],
    authors: Collection[int],
) -> Done | None:
    """Look through what was written since an instant for a message by one of these authors."""
    wanted = fingerprint(message)
    async for sent in where.history(limit=LOOK_AT, after=after, oldest_first=True):
        ours = sent.author.id in authors and sent.id not in known
        if ours and fingerprint_of_sent(sent) == wanted:
            return Done(sent.id, where.id)
    return None


async def write(where: Place | discord.DMChannel, message: Message, nonce: str | None) -> Done:
    """Write a message; Discord takes the same nonce twice for the same message, for minutes."""
    parts = to_send(message)
    if message.reply_to is not None:
        parts["reference"] = discord.MessageReference(
            message_id=message.reply_to, channel_id=where.id, fail_if_not_exists=False
        )
    if nonce is not None:
        parts["nonce"] = nonce
    sent = await where.send(**parts)
    return Done(sent.id, where.id)


def may(where: Place) -> discord.Permissions:
    """Return what we may do in a place."""
    return where.permissions_for(where.guild.me)


def require_to_send(where: Place, message: Message) -> None:
    """End the attempt where something stops us from writing."""
    held, in_thread = may(where), isinstance(where, discord.Thread)
    needed = {
        "View Channel": held.view_channel,
        "Send Messages in Threads" if in_thread else "Send Messages": (
            held.send_messages_in_threads if in_thread else held.send_messages
        ),
        "Embed Links": held.embed_links or not message.embeds,
        "Attach Files": held.attach_files or not message.files,
        "Read Message History": held.read_message_history or message.reply_to is None,
    }
    require(needed, where)
