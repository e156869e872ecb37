"""Follows each case to its end: what is done, what is told, and in which order.

Every step can be asked for again: it looks at what the outbox knows and goes on from there, so a
process that ends in between loses nothing and doubles nothing.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import (
    BanMember,
    DeleteTheirMessage,
    DeleteTheirMessages,
    Effect,
    EffectKey,
    EndTimeout,
    KickMember,
    SetSlowmode,
    TimeoutMember,
    UnbanMember,
)
from bot.texts import N_, shorten
from cogs.desk import case_store, file_store, policy, store, wording
from cogs.desk.cards import Cards
from cogs.desk.case_store import Act, Case
from cogs.desk.keys import TOLD_OR_NOT, effect_key
from cogs.desk.outreach import Outreach
from cogs.desk.place import Place
from cogs.desk.store import Written

AT_ONCE = 100
# What is as good as done.
AS_GOOD_AS_SENT = frozenset({"message_gone"})
HANDLED = N_(
    "Thank you for your report. The team has looked at it and dealt with it. What was decided "
    "stays between the team and the person it is about."
)
TAKEN_BACK = N_("Case {number} was looked at again and taken back. It no longer counts.")


class Following:
    """Carries cases out."""

    def __init__(self, core: Core, cards: Cards, outreach: Outreach) -> None:
        self._core, self._cards, self._outreach = core, cards, outreach

    async def begin(
        self, tx: AsyncConnection, place: Place, case: Case, to_delete: Sequence[Written]
    ) -> None:
        """Begin a case: whoever is removed is told first, everybody else afterwards."""
        for period, effect in deletions(to_delete, audit_reason(case)):
            await self._act(tx, case, "delete", effect, period=period)
        if case.kind in policy.TOLD_FIRST:
            await self._tell_first(tx, place, case)
            return
        if case.kind == "timeout":
            assert case.until is not None, "a timeout ends"
            effect_ = TimeoutMember(
                member_id=case.member_id, until=case.until, reason=audit_reason(case)
            )
            await self._act(tx, case, "timeout", effect_)
        elif case.kind == "unban":
            lifted = UnbanMember(member_id=case.member_id, reason=audit_reason(case))
            await self._act(tx, case, "unban", lifted)
        elif case.kind == "slowmode":
            opened, *_ = await case_store.trail(tx, case.id)
            await self._act(tx, case, "slowmode", slowmode(case, opened.after))
        await self._advance(tx, place, case)

    async def go_on(self, tx: AsyncConnection, place: Place, case: Case) -> None:
        """Go on with a case as far as it can go now, and show it."""
        if await self._advance(tx, place, case):
            await self._show(tx, place, case)

    async def told(self, tx: AsyncConnection, place: Place, case: Case, how: str) -> None:
        """Note whether the words of a case have reached the member, and go on."""
        if case.reached == how and case.stage != "telling":
            return
        await self._change(tx, case, f"told_{how}", reached=how)
        if case.stage == "telling":
            await self._after_telling(tx, case)
        await self._show(tx, place, case)

    async def told_or_not(self, tx: AsyncConnection, place: Place, case: Case) -> None:
        """Wait no longer for the words to arrive: whoever is to be removed is removed."""
        if case.stage == "telling" and case.kind in policy.TOLD_FIRST and case.state == "active":
            await self._change(tx, case, "told_not", reached="not")
            await self._after_telling(tx, case)
            await self._show(tx, place, case)

    async def undo(
        self, tx: AsyncConnection, place: Place, case: Case, *, by: int, tells: bool = True
    ) -> None:
        """Take a case back: what can be mended is mended, and nothing of it counts any more."""
        for act in await case_store.acts_of(tx, case.id):
            await self._take_back(tx, place, case, act)
        stage = "done" if case.stage in case_store.UNFINISHED else case.stage
        await case_store.change(tx, case.id, state="undone", stage=stage)
        await case_store.note(
            tx, case, "undone", at=self._core.clock.now(), by=by, before=case.state, after="undone"
        )
        if tells and case.reached not in {"", "not"} and case.kind not in policy.TOLD_FIRST:
            await self._outreach.say(
                tx, place, TAKEN_BACK,
                kind="taken_back", subject=case.id, member_id=case.member_id, number=case.number,
            )  # fmt: skip

    async def tell_reporters(self, tx: AsyncConnection, place: Place, item_id: int) -> None:
        """Tell those who have reported something that it was handled, once."""
        for report in await store.reports_of(tx, item_id):
            await self._outreach.say(
                tx, place, HANDLED, kind="handled", subject=item_id,
                member_id=report.reporter_id, period=str(report.reporter_id),
            )  # fmt: skip

    async def _advance(self, tx: AsyncConnection, place: Place, case: Case) -> bool:
        """Look at what was done and tell the member; False when there is nothing to see yet."""
        if case.stage != "acting" or (trouble := await self._trouble(tx, case)) is None:
            return False
        if trouble:
            await self._change(tx, case, "failed", stage="failed", trouble=trouble)
        elif case.kind in policy.TOLD_FIRST or not case.words:
            await self._change(tx, case, "carried_out", stage="done")
        elif await self._outreach.write(tx, place, case):
            await self._change(tx, case, "carried_out", stage="telling")
        else:
            await self._change(tx, case, "told_not", stage="done", reached="not")
        return True

    async def show(self, tx: AsyncConnection, place: Place, item_id: int) -> None:
        """Show an item as it stands now."""
        await self._cards.show(tx, place, item_id)

    async def _show(self, tx: AsyncConnection, place: Place, case: Case) -> None:
        if case.item_id is not None:
            await self.show(tx, place, case.item_id)

    async def _tell_first(self, tx: AsyncConnection, place: Place, case: Case) -> None:
        if await self._outreach.write(tx, place, case):
            await self._change(tx, case, "telling", stage="telling")
            await self._core.scheduler.schedule(
                tx,
                TOLD_OR_NOT,
                guild_id=place.guild_id,
                subject=str(case.id),
                due_at=self._core.clock.now() + policy.TOLD_WITHIN,
            )
        else:
            await self._change(tx, case, "told_not", reached="not")
            await self._remove(tx, case)

    async def _after_telling(self, tx: AsyncConnection, case: Case) -> None:
        if case.kind in policy.TOLD_FIRST:
            await self._remove(tx, case)
            await case_store.change(tx, case.id, stage="acting")
        else:
            await case_store.change(tx, case.id, stage="done")

    async def _remove(self, tx: AsyncConnection, case: Case) -> None:
        reason = audit_reason(case)
        effect: BanMember | KickMember
        if case.kind == "ban":
            effect = BanMember(member_id=case.member_id, reason=reason)
        else:
            effect = KickMember(member_id=case.member_id, reason=reason)
        await self._act(tx, case, case.kind, effect)

    async def _act(
        self, tx: AsyncConnection, case: Case, kind: str, effect: Effect, *, period: str = ""
    ) -> None:
        key = act_key(case, Act(kind, period))
        expires_at = self._core.clock.now() + policy.ACT_WITHIN
        if await self._core.outbox.plan(tx, key, effect, expires_at=expires_at):
            await case_store.add_act(tx, case.id, Act(kind, period))

    async def _trouble(self, tx: AsyncConnection, case: Case) -> str | None:
        """Return what kept the case from being carried out, None while that is not known."""
        trouble = ""
        for act in await case_store.acts_of(tx, case.id):
            result = await self._core.outbox.result(tx, act_key(case, act))
            if result is None or result.at is None:
                return None
            is_done = result.state == "sent" or result.code in AS_GOOD_AS_SENT
            if not is_done and act.kind == case.kind:
                trouble = result.code or result.state
        return trouble

    async def _take_back(self, tx: AsyncConnection, place: Place, case: Case, act: Act) -> None:
        key, outbox = act_key(case, act), self._core.outbox
        if await outbox.cancel(tx, key):
            return
        result = await outbox.result(tx, key)
        if result is None or (result.at is not None and result.state != "sent"):
            return
        member_id, reason = case.member_id, f"Undone: case {case.number}"
        undone = effect_key(f"undo_{act.kind}", case.guild_id, case.id)
        if act.kind == "timeout":
            await outbox.plan(tx, undone, EndTimeout(member_id=member_id, reason=reason))
        elif act.kind == "ban":
            await outbox.plan(tx, undone, UnbanMember(member_id=member_id, reason=reason))
        elif act.kind == "slowmode":
            opened, *_ = await case_store.trail(tx, case.id)
            await outbox.plan(tx, undone, slowmode(case, opened.before))
        elif act.kind == "delete" and case.item_id is not None:
            await self._post_again(tx, place, case, case.item_id)

    async def _post_again(
        self, tx: AsyncConnection, place: Place, case: Case, item_id: int
    ) -> None:
        for message in await store.messages_of(tx, item_id):
            if message.author_id == case.member_id and message.content:
                key = effect_key("undo_delete", case.guild_id, case.id, message.message_id)
                files = await file_store.of_message(tx, case.guild_id, message.message_id)
                effect = wording.posted_again(place.t, message, files)
                await self._core.outbox.plan(tx, key, effect)

    async def _change(self, tx: AsyncConnection, case: Case, what: str, **values: object) -> None:
        await case_store.change(tx, case.id, **values)
        await case_store.note(tx, case, what, at=self._core.clock.now())


def act_key(case: Case, act: Act) -> EffectKey:
    """Return the key of an effect of a case."""
    return effect_key(act.kind, case.guild_id, case.id, act.period)


def slowmode(case: Case, seconds: str) -> SetSlowmode:
    """Return what lets people wait so long in the channel that a case is about."""
    assert case.channel_id is not None, "a slowmode is that of a channel"
    return SetSlowmode(channel_id=case.channel_id, seconds=int(seconds), reason=audit_reason(case))


def audit_reason(case: Case) -> str:
    """Return what stands in Discord's own audit log; it holds 512 characters."""
    return shorten(f"Case {case.number}: {case.reason or case.guideline or case.kind}", 512)


def deletions(messages: Sequence[Written], reason: str) -> Iterator[tuple[str, Effect]]:
    """Return what deletes messages with few requests, each with a period for its key."""
    by_channel: dict[int, list[int]] = {}
    for message in messages:
        by_channel.setdefault(message.channel_id, []).append(message.message_id)
    for channel_id, ids in by_channel.items():
        if len(ids) == 1:
            yield str(ids[0]), DeleteTheirMessage(channel_id=channel_id, message_id=ids[0])
            continue
        for batch in (ids[start : start + AT_ONCE] for start in range(0, len(ids), AT_ONCE)):
            yield (
                str(batch[0]),
                DeleteTheirMessages(channel_id=channel_id, message_ids=tuple(batch), reason=reason),
            )
