"""Keeps what was flagged, and sees to it that the right people hear of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import DeleteTheirMessage, EditMessage, Message, SendMessage, TimeoutMember
from bot.messages import MessageEvent
from bot.services import FlagDesk, FlaggedMessage, FlagMatch
from bot.signals import FlagSettled
from bot.texts import Translation
from cogs.guidelines import excerpts, policy, render, store
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.demotion import reconsider
from cogs.guidelines.detection import Match
from cogs.guidelines.keys import effect_key, note_key
from cogs.guidelines.policy import WORDS, Flag, Word
from cogs.guidelines.server import staff_channel_id
from cogs.guidelines.store import Record


@dataclass(frozen=True, slots=True)
class Finding:
    """A message and what it goes against; `version` is that of the guild's settings."""

    event: MessageEvent
    version: int
    flags: Sequence[Flag]


class Flagging:
    """The one place that keeps flags: handed to the desk where there is one, else told here."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def keep(self, guild: discord.Guild, finding: Finding) -> None:
        """Keep the evidence and what follows from it: all of it or nothing."""
        event, t = finding.event, self._core.texts.for_guild(guild.id)
        desk = self._core.services.get(FlagDesk)
        async with self._core.db.write() as tx:
            new = [
                flag
                for flag in finding.flags
                if await store.add(tx, _record(event, finding.version, flag, t))
            ]
            told = [flag for flag in new if flag.state != "counted"]
            if desk is not None and desk.is_open(guild.id):
                for flag in told:
                    await desk.receive(tx, _flagged(event, finding.version, flag, t))
                return
            if told:
                await self._tell(tx, guild, event)
            for flag in told:
                await self._act(tx, event, flag)

    async def judged(
        self, guild: discord.Guild, message_id: int, word: Word, *, by: int, period: str
    ) -> bool:
        """Keep what staff say of a flagged message; False when somebody has said it already."""
        core = self._core
        async with core.db.write() as tx:
            now = core.clock.now()
            if not await store.settle(tx, guild.id, message_id, word, by=by, now=now):
                return False
            await self._change_note(tx, guild.id, message_id, period)
            await reconsider(core, tx, guild, message_id)
        return True

    async def settled(self, guild: discord.Guild, signal: FlagSettled) -> None:
        """Keep what was decided at the desk, also over what was decided there before."""
        word: Word = "right" if signal.is_right else "not"
        message_id = signal.message_id
        async with self._core.db.write() as tx:
            is_news = await store.settle(
                tx, guild.id, message_id, word, by=signal.by, now=signal.at, over=WORDS
            )
            if is_news:
                await self._change_note(tx, guild.id, message_id, signal.at.isoformat())
                await reconsider(self._core, tx, guild, message_id)

    async def erase(self, guild_id: int, author_id: int) -> None:
        """Take out of the notes what somebody wrote who wants nothing kept."""
        emptied = render.erased(self._core.texts.for_guild(guild_id))
        async with self._core.db.write() as tx:
            for message_id in await store.messages_of(tx, guild_id, author_id):
                await self._edit_note(tx, guild_id, message_id, "erased", emptied)

    async def _tell(self, tx: AsyncConnection, guild: discord.Guild, event: MessageEvent) -> None:
        """Tell staff, or change what they were told when more is found in the same message."""
        channel_id = staff_channel_id(self._core, guild)
        message = await self._note(tx, guild.id, event.message_id)
        if channel_id is None or message is None:
            return
        key = note_key(guild.id, event.message_id)
        effect = SendMessage(channel_id=channel_id, message=message)
        if not await self._core.outbox.plan(tx, key, effect):
            await self._change_note(tx, guild.id, event.message_id, event.at.isoformat())

    async def _change_note(
        self, tx: AsyncConnection, guild_id: int, message_id: int, period: str
    ) -> None:
        """Let the note about a message say what is so now; there is none if a desk has it."""
        message = await self._note(tx, guild_id, message_id)
        if message is not None:
            await self._edit_note(tx, guild_id, message_id, period, message)

    async def _edit_note(
        self, tx: AsyncConnection, guild_id: int, message_id: int, period: str, message: Message
    ) -> None:
        key = note_key(guild_id, message_id)
        if await self._core.outbox.result(tx, key) is not None:
            changed = effect_key("note_changed", guild_id, str(message_id), period)
            await self._core.outbox.plan(tx, changed, EditMessage(of=key, message=message))

    async def _note(self, tx: AsyncConnection, guild_id: int, message_id: int) -> Message | None:
        """Return the note about a message as it should read now."""
        found = await store.of_message(tx, guild_id, message_id)
        told = [one for one in found if one.mode != "shadow"]
        t = self._core.texts.for_guild(guild_id)
        agreement = agreement_of(self._core.settings.of(guild_id))
        titles = {one.id: one.title.in_(t.language) for one in agreement.guidelines}
        return render.note(t, told, titles) if told else None

    async def _act(self, tx: AsyncConnection, event: MessageEvent, flag: Flag) -> None:
        assert event.author is not None, "only what people write is examined"
        step, now = flag.act, self._core.clock.now()
        subject = str(event.message_id)
        effect: DeleteTheirMessage | TimeoutMember
        if step is None:
            return
        if step.kind == "delete":
            key = effect_key("delete", event.guild_id, subject)
            effect = DeleteTheirMessage(channel_id=event.channel_id, message_id=event.message_id)
        elif step.kind == "timeout" and step.duration is not None:
            key = effect_key("timeout", event.guild_id, subject, flag.guideline.id)
            effect = TimeoutMember(
                member_id=event.author.id,
                until=now + step.duration,
                reason=f"Guidelines: {flag.guideline.id}",
            )
        else:
            return
        await self._core.outbox.plan(tx, key, effect, expires_at=now + policy.ACT_WITHIN)


def _flagged(event: MessageEvent, version: int, flag: Flag, t: Translation) -> FlaggedMessage:
    assert event.author is not None, "only what people write is examined"
    return FlaggedMessage(
        guild_id=event.guild_id,
        channel_id=event.channel_id,
        message_id=event.message_id,
        author_id=event.author.id,
        author_name=event.author.name,
        author_joined_at=event.author.joined_at,
        at=event.at,
        late=event.late,
        content=event.content,
        guideline=flag.guideline.id,
        version=version,
        severity=flag.guideline.severity,
        step=str(flag.guideline.step),
        acts=flag.act is not None,
        excerpt=_excerpt(event, flag),
        matches=[FlagMatch(**_plain(match, t)) for match in flag.matches],
    )


def _record(event: MessageEvent, version: int, flag: Flag, t: Translation) -> Record:
    assert event.author is not None, "only what people write is examined"
    return Record(
        guild_id=event.guild_id,
        message_id=event.message_id,
        guideline=flag.guideline.id,
        version=version,
        channel_id=event.channel_id,
        author_id=event.author.id,
        at=event.at,
        mode=flag.guideline.mode,
        step=str(flag.guideline.step),
        state=flag.state,
        excerpt=_excerpt(event, flag),
        matches=[_plain(match, t) for match in flag.matches],
    )


def _excerpt(event: MessageEvent, flag: Flag) -> str:
    assert event.author is not None, "only what people write is examined"
    first = flag.matches[0]
    text = excerpts.part_of(
        event.content, first.part, name=event.author.name, thread_title=event.thread_title
    )
    return excerpts.marked(text, first)


def _plain(match: Match, t: Translation) -> dict[str, Any]:
    return {
        "detector": match.detector,
        "view": match.view,
        "part": match.part,
        "start": match.start,
        "end": match.end,
        "excerpt": match.excerpt,
        "why": match.why.say(t),
    }
