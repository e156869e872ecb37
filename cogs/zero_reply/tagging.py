"""Keeps the forum tag of posts that wait, where there is one and the bot may."""

from datetime import datetime

import discord

from bot.core import Core
from bot.effects import Button, CreateForumTag, EditThread, Message, SendMessage
from bot.refusal import Refusal
from cogs.zero_reply import store
from cogs.zero_reply.keys import effect_key
from cogs.zero_reply.place import Place
from cogs.zero_reply.server import places_of
from cogs.zero_reply.tags import tags_for

MOST_AVAILABLE = 20
WAITS = frozenset({"open", "probable"})


class Tagging:
    """Sets the tag and removes it; a post that is put away is left alone, or it would open."""

    def __init__(self, core: Core) -> None:
        self._db, self._outbox = core.db, core.outbox

    async def tag(
        self, place: Place, guild: discord.Guild, post_id: int, asked_at: datetime
    ) -> None:
        """Bring the tags of a post in line with how it stands."""
        thread = guild.get_thread(post_id)
        forum = thread.parent if thread is not None else None
        if thread is None or not isinstance(forum, discord.ForumChannel) or thread.archived:
            return
        if not thread.permissions_for(guild.me).manage_threads:
            return
        async with self._db.write() as tx:
            opener = await store.opener(tx, post_id)
            if opener is None:
                return
            tags = tags_for(
                [tag.id for tag in thread.applied_tags],
                {tag.id: tag.name for tag in forum.available_tags},
                place.settings.unanswered_tag,
                waits=opener.status in WAITS,
                requires_tag=forum.flags.require_tag,
                solved=place.settings.solved_tags,
            )
            if tags is not None:
                # What it is for is part of the key: an answer may come in the moment of the post.
                period = f"{asked_at.isoformat()} {opener.status} {opener.answer_id or ''}"
                key = effect_key("tags", place.guild_id, str(post_id), period)
                await self._outbox.plan(tx, key, EditThread(thread_id=post_id, tag_ids=tags))

    async def offer(self, place: Place, guild: discord.Guild) -> None:
        """Offer staff, once for each forum, to make a tag that is missing."""
        if place.staff_channel_id is None or not place.settings.unanswered_tag:
            return
        t, name = place.t, place.settings.unanswered_tag
        for forum in places_of(guild, place.settings):
            if not isinstance(forum, discord.ForumChannel) or not _can_have(forum, name):
                continue
            text = t(
                "In {forum} I could mark posts that wait with the tag {tag}, but there is none.",
                forum=forum.mention,
                tag=f"**{name}**",
            )
            button = Button(label=t("Make the tag"), custom_id=f"zero_reply:maketag:{forum.id}")
            message = Message(text=text, rows=((button,),))
            effect = SendMessage(channel_id=place.staff_channel_id, message=message)
            async with self._db.write() as tx:
                key = effect_key("tag_offer", place.guild_id, str(forum.id), name.casefold())
                await self._outbox.plan(tx, key, effect)

    async def make(self, place: Place, guild: discord.Guild, forum_id: int) -> None:
        """Make the tag in a forum."""
        forum, name = guild.get_channel(forum_id), place.settings.unanswered_tag
        if not isinstance(forum, discord.ForumChannel) or not name:
            raise Refusal("This forum does not exist any more.")
        if not forum.permissions_for(guild.me).manage_channels:
            raise Refusal(
                "I may not change {forum}. Give me Manage Channels there, or make the tag "
                "yourself: any tag called {tag} will do.",
                forum=forum.mention,
                tag=f"**{name}**",
            )
        if not _can_have(forum, name):
            raise Refusal("The tag is there already, or there is no room for one more.")
        async with self._db.write() as tx:
            key = effect_key("tag_made", place.guild_id, str(forum_id), name.casefold())
            await self._outbox.plan(tx, key, CreateForumTag(channel_id=forum_id, name=name))


def _can_have(forum: discord.ForumChannel, name: str) -> bool:
    known = {tag.name.casefold() for tag in forum.available_tags}
    return name.casefold() not in known and len(known) < MOST_AVAILABLE
