"""Who works on what, and what is decided: one decision for each item, however many press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.refusal import Refusal
from bot.services import FlaggedMessage
from bot.settings.steps import Step
from bot.texts import timestamp
from cogs.desk import call_texts, case_store, file_store, policy, store
from cogs.desk.cards import Cards, points_of
from cogs.desk.case_store import Case
from cogs.desk.file_store import Kept
from cogs.desk.following import Following
from cogs.desk.keys import ACT
from cogs.desk.outreach import Outreach
from cogs.desk.place import Place
from cogs.desk.policy import Action
from cogs.desk.store import Item, Written
from cogs.desk.verdicts import Verdicts
from cogs.desk.wording import dated

# What is no act at all, and what only another decision takes back.
FOR_GOOD = frozenset({"note", "unban", "mediate"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a moderator has decided: `words` are for the member, `reason` is for the team."""

    action: Action
    by: int | None
    reason: str = ""
    words: str = ""
    signed: str = ""
    lasts: timedelta | None = None
    also_delete: bool = False
    quietly: bool = False
    """Whether nobody is told, as with messages deleted by the dozen."""


class Deciding:
    """The one place that changes who has an item and what becomes of it."""

    def __init__(
        self,
        core: Core,
        cards: Cards,
        following: Following,
        outreach: Outreach,
        verdicts: Verdicts,
    ) -> None:
        self._core, self._cards, self._verdicts = core, cards, verdicts
        self._following, self._outreach = following, outreach

    async def claim(self, place: Place, item_id: int, who: int) -> Item:
        """Let a moderator work on an item; Refusal when somebody else does or it is closed."""
        async with self._core.db.write() as tx:
            item = await self._workable(tx, place, item_id, who)
            if item.claimed_by == who:
                return item
            now = self._core.clock.now()
            mine = {"claimed_by": who, "claimed_at": now, "handed_by": None}
            await store.change(tx, item_id, state="claimed", **mine)
            await self._cards.show(tx, place, item_id)
            return item

    async def give_back(self, place: Place, item_id: int, who: int) -> None:
        """Make an item free, so that others may take it."""
        async with self._core.db.write() as tx:
            await self._workable(tx, place, item_id, who)
            await store.release(tx, item_id)
            await self._cards.show(tx, place, item_id)

    async def hand_over(self, place: Place, item_id: int, who: int, *, to: int) -> None:
        """Let another moderator work on an item, and tell them."""
        async with self._core.db.write() as tx:
            item = await self._workable(tx, place, item_id, who)
            now = self._core.clock.now()
            theirs = {"claimed_by": to, "claimed_at": now, "handed_by": who}
            await store.change(tx, item_id, state="claimed", **theirs)
            await self._cards.show(tx, place, item_id)
            await self._cards.call(tx, place, item, call_texts.handed_over(place, item, who, to))

    async def dismiss(self, place: Place, item_id: int, who: int) -> None:
        """Keep that an item is no violation."""
        async with self._core.db.write() as tx:
            await self._workable(tx, place, item_id, who)
            await self._settle(tx, place, item_id, "wrong", by=who, state="decided")
        await self._verdicts.tell(place.guild_id)

    async def decide(
        self, place: Place, item_id: int, decision: Decision, files: Sequence[Kept] = ()
    ) -> list[Case]:
        """Carry a decision out, as one case for each person the item is about."""
        assert decision.by is not None, "a person decides"
        async with self._core.db.write() as tx:
            item = await self._workable(tx, place, item_id, decision.by)
            await file_store.keep(tx, files)
            cases = await self._open_cases(tx, place, item, decision)
            await self._settle(tx, place, item_id, "right", by=decision.by, state="decided")
        await self._verdicts.tell(place.guild_id)
        return cases

    async def decide_about(
        self, place: Place, member_id: int, name: str, decision: Decision
    ) -> Case:
        """Carry a decision out that no message gave rise to."""
        words = decision.words
        async with self._core.db.write() as tx:
            if not words:
                words = await self._outreach.draft(
                    tx, place, None, kind=decision.action, member_id=member_id, name=name,
                    signed=decision.signed,
                )  # fmt: skip
            case = await self._add_case(
                tx, place, decision, member_id=member_id, member_name=name,
                points=place.points.medium, words=words,
            )  # fmt: skip
            await self._following.begin(tx, place, case, ())
        return case

    async def carry_out(
        self,
        place: Place,
        kind: str,
        reason: str,
        *,
        by: int,
        before: str = "",
        after: str = "",
        **about: object,
    ) -> Case:
        """Do something that goes without words for a member, as a case of its own."""
        now = self._core.clock.now()
        async with self._core.db.write() as tx:
            case = await case_store.add(
                tx, place.guild_id, kind=kind, at=now, done_by=by, reason=reason, **about
            )
            await case_store.note(
                tx, case, "opened", at=now, by=by, before=before, after=after or kind
            )
            await self._following.begin(tx, place, case, ())
        return case

    async def act_for_guideline(
        self, tx: AsyncConnection, place: Place, item: Item, flagged: FlaggedMessage
    ) -> None:
        """Take the step of a guideline that is trusted to have it taken; people review it.

        If files would go with it, they are copied first, by a job.
        """
        step = Step.parse(flagged.step)
        if not step.is_low_harm or item.state not in store.UNSETTLED:
            return
        if step.kind != "delete" or not flagged.content.attachments:
            await self._act(tx, place, item, step)
            return
        await self._core.scheduler.schedule(
            tx, ACT, guild_id=place.guild_id, subject=str(item.id),
            due_at=self._core.clock.now(), payload={"step": flagged.step},
        )  # fmt: skip

    async def act_with_copies(
        self, place: Place, item_id: int, step: str, files: Sequence[Kept]
    ) -> None:
        """Take the step of a trusted guideline now that the files are here, unless people have."""
        async with self._core.db.write() as tx:
            item = await store.find(tx, place.guild_id, item_id)
            if item is None or item.state not in store.UNSETTLED:
                return
            await file_store.keep(tx, files)
            await self._act(tx, place, item, Step.parse(step))
            await self._cards.show(tx, place, item_id)

    async def confirm(self, place: Place, item_id: int, who: int) -> None:
        """Keep that what the bot did by itself was right."""
        async with self._core.db.write() as tx:
            item = await store.find(tx, place.guild_id, item_id)
            if item is None or item.state != "decided" or item.verdict:
                raise Refusal("Somebody has judged this already.")
            await self._settle(tx, place, item_id, "right", by=who, state="reviewed")
        await self._verdicts.tell(place.guild_id)

    async def undo_item(self, place: Place, item_id: int, who: int) -> list[Case]:
        """Take back everything that was done about an item."""
        async with self._core.db.write() as tx:
            item = await store.find(tx, place.guild_id, item_id)
            cases = [one for one in await case_store.of_item(tx, item_id) if one.state == "active"]
            if item is None or not cases:
                raise Refusal("There is nothing here to undo any more.")
            for case in cases:
                await self._following.undo(tx, place, case, by=who)
            await self._settle(tx, place, item_id, "wrong", by=who, state="reviewed")
        await self._verdicts.tell(place.guild_id)
        return cases

    async def undo_case(self, place: Place, number: int, who: int) -> list[Case]:
        """Take back the whole group of actions that a case belongs to."""
        async with self._core.db.read() as tx:
            case = await case_store.find(tx, place.guild_id, number)
        if case is None:
            raise Refusal("There is no case {number} on this server.", number=number)
        if case.item_id is not None:
            return await self.undo_item(place, case.item_id, who)
        async with self._core.db.write() as tx:
            current = await case_store.by_id(tx, case.id)
            if current is None or current.state != "active" or current.kind in FOR_GOOD:
                raise Refusal("There is nothing here to undo any more.")
            await self._following.undo(tx, place, current, by=who)
        return [case]

    async def _act(self, tx: AsyncConnection, place: Place, item: Item, step: Step) -> None:
        action: Action = "timeout" if step.kind == "timeout" else "delete"
        decision = Decision(action=action, by=None, lasts=step.duration)
        await self._open_cases(tx, place, item, decision)
        now = self._core.clock.now()
        await store.change(tx, item.id, state="decided", settled_by=None, settled_at=now)

    async def _workable(self, tx: AsyncConnection, place: Place, item_id: int, who: int) -> Item:
        """Return an item that a moderator may work on now; Refusal says why they may not."""
        item = await store.find(tx, place.guild_id, item_id)
        if item is None:
            raise Refusal("There is no item {id} on this server.", id=f"#{item_id}")
        match policy.standing(item.state, item.claimed_by, who):
            case "taken":
                raise Refusal("{name} is on it.", name=f"<@{item.claimed_by}>")
            case "closed":
                raise Refusal(
                    "This was closed by {name} on {day}.",
                    name=f"<@{item.settled_by}>" if item.settled_by else "Steward",
                    day=timestamp(item.settled_at) if item.settled_at else "…",
                )
        return item

    async def _settle(
        self, tx: AsyncConnection, place: Place, item_id: int, verdict: str, *, by: int, state: str
    ) -> None:
        now = self._core.clock.now()
        settled = {"state": state, "verdict": verdict, "settled_by": by, "settled_at": now}
        await store.change(tx, item_id, verdict_is_told=False, **settled)
        await self._following.tell_reporters(tx, place, item_id)
        await self._cards.show(tx, place, item_id)

    async def _open_cases(
        self, tx: AsyncConnection, place: Place, item: Item, decision: Decision
    ) -> list[Case]:
        flags = await store.flags_of(tx, [item.id])
        messages = await store.messages_of(tx, item.id)
        opened = []
        for member_id, name in people_of(item, messages):
            words = decision.words if member_id == item.member_id else ""
            if not words and not decision.quietly:
                words = await self._outreach.draft(
                    tx, place, item, kind=decision.action, member_id=member_id, name=name,
                    signed=decision.signed,
                )  # fmt: skip
            case = await self._add_case(
                tx, place, decision, item_id=item.id, member_id=member_id, member_name=name,
                guideline=flags[0].guideline if flags else "",
                version=flags[0].version if flags else 0,
                points=points_of(place, flags), words=words,
            )  # fmt: skip
            theirs = [one for one in messages if one.author_id == member_id]
            deletes = decision.action == "delete" or decision.also_delete
            await self._following.begin(tx, place, case, theirs if deletes else ())
            opened.append(case)
        return opened

    async def _add_case(
        self, tx: AsyncConnection, place: Place, decision: Decision, *, words: str, **about: object
    ) -> Case:
        now = self._core.clock.now()
        until = now + decision.lasts if decision.lasts is not None else None
        case = await case_store.add(
            tx, place.guild_id, kind=decision.action, at=now, until=until, done_by=decision.by,
            expires_at=now + place.points.expire_after, reason=decision.reason,
            words=dated(words, until), **about,
        )  # fmt: skip
        await case_store.note(tx, case, "opened", at=now, by=decision.by, after=decision.action)
        return case


def people_of(item: Item, messages: Sequence[Written]) -> list[tuple[int, str]]:
    """Return whom an item is about, once each, the first one first."""
    people = {item.member_id: item.member_name}
    for message in messages:
        people.setdefault(message.author_id, message.author_name)
    return list(people.items())
