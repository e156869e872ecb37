"""What members write back: in direct messages and in their private threads."""

from datetime import datetime

import discord
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.client import StewardClient
from bot.effects import EffectKey, Message, SendDirect
from bot.messages import MessageEvent
from bot.places import channel_id_of
from bot.refusal import Refusal
from bot.scheduler import Job
from bot.signals import PrivateReply
from bot.texts import N_
from cogs.outreach import policy, render, store
from cogs.outreach.delivery import key_of
from cogs.outreach.policy import How
from cogs.outreach.settings import OutreachSettings
from cogs.outreach.store import Row
from cogs.outreach.voice import voice_for

log = structlog.get_logger(__name__)

READ_ON = "outreach.read_on"
# More conversations than these are hardly open, and each costs a request at the start.
MOST_CONVERSATIONS = 50
PASSED_ON, WHERE_TO_ASK = "outreach.passed_on", "outreach.where_to_ask"


class Replies:
    """Hands answers on as `PrivateReply`; whoever writes for nothing is told where to ask."""

    def __init__(self, client: StewardClient) -> None:
        self._client, self._core = client, client.core
        self._threads: dict[int, int] = {}

    async def catch_up(self, guild_id: int) -> None:
        """Learn whose threads there are, and hand on what was left behind."""
        await self.learn_threads(guild_id)
        await self._hand_on(guild_id)

    async def learn_threads(self, guild_id: int) -> None:
        """Learn whose private threads can be answered in."""
        async with self._core.db.read() as tx:
            self._threads |= await store.threads(tx, guild_id)

    async def read_on(self, job: Job) -> None:
        """Take up what members have answered while the bot was away."""
        since = job.now - policy.ANSWERABLE_FOR
        async with self._core.db.read() as tx:
            places = await store.conversations(tx, job.guild_id, since, MOST_CONVERSATIONS)
        for channel_id, last in places:
            place = self._client.get_partial_messageable(channel_id)
            try:
                async for message in place.history(after=discord.Object(last), oldest_first=True):
                    if not message.author.bot:
                        await self.direct(message)
            except discord.HTTPException as error:
                log.warning("direct messages not read on", reason=str(error))

    async def direct(self, message: discord.Message) -> None:
        """Take a direct message as an answer, or tell its author where to ask."""
        author, now = message.author, message.created_at
        reply_to = message.reference.message_id if message.reference is not None else None
        async with self._core.db.write() as tx:
            row = await self._answered(
                tx, author.id, "dm", channel_id=None, reply_to=reply_to, now=now
            )
            if row is None:
                await self._tell_where_to_ask(tx, author.id, now)
                return
            guild_id = row.key.guild_id
            await store.keep_reply(
                tx,
                row,
                message_id=message.id,
                text=message.content,
                attachments=tuple(file.url for file in message.attachments),
                at=now,
            )
            t = await voice_for(self._core, tx, guild_id, author.id)
            guild = self._client.get_guild(guild_id)
            thanks = render.passed_on(guild.name if guild is not None else "", t)
            key = _once_a_day(PASSED_ON, guild_id, author.id, now)
            await self._write(tx, key, author.id, thanks)
        await self._hand_on(guild_id)

    async def in_thread(self, event: MessageEvent) -> None:
        """Take what a member writes in their private thread as an answer."""
        author = event.author
        if event.kind != "created" or event.is_system or author is None:
            return
        if self._threads.get(event.channel_id) != author.id:
            return
        async with self._core.db.write() as tx:
            row = await self._answered(
                tx, author.id, "thread", channel_id=event.channel_id, reply_to=None, now=event.at
            )
            if row is None:
                return
            files = tuple(file.filename for file in event.content.attachments)
            await store.keep_reply(
                tx,
                row,
                message_id=event.message_id,
                text=event.content.text,
                attachments=files,
                at=event.at,
            )
        await self._hand_on(event.guild_id)

    async def by_form(
        self, words_id: int, member_id: int, *, reply_id: int, text: str, at: datetime
    ) -> None:
        """Take what a member wrote into a form; words for others cannot be answered."""
        async with self._core.db.write() as tx:
            row = await store.by_id(tx, words_id)
            if row is None or row.member_id != member_id:
                raise Refusal(N_("This is not there any more."))
            await store.keep_reply(tx, row, message_id=reply_id, text=text, attachments=(), at=at)
        await self._hand_on(row.key.guild_id)

    async def _hand_on(self, guild_id: int) -> None:
        async with self._core.db.read() as tx:
            replies = await store.untold_replies(tx, guild_id)
        for reply in replies:
            await self._core.signals.emit(
                PrivateReply(
                    **reply.key.model_dump(),
                    member_id=reply.member_id,
                    text=reply.text,
                    attachments=reply.attachments,
                    at=reply.at,
                )
            )
            async with self._core.db.write() as tx:
                await store.reply_told(tx, reply.message_id)

    async def _answered(
        self,
        tx: AsyncConnection,
        member_id: int,
        how: How,
        *,
        channel_id: int | None,
        reply_to: int | None,
        now: datetime,
    ) -> Row | None:
        told = await store.told_in(tx, member_id, how, channel_id)
        found = policy.answered(told, reply_to, now)
        row = await store.by_id(tx, found.id) if found is not None else None
        if row is None or not self._core.settings.enabled(row.key.guild_id, "outreach"):
            return None
        return row

    async def _tell_where_to_ask(self, tx: AsyncConnection, member_id: int, now: datetime) -> None:
        for guild in self._client.guilds:
            settings = self._core.settings.active(guild.id, OutreachSettings)
            if settings is None or guild.get_member(member_id) is None:
                continue
            t = await voice_for(self._core, tx, guild.id, member_id)
            channel_id = channel_id_of(guild, settings.ask_in)
            message = render.where_to_ask(guild.name, channel_id, t)
            key = _once_a_day(WHERE_TO_ASK, guild.id, member_id, now)
            await self._write(tx, key, member_id, message)
            return

    async def _write(
        self, tx: AsyncConnection, key: EffectKey, member_id: int, message: Message
    ) -> None:
        effect = SendDirect(member_id=member_id, message=message, asked_for=True)
        await self._core.outbox.plan(tx, key, effect)


def _once_a_day(kind: str, guild_id: int, member_id: int, now: datetime) -> EffectKey:
    return key_of(kind, guild_id, member_id, f"{now:%Y-%m-%d}")
