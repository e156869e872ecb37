"""From channels as the settings name them to channels of a server."""

import discord

from bot.settings.types import ChannelRef

WRITABLE = (
    discord.TextChannel,
    discord.VoiceChannel,
    discord.StageChannel,
    discord.ForumChannel,
)


def channel_id_of(guild: discord.Guild, ref: ChannelRef | None) -> int | None:
    """Return the channel or thread that is meant; of several by one name, the oldest."""
    if ref is None:
        return None
    if ref.id is not None:
        channel = guild.get_channel_or_thread(ref.id)
        return channel.id if channel is not None else None
    named = (one for one in guild.channels if isinstance(one, WRITABLE))
    return min((one.id for one in named if ref.matches(one.id, one.name)), default=None)
