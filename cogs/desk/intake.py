"""Where flags and reports come in: one item for each message, stored before anything is shown."""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.client import StewardClient
from bot.messages.event import Content
from bot.refusal import Refusal
from bot.scheduler import Job
from bot.services import FlaggedMessage
from cogs.desk import context_store, policy, store
from cogs.desk.ageing import Ageing
from cogs.desk.cards import Cards
from cogs.desk.deciding import Deciding
from cogs.desk.keys import REFRESH
from cogs.desk.place import Place
from cogs.desk.reported import Reported
from cogs.desk.server import place_of
from cogs.desk.store import Item, ItemFlag, Kind, Report, Written
from cogs.desk.surroundings import Surroundings

REFRESH_AFTER = timedelta(seconds=5)
A_DAY = timedelta(days=1)
MOST_AT_HAND = 500


class Intake:
    """The one place where items come to be; offered to other features as the FlagDesk."""

    def __init__(
        self,
        client: StewardClient,
        cards: Cards,
        deciding: Deciding,
        ageing: Ageing,
        surroundings: Surroundings,
    ) -> None:
        self._client, self._core = client, client.core
        self._cards, self._deciding, self._ageing = cards, deciding, ageing
        self._surroundings = surroundings
        self._at_hand: OrderedDict[int, Reported] = OrderedDict()

    def is_open(self, guild_id: int) -> bool:
        """Tell whether the guild works its flags here."""
        return self._core.settings.enabled(guild_id, "desk")

    async def receive(self, tx: AsyncConnection, flagged: FlaggedMessage) -> None:
        """Take a flag in, in the transaction that keeps it; the same flag again changes nothing."""
        place = self._place(flagged.guild_id)
        if place is None:
            return
        written = _Incoming.flagged(flagged)
        kind: Kind = "blocked" if flagged.is_blocked else "message"
        item, is_new, is_folded = await self._item_for(tx, place, written, kind=kind)
        is_news = await store.add_flag(tx, _flag_of(item, flagged))
        if written.severity > item.severity:
            await store.change(tx, item.id, severity=written.severity)
        if flagged.acts:
            await self._deciding.act_for_guideline(tx, place, item, flagged)
        if is_new:
            await self._cards.show(tx, place, item.id)
        elif is_news or is_folded:
            await self._refresh_soon(tx, item)

    def remember(self, reported: Reported) -> None:
        """Keep a message at hand while somebody writes why they report it."""
        self._at_hand[reported.message_id] = reported
        while len(self._at_hand) > MOST_AT_HAND:
            self._at_hand.popitem(last=False)

    def at_hand(self, message_id: int) -> Reported | None:
        """Return a message that somebody is reporting, None after a restart."""
        return self._at_hand.get(message_id)

    async def bring(self, place: Place, about: Reported) -> int:
        """Make an item of what a moderator has come across; return its id."""
        async with self._core.db.write() as tx:
            item, is_new = await self._reported_item(tx, place, about)
            if is_new:
                await self._cards.show(tx, place, item.id)
        return item.id

    async def bring_all(self, place: Place, about: Sequence[Reported]) -> int:
        """Make one item of many messages; return its id."""
        async with self._core.db.write() as tx:
            item = await self._open(tx, place, _Incoming.of(place, about[0]), kind="message")
            for one in about:
                await store.add_message(tx, _Incoming.of(place, one).of_item(item.id))
            await self._cards.show(tx, place, item.id)
        return item.id

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
            item, _ = await self._reported_item(tx, place, reported)
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

    async def add_context(self, job: Job) -> None:
        """Show what was said before a message, which nobody had at hand."""
        said = await self._surroundings.read(job.payload["channel_id"], job.payload["message_id"])
        place = self._place(job.guild_id)
        if place is None or not said:
            return
        async with self._core.db.write() as tx:
            await context_store.add(tx, job.guild_id, int(job.subject), said)
            await self._cards.show(tx, place, int(job.subject))

    async def _reported_item(
        self, tx: AsyncConnection, place: Place, reported: Reported
    ) -> tuple[Item, bool]:
        incoming = _Incoming.of(place, reported)
        item, is_new, _ = await self._item_for(tx, place, incoming, folds=False)
        return item, is_new

    async def _member_item(
        self, tx: AsyncConnection, place: Place, about: "_Incoming"
    ) -> tuple[Item, bool, bool]:
        waiting = await store.about_member(tx, place.guild_id, about.member_id)
        if waiting is not None:
            return waiting, False, False
        return await self._open(tx, place, about, kind="member"), True, False

    async def _open(
        self, tx: AsyncConnection, place: Place, about: "_Incoming", *, kind: Kind
    ) -> Item:
        now = self._core.clock.now()
        item = await store.open_item(
            tx,
            guild_id=place.guild_id,
            kind=kind,
            member_id=about.member_id,
            member_name=about.member_name,
            joined_at=about.joined_at,
            at=now,
            severity=about.severity,
            fingerprint=fingerprint(about.content.text) if kind != "member" else "",
        )
        await self._ageing.watch(tx, place, item.id, now)
        return item

    async def _item_for(
        self,
        tx: AsyncConnection,
        place: Place,
        written: "_Incoming",
        *,
        kind: Kind = "message",
        folds: bool = True,
    ) -> tuple[Item, bool, bool]:
        """Return the item of a message, and whether it is new or was folded into another."""
        if not written.message_id:  # a name, or another thing that is no message
            return await self._member_item(tx, place, written)
        known = await store.of_message(tx, place.guild_id, written.message_id)
        if known is not None:
            return known, False, False
        folded = None
        if folds:
            since = self._core.clock.now() - place.fold_within
            text = fingerprint(written.content.text)
            folded = await store.to_fold_into(
                tx, place.guild_id, written.member_id, text, since, kind=kind
            )
        item = folded or await self._open(tx, place, written, kind=kind)
        await store.add_message(tx, written.of_item(item.id))
        if folded is not None:
            await store.change(tx, item.id, updated_at=self._core.clock.now())
        elif written.channel_id:
            await self._surroundings.keep(
                tx, place.guild_id, item.id, written.channel_id, written.message_id
            )
        return item, folded is None, folded is not None

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
    at: datetime | None
    content: Content
    severity: int = 0

    @classmethod
    def flagged(cls, flagged: FlaggedMessage) -> "_Incoming":
        return cls(
            guild_id=flagged.guild_id,
            message_id=flagged.message_id,
            channel_id=flagged.channel_id,
            member_id=flagged.author_id,
            member_name=flagged.author_name,
            joined_at=flagged.author_joined_at,
            at=flagged.at,
            content=flagged.content,
            severity=policy.RANK[flagged.severity],
        )

    @classmethod
    def of(cls, place: Place, reported: Reported) -> "_Incoming":
        return cls(
            guild_id=place.guild_id,
            message_id=reported.message_id,
            channel_id=reported.channel_id,
            member_id=reported.member_id,
            member_name=reported.member_name,
            joined_at=reported.joined_at,
            at=reported.written_at,
            content=reported.content,
        )

    def of_item(self, item_id: int) -> Written:
        assert self.at is not None, "only messages are kept, and they were written some time"
        files = [asdict(file) for file in self.content.attachments]
        return Written(
            guild_id=self.guild_id,
            message_id=self.message_id,
            item_id=item_id,
            channel_id=self.channel_id,
            author_id=self.member_id,
            author_name=self.member_name,
            at=self.at,
            content={**self.content._asdict(), "attachments": files},
        )


def _flag_of(item: Item, flagged: FlaggedMessage) -> ItemFlag:
    return ItemFlag(
        item_id=item.id,
        guideline=flagged.guideline,
        guild_id=item.guild_id,
        version=flagged.version,
        severity=flagged.severity,
        step=flagged.step,
        excerpt=flagged.excerpt,
        why=[match.why for match in flagged.matches],
        at=flagged.at,
    )


def fingerprint(text: str) -> str:
    """Return what tells a text from others, whatever its spaces and capitals; empty if short."""
    words = " ".join(text.split()).casefold()
    if len(words) < policy.LONG_ENOUGH_TO_COMPARE:
        return ""
    return hashlib.sha256(words.encode()).hexdigest()[:32]
