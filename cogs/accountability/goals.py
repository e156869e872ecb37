"""What members do in a week: set goals, check in, begin, rest. And how their goals are shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import DeleteMessage, EditMessage, SendInside
from bot.refusal import Refusal
from bot.services import Guidelines
from bot.texts import Translation
from cogs.accountability import baton, policy, render, store, wishes
from cogs.accountability.keys import card_key, effect_key, thread_key
from cogs.accountability.place import Place
from cogs.accountability.policy import Break, Consistency, Goal, Result, Turn
from cogs.accountability.store import Card, Week
from cogs.accountability.weekly import Weekly
from cogs.accountability.wishes import Wishes

WEEKS_KNOWN = 52


@dataclass(frozen=True, slots=True, kw_only=True)
class Mine:
    """Everything about one member, for that member alone. `week` is None before it is opened."""

    name: str
    week: Week | None
    goals: Sequence[Goal]
    turn: Turn
    left_over: Sequence[Goal]
    last_week: str | None
    """The week before, where a check-in for it is missing and still counts."""
    consistency: Consistency
    breaks: Sequence[Break]
    wishes: Wishes
    takes_baton: bool

    @property
    def is_resting(self) -> bool:
        """Whether they are on a break."""
        return policy.is_resting(self.breaks, self.name)


class Goals:
    """Keeps what members do, and shows what they want others to see."""

    def __init__(self, core: Core) -> None:
        self._core, self._db, self._outbox = core, core.db, core.outbox
        self._weekly = Weekly(core)

    def objections(self, place: Place, texts: Sequence[str], t: Translation) -> list[str]:
        """Say what keeps texts from being taken, to the one who wrote them."""
        own = [found.say(t) for text in texts if (found := policy.objection(text)) is not None]
        guidelines = self._core.services.get(Guidelines)
        if guidelines is not None:
            for text in filter(None, texts):
                own += guidelines.objections(place.guild_id, text, t.language)
        return list(dict.fromkeys(own))

    async def mine(self, place: Place, user_id: int) -> Mine:
        """Return how somebody stands."""
        now, guild_id = self._core.clock.now(), place.guild_id
        name = place.week(now)
        before = policy.week_before(name)
        async with self._db.read() as tx:
            weeks = [one.week for one in await store.latest_weeks(tx, guild_id, WEEKS_KNOWN)]
            answered = await store.answered_weeks(tx, guild_id, user_id)
            earlier = await store.goals_of(tx, guild_id, before, user_id)
            breaks = await wishes.breaks_of(tx, guild_id, user_id)
            may_still = policy.may_answer(before, now, place.zone)
            is_missing = bool(earlier) and before not in answered and may_still
            return Mine(
                name=name,
                week=await store.week_of(tx, guild_id, name),
                goals=await store.goals_of(tx, guild_id, name, user_id),
                turn=await store.turn_of(tx, guild_id, name, user_id),
                left_over=policy.unfinished(earlier),
                last_week=before if is_missing else None,
                consistency=policy.consistency(
                    weeks, answered, breaks, still_open={name, before} if may_still else {name}
                ),
                breaks=breaks,
                wishes=await wishes.wishes_of(tx, guild_id, user_id),
                takes_baton=await baton.takes_it(tx, guild_id, user_id),
            )

    async def in_week(self, place: Place, week: str, user_id: int) -> tuple[list[Goal], Turn]:
        """Return somebody's goals and part in a week that may still be answered."""
        async with self._db.read() as tx:
            await self._answerable(tx, place, week)
            return (
                await store.goals_of(tx, place.guild_id, week, user_id),
                await store.turn_of(tx, place.guild_id, week, user_id),
            )

    async def set(
        self,
        place: Place,
        week: str,
        user_id: int,
        texts: Sequence[str],
        *,
        is_public: bool,
        is_new: bool = False,
    ) -> Sequence[Goal]:
        """Take goals for the present week in place of earlier ones; results of the same stay."""
        wanted = policy.accepted(texts)
        if week != place.week(self._core.clock.now()):
            raise Refusal("That week is over. Set your goals on this week's post.")
        async with self._db.write() as tx:
            opened = await self._answerable(tx, place, week)
            before = await store.goals_of(tx, place.guild_id, week, user_id)
            results = {goal.text: goal.result for goal in before}
            goals = [
                Goal(number, text, is_public, results.get(text))
                for number, text in enumerate(wanted, 1)
            ]
            await store.set_goals(tx, place.guild_id, week, user_id, goals)
            turn = await store.turn_of(tx, place.guild_id, week, user_id)
            turn = replace(turn, is_new=turn.is_new or is_new)
            await store.save_turn(tx, place.guild_id, week, turn)
            await self._is_back(tx, place, user_id, week)
            await self._show(tx, place, opened, user_id)
            await self._weekly.correct_recap(tx, place, opened)
        return goals

    async def check_in(
        self, place: Place, week: str, user_id: int, results: Mapping[int, Result], note: str
    ) -> None:
        """Keep how it went."""
        async with self._db.write() as tx:
            opened = await self._answerable(tx, place, week)
            goals = await store.goals_of(tx, place.guild_id, week, user_id)
            goals = [replace(goal, result=results.get(goal.number)) for goal in goals]
            await store.set_goals(tx, place.guild_id, week, user_id, goals)
            turn = await store.turn_of(tx, place.guild_id, week, user_id)
            turn = replace(turn, checked_in_at=self._core.clock.now(), note=note)
            await store.save_turn(tx, place.guild_id, week, turn)
            await self._is_back(tx, place, user_id, week)
            await self._show(tx, place, opened, user_id)
            await self._weekly.correct_recap(tx, place, opened)

    async def wrote(self, place: Place, thread_id: int, user_id: int) -> None:
        """Take a message in a week's thread for a check-in, unless there was one."""
        now = self._core.clock.now()
        async with self._db.read() as tx:
            weeks = await store.latest_weeks(tx, place.guild_id, 2)
        opened = next((one for one in weeks if one.thread_id == thread_id), None)
        if opened is None or not policy.may_answer(opened.week, now, place.zone):
            return
        async with self._db.write() as tx:
            turn = await store.turn_of(tx, place.guild_id, opened.week, user_id)
            if turn.checked_in_at is not None:
                return
            turn = replace(turn, checked_in_at=now)
            await store.save_turn(tx, place.guild_id, opened.week, turn)
            await self._is_back(tx, place, user_id, opened.week)
            await self._weekly.correct_recap(tx, place, opened)

    async def rest(self, place: Place, user_id: int) -> bool:
        """Begin a break, or end the one that lasts; return whether they are on one now."""
        week = place.week(self._core.clock.now())
        async with self._db.write() as tx:
            if await wishes.end_break(tx, place.guild_id, user_id, week):
                return False
            await wishes.begin_break(tx, place.guild_id, user_id, week)
            return True

    async def may_go_first(self, place: Place, user_id: int, *, wanted: bool) -> None:
        """Keep whether a recap may name somebody to go first."""
        async with self._db.write() as tx:
            await baton.choose(tx, place.guild_id, user_id, wanted=wanted)

    async def has_left(self, place: Place, user_id: int) -> None:
        """Hide what somebody who has left showed in the threads; the numbers stay."""
        async with self._db.write() as tx:
            now = self._core.clock.now()
            await wishes.note_presence(tx, place.guild_id, user_id, now)
            for card in await store.cards_of_member(tx, place.guild_id, user_id):
                await self._take_away(tx, card)

    async def is_here(self, place: Place, user_id: int) -> None:
        """Note that somebody has come back."""
        async with self._db.write() as tx:
            await wishes.note_presence(tx, place.guild_id, user_id, None)

    async def tidy(self, before_week: str) -> None:
        """Delete the cards of those who were forgotten, and what has been kept long enough."""
        async with self._db.write() as tx:
            for card in await store.orphaned_cards(tx):
                await self._take_away(tx, card)
            await store.purge(tx, before_week)

    async def _answerable(self, tx: AsyncConnection, place: Place, week: str) -> Week:
        opened = await store.week_of(tx, place.guild_id, week)
        if opened is None:
            raise Refusal("There is no post for that week yet.")
        if not policy.may_answer(week, self._core.clock.now(), place.zone):
            raise Refusal("That week is closed. This week's post is the place to go on.")
        return opened

    async def _is_back(self, tx: AsyncConnection, place: Place, user_id: int, week: str) -> None:
        await wishes.end_break(tx, place.guild_id, user_id, week)

    async def _show(self, tx: AsyncConnection, place: Place, week: Week, user_id: int) -> None:
        """Bring the card in the thread in line with what the member shows to others."""
        shown = [
            goal
            for goal in await store.goals_of(tx, week.guild_id, week.week, user_id)
            if goal.is_public
        ]
        card = await store.card_of(tx, week.guild_id, week.week, user_id)
        if not shown:
            if card is not None:
                await self._take_away(tx, card)
            return
        turn = await store.turn_of(tx, week.guild_id, week.week, user_id)
        message = render.card(place.t, user_id, shown, turn)
        if card is None:
            card = await store.add_card(tx, week.guild_id, week.week, user_id)
            effect = SendInside(of=thread_key(week), message=message)
            await self._outbox.plan(tx, card_key(card), effect)
            return
        edits = card.edits + 1
        key = effect_key("card_changed", week.guild_id, f"{card.id}.{edits}", week.week)
        await self._outbox.plan(tx, key, EditMessage(of=card_key(card), message=message))
        await store.change_card(tx, card, edits=edits)

    async def _take_away(self, tx: AsyncConnection, card: Card) -> None:
        key = effect_key("card_gone", card.guild_id, str(card.id), card.week)
        await self._outbox.plan(tx, key, DeleteMessage(of=card_key(card)))
        await store.change_card(tx, card, is_gone=True)
