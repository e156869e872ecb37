"""Writes privately to those whom a case is about, and to those who have reported something."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.services import Guidelines, GuidelineWords, PrivateMessage, PrivateWords
from bot.texts import Translation
from cogs.desk import case_store, policy, render, store, wording
from cogs.desk.case_store import Case
from cogs.desk.keys import effect_key, words_key
from cogs.desk.place import Place
from cogs.desk.store import Item
from cogs.desk.wording import Occasion

APPEALABLE = frozenset({"warn", "delete", "timeout", "kick", "ban"})


class Outreach:
    """What the desk says to members; how it reaches them is another feature's business."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def draft(
        self,
        tx: AsyncConnection,
        place: Place,
        item: Item | None,
        *,
        kind: str,
        member_id: int,
        name: str,
        signed: str = "",
    ) -> str:
        """Return what a member is told by template, in their language, `{until}` still open."""
        t = await self._core.texts.for_member(place.guild_id, member_id)
        now = self._core.clock.now()
        flags = await store.flags_of(tx, [item.id]) if item is not None else []
        messages = await store.messages_of(tx, item.id) if item is not None else []
        theirs = [one for one in messages if one.author_id == member_id]
        earlier = await case_store.of_member(tx, place.guild_id, member_id)
        excerpt = flags[0].excerpt if flags else ""
        occasion = Occasion(
            name=name,
            community=place.community,
            kind=kind,
            guideline=self._guideline(place.guild_id, flags[0].guideline, t) if flags else None,
            quote=excerpt or (render.quoted(theirs[0], 300) if theirs else ""),
            address=render.link(theirs[0]) if theirs else "",
            is_first=not any(policy.counts(one.past, now) for one in earlier),
            signed=signed,
        )
        return wording.template(t, occasion, place.settings.words.of(kind))

    async def write(self, tx: AsyncConnection, place: Place, case: Case) -> bool:
        """Plan the words of a case; False when there is nobody who delivers them."""
        post = self._core.services.get(PrivateWords)
        if post is None or not case.words:
            return False
        t = await self._core.texts.for_member(place.guild_id, case.member_id)
        is_leaving = case.kind in policy.TOLD_FIRST
        letter = wording.letter(t, case, may_appeal=case.kind in APPEALABLE)
        await post.write(
            tx,
            PrivateMessage(
                key=words_key(place.guild_id, case.id),
                member_id=case.member_id,
                message=letter,
                instead="nothing" if is_leaving else "thread",
                answerable=not is_leaving,
                expires_at=self._core.clock.now() + policy.TOLD_WITHIN if is_leaving else None,
            ),
        )
        return True

    async def say(
        self,
        tx: AsyncConnection,
        place: Place,
        text: str,
        *,
        kind: str,
        subject: int,
        member_id: int,
        period: str = "",
        answerable: bool = False,
        **values: object,
    ) -> None:
        """Tell somebody what has become of what concerns them; quietly nothing without a post."""
        post = self._core.services.get(PrivateWords)
        if post is None:
            return
        t = await self._core.texts.for_member(place.guild_id, member_id)
        await post.write(
            tx,
            PrivateMessage(
                key=effect_key(kind, place.guild_id, subject, period),
                member_id=member_id,
                message=wording.plain(t(text, **values)),
                instead="visit",
                answerable=answerable,
            ),
        )

    def _guideline(self, guild_id: int, guideline: str, t: Translation) -> GuidelineWords | None:
        guidelines = self._core.services.get(Guidelines)
        found = guidelines.all(guild_id, t.language) if guidelines is not None else ()
        return next((one for one in found if one.id == guideline), None)
