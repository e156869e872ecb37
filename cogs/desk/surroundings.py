"""What was said just before a message, so that it can be judged from its card."""

from bisect import insort
from collections import OrderedDict

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.client import StewardClient
from bot.messages import MessageEvent
from bot.texts import shorten
from cogs.desk import context_store
from cogs.desk.context_store import Said
from cogs.desk.keys import CONTEXT

SHOWN = 3
AT_HAND = 100
"""How many messages of a channel are remembered: many are written while one is examined."""
MOST_CHANNELS = 200
LONGEST = 200


class Surroundings:
    """Remembers the latest messages of each channel; what it does not know is read there."""

    def __init__(self, client: StewardClient) -> None:
        self._client, self._core = client, client.core
        self._lately: OrderedDict[int, list[Said]] = OrderedDict()

    async def heard(self, event: MessageEvent) -> None:
        """Remember what somebody says, and forget what is deleted."""
        said = self._lately.setdefault(event.channel_id, [])
        self._lately.move_to_end(event.channel_id)
        if event.kind == "deleted":
            said[:] = [one for one in said if one.message_id != event.message_id]
        elif event.kind == "created" and event.author is not None:
            text = shorten(event.content.text, LONGEST) if event.content.text else ""
            author = event.author
            insort(said, Said(event.message_id, author.id, author.name, event.at, text))
            del said[:-AT_HAND]
        if len(self._lately) > MOST_CHANNELS:
            self._lately.popitem(last=False)

    async def keep(
        self, tx: AsyncConnection, guild_id: int, item_id: int, channel_id: int, message_id: int
    ) -> None:
        """Keep what was said before an item's message, now or as soon as it was read."""
        said = self._lately.get(channel_id, ())
        before = [one for one in said if one.message_id < message_id][-SHOWN:]
        if len(before) == SHOWN:
            await context_store.add(tx, guild_id, item_id, before)
            return
        await self._core.scheduler.schedule(
            tx, CONTEXT, guild_id=guild_id, subject=str(item_id), due_at=self._core.clock.now(),
            payload={"channel_id": channel_id, "message_id": message_id},
        )  # fmt: skip

    async def read(self, channel_id: int, message_id: int) -> list[Said]:
        """Read what was said before a message, as far as the bot may."""
        channel = self._client.get_channel(channel_id)
        if not isinstance(channel, discord.abc.Messageable):
            return []
        try:
            place = discord.Object(message_id)
            found = [one async for one in channel.history(limit=SHOWN, before=place)]
        except (discord.Forbidden, discord.NotFound):
            return []
        return [said_in(one) for one in found]

    def forget(self, member_id: int) -> None:
        """Forget what somebody has said."""
        for said in self._lately.values():
            said[:] = [one for one in said if one.author_id != member_id]


def said_in(message: discord.Message) -> Said:
    """Return a message as the desk remembers it."""
    text = shorten(message.content, LONGEST) if message.content else ""
    author = message.author
    return Said(message.id, author.id, author.display_name, message.created_at, text)
