"""Reads what is written in the light of the guidelines."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace

import discord
import structlog

from bot.core import Core
from bot.messages import Author, MessageEvent
from cogs.guidelines import policy
from cogs.guidelines.agreement import Agreement, agreement_of
from cogs.guidelines.conduct_settings import Copied, CrossPosted, Raid, Rate, Repeated
from cogs.guidelines.detection import Context, Engine, Match
from cogs.guidelines.detector_settings import Invites
from cogs.guidelines.feeds import Feeds, Wanted
from cogs.guidelines.flagging import Finding, Flagging
from cogs.guidelines.memory import Memory
from cogs.guidelines.names import Names, about_name
from cogs.guidelines.server import situation_of, staff_channel_id

log = structlog.get_logger(__name__)

FLOODS = frozenset({Rate.kind, Repeated.kind, CrossPosted.kind})
CROWDS = frozenset({Copied.kind, Raid.kind})


@dataclass(frozen=True, slots=True)
class Watched:
    """A guild's guidelines as they count now; without an engine nothing is looked for."""

    agreement: Agreement
    version: int
    engine: Engine | None = None
    remembers: bool = False
    own_invites: frozenset[str] = frozenset()


class Watch:
    """Examines messages, and hands on what it finds."""

    def __init__(self, core: Core, flagging: Flagging, feeds: Feeds) -> None:
        self._core, self._flagging, self._feeds = core, flagging, feeds
        self._watched: dict[int, Watched] = {}
        self._memory, self._names = Memory(), Names()

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
                remembers=not looked_for.isdisjoint(FLOODS | CROWDS),
                own_invites=(
                    await _own_invites(guild) if Invites.kind in looked_for else frozenset()
                ),
            )
        self._watched[guild.id] = adopted
        self._names.forget(guild.id)
        lists = agreement.domain_lists if agreement.is_enforced else {}
        await self._feeds.want(guild.id, Wanted(lists, staff_channel_id(self._core, guild)))
        return adopted

    def forget(self, guild_id: int) -> None:
        """Stop keeping a guild's guidelines ready."""
        self._watched.pop(guild_id, None)
        self._feeds.forget(guild_id)
        self._memory.forget(guild_id)

    async def agreement(self, guild: discord.Guild) -> Watched:
        """Return what counts in a guild now."""
        return self._watched.get(guild.id) or await self.adopt(guild)

    async def heard(self, guild: discord.Guild, event: MessageEvent) -> None:
        """Examine what a member has written or changed."""
        watched = await self.agreement(guild)
        if watched.engine is None or event.author is None:
            return
        await self.named(guild, event.author)
        matches = watched.engine.examine(
            event.content, self.context(guild, event, watched, self._memory)
        )
        if watched.remembers and event.kind == "created":
            self._memory.remember(event)
        if any(match.detector in FLOODS for match in matches):
            self._memory.start_over(event)
        await self._judge(guild, watched, event, matches)

    async def named(self, guild: discord.Guild, author: Author) -> None:
        """Examine what somebody calls themselves, once."""
        watched = await self.agreement(guild)
        if watched.engine is not None and self._names.is_new(guild.id, author):
            name = about_name(guild.id, author, self._core.clock.now())
            context = self.known(guild, watched)._replace(author_name=author.name)
            matches = watched.engine.examine(name.content, context)
            await self._judge(guild, watched, name, matches, is_message=False)

    async def titled(self, guild: discord.Guild, title: MessageEvent) -> None:
        """Examine what somebody calls a thread."""
        watched = await self.agreement(guild)
        if watched.engine is not None:
            context = self.known(guild, watched)._replace(thread_title=title.thread_title)
            matches = watched.engine.examine(title.content, context)
            await self._judge(guild, watched, title, matches, is_message=False)

    async def _judge(
        self,
        guild: discord.Guild,
        watched: Watched,
        event: MessageEvent,
        matches: Sequence[Match],
        *,
        is_message: bool = True,
    ) -> None:
        if not matches:
            return
        situation = replace(situation_of(self._core, guild, event), is_message=is_message)
        flags = policy.judge(watched.agreement.guidelines, matches, situation)
        if flags:
            await self._flagging.keep(guild, Finding(event, watched.version, flags))

    def known(self, guild: discord.Guild, watched: Watched) -> Context:
        """Return what is known around every message in a guild."""
        return Context(own_invites=watched.own_invites, domain_lists=self._feeds.of(guild.id))

    def context(
        self, guild: discord.Guild, event: MessageEvent, watched: Watched, memory: Memory
    ) -> Context:
        """Return what is known around a message, with what was written before it."""
        assert event.author is not None, "only what people write is examined"
        context = Context(
            now=event.at,
            thread_title=event.thread_title if event.is_opener else "",
            account_created_at=discord.utils.snowflake_time(event.author.id),
            channel_id=event.channel_id,
            author_id=event.author.id,
            joined_at=event.author.joined_at,
            own_invites=watched.own_invites,
            domain_lists=self._feeds.of(guild.id),
        )
        if watched.remembers and event.kind == "created":
            return memory.before(event, context)
        return context


async def _own_invites(guild: discord.Guild) -> frozenset[str]:
    """Return the codes that lead here, as far as the bot may see them."""
    codes = {guild.vanity_url_code} if guild.vanity_url_code else set()
    if guild.me.guild_permissions.manage_guild:
        try:
            codes |= {invite.code for invite in await guild.invites()}
        except discord.HTTPException as error:
            log.info("own invites are not known", guild_id=guild.id, reason=str(error))
    return frozenset(codes)
