"""Keeps the card of every item as it should read: sent once, then changed."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import EditMessage, Message, SendMessage
from bot.settings.steps import Step
from bot.texts import Translation
from cogs.desk import case_store, context_store, policy, render, store
from cogs.desk.keys import card_key, effect_key
from cogs.desk.place import Place
from cogs.desk.policy import Suggestion
from cogs.desk.server import account_made_at
from cogs.desk.store import Item, ItemFlag


class Cards:
    """Shows items to moderators."""

    def __init__(self, core: Core) -> None:
        self._core = core

    async def show(self, tx: AsyncConnection, place: Place, item_id: int) -> None:
        """Plan the card of an item as it should read now, in the transaction that changed it."""
        item = await store.find(tx, place.guild_id, item_id)
        if item is None or place.channel_id is None:
            return
        message = await self.message(tx, place, item, place.t)
        key, outbox = card_key(place.guild_id, item_id), self._core.outbox
        card = SendMessage(channel_id=place.channel_id, message=message)
        if item.revision or not await outbox.plan(tx, key, card):
            changed = effect_key("card_changed", place.guild_id, item_id, item.revision)
            await outbox.plan(tx, changed, EditMessage(of=key, message=message))
        await store.change(tx, item_id, revision=item.revision + 1)

    async def call(self, tx: AsyncConnection, place: Place, item: Item, message: Message) -> None:
        """Say something below a card, at most once for each form that the card has had."""
        card = await self._core.outbox.result(tx, card_key(place.guild_id, item.id))
        if card is None or card.channel_id is None:
            return
        key = effect_key("call", place.guild_id, item.id, item.revision)
        reply = message.model_copy(update={"reply_to": card.created_id})
        await self._core.outbox.plan(
            tx, key, SendMessage(channel_id=card.channel_id, message=reply)
        )

    async def message(
        self, tx: AsyncConnection, place: Place, item: Item, t: Translation
    ) -> Message:
        """Return an item's card in a language."""
        now, is_settled = self._core.clock.now(), item.state not in store.UNSETTLED
        flags = await store.flags_of(tx, [item.id])
        cases = await case_store.of_member(tx, place.guild_id, item.member_id)
        earlier = [one for one in cases if one.item_id != item.id and one.kind != "note"]
        pasts = [one.past for one in earlier]
        active = sum(policy.counts(one, now) for one in pasts)
        facts = render.CardFacts(
            place=place,
            item=item,
            flags=flags,
            reports=await store.reports_of(tx, item.id),
            messages=await store.messages_of(tx, item.id),
            context=[] if is_settled else await context_store.of_item(tx, item.id),
            account_made_at=account_made_at(item.member_id),
            active=active,
            expired=len(pasts) - active,
            suggestion=suggestion(place, item, flags, pasts, now),
            cases=await case_store.of_item(tx, item.id) if is_settled else [],
        )
        return render.card(facts, t)


def suggestion(
    place: Place, item: Item, flags: list[ItemFlag], pasts: list[policy.Past], now: datetime
) -> Suggestion | None:
    """Return what the ladder proposes for an item; nothing for what nobody has flagged."""
    if not flags:
        return None
    own = Step.parse(flags[0].step)
    for flag in flags[1:]:
        own = policy.harsher(own, Step.parse(flag.step))
    return policy.suggest(
        place.steps,
        pasts,
        adds=points_of(place, flags),
        guideline_step=own,
        is_newcomer=policy.is_newcomer(item.joined_at, place.settings.newcomer_for, now),
        now=now,
    )


def points_of(place: Place, flags: list[ItemFlag]) -> int:
    """Return what an item counts: as much as the gravest of its flags."""
    by_severity = {"low": place.points.low, "medium": place.points.medium}
    return max((by_severity.get(one.severity, place.points.high) for one in flags), default=0)
