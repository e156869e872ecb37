"""Members ask for another look; another moderator decides, where there is one."""

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import EditMessage, EffectKey, Message, SendMessage
from bot.refusal import Refusal
from bot.texts import N_
from cogs.desk import appeal_store, appeal_texts, case_store, policy, store
from cogs.desk.ageing import Ageing
from cogs.desk.appeal_store import Appeal
from cogs.desk.case_store import Case
from cogs.desk.following import Following
from cogs.desk.keys import effect_key
from cogs.desk.outreach import APPEALABLE, Outreach
from cogs.desk.place import Place

GRANTED = N_(
    "We have looked at case {number} again, and you are right: it is taken back and no longer "
    "counts.\n{answer}"
)
DECLINED = N_("We have looked at case {number} again, and it stands.\n{answer}")


class Appealing:
    """Takes appeals in and brings them to an end."""

    def __init__(
        self, core: Core, following: Following, outreach: Outreach, ageing: Ageing
    ) -> None:
        self._core, self._following = core, following
        self._outreach, self._ageing = outreach, ageing

    async def case_for(self, place: Place, case: Case | None, member_id: int) -> Case:
        """Return a case that this member may appeal against now; Refusal says why not."""
        now = self._core.clock.now()
        if case is None or case.guild_id != place.guild_id or case.member_id != member_id:
            raise Refusal("There is no such case about you. {command} lists yours.",
                          command="`/my cases`")  # fmt: skip
        if case.kind not in APPEALABLE or case.state != "active":
            raise Refusal("Nothing of this case counts against you.")
        if now - case.at > place.settings.appeal_within:
            raise Refusal(
                "This was decided more than {time} ago, so it is no longer looked at again.",
                time=place.settings.appeal_within,
            )
        async with self._core.db.read() as tx:
            if await appeal_store.of_case(tx, case.id) is not None:
                raise Refusal("You have asked for another look already. You will hear from us.")
        return case

    async def file(self, place: Place, case: Case, member_id: int, statement: str) -> None:
        """Keep an appeal and show it to moderators; the evidence stays until it is decided."""
        await self.case_for(place, case, member_id)
        now = self._core.clock.now()
        due_at = now + place.settings.answer_appeals_within
        appeal = Appeal(
            case_id=case.id, guild_id=place.guild_id, member_id=member_id, statement=statement,
            at=now, due_at=due_at,
        )  # fmt: skip
        async with self._core.db.write() as tx:
            if not await appeal_store.add(tx, appeal):
                raise Refusal("You have asked for another look already. You will hear from us.")
            await case_store.note(tx, case, "appealed", at=now)
            await self._ageing.watch_appeal(tx, place, case.id, due_at)
            if place.channel_id is not None:
                message = await self._message(tx, place, case, appeal)
                effect = SendMessage(channel_id=place.channel_id, message=message)
                await self._core.outbox.plan(tx, _key(case), effect)

    async def may_decide(self, place: Place, case_id: int, who: int, others: int) -> Case:
        """Return the case that a moderator may look at again; Refusal says why not."""
        async with self._core.db.read() as tx:
            case = await case_store.by_id(tx, case_id)
            appeal = await appeal_store.of_case(tx, case_id)
        if case is None or case.guild_id != place.guild_id or appeal is None:
            raise Refusal("There is no such appeal here.")
        if appeal.outcome:
            raise Refusal("This appeal was decided by {name}.", name=f"<@{appeal.settled_by}>")
        if not policy.may_decide_appeal(case.done_by, who, others):
            raise Refusal("You decided this case: somebody else of the team looks at it again.")
        return case

    async def decide(
        self, place: Place, case: Case, *, granted: bool, by: int, answer: str
    ) -> None:
        """End an appeal and tell the member."""
        outcome, now = ("granted" if granted else "declined"), self._core.clock.now()
        async with self._core.db.write() as tx:
            settled = await appeal_store.settle(tx, case.id, outcome, by=by, at=now, answer=answer)
            if not settled:
                raise Refusal("Somebody has judged this already.")
            await case_store.note(tx, case, f"appeal_{outcome}", at=now, by=by)
            current = await case_store.by_id(tx, case.id) or case
            if granted and current.state == "active":
                await self._following.undo(tx, place, current, by=by, tells=False)
            if case.item_id is not None:
                await self._review(tx, place, case.item_id, granted=granted, by=by)
            await self._outreach.say(
                tx, place, GRANTED if granted else DECLINED,
                kind="appeal_outcome", subject=case.id, member_id=case.member_id,
                number=case.number, answer=answer,
            )  # fmt: skip
            appeal = await appeal_store.of_case(tx, case.id)
            if appeal is not None:
                message = await self._message(tx, place, current, appeal)
                changed = effect_key("appeal_changed", case.guild_id, case.id)
                await self._core.outbox.plan(
                    tx, changed, EditMessage(of=_key(case), message=message)
                )

    async def _review(
        self, tx: AsyncConnection, place: Place, item_id: int, *, granted: bool, by: int
    ) -> None:
        """Let the appeal be the last word on what was flagged, once nothing of it stands."""
        cases = await case_store.of_item(tx, item_id)
        stands = any(one.state == "active" for one in cases)
        changed: dict[str, object] = {"state": "reviewed"}
        if granted and not stands:
            now = self._core.clock.now()
            changed |= {"verdict": "wrong", "verdict_is_told": False}
            changed |= {"settled_by": by, "settled_at": now}
        await store.change(tx, item_id, **changed)
        await self._following.show(tx, place, item_id)

    async def _message(
        self, tx: AsyncConnection, place: Place, case: Case, appeal: Appeal
    ) -> Message:
        messages = await store.messages_of(tx, case.item_id) if case.item_id else []
        theirs = [one for one in messages if one.author_id == case.member_id]
        return appeal_texts.card(place.t, case, appeal, theirs)


def _key(case: Case) -> EffectKey:
    return effect_key("appeal", case.guild_id, case.id)
