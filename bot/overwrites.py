"""A channel's permission overwrites, exactly as Discord keeps them."""

import discord

from bot.effects import Overwrite


def overwrites_of(channel: discord.abc.GuildChannel) -> tuple[Overwrite, ...]:
    """Return a channel's overwrites with every bit, also those that discord.py has no name for."""
    # `channel.overwrites` drops such bits: put back from there, a channel would not be as it was.
    return tuple(
        Overwrite(
            target_id=one.id,
            target="role" if one.is_role() else "member",
            allow=one.allow,
            deny=one.deny,
        )
        for one in channel._overwrites  # noqa: SLF001 - there is no public way to the raw bits
    )
