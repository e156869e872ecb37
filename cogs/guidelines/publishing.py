"""The guidelines as posts in a channel, kept as the document says."""

import hashlib
from dataclasses import replace

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import DeleteMessage, EditMessage, EffectKey, Message, SendMessage
from cogs.guidelines import render, store
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.keys import effect_key
from cogs.guidelines.store import Post


class Publisher:
    """Posts the guidelines, and changes the posts when the guidelines change."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def texts(self, guild_id: int) -> list[str]:
        """Return the guidelines in the server's language, as messages."""
        document = self._core.settings.of(guild_id)
        guidelines = agreement_of(document).guidelines
        t = self._core.texts.for_guild(guild_id)
        return render.rules(t, guidelines, document.community.name) if guidelines else []

    async def publish(self, guild_id: int, channel_id: int, edition: str) -> None:
        """Post the guidelines in a channel; an earlier post in it is taken back."""
        texts = self.texts(guild_id)
        async with self._core.db.write() as tx:
            posts = await store.posts_of(tx, guild_id)
            for post in posts:
                if post.channel_id == channel_id:
                    await self._take_back(tx, post)
            new = Post(
                guild_id=guild_id,
                channel_id=channel_id,
                edition=edition,
                parts=len(texts),
                revision=0,
                digest=_digest(texts),
            )
            await self._post(tx, new, texts)

    async def keep_up(self, guild: discord.Guild) -> None:
        """Change posts that no longer say what the document says."""
        texts = self.texts(guild.id)
        digest = _digest(texts)
        async with self._core.db.read() as tx:
            stale = [one for one in await store.posts_of(tx, guild.id) if one.digest != digest]
        if not stale or not texts:
            return
        async with self._core.db.write() as tx:
            for post in await store.posts_of(tx, guild.id):
                if post.digest == digest:
                    continue
                changed = replace(post, revision=post.revision + 1, digest=digest)
                if post.parts == len(texts):
                    await self._change(tx, changed, texts)
                    continue
                await self._take_back(tx, post)
                edition = f"{post.edition.partition('+')[0]}+{changed.revision}"
                await self._post(tx, replace(changed, edition=edition, parts=len(texts)), texts)

    async def _post(self, tx: AsyncConnection, post: Post, texts: list[str]) -> None:
        await store.save_post(tx, post)
        for number, text in enumerate(texts):
            effect = SendMessage(channel_id=post.channel_id, message=Message(text=text))
            await self._core.outbox.plan(tx, _key(post, number), effect)

    async def _change(self, tx: AsyncConnection, post: Post, texts: list[str]) -> None:
        await store.save_post(tx, post)
        period = f"{post.edition}/{post.revision}"
        for number, text in enumerate(texts):
            subject = f"{post.channel_id}:{number}"
            key = effect_key("post_changed", post.guild_id, subject, period)
            effect = EditMessage(of=_key(post, number), message=Message(text=text))
            await self._core.outbox.plan(tx, key, effect)

    async def _take_back(self, tx: AsyncConnection, post: Post) -> None:
        for number in range(post.parts):
            subject = f"{post.channel_id}:{number}"
            key = effect_key("post_gone", post.guild_id, subject, post.edition)
            await self._core.outbox.plan(tx, key, DeleteMessage(of=_key(post, number)))


def _key(post: Post, number: int) -> EffectKey:
    return effect_key("post", post.guild_id, f"{post.channel_id}:{number}", post.edition)


def _digest(texts: list[str]) -> str:
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()
