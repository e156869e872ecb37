"""Where flags and reports come in: one item for each message, stored before anything is shown."""

import hashlib
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.client import StewardClient
from bot.messages.event import Content
from bot.refusal import Refusal
from bot.services import FlaggedMessage
from cogs.desk import policy, store
from cogs.desk.cards import Cards
from cogs.desk.deciding import Deciding
from cogs.desk.keys import REFRESH
from cogs.desk.place import Place
from cogs.desk.server import place_of
from cogs.desk.store import Item, ItemFlag, Report, Written

REFRESH_AFTER = timedelta(seconds=5)
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """A message or a member that somebody reports."""

    member_id: int
    member_name: str
    joined_at: datetime | None
    reporter_id: int
    reason: str
    message_id: int | None = None
    channel_id: int = 0
    written_at: datetime | None = None
    content: Content = field(default_factory=Content)


class Intake:
    """The one place where items come to be; offered to other features as the FlagDesk."""

    def __init__(self, client: StewardClient, cards: Cards, deciding: Deciding) -> None:
        self._client, self._core = client, client.core
        self._cards, self._deciding = cards, deciding

    def is_open(self, guild_id: int) -> bool:
        """Tell whether the guild works its flags here."""
        return self._core.settings.enabled(guild_id, "desk")

    async def receive(self, tx: AsyncConnection, flagged: FlaggedMessage) -> None:
        """Take a flag in, in the transaction that keeps it; the same flag again changes nothing."""
        place = self._place(flagged.guild_id)
        if place is None:
            return
        written = _Incoming(
            guild_id=flagged.guild_id,
            message_id=flagged.message_id,
            channel_id=flagged.channel_id,
            member_id=flagged.author_id,
            member_name=flagged.author_name,
            joined_at=flagged.author_joined_at,
            at=flagged.at,
            content=flagged.content,
        )
        item, is_new, is_folded = await self._item_for(tx, place, written)
        is_news = await store.add_flag(
            tx,
            ItemFlag(
                item_id=item.id,
                guideline=flagged.guideline,
                version=flagged.version,
                severity=flagged.severity,
                step=flagged.step,
                excerpt=flagged.excerpt,
                why=[match.why for match in flagged.matches],
                at=flagged.at,
            ),
        )
        if is_news:
            severity = max(item.severity, policy.RANK[flagged.severity])
            await store.change(tx, item.id, severity=severity)
        if flagged.acts:
            await self._deciding.act_for_guideline(tx, place, item, flagged)
        if is_new:
            await self._cards.show(tx, place, item.id)
        elif is_news or is_folded:
            await self._refresh_soon(tx, item)

    async def report(self, guild_id: int, reported: Reported) -> None:
        """Take a member's report in; Refusal when they have sent too many today."""
        place, now = self._place(guild_id), self._core.clock.now()
        if place is None:
            raise Refusal("Reports are not taken here at the moment.")
        async with self._core.db.write() as tx:
            sent = await store.count_reports(tx, guild_id, reported.reporter_id, now - A_DAY)
            if sent >= place.settings.reports_a_day:
                raise Refusal(
                    "You have sent many reports today. If it is urgent, write to the team directly."
                )
            item = await self._reported_item(tx, place, reported, now)
            report = Report(
                item_id=item.id,
                reporter_id=reported.reporter_id,
                guild_id=guild_id,
                reason=reported.reason,
                at=now,
            )
            if await store.add_report(tx, report):
                await self._cards.show(tx, place, item.id)

    async def refresh(self, guild_id: int, item_id: int) -> None:
        """Show what an item has become."""
        place = self._place(guild_id)
        async with self._core.db.write() as tx:
            await store.change(tx, item_id, refresh_is_due=False)
            if place is not None:
                await self._cards.show(tx, place, item_id)

    async def _reported_item(
        self, tx: AsyncConnection, place: Place, reported: Reported, now: datetime
    ) -> Item:
        if reported.message_id is not None:
            written = _Incoming(
                guild_id=place.guild_id,
                message_id=reported.message_id,
                channel_id=reported.channel_id,
                member_id=reported.member_id,
                member_name=reported.member_name,
                joined_at=reported.joined_at,
                at=reported.written_at or now,
                content=reported.content,
            )
            item, *_ = await self._item_for(tx, place, written, folds=False)
            return item
        waiting = await store.about_member(tx, place.guild_id, reported.member_id)
        if waiting is not None:
            return waiting
        item_id = await store.open_item(
            tx,
            guild_id=place.guild_id,
            kind="member",
            member_id=reported.member_id,
            member_name=reported.member_name,
            joined_at=reported.joined_at,
            at=now,
            severity=policy.RANK["medium"],
            fingerprint="",
        )
        return await _known(tx, place.guild_id, item_id)

    async def _item_for(
        self, tx: AsyncConnection, place: Place, written: "_Incoming", *, folds: bool = True
    ) -> tuple[Item, bool, bool]:
        """Return the item of a message, and whether it is new or was folded into another."""
        known = await store.of_message(tx, place.guild_id, written.message_id)
        if known is not None:
            return known, False, False
        now, print_ = self._core.clock.now(), fingerprint(written.content.text)
        folded = None
        if folds:
            since = now - place.fold_within
            folded = await store.to_fold_into(tx, place.guild_id, written.member_id, print_, since)
        item_id = folded.id if folded is not None else await store.open_item(
            tx,
            guild_id=place.guild_id,
            kind="message",
            member_id=written.member_id,
            member_name=written.member_name,
            joined_at=written.joined_at,
            at=now,
            severity=0,
            fingerprint=print_,
        )  # fmt: skip
        await store.add_message(tx, written.of_item(item_id))
        if folded is not None:
            await store.change(tx, item_id, updated_at=now)
        return await _known(tx, place.guild_id, item_id), folded is None, folded is not None

    async def _refresh_soon(self, tx: AsyncConnection, item: Item) -> None:
        """Let a flood, or several guidelines at once, change the card now and then."""
        if item.refresh_is_due:
            return
        await store.change(tx, item.id, refresh_is_due=True)
        due_at = self._core.clock.now() + REFRESH_AFTER
        await self._core.scheduler.schedule(
            tx, REFRESH, guild_id=item.guild_id, subject=str(item.id), due_at=due_at
        )

    def _place(self, guild_id: int) -> Place | None:
        guild = self._client.get_guild(guild_id)
        return place_of(self._core, guild) if guild is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Incoming:
    guild_id: int
    message_id: int
    channel_id: int
    member_id: int
    member_name: str
    joined_at: datetime | None
    at: datetime
    content: Content

    def of_item(self, item_id: int) -> Written:
        return Written(
            guild_id=self.guild_id,
            message_id=self.message_id,
            item_id=item_id,
            channel_id=self.channel_id,
            author_id=self.member_id,
            author_name=self.member_name,
            at=self.at,
            content=asdict(self.content),
        )


def fingerprint(text: str) -> str:
    """Return what tells a text from others, whatever its spaces and capitals; empty if short."""
    words = " ".join(text.split()).casefold()
    if len(words) < policy.LONG_ENOUGH_TO_COMPARE:
        return ""
    return hashlib.sha256(words.encode()).hexdigest()[:32]


async def _known(tx: AsyncConnection, guild_id: int, item_id: int) -> Item:
    item = await store.find(tx, guild_id, item_id)
    assert item is not None, "it was stored in this transaction"
    return item
