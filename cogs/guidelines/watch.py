"""Reads what is written in the light of the guidelines."""

import asyncio
from dataclasses import dataclass

import discord
import structlog

from bot.core import Core
from bot.messages import MessageEvent
from cogs.guidelines import policy
from cogs.guidelines.agreement import Agreement, agreement_of
from cogs.guidelines.detection import Context, Engine
from cogs.guidelines.detector_settings import Invites, Rate, Repeated
from cogs.guidelines.flagging import Finding, Flagging
from cogs.guidelines.memory import Memory
from cogs.guidelines.server import situation_of

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
    """Examines messages, and hands on what it finds."""

    def __init__(self, core: Core, flagging: Flagging) -> None:
        self._core, self._flagging = core, flagging
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
            await self._flagging.keep(guild, Finding(event, watched.version, flags))

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


async def _own_invites(guild: discord.Guild) -> frozenset[str]:
    """Return the codes that lead here, as far as the bot may see them."""
    codes = {guild.vanity_url_code} if guild.vanity_url_code else set()
    if guild.me.guild_permissions.manage_guild:
        try:
            codes |= {invite.code for invite in await guild.invites()}
        except discord.HTTPException as error:
            log.info("own invites are not known", guild_id=guild.id, reason=str(error))
    return frozenset(codes)
