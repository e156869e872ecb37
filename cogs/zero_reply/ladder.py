"""Takes the steps that are due for posts that stay without an answer."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import Button, Message, SendMessage
from cogs.zero_reply import (
    consequences,
    digest_store,
    helping,
    registry_store,
    render,
    rescue,
    store,
)
from cogs.zero_reply import similar as alike
from cogs.zero_reply.answered import lately_answered
from cogs.zero_reply.desk import beside, choose, ping
from cogs.zero_reply.keys import effect_key
from cogs.zero_reply.opener import Opener
from cogs.zero_reply.place import Place
from cogs.zero_reply.rescue import NOT_OLDER_THAN, Step

AT_ONCE = 200


class Ladder:
    """Looks at what waits, and does the next thing for each."""

    def __init__(self, core: Core) -> None:
        self._db, self._outbox, self._scheduler = core.db, core.outbox, core.scheduler
        self._clock = core.clock

    async def climb(self, place: Place) -> None:
        """Take every step that is due now; what is not due costs three questions for all posts."""
        now = self._clock.now()
        async with self._db.read() as tx:
            waiting = await digest_store.with_status(
                tx, place.guild_id, "open", since=now - NOT_OLDER_THAN, limit=AT_ONCE
            )
            if not waiting:
                return
            taken = await registry_store.steps_of(tx, [one.opener_id for one in waiting])
            helpers = await registry_store.all_of(tx, place.guild_id, now)
        can_ask = not place.is_quiet(now) and any(
            helping.is_available(one, now, place.zone) for one in helpers
        )
        for one in waiting:
            waited = place.hours.elapsed(one.at, now, place.zone)
            done = taken.get(one.opener_id, frozenset()) | ({"tag"} if not can_ask else set())
            if rescue.is_overdue_first_post(one, waited) or self._due(
                place, one, waited, done, now
            ):
                await self._attend(place, one.opener_id, waited, now)

    def _due(
        self, place: Place, one: Opener, waited: timedelta, done: Collection[str], now: datetime
    ) -> list[Step]:
        return rescue.due_steps(one, waited, done, place.settings.rescue, now=now)

    async def _attend(self, place: Place, opener_id: int, waited: timedelta, now: datetime) -> None:
        """Look at a post again, in the transaction that decides."""
        async with self._db.write() as tx:
            opener = await store.opener(tx, opener_id)
            if opener is None:
                return
            if rescue.is_overdue_first_post(opener, waited):
                opener = await self._jump_the_queue(tx, place, opener, now)
            done = (await registry_store.steps_of(tx, [opener_id])).get(opener_id, frozenset())
            for step in self._due(place, opener, waited, done, now):
                if await self._take(tx, place, opener, step, now):
                    return

    async def _jump_the_queue(
        self, tx: AsyncConnection, place: Place, opener: Opener, now: datetime
    ) -> Opener:
        await store.change(tx, opener.opener_id, is_urgent=True)
        latest = await digest_store.latest(tx, place.guild_id)
        if latest is not None:
            await digest_store.add_item(tx, place.guild_id, latest.period, opener.opener_id)
            await consequences.refresh(tx, self._scheduler, place.guild_id, latest.period, now)
        changed = await store.opener(tx, opener.opener_id)
        return changed or opener

    async def _take(
        self, tx: AsyncConnection, place: Place, opener: Opener, step: Step, now: datetime
    ) -> bool:
        """Take a step; False when nothing comes of it: what follows does not wait for that."""
        if step == "tag":
            found = [] if place.is_quiet(now) else await choose(tx, place, opener, now)
            if not found:
                return False
            await registry_store.take_step(tx, place.guild_id, opener.opener_id, step, now)
            await ping(tx, self._outbox, place, opener, choice=found[0], now=now)
            return True
        await registry_store.take_step(tx, place.guild_id, opener.opener_id, step, now)
        effect = await self._effect(tx, place, opener, step)
        if effect is None:
            return False
        key = effect_key(step, place.guild_id, str(opener.opener_id))
        return await self._outbox.plan(tx, key, effect)

    async def _effect(
        self, tx: AsyncConnection, place: Place, opener: Opener, step: Step
    ) -> SendMessage | None:
        t = place.t
        match step:
            case "guide":
                found = alike.similar(opener.about, await lately_answered(tx, opener))
                if not found:
                    return None
                head = t("While you wait for an answer, these posts may help:")
                text = "\n".join([head, *render.similar_lines(t, found)])
                rows = ((render.never_mind(t, opener),),)
                return beside(place, opener, Message(text=text, rows=rows))
            case "channel":
                if place.helpers_channel_id is None:
                    return None
                text = t("Who can help? {post} has no answer yet.", post=render.link(t, opener))
                button = Button(
                    label=t("I'll answer"), custom_id=f"zero_reply:take:{opener.opener_id}:0"
                )
                message = Message(text=text, rows=((button,),))
                return SendMessage(channel_id=place.helpers_channel_id, message=message)
            case _:
                if place.staff_channel_id is None:
                    return None
                text = t(
                    "{post} still has no answer. Members could not help so far.",
                    post=render.link(t, opener),
                )
                button = Button(
                    label=t("What can be done"), custom_id=f"zero_reply:item:{opener.opener_id}"
                )
                message = Message(text=text, rows=((button,),))
                return SendMessage(channel_id=place.staff_channel_id, message=message)
