"""What people do for a post that waits: the buttons' and commands' work, without Discord."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import Button, Message, SendMessage
from bot.outbox import Outbox
from bot.refusal import Refusal
from bot.signals import PostAnswered
from bot.texts import escape
from cogs.zero_reply import consequences, helping, registry_store, render, store
from cogs.zero_reply import similar as alike
from cogs.zero_reply.answered import lately_answered
from cogs.zero_reply.helping import SECOND_AFTER, Choice
from cogs.zero_reply.keys import effect_key
from cogs.zero_reply.opener import Opener, Settled, status_of
from cogs.zero_reply.place import Place
from cogs.zero_reply.similar import Similar

SNOOZED_FOR = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Shown:
    """A post with who could help and what was asked before."""

    opener: Opener
    helpers: list[Choice]
    similar: list[Similar]


class Desk:
    """Acts on one post; everything that is seen by others goes through the outbox, once."""

    def __init__(self, core: Core) -> None:
        self._db, self._outbox, self._scheduler = core.db, core.outbox, core.scheduler
        self._clock, self._signals = core.clock, core.signals

    async def show(self, place: Place, opener_id: int) -> Shown:
        """Return what is to be known of a post."""
        now = self._clock.now()
        async with self._db.read() as tx:
            opener = await _known(tx, opener_id)
            helpers = await choose(tx, place, opener, now)
            similar = alike.similar(opener.about, await lately_answered(tx, opener))
        return Shown(opener, helpers, similar)

    async def tag_helper(self, place: Place, opener_id: int) -> Choice:
        """Ask the next helper to have a look; Refusal when there is none."""
        now = self._clock.now()
        async with self._db.write() as tx:
            opener = await _waiting(tx, opener_id)
            asked = await registry_store.asked_about(tx, opener_id)
            declined = await registry_store.declined(tx, opener_id)
            open_asks = [at for who, at in asked.items() if who not in declined]
            if open_asks and now - max(open_asks) < SECOND_AFTER:
                raise Refusal(
                    "Somebody was asked {when}. Give them 12 hours before asking a second person.",
                    when=max(open_asks),
                )
            if place.is_quiet(now):
                raise Refusal("It is quiet time here. Nobody is pinged now.")
            found = await choose(tx, place, opener, now)
            if not found:
                raise Refusal(
                    "No helper is free for this: they are away, have been asked often enough this "
                    "week, or help with other topics."
                )
            await ping(tx, self._outbox, place, opener, choice=found[0], now=now)
            return found[0]

    async def claim(self, place: Place, opener_id: int, user_id: int) -> None:
        """Note that somebody is answering."""
        now = self._clock.now()
        async with self._db.write() as tx:
            opener = await _waiting(tx, opener_id)
            holder = opener.claimed_by(now)
            if holder is not None and holder != user_id:
                name = escape(place.name_of(holder) or "…")
                raise Refusal("{name} is answering already.", name=name)
            await store.change(tx, opener_id, claimed_by_id=user_id, claimed_at=now)
            await self._follow(tx, place, opener_id, now)

    async def not_me(self, opener_id: int, user_id: int) -> bool:
        """Let somebody off who was asked; they are not asked about this post again."""
        async with self._db.write() as tx:
            return await registry_store.decline(tx, opener_id, user_id)

    async def ask_details(self, place: Place, opener_id: int) -> None:
        """Ask the author, once, for what helpers need to know."""
        t = place.t
        async with self._db.write() as tx:
            opener = await _waiting(tx, opener_id)
            text = t(
                "{author}, so that somebody can help: what have you tried, what did you expect, "
                "and what happened instead?",
                author=f"<@{opener.author_id}>",
            )
            message = Message(
                text=text,
                mention_users=(opener.author_id,),
                rows=((render.never_mind(t, opener),),),
            )
            if not await self._say(tx, place, opener, "details", message=message):
                raise Refusal("The author was asked for details already.")

    async def suggest(self, place: Place, opener_id: int, user_id: int, words: str) -> None:
        """Post a resource in the name of whoever suggests it: that is an answer."""
        async with self._db.write() as tx:
            opener = await _waiting(tx, opener_id)
            text = place.t(
                "{name} suggests: {words}",
                name=f"<@{user_id}>",
                words=escape(words),
            )
            await self._say(
                tx, place, opener, "resource", message=Message(text=text), period=str(user_id)
            )
            signal = await self._settle(tx, place, opener, "answered", user_id=user_id)
        if signal is not None:
            await self._signals.emit(signal)

    async def route(self, place: Place, opener_id: int, team: str, user_id: int) -> None:
        """Show a post to a team, once."""
        channel_id = place.team_channel(team)
        if channel_id is None:
            raise Refusal("The channel of the team {team} does not exist any more.", team=team)
        t = place.t
        async with self._db.write() as tx:
            opener = await _waiting(tx, opener_id)
            text = t(
                "{name} asks you to have a look: {post}",
                name=f"<@{user_id}>",
                post=render.link(t, opener),
            )
            key = effect_key("route", place.guild_id, str(opener_id), team)
            effect = SendMessage(channel_id=channel_id, message=Message(text=text))
            if not await self._outbox.plan(tx, key, effect):
                raise Refusal("{team} was asked already.", team=team)

    async def settle(self, place: Place, opener_id: int, how: Settled, user_id: int) -> None:
        """Take a post off the list because of what somebody knows about it."""
        async with self._db.write() as tx:
            opener = await _known(tx, opener_id)
            signal = await self._settle(tx, place, opener, how, user_id=user_id)
        if signal is not None:
            await self._signals.emit(signal)

    async def snooze(self, place: Place, opener_id: int) -> datetime:
        """Take a post off the list for a day."""
        now = self._clock.now()
        async with self._db.write() as tx:
            await _waiting(tx, opener_id)
            await store.change(tx, opener_id, snoozed_until=now + SNOOZED_FOR)
            await self._follow(tx, place, opener_id, now)
        return now + SNOOZED_FOR

    async def _say(
        self,
        tx: AsyncConnection,
        place: Place,
        opener: Opener,
        kind: str,
        *,
        message: Message,
        period: str = "",
    ) -> bool:
        key = effect_key(kind, place.guild_id, str(opener.opener_id), period)
        return await self._outbox.plan(tx, key, beside(place, opener, message))

    async def _settle(
        self,
        tx: AsyncConnection,
        place: Place,
        opener: Opener,
        how: Settled,
        *,
        user_id: int,
    ) -> PostAnswered | None:
        """Keep what somebody knows; what was answered outside of Discord counts as theirs."""
        now = self._clock.now()
        values: dict[str, object] = {"settled": how, "settled_by_id": user_id}
        if how == "answered" and opener.answered_by is None:
            values |= {
                "answered_by": user_id,
                "answered_at": now,
                "by_staff": place.is_staff(user_id),
            }
        await store.change(tx, opener.opener_id, **values)
        changed = await _known(tx, opener.opener_id)
        answer = changed.answer
        await store.change(tx, opener.opener_id, status=status_of(changed, answer, asks=True))
        await self._follow(tx, place, opener.opener_id, now)
        newly = how == "answered" and opener.status != "answered"
        if not newly or answer is None or answer.author_id == opener.author_id:
            return None
        return PostAnswered(
            guild_id=place.guild_id,
            post_id=opener.opener_id,
            channel_id=opener.channel_id,
            author_id=opener.author_id,
            answered_by=answer.author_id,
            asked_at=opener.at,
            at=answer.at,
        )

    async def _follow(
        self, tx: AsyncConnection, place: Place, opener_id: int, now: datetime
    ) -> None:
        changed = await _known(tx, opener_id)
        await consequences.follow(tx, self._scheduler, place, changed, now)


async def choose(tx: AsyncConnection, place: Place, opener: Opener, now: datetime) -> list[Choice]:
    """Return who can be asked about a post now, the best first."""
    asked = await registry_store.asked_about(tx, opener.opener_id)
    there = await registry_store.taking_part(tx, opener.thread_id)
    return helping.choices(
        await registry_store.all_of(tx, place.guild_id, now),
        opener.about,
        now=now,
        zone=place.zone,
        may_be_asked=lambda user_id: place.sees(user_id, opener.channel_id),
        not_these={opener.author_id, *asked, *there},
    )


async def ping(
    tx: AsyncConnection,
    outbox: Outbox,
    place: Place,
    opener: Opener,
    *,
    choice: Choice,
    now: datetime,
) -> None:
    """Ask a helper, saying why them, with a way out."""
    t, helper_id = place.t, choice.helper.helper_id
    if not await registry_store.ask(tx, place.guild_id, opener.opener_id, helper_id, now):
        return
    record = f"{opener.opener_id}:{helper_id}"
    text = t(
        "{helper}, could you have a look at {post}? You are asked because you offered to help "
        "({why}) and it is your turn.",
        helper=f"<@{helper_id}>",
        post=render.link(t, opener),
        why=render.why(t, choice),
    )
    message = Message(
        text=text,
        mention_users=(helper_id,),
        rows=(
            (
                Button(label=t("I'll answer"), custom_id=f"zero_reply:take:{record}"),
                Button(label=t("Not me"), custom_id=f"zero_reply:notme:{record}"),
                Button(
                    label=t("Pause my pings for a week"), custom_id=f"zero_reply:pause:{record}"
                ),
            ),
        ),
    )
    key = effect_key("ping", place.guild_id, str(opener.opener_id), str(helper_id))
    await outbox.plan(tx, key, beside(place, opener, message))


def beside(place: Place, opener: Opener, message: Message) -> SendMessage:
    """Write to where answers to a post belong: its thread, or below it in its channel."""
    if opener.kind in {"post", "thread"} or place.has_thread(opener.opener_id):
        return SendMessage(channel_id=opener.thread_id, message=message)
    below = message.model_copy(update={"reply_to": opener.opener_id})
    return SendMessage(channel_id=opener.channel_id, message=below)


async def _known(tx: AsyncConnection, opener_id: int) -> Opener:
    opener = await store.opener(tx, opener_id)
    if opener is None or opener.status == "deleted":
        raise Refusal("This post is gone.")
    return opener


async def _waiting(tx: AsyncConnection, opener_id: int) -> Opener:
    """Return a post that still waits; Refusal says what became of one that does not."""
    opener = await _known(tx, opener_id)
    if opener.status == "answered" and opener.answered_at is not None:
        raise Refusal("This post was answered {when}.", when=opener.answered_at)
    if opener.status not in {"open", "probable", "left"}:
        raise Refusal("This post needs no answer any more.")
    return opener
