"""Messages in channels and threads: written, changed, taken away."""

from collections.abc import Sequence
from datetime import datetime

import discord

from bot.actions import Done, Outcome, Refused
from bot.actions.live import direct, webhooks
from bot.actions.live.here import Here, Hindrance, Place, place, require, thread
from bot.actions.live.writing import look_through, may, require_to_send, write
from bot.actions.wording import to_edit
from bot.effects import (
    DeleteMessage,
    DeleteTheirMessage,
    DeleteTheirMessages,
    EditMessage,
    OfMessages,
    PostAs,
    SendDirect,
    SendInside,
    SendMessage,
)

NOT_OUR_MESSAGE = 50005
TOO_OLD_FOR_BULK = 50034


async def perform(here: Here, effect: OfMessages) -> Outcome:
    """Carry out what is about messages."""
    match effect:
        case SendMessage() | SendInside():
            return await _send(here, effect)
        case SendDirect():
            return await direct.send(here, effect)
        case PostAs():
            return await webhooks.post(here.guild, effect)
        case EditMessage() | DeleteMessage():
            return await _change(here, effect)
        case DeleteTheirMessage():
            return await _delete_one(here.guild, effect)
        case DeleteTheirMessages():
            return await _delete_many(here.guild, effect)


async def find(
    here: Here, effect: SendMessage | SendInside, after: datetime, known: frozenset[int]
) -> Done | None:
    """Look for a message of ours that an interrupted attempt has left behind."""
    where = await _where(here, effect)
    require({"Read Message History": may(where).read_message_history}, where)
    return await look_through(where, effect.message, after, known, {here.guild.me.id})


async def _send(here: Here, effect: SendMessage | SendInside) -> Outcome:
    where = await _where(here, effect)
    require_to_send(where, effect.message)
    return await write(where, effect.message, here.nonce)


async def _where(here: Here, effect: SendMessage | SendInside) -> Place:
    if isinstance(effect, SendMessage):
        return await place(here.guild, effect.channel_id)
    if here.target is None:
        raise Hindrance(Refused("nothing_to_change", "the thread was never made"))
    return await thread(here.guild, here.target.id)


async def _change(here: Here, effect: EditMessage | DeleteMessage) -> Outcome:
    target = here.target
    if target is None or target.channel_id is None:
        return Refused("nothing_to_change", "the message was never sent")
    messageable = here.client.get_partial_messageable(target.channel_id)
    message = messageable.get_partial_message(target.id)
    done = Done(target.id, target.channel_id)
    if isinstance(effect, DeleteMessage):
        await message.delete()
        return done
    try:
        await message.edit(**to_edit(effect.message))
    except discord.Forbidden as error:
        if error.code != NOT_OUR_MESSAGE:
            raise
        await webhooks.edit(here.guild, target.channel_id, target.id, effect.message)
    return done


async def _delete_one(guild: discord.Guild, effect: DeleteTheirMessage) -> Outcome:
    where = await _where_to_delete(guild, effect.channel_id)
    await where.get_partial_message(effect.message_id).delete()
    return Done(channel_id=where.id)


async def _delete_many(guild: discord.Guild, effect: DeleteTheirMessages) -> Outcome:
    where = await _where_to_delete(guild, effect.channel_id)
    ids = [discord.Object(message_id) for message_id in dict.fromkeys(effect.message_ids)]
    try:
        await where.delete_messages(ids, reason=effect.reason or None)
    except discord.NotFound:  # a single one is deleted the ordinary way
        return Refused("message_gone")
    except discord.HTTPException as error:
        if error.code != TOO_OLD_FOR_BULK:
            raise
        await _one_by_one(where, ids)
    return Done(channel_id=where.id)


async def _one_by_one(where: Place, ids: Sequence[discord.Object]) -> None:
    for message in ids:
        try:
            await where.get_partial_message(message.id).delete()
        except discord.NotFound:
            continue


async def _where_to_delete(guild: discord.Guild, channel_id: int) -> Place:
    try:
        where = await place(guild, channel_id)
    except Hindrance as hindrance:
        raise Hindrance(Refused("message_gone")) from hindrance
    held = may(where)
    needed = {"View Channel": held.view_channel, "Manage Messages": held.manage_messages}
    require(needed, where)
    return where
