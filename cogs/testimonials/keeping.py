"""What happens to testimonials: each step is decided, kept and recorded in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import discord
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.refusal import Refusal
from bot.services import PrivateMessage, PrivateWords
from cogs.testimonials import asking, policy, render, store
from cogs.testimonials.keys import key_of
from cogs.testimonials.policy import Event, State
from cogs.testimonials.screening import refuse_author, refuse_blocked, refuse_text
from cogs.testimonials.settings import TestimonialsSettings
from cogs.testimonials.showing import Showing
from cogs.testimonials.store import Given, Source, Testimonial


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Kind words as they were found or given."""

    author: discord.Member | discord.User
    text: str
    source: Source
    by: int
    channel_id: int | None = None
    message_id: int | None = None


class Keeper:
    """The one place where a testimonial changes its state."""

    def __init__(self, core: Core) -> None:
        self._core, self._showing = core, Showing(core)

    def settings(self, guild_id: int) -> TestimonialsSettings:
        """Return what the guild has decided."""
        return self._showing.settings(guild_id)

    async def capture(self, guild: discord.Guild, said: Said) -> tuple[Testimonial, bool]:
        """Keep words and ask their author; also says whether they can be asked privately.

        Raises Refusal for words that cannot become a testimonial.
        """
        text = said.text.strip()
        refuse_author(said.author)
        refuse_text(text, self.settings(guild.id).blocked)
        now, author = self._core.clock.now(), said.author
        async with self._core.db.write() as tx:
            if said.source == "message" and not await asking.may_ask(tx, guild.id, author.id):
                raise Refusal("This person does not want to be asked for testimonials.")
            if known := await store.alike(tx, guild.id, author.id, text):
                raise Refusal("These words are kept already, as number {n}.", n=known.number)
            new = Testimonial(
                guild_id=guild.id,
                number=0,
                author_id=author.id,
                display_name=author.display_name,
                handle=author.name,
                avatar_url=author.display_avatar.url,
                original=text,
                text=text,
                source=said.source,
                channel_id=said.channel_id,
                message_id=said.message_id,
                captured_by=said.by,
                captured_at=now,
                changed_at=now,
            )
            if said.source == "given":
                await asking.ask_again(tx, guild.id, author.id)
            one = await store.add(tx, new)
            await store.note(tx, one, "capture", by=said.by, now=now)
            if said.source == "message":
                one = await self._ask(tx, guild, one, by=said.by)
        return one, one.state is State.ASKED

    async def missed(self, guild_id: int, number: int, revision: int) -> None:
        """Keep that the question did not reach the author: it waits for them to look."""
        now = self._core.clock.now()
        async with self._core.db.write() as tx:
            one = await store.find(tx, guild_id, number)
            if one is None or one.revision != revision:
                return
            if policy.after(one.state, Event.MISS) is not None:
                await store.save(tx, replace(self._moved(one, Event.MISS), asked_at=None))
                await store.note(tx, one, Event.MISS, by=None, now=now)

    async def agree(
        self,
        guild: discord.Guild,
        number: int,
        member_id: int,
        given: Given,
        *,
        affiliation: str = "",
    ) -> Testimonial:
        """Keep the author's consent, and tell the team; Refusal for anybody else's."""
        now = self._core.clock.now()
        async with self._core.db.write() as tx:
            one = await self._theirs(tx, guild.id, number, member_id)
            self._check_asked(one, given.revision)
            refuse_blocked(affiliation, self.settings(guild.id).blocked)
            changed = replace(self._moved(one, Event.CONSENT), affiliation=affiliation)
            await self._showing.take_down(tx, one, await store.consent_of(tx, one))
            await store.save(tx, changed)
            await store.agree(tx, changed, given, member_id=member_id)
            scopes = ", ".join(sorted(given.consent.scopes))
            await store.note(tx, one, Event.CONSENT, by=member_id, now=now, detail=scopes)
            await self._showing.ask_team(tx, guild, changed, given)
        return changed

    async def decline(self, guild_id: int, number: int, member_id: int, *, for_good: bool) -> None:
        """Let the matter rest, and for good if the author wants that."""
        now = self._core.clock.now()
        async with self._core.db.write() as tx:
            one = await self._theirs(tx, guild_id, number, member_id)
            if for_good:
                await asking.never_ask(tx, guild_id, member_id, now)
            if policy.after(one.state, Event.DECLINE) is not None:
                await store.save(tx, self._moved(one, Event.DECLINE))
                await store.note(tx, one, Event.DECLINE, by=member_id, now=now)
                await store.empty(tx, one)

    async def approve(self, guild: discord.Guild, number: int, by: int) -> tuple[Testimonial, bool]:
        """Approve words that their author agreed to; also says whether they go on the wall."""
        now = self._core.clock.now()
        async with self._core.db.write() as tx:
            one = await self._known(tx, guild.id, number)
            given = await store.consent_of(tx, one)
            if policy.after(one.state, Event.APPROVE) is None or given is None:
                raise Refusal("Number {n} does not wait for approval.", n=number)
            changed = self._moved(one, Event.APPROVE)
            await store.note(tx, one, Event.APPROVE, by=by, now=now)
            shown = await self._showing.post(tx, guild, changed, given)
            if shown:
                changed = self._moved(changed, Event.PUBLISH)
                await store.note(tx, one, Event.PUBLISH, by=by, now=now, detail="wall")
            await store.save(tx, changed)
        return changed, shown

    async def edit(
        self, guild: discord.Guild, number: int, by: int, text: str
    ) -> tuple[Testimonial, bool]:
        """Change words: what was agreed to before does not cover them any more.

        Also says whether their author can be asked about the new ones.
        """
        text, now = text.strip(), self._core.clock.now()
        refuse_text(text, self.settings(guild.id).blocked)
        async with self._core.db.write() as tx:
            one = await self._known(tx, guild.id, number)
            if text == one.text:
                raise Refusal("These are the words as they were: nothing was changed.")
            changed = replace(
                self._moved(one, Event.EDIT), text=text, revision=one.revision + 1, asked_at=None
            )
            await self._showing.take_down(tx, one, await store.consent_of(tx, one))
            await store.withdraw_consents(tx, one, now)
            await store.save(tx, changed)
            await store.note(tx, one, Event.EDIT, by=by, now=now, detail=one.text)
            changed = await self._ask(tx, guild, changed, by=by)
        return changed, changed.state is State.ASKED

    async def withdraw(
        self, guild: discord.Guild, number: int, by: int, *, as_author: bool
    ) -> Testimonial:
        """Take words back at once, and tell the team where they still have to be taken down."""
        now = self._core.clock.now()
        async with self._core.db.write() as tx:
            one = (
                await self._theirs(tx, guild.id, number, by)
                if as_author
                else await self._known(tx, guild.id, number)
            )
            given = await store.consent_of(tx, one)
            changed = self._moved(one, Event.WITHDRAW)
            await store.withdraw_consents(tx, one, now)
            await self._showing.take_down(tx, one, given)
            await store.save(tx, changed)
            await store.note(tx, one, Event.WITHDRAW, by=by, now=now)
            await self._showing.tell_places(tx, guild, one, given)
            await store.empty(tx, changed)
        return changed

    async def tag(self, guild_id: int, number: int, by: int, tags: Sequence[str]) -> Testimonial:
        """Give words other tags."""
        async with self._core.db.write() as tx:
            one = await self._known(tx, guild_id, number)
            changed = replace(one, tags=tuple(tags))
            await store.save(tx, changed)
            detail, now = " ".join(changed.tags), self._core.clock.now()
            await store.note(tx, one, "tag", by=by, now=now, detail=detail)
        return changed

    async def sweep(self, guild_of: Mapping[int, discord.Guild]) -> None:
        """End what nobody answered or what consent does not cover any more."""
        now = self._core.clock.now()
        async with self._core.db.write() as tx:
            for one in await store.overdue(tx, now, now.date()):
                given = await store.consent_of(tx, one)
                await store.withdraw_consents(tx, one, now)
                await self._showing.take_down(tx, one, given)
                await store.save(tx, self._moved(one, Event.EXPIRE))
                await store.note(tx, one, Event.EXPIRE, by=None, now=now)
                if one.guild_id in guild_of:
                    await self._showing.tell_places(tx, guild_of[one.guild_id], one, given)
                await store.empty(tx, one)

    async def _ask(
        self, tx: AsyncConnection, guild: discord.Guild, one: Testimonial, *, by: int
    ) -> Testimonial:
        """Ask the author privately, unless they do not want that or nobody can write to them."""
        words, author_id = self._core.services.get(PrivateWords), one.author_id
        if words is None or not words.is_on(guild.id) or author_id is None:
            return one
        if not await asking.may_ask(tx, guild.id, author_id):
            return one
        now = self._core.clock.now()
        t = await self._core.texts.for_member(guild.id, author_id)
        asked = replace(self._moved(one, Event.ASK), asked_at=now)
        await store.save(tx, asked)
        await store.note(tx, one, Event.ASK, by=by, now=now)
        message = PrivateMessage(
            key=key_of("ask", one),
            member_id=author_id,
            message=render.question(t, asked, guild.name),
            expires_at=now + policy.ASK_WAITS,
        )
        await words.write(tx, message)
        return asked

    def _moved(self, one: Testimonial, event: Event) -> Testimonial:
        state = policy.after(one.state, event)
        if state is None:
            raise Refusal("Number {n} is closed: nothing more happens with it.", n=one.number)
        return replace(one, state=state, changed_at=self._core.clock.now())

    def _check_asked(self, one: Testimonial, revision: int) -> None:
        if policy.is_over(one.asked_at, self._core.clock.now()):
            raise Refusal("This is over: too much time has passed. Nothing is shown any more.")
        if one.revision != revision:
            raise Refusal("The words have been changed since: there is a newer question for you.")

    async def _known(self, tx: AsyncConnection, guild_id: int, number: int) -> Testimonial:
        one = await store.find(tx, guild_id, number)
        if one is None or (not one.text and one.state in policy.FINAL):
            raise Refusal("There is no testimonial number {n} any more.", n=number)
        return one

    async def _theirs(
        self, tx: AsyncConnection, guild_id: int, number: int, member_id: int
    ) -> Testimonial:
        one = await store.find(tx, guild_id, number)
        if one is None or one.author_id != member_id:
            raise Refusal("Only whoever said this can decide about it, and it may be closed.")
        return one
