"""Where an effect takes place, and what stands in its way there: found out before asking."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import discord

from bot.actions import Blocked, Refused, Target

Place = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
"""Where messages stand; a forum's stand in its posts."""

UNKNOWN_CHANNEL = 10003


@dataclass(frozen=True, slots=True)
class Here:
    """One attempt: the guild as we know it, and what came of the effect referred to."""

    client: discord.Client
    guild: discord.Guild
    target: Target | None
    nonce: str = ""


class Hindrance(Exception):
    """Ends an attempt with an outcome, from however deep."""

    def __init__(self, outcome: Refused | Blocked) -> None:
        super().__init__(outcome.code)
        self.outcome = outcome


async def place(guild: discord.Guild, channel_id: int) -> Place:
    """Return a channel or thread; a thread that sleeps is not known and has to be asked for."""
    found = guild.get_channel_or_thread(channel_id)
    if found is None:
        try:
            found = await guild.fetch_channel(channel_id)
        except (discord.NotFound, discord.InvalidData):
            raise Hindrance(_gone(channel_id)) from None
    if not isinstance(found, Place):
        raise Hindrance(_gone(channel_id))
    return found


async def thread(guild: discord.Guild, thread_id: int) -> discord.Thread:
    """Return a thread, or end the attempt: it was deleted."""
    try:
        found = await place(guild, thread_id)
    except Hindrance:
        found = None
    if not isinstance(found, discord.Thread):
        raise Hindrance(Refused("thread_gone"))
    return found


def channel(guild: discord.Guild, channel_id: int, *kinds: type) -> Any:  # noqa: ANN401 - one of `kinds`, which mypy would join to their base
    """Return a channel of one of these kinds, or end the attempt."""
    found = guild.get_channel(channel_id)
    if not isinstance(found, kinds):
        raise Hindrance(_gone(channel_id))
    return found


def _gone(channel_id: int) -> Refused:
    return Refused("channel_gone", f"channel {channel_id} does not exist any more")


def require(needed: Mapping[str, bool], where: Place | discord.abc.GuildChannel | None) -> None:
    """End the attempt unless every permission is held; the outcome names those that are not."""
    missing = ", ".join(name for name, held in needed.items() if not held)
    if missing:
        detail = missing if where is None else f"{missing} in #{where.name}"
        raise Hindrance(Blocked("missing_permission", detail))


def require_rank(guild: discord.Guild, member: discord.Member) -> None:
    """End the attempt for a member whom we must not or cannot touch."""
    if member.id in {guild.owner_id, guild.me.id} or member.guild_permissions.administrator:
        raise Hindrance(Refused("not_allowed", "owners, administrators and the bot are spared"))
    if member.top_role >= guild.me.top_role:
        detail = f"@{member.top_role.name} stands above the bot's own role"
        raise Hindrance(Blocked("role_too_high", detail))
