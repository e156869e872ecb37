"""Private words on their way: direct message, private thread, next visit."""

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.client import StewardClient
from bot.effects import CreateThread, EffectKey, SendDirect, SendInside
from bot.places import channel_id_of
from bot.scheduler import Job
from bot.services import PrivateMessage
from bot.signals import EffectSettled, PrivatelyTold
from cogs.outreach import policy, render, store
from cogs.outreach.policy import How
from cogs.outreach.settings import OutreachSettings
from cogs.outreach.store import Row
from cogs.outreach.views import StopButton
from cogs.outreach.voice import voice_for

THREAD, INSIDE, TELL = "outreach.thread", "outreach.inside", "outreach.tell"


def key_of(kind: str, guild_id: int, subject: int | str, period: str = "") -> EffectKey:
    """Return the key of an effect of this feature."""
    return EffectKey(
        feature="outreach", kind=kind, guild_id=guild_id, subject=str(subject), period=period
    )


class Delivery:
    """Keeps to `PrivateWords`. What becomes of words is kept, and told as `PrivatelyTold`."""

    def __init__(self, client: StewardClient) -> None:
        self._client, self._core = client, client.core

    def is_on(self, guild_id: int) -> bool:
        """Tell whether the guild wants members to be written to."""
        return self._core.settings.enabled(guild_id, "outreach")

    async def write(self, tx: AsyncConnection, words: PrivateMessage) -> bool:
        """Plan a direct message; what follows is decided when it is settled."""
        core, guild_id, member_id = self._core, words.key.guild_id, words.member_id
        row_id = await store.add(tx, words, core.clock.now())
        if row_id is None:
            return False
        unwanted = await self._unwanted(tx, words)
        if unwanted:
            await store.settle(tx, row_id, "not", code=unwanted)
            await core.scheduler.schedule(
                tx, TELL, guild_id=guild_id, subject=str(row_id), due_at=core.clock.now()
            )
            return True
        message = render.direct(
            words.message,
            self._name_of(guild_id),
            await voice_for(core, tx, guild_id, member_id),
            answerable=words.answerable,
            stop_id=StopButton.id_for(guild_id, member_id) if _is_invitation(words) else None,
        )
        effect = SendDirect(
            member_id=member_id, message=message, asked_for=words.asked_for, purpose=words.purpose
        )
        if await core.outbox.plan(tx, words.key, effect, expires_at=words.expires_at):
            return True
        await store.drop(tx, row_id)  # they were written so long ago that they are not kept here
        return False

    async def settled(self, signal: EffectSettled) -> None:
        """Note how words came to their member, or send them on the next way."""
        core = self._core
        async with core.db.write() as tx:
            row = await self._row_of(tx, signal)
            if row is None or row.how:
                return
            if signal.kind in {THREAD, INSIDE}:
                how = policy.after_thread(signal.state, signal.code)
                if signal.kind == INSIDE and signal.code == "thread_gone":
                    how = "thread"
            else:
                how = policy.after_dm(signal.state, signal.code, row.instead)
            if how == "thread" and signal.state != "sent":
                if await self._into_thread(tx, row, signal):
                    return
                how = "visit"
            await store.settle(tx, row.id, how, code=signal.code or row.code, **_place(signal, how))
        await self._tell(row, how)

    async def tell(self, job: Job) -> None:
        """Tell what became of words that were never sent."""
        async with self._core.db.read() as tx:
            row = await store.by_id(tx, int(job.subject))
        if row is not None and row.how and not row.is_told:
            await self._tell(row, row.how)

    async def catch_up(self, guild_id: int) -> None:
        """Tell, and go on with, what a process that stopped in between left behind."""
        core = self._core
        async with core.db.read() as tx:
            rows = await store.untold(tx, guild_id)
        for row in rows:
            if row.how:
                await self._tell(row, row.how)
                continue
            for key in (
                row.key,
                key_of(THREAD, guild_id, row.id),
                key_of(INSIDE, guild_id, row.id),
            ):
                async with core.db.read() as tx:
                    result = await core.outbox.result(tx, key)
                if result is not None and result.state in ("sent", "skipped", "failed"):
                    await self.settled(
                        EffectSettled(
                            **key.model_dump(), **result.model_dump(exclude={"detail", "at"})
                        )
                    )

    async def _tell(self, row: Row, how: How) -> None:
        told = PrivatelyTold(**row.key.model_dump(), member_id=row.member_id, how=how)
        await self._core.signals.emit(told)
        async with self._core.db.write() as tx:
            await store.told(tx, row.id)

    async def _row_of(self, tx: AsyncConnection, signal: EffectSettled) -> Row | None:
        if signal.kind in {THREAD, INSIDE}:
            return await store.by_id(tx, int(signal.subject))
        return await store.by_key(tx, signal.guild_id, signal.kind, signal.subject, signal.period)

    async def _into_thread(self, tx: AsyncConnection, row: Row, signal: EffectSettled) -> bool:
        """Plan a message in the member's thread, a new one if need be; False where none can be."""
        guild_id = signal.guild_id
        room = self._room_for(guild_id, row.member_id)
        if room is None:
            return False
        t = await voice_for(self._core, tx, guild_id, row.member_id)
        message = render.in_thread(row.message, row.member_id, t, answerable=row.answerable)
        earlier = None
        if signal.kind not in {THREAD, INSIDE}:
            earlier = await store.thread_of(tx, guild_id, row.member_id)
        await store.goes_to_thread(tx, row.id, earlier or row.id, signal.code)
        plan = self._core.outbox.plan
        if earlier is not None:
            inside = SendInside(of=key_of(THREAD, guild_id, earlier), message=message)
            key = key_of(INSIDE, guild_id, row.id)
            await plan(tx, key, inside, expires_at=row.expires_at)
            return True
        member = room.guild.get_member(row.member_id)
        opened = CreateThread(
            channel_id=room.id,
            name=render.thread_name(member.display_name if member else "", t),
            private=True,
            opening=message,
            member_ids=(row.member_id,),
        )
        await plan(tx, key_of(THREAD, guild_id, row.id), opened, expires_at=row.expires_at)
        return True

    def _room_for(self, guild_id: int, member_id: int) -> discord.TextChannel | None:
        """Return where a thread can be opened that the member sees."""
        guild = self._client.get_guild(guild_id)
        settings = self._core.settings.active(guild_id, OutreachSettings)
        if guild is None or settings is None:
            return None
        channel = guild.get_channel(channel_id_of(guild, settings.channel) or 0)
        member = guild.get_member(member_id)
        if not isinstance(channel, discord.TextChannel) or member is None:
            return None
        return channel if channel.permissions_for(member).view_channel else None

    async def _unwanted(self, tx: AsyncConnection, words: PrivateMessage) -> str:
        guild_id = words.key.guild_id
        if not self.is_on(guild_id):
            return "off"
        stopped = await store.has_stopped(tx, guild_id, words.member_id)
        return "stopped" if stopped and _is_invitation(words) else ""

    def _name_of(self, guild_id: int) -> str:
        guild = self._client.get_guild(guild_id)
        return guild.name if guild is not None else ""


def _is_invitation(words: PrivateMessage) -> bool:
    return words.purpose == "invitation" and not words.asked_for


def _place(signal: EffectSettled, how: How) -> dict[str, int | None]:
    if how not in {"dm", "thread"}:
        return {}
    return {"channel_id": signal.channel_id, "message_id": signal.created_id}
