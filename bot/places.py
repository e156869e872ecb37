"""From channels as the settings name them to channels of a server."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import discord

from bot.settings.types import ChannelRef

WRITABLE = (
    discord.TextChannel,
    discord.VoiceChannel,
    discord.StageChannel,
    discord.ForumChannel,
)
MOST_TAGS = 5


def channel_id_of(guild: discord.Guild, ref: ChannelRef | None) -> int | None:
    """Return the channel or thread that is meant; of several by one name, the oldest."""
    if ref is None:
        return None
    if ref.id is not None:
        channel = guild.get_channel_or_thread(ref.id)
        return channel.id if channel is not None else None
    named = (one for one in guild.channels if isinstance(one, WRITABLE))
    return min((one.id for one in named if ref.matches(one.id, one.name)), default=None)


@dataclass(frozen=True, slots=True)
class Venue:
    """Where the bot begins something: with a message, in a forum with a post.

    Threads can hang on messages where it `takes_threads`. A forum that `wants_tag` takes no post
    without one; `tags` are its tags by name, in lower case.
    """

    channel_id: int
    is_forum: bool
    takes_threads: bool
    wants_tag: bool
    tags: Mapping[str, int]

    def tag_ids(self, names: Collection[str]) -> tuple[int, ...]:
        """Return the tags of these names, as many as a post may carry."""
        wanted = dict.fromkeys(name.strip().casefold() for name in names)
        return tuple(self.tags[name] for name in wanted if name in self.tags)[:MOST_TAGS]


def venue_of(guild: discord.Guild, ref: ChannelRef | None) -> Venue | None:
    """Return the channel or thread that is meant as a place to begin something in."""
    channel_id = channel_id_of(guild, ref)
    channel = guild.get_channel_or_thread(channel_id) if channel_id is not None else None
    if not isinstance(channel, (*WRITABLE, discord.Thread)):
        return None
    forum = channel if isinstance(channel, discord.ForumChannel) else None
    return Venue(
        channel.id,
        is_forum=forum is not None,
        takes_threads=isinstance(channel, discord.TextChannel),
        wants_tag=forum is not None and forum.flags.require_tag,
        tags={tag.name.casefold(): tag.id for tag in forum.available_tags} if forum else {},
    )


def shown(venue: Venue | None, ref: ChannelRef | None) -> str:
    """Return a channel as people are told of it: as a link where it is there."""
    return f"<#{venue.channel_id}>" if venue is not None else f"`{ref}`"
