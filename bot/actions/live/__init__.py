"""Effects carried out on Discord: permissions first, then one request, then its outcome.

One room for each kind of effect; what ends an attempt early is raised as a `Hindrance`.
"""

from datetime import datetime, timedelta

import discord

from bot.actions import Blocked, Findable, Outcome, Target
from bot.actions.live import (
    automod,
    direct,
    gatherings,
    members,
    messages,
    places,
    threads,
    webhooks,
)
from bot.actions.live.failures import Failure
from bot.actions.live.here import Here
from bot.effects import (
    CreateAutoModRule,
    CreateChannel,
    CreateRole,
    CreateScheduledEvent,
    CreateThread,
    Effect,
    OfGatherings,
    OfMembers,
    OfMessages,
    OfPlaces,
    PostAs,
    SendDirect,
    SendInside,
    SendMessage,
)

# How far our clock and Discord's may stand apart when we look for what we left behind.
CLOCK_SKEW = timedelta(seconds=30)

UNREACHABLE = Blocked("guild_unavailable", "the server is not reachable at the moment")


class LiveActions:
    """Acts on Discord through a connected client."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def perform(
        self, guild_id: int, effect: Effect, *, nonce: str, target: Target | None
    ) -> Outcome:
        """Carry the effect out; what goes wrong comes back as an outcome, none is raised."""
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            return UNREACHABLE
        with Failure() as failure:
            return await _act(Here(self._client, guild, target, nonce), effect)
        return failure.outcome

    async def find(
        self,
        guild_id: int,
        effect: Findable,
        *,
        target: Target | None,
        since: datetime,
        known: frozenset[int],
    ) -> Outcome | None:
        """Look through the last messages, or what stands in the guild, for our own doing."""
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            return UNREACHABLE
        here, after = Here(self._client, guild, target), since - CLOCK_SKEW
        with Failure() as failure:
            return await _find(here, effect, after, known)
        return failure.outcome


async def _act(here: Here, effect: Effect) -> Outcome:
    if isinstance(effect, OfMessages):
        return await messages.perform(here, effect)
    if isinstance(effect, OfMembers):
        return await members.perform(here, effect)
    if isinstance(effect, OfPlaces):
        return await places.perform(here, effect)
    if isinstance(effect, OfGatherings):
        return await gatherings.perform(here, effect)
    return await automod.perform(here, effect)


async def _find(
    here: Here, effect: Findable, after: datetime, known: frozenset[int]
) -> Outcome | None:
    guild = here.guild
    match effect:
        case SendMessage() | SendInside():
            found = await messages.find(here, effect, after, known)
        case SendDirect():
            found = await direct.find(here, effect, after, known)
        case PostAs():
            found = await webhooks.find(guild, effect, after, known)
        case CreateThread():
            found = await threads.find(guild, effect, after, known)
        case CreateChannel() | CreateRole():
            found = places.find(guild, effect, after, known)
        case CreateScheduledEvent():
            found = await gatherings.find(guild, effect, after, known)
        case CreateAutoModRule():
            found = await automod.find(guild, effect, after, known)
    return found
