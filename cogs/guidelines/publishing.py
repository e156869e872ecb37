"""The guidelines as posts in a channel, kept as the document says."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import DeleteMessage, EditMessage, EffectKey, Message, SendMessage
from cogs.guidelines import render_rules, store
from cogs.guidelines.agreement import agreement_of
from cogs.guidelines.keys import effect_key
from cogs.guidelines.settings import GuidelinesSettings
from cogs.guidelines.store import Post


@dataclass(frozen=True, slots=True)
class Page:
    """The guidelines as they are posted now; `known` tells each from what it was before."""

    messages: Sequence[Message]
    known: Mapping[str, Sequence[str]]

    @property
    def digest(self) -> str:
        """What tells this page from another."""
        texts = [message.model_dump_json() for message in self.messages]
        return hashlib.sha256("\0".join(texts).encode()).hexdigest()


class Publisher:
    """Posts the guidelines, and changes the posts when the guidelines change."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def publish(self, guild_id: int, channel_id: int, edition: str) -> bool:
        """Post the guidelines in a channel in place of an earlier post; False without any."""
        page = self._page(guild_id)
        if not page.messages:
            return False
        async with self._core.db.write() as tx:
            posts = await store.posts_of(tx, guild_id)
            for post in posts:
                if post.channel_id == channel_id:
                    await self._take_back(tx, post)
            new = Post(
                guild_id=guild_id,
                channel_id=channel_id,
                edition=edition,
                parts=len(page.messages),
                revision=0,
                digest=page.digest,
                known={"guidelines": page.known, "news": ""},
            )
            await self._post(tx, new, page.messages)
        return True

    async def keep_up(self, guild: discord.Guild) -> None:
        """Change posts that no longer say what the document says, and say what is new in them."""
        page = self._page(guild.id)
        async with self._core.db.read() as tx:
            posts = await store.posts_of(tx, guild.id)
        if not page.messages or all(post.digest == page.digest for post in posts):
            return
        async with self._core.db.write() as tx:
            for post in await store.posts_of(tx, guild.id):
                if post.digest != page.digest:
                    await self._renew(tx, post, page)

    async def _renew(self, tx: AsyncConnection, post: Post, page: Page) -> None:
        known = post.known or {"guidelines": page.known, "news": ""}
        t = self._core.texts.for_guild(post.guild_id)
        news = render_rules.news(t, known["guidelines"], page.known, self._core.clock.now())
        news = news or known["news"]
        messages = self._page(post.guild_id, news).messages
        changed = replace(
            post,
            parts=len(messages),
            revision=post.revision + 1,
            digest=page.digest,
            known={"guidelines": page.known, "news": news},
        )
        if post.parts == len(messages):
            await self._change(tx, changed, messages)
            return
        await self._take_back(tx, post)
        edition = f"{post.edition.partition('+')[0]}+{changed.revision}"
        await self._post(tx, replace(changed, edition=edition), messages)

    def _page(self, guild_id: int, news: str = "") -> Page:
        document = self._core.settings.of(guild_id)
        guidelines = agreement_of(document).guidelines
        settings = self._core.settings.active(guild_id, GuidelinesSettings)
        t = self._core.texts.for_guild(guild_id)
        name, acceptance = document.community.name, settings.acceptance if settings else None
        return Page(
            render_rules.rules(t, guidelines, name, acceptance, news) if guidelines else (),
            render_rules.wordings(t, guidelines),
        )

    async def _post(self, tx: AsyncConnection, post: Post, messages: Sequence[Message]) -> None:
        await store.save_post(tx, post)
        for number, message in enumerate(messages):
            effect = SendMessage(channel_id=post.channel_id, message=message)
            await self._core.outbox.plan(tx, _key(post, number), effect)

    async def _change(self, tx: AsyncConnection, post: Post, messages: Sequence[Message]) -> None:
        await store.save_post(tx, post)
        period = f"{post.edition}/{post.revision}"
        for number, message in enumerate(messages):
            subject = f"{post.channel_id}:{number}"
            key = effect_key("post_changed", post.guild_id, subject, period)
            effect = EditMessage(of=_key(post, number), message=message)
            await self._core.outbox.plan(tx, key, effect)

    async def _take_back(self, tx: AsyncConnection, post: Post) -> None:
        for number in range(post.parts):
            subject = f"{post.channel_id}:{number}"
            key = effect_key("post_gone", post.guild_id, subject, post.edition)
            await self._core.outbox.plan(tx, key, DeleteMessage(of=_key(post, number)))


def _key(post: Post, number: int) -> EffectKey:
    return effect_key("post", post.guild_id, f"{post.channel_id}:{number}", post.edition)
