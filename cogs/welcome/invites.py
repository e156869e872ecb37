"""By which invite newcomers came, as far as Discord lets one tell."""

import asyncio
from collections import defaultdict

import discord

from cogs.welcome.policy import invite_used

UNKNOWN = "unknown"


class Invites:
    """Remembers how often each invite was used, and compares after somebody has joined.

    Discord does not say by which invite somebody came. When more than one was used between two
    looks, the answer is "unknown".
    """

    def __init__(self) -> None:
        self._uses: dict[int, dict[str, int]] = {}
        self._one_look_at_a_time: defaultdict[int, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def remember(self, guild: discord.Guild) -> None:
        """Take stock, so that the next newcomer's invite can be told."""
        async with self._one_look_at_a_time[guild.id]:
            uses = await _uses(guild)
            if uses is not None:
                self._uses[guild.id] = uses

    async def of_newcomer(self, guild: discord.Guild) -> str:
        """Return the code of the invite that was used since the last look."""
        async with self._one_look_at_a_time[guild.id]:
            before, after = self._uses.get(guild.id), await _uses(guild)
            if after is None:
                return UNKNOWN
            self._uses[guild.id] = after
            return UNKNOWN if before is None else invite_used(before, after)


async def _uses(guild: discord.Guild) -> dict[str, int] | None:
    """Return the uses of each invite, None where the bot may not see them."""
    if not guild.me.guild_permissions.manage_guild:
        return None
    try:
        return {invite.code: invite.uses or 0 for invite in await guild.invites()}
    except discord.HTTPException:
        return None
