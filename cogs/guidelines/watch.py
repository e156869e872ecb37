"""Reads what is written in the light of the guidelines, and keeps and tells what it finds."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import discord
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import DeleteTheirMessage, EditMessage, Message, SendMessage, TimeoutMember
from bot.messages import MessageEvent
from bot.texts import Translation
from cogs.guidelines import excerpts, policy, render, store
from cogs.guidelines.agreement import Agreement, agreement_of
from cogs.guidelines.detection import Context, Engine, Match
from cogs.guidelines.detector_settings import Invites, Rate, Repeated
from cogs.guidelines.keys import effect_key, note_key
from cogs.guidelines.memory import Memory
from cogs.guidelines.policy import Flag, Word
from cogs.guidelines.server import situation_of, staff_channel_id
from cogs.guidelines.store import Record

log = structlog.get_logger(__name__)

FLOODS = frozenset({Rate.kind, Repeated.kind})


@dataclass(frozen=True, slots=True)
class Watched:
    """A guild's guidelines as they count now; without an engine nothing is looked for."""

    agreement: Agreement
    version: int
    engine: Engine | None = None
    remembers: bool = False
    own_invites: frozenset[str] = frozenset()


class Watch:
    """Examines messages; the one place that keeps flags and plans what follows from them."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._watched: dict[int, Watched] = {}
        self._memory = Memory()

    async def adopt(self, guild: discord.Guild) -> Watched:
        """Let the guild's guidelines of now count; the former ones do until these are compiled."""
        settings = self._core.settings
        agreement = agreement_of(settings.of(guild.id))
        version = settings.version(guild.id)
        looked_for = {each.kind for one in agreement.guidelines for each in one.detectors}
        if not agreement.is_enforced or not looked_for:
            adopted = Watched(agreement, version)
        else:
            engine = await asyncio.to_thread(lambda: agreement.engine)
            adopted = Watched(
                agreement,
                version,
                engine,
                remembers=not looked_for.isdisjoint(FLOODS),
                own_invites=(
                    await _own_invites(guild) if Invites.kind in looked_for else frozenset()
                ),
            )
        self._watched[guild.id] = adopted
        return adopted

    def forget(self, guild_id: int) -> None:
        """Stop keeping a guild's guidelines ready."""
        self._watched.pop(guild_id, None)

    async def agreement(self, guild: discord.Guild) -> Watched:
        """Return what counts in a guild now."""
        return self._watched.get(guild.id) or await self.adopt(guild)

    async def heard(self, guild: discord.Guild, event: MessageEvent) -> None:
        """Examine what a member has written or changed."""
        watched = await self.agreement(guild)
        if watched.engine is None or event.author is None:
            return
        matches = watched.engine.examine(event.content, self._context(event, watched))
        if watched.remembers and event.kind == "created":
            self._memory.remember(event)
        if not matches:
            return
        if any(match.detector in FLOODS for match in matches):
            self._memory.start_over(event)
        situation = situation_of(self._core, guild, event)
        flags = policy.judge(watched.agreement.guidelines, matches, situation)
        if flags:
            await self._keep(guild, event, watched, flags)

    async def judged(
        self, guild: discord.Guild, message_id: int, word: Word, *, by: int, period: str
    ) -> bool:
        """Keep what staff say of a flagged message; False when somebody has said it already."""
        core = self._core
        async with core.db.write() as tx:
            now = core.clock.now()
            if not await store.settle(tx, guild.id, message_id, word, by=by, now=now):
                return False
            message = await self._note(tx, guild, message_id)
            key = effect_key("note_changed", guild.id, str(message_id), period)
            if message is not None:
                effect = EditMessage(of=note_key(guild.id, message_id), message=message)
                await core.outbox.plan(tx, key, effect)
        return True

    def _context(self, event: MessageEvent, watched: Watched) -> Context:
        assert event.author is not None, "only what people write is examined"
        return Context(
            now=event.at,
            author_name=self._memory.new_name(event),
            thread_title=event.thread_title if event.is_opener else "",
            account_created_at=discord.utils.snowflake_time(event.author.id),
            channel_id=event.channel_id,
            earlier=self._memory.earlier(event) if watched.remembers else (),
            own_invites=watched.own_invites,
        )

    async def _keep(
        self, guild: discord.Guild, event: MessageEvent, watched: Watched, flags: Sequence[Flag]
    ) -> None:
        """Keep the evidence, the note to staff and the steps: all of it or nothing."""
        t = self._core.texts.for_guild(guild.id)
        async with self._core.db.write() as tx:
            new = [flag for flag in flags if await store.add(tx, _record(event, watched, flag, t))]
            if any(flag.state != "counted" for flag in new):
                await self._tell(tx, guild, event)
            for flag in new:
                await self._act(tx, event, flag)

    async def _tell(self, tx: AsyncConnection, guild: discord.Guild, event: MessageEvent) -> None:
        """Tell staff, or change what they were told when more is found in the same message."""
        outbox, channel_id = self._core.outbox, staff_channel_id(self._core, guild)
        message = await self._note(tx, guild, event.message_id)
        if channel_id is None or message is None:
            return
        key = note_key(guild.id, event.message_id)
        if not await outbox.plan(tx, key, SendMessage(channel_id=channel_id, message=message)):
            period = event.at.isoformat()
            changed = effect_key("note_changed", guild.id, str(event.message_id), period)
            await outbox.plan(tx, changed, EditMessage(of=key, message=message))

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

    async def _note(
        self, tx: AsyncConnection, guild: discord.Guild, message_id: int
    ) -> Message | None:
        """Return the note about a message as it should read now."""
        found = await store.of_message(tx, guild.id, message_id)
        told = [one for one in found if one.state != "counted"]
        t = self._core.texts.for_guild(guild.id)
        return render.note(t, told, self.titles(guild.id, t.language)) if told else None

    def titles(self, guild_id: int, language: str) -> dict[str, str]:
        """Return the titles of the guidelines by their id."""
        agreement = agreement_of(self._core.settings.of(guild_id))
        return {one.id: one.title.in_(language) for one in agreement.guidelines}


def _record(event: MessageEvent, watched: Watched, flag: Flag, t: Translation) -> Record:
    assert event.author is not None, "only what people write is examined"
    first = flag.matches[0]
    text = excerpts.part_of(
        event.content, first.part, name=event.author.name, thread_title=event.thread_title
    )
    return Record(
        guild_id=event.guild_id,
        message_id=event.message_id,
        guideline=flag.guideline.id,
        version=watched.version,
        channel_id=event.channel_id,
        author_id=event.author.id,
        at=event.at,
        mode=flag.guideline.mode,
        step=str(flag.guideline.step),
        state=flag.state,
        excerpt=excerpts.marked(text, first),
        matches=[_plain(match, t) for match in flag.matches],
    )


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


async def _own_invites(guild: discord.Guild) -> frozenset[str]:
    """Return the codes that lead here, as far as the bot may see them."""
    codes = {guild.vanity_url_code} if guild.vanity_url_code else set()
    if guild.me.guild_permissions.manage_guild:
        try:
            codes |= {invite.code for invite in await guild.invites()}
        except discord.HTTPException as error:
            log.info("own invites are not known", guild_id=guild.id, reason=str(error))
    return frozenset(codes)
