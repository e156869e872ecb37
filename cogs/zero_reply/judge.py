"""Brings openers in line with the facts, and has shown and told what follows from that."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.signals import PostAnswered, Signal
from cogs.zero_reply import around, consequences, messages_store, policy, store
from cogs.zero_reply.around import Touched
from cogs.zero_reply.opener import Opener, status_of
from cogs.zero_reply.place import Place


class Judge:
    """Looks at openers that something may have changed."""

    def __init__(self, core: Core) -> None:
        self._scheduler, self._clock = core.scheduler, core.clock

    async def all(self, tx: AsyncConnection, place: Place, touched: Touched) -> list[Signal]:
        """Judge openers anew; returns what others are to hear afterwards."""
        signals: list[Signal] = []
        for before in await store.openers_of(tx, touched):
            latest = touched[before.opener_id]
            if latest is not None and not around.may_change(before, latest):
                continue
            after = await _judged(tx, place, before)
            if after is not None:
                await consequences.follow(tx, self._scheduler, place, after, self._clock.now())
                signals += _told(before, after)
        return signals


async def _judged(tx: AsyncConnection, place: Place, before: Opener) -> Opener | None:
    """Store the state that an opener has by the facts; None when it is as it was."""
    near = await messages_store.neighbourhood(tx, before)
    one = next((said for said in near if said.message_id == before.opener_id), None)
    if one is None:
        if before.status == "deleted":
            return before
        return await store.change(tx, before.opener_id, status="deleted", title="", excerpt="")
    if before.is_marked:
        one = one._replace(asks=before.kind)
    asks = await around.stands(tx, one)
    answer = policy.first_answer(one, near)
    by_staff = answer is not None and place.is_staff(answer.author_id)
    status = status_of(before, answer, asks=asks)
    shown = (before.status, before.answer_id, before.how)
    if shown == (status, answer.message_id if answer else None, answer.how if answer else ""):
        return None
    return await store.set_answer(tx, before.opener_id, answer, status=status, by_staff=by_staff)


def _told(before: Opener, after: Opener) -> list[Signal]:
    newly = after.status == "answered" and before.status in {"open", "probable"}
    if not newly or after.answered_by is None or after.answered_at is None:
        return []
    return [
        PostAnswered(
            guild_id=after.guild_id,
            post_id=after.opener_id,
            channel_id=after.channel_id,
            author_id=after.author_id,
            answered_by=after.answered_by,
            asked_at=after.at,
            at=after.answered_at,
        )
    ]
