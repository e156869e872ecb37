"""Receives people: reads what is known, lets the policy decide, keeps facts and plans in one go.

Knows no Discord: the cog brings a `Place` and facts about members. Every method is safe to repeat,
so that an event, a job and the sweep may all come to the same newcomer.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import SendMessage
from bot.messages import MessageEvent
from bot.signals import MemberContributed, MemberSettled, Signal
from cogs.welcome import policy, progress, render, store
from cogs.welcome.departures import Departures, with_greeting
from cogs.welcome.keys import GREET, effect_key, greeting_key
from cogs.welcome.newcomer import MemberFacts, Newcomer
from cogs.welcome.place import Place
from cogs.welcome.rota import greeter_of
from cogs.welcome.rushes import Rushes
from cogs.welcome.staff import alert

# What is kept about people is deleted this long after they joined.
KEPT = timedelta(days=400)


class Reception:
    """The state machine at work, on the house's core."""

    def __init__(self, core: Core) -> None:
        self._db, self._outbox, self._scheduler = core.db, core.outbox, core.scheduler
        self._clock, self._signals = core.clock, core.signals
        self._rushes, self._departures = Rushes(core), Departures(core)
        # Who is still on their way, by guild: most messages are by others and need no database.
        self._on_their_way: dict[int, set[int]] = {}

    async def open(self, place: Place, joined: Collection[int]) -> bool:
        """Begin to look after a server; False when that began earlier.

        Who joined before now is no newcomer. Of those who `joined` lately those are noted one by
        one who did at this very instant, or later by a clock that differs from ours.
        """
        now = self._clock.now()
        async with self._db.write() as tx:
            if await store.since(tx, place.guild_id) is not None:
                return False
            await store.begin(tx, place.guild_id, now)
            for member in filter(None, map(place.member, joined)):
                known = await store.find(tx, place.guild_id, member.user_id)
                if known is None and member.joined_at >= now:
                    await store.save(tx, place.guild_id, policy.was_there(member, now=now))
            return True

    async def close(self, guild_id: int) -> None:
        """Stop looking after a server where the feature was switched off."""
        async with self._db.write() as tx:
            await store.end(tx, guild_id)
        self._on_their_way.pop(guild_id, None)

    async def meet(self, place: Place, members: Sequence[MemberFacts]) -> frozenset[int]:
        """Take note of members as they are now, and greet those whose time has come.

        Returns the ids of those who have just joined.
        """
        await self._know(place.guild_id)
        now = self._clock.now()
        async with self._db.write() as tx:
            since = await store.since(tx, place.guild_id)
            if since is None:
                return frozenset()
            seen, arrived, ready = [], [], []
            for member in members:
                known = await store.find(tx, place.guild_id, member.user_id)
                newcomer = policy.met(known, member, since=since, now=now, settings=place.settings)
                if newcomer is None:
                    continue
                if newcomer != known:
                    await store.save(tx, place.guild_id, newcomer)
                seen.append(member)
                if known is None or known.visits != newcomer.visits:
                    arrived.append(newcomer)
                elif known.ready_at is None and newcomer.ready_at is not None:
                    ready.append(newcomer)
            if arrived:
                await self._rushes.look(tx, place, arrived, now)
                await self._report_banned(tx, place, arrived)
            await self._rushes.look_again(tx, place, ready, now)
            for member in seen:
                await self._attend(tx, place, member, now)
        new = frozenset(newcomer.user_id for newcomer in arrived)
        self._on_their_way[place.guild_id] |= new
        return new

    async def may_be_new(
        self, guild_id: int, user_id: int, *, joined_at: datetime | None, late_within: timedelta
    ) -> bool:
        """Tell cheaply whether a message may be by a newcomer, so that `heard` is worth a call."""
        if await self.is_on_the_way(guild_id, user_id):
            return True
        # Whoever has only just joined may write before their joining has been dealt with.
        return joined_at is not None and joined_at > self._clock.now() - late_within

    async def is_on_the_way(self, guild_id: int, user_id: int) -> bool:
        """Tell whether somebody is known as a newcomer who has not settled."""
        return user_id in await self._know(guild_id)

    async def heard(self, place: Place, event: MessageEvent, member: MemberFacts | None) -> None:
        """Count a newcomer's message and greet them if they speak first.

        `member` is None when the author has left again.
        """
        assert event.author is not None, "somebody has written it"
        on_their_way = await self._know(place.guild_id)
        now, user_id = self._clock.now(), event.author.id
        async with self._db.write() as tx:
            known = await store.find(tx, place.guild_id, user_id)
            since = await store.since(tx, place.guild_id)
            if since is not None and member is not None:
                known = policy.met(known, member, since=since, now=now, settings=place.settings)
            if since is None or known is None or known.settled_at is not None:
                on_their_way.discard(user_id)
                return
            newcomer = policy.spoke(
                known,
                message_id=event.message_id,
                at=event.at,
                day=place.day(event.at),
                settings=place.settings,
            )
            await store.save(tx, place.guild_id, newcomer)
            told = _milestones(place.guild_id, known, newcomer, event)
            if member is not None:
                await self._attend(tx, place, member, now)
        if newcomer.settled_at is None:
            on_their_way.add(user_id)
        else:
            on_their_way.discard(user_id)
        for signal in told:
            await self._signals.emit(signal)

    async def catch_up(
        self, place: Place, joined: Collection[int], members: Collection[int] | None
    ) -> None:
        """Do what was missed while we heard nothing: `members` shows who has left meanwhile.

        None stands for a list of members that is not complete. For `joined` see `sweep`.
        """
        if members is not None:
            async with self._db.read() as tx:
                present = await store.present_ids(tx, place.guild_id)
            for user_id in present.difference(members):
                await self._departures.farewell(place, user_id)
        await self.sweep(place, joined)

    async def sweep(self, place: Place, joined: Collection[int]) -> None:
        """Do what time alone has brought about, and what no event told us of.

        `joined` are the members who joined lately. Nothing is written where there is nothing to
        do.
        """
        now = self._clock.now()
        async with self._db.read() as tx:
            known = await store.underway(tx, place.guild_id, now - _attended_for(place))
            if not known and not joined:
                return
            since = await store.since(tx, place.guild_id)
            rush_is_on = await store.open_rush(tx, place.guild_id) is not None
        if since is None:
            return
        members = (place.member(user_id) for user_id in known.keys() | joined)
        attention = [
            member
            for member in members
            if member is not None
            and policy.needs_attention(
                known.get(member.user_id),
                member,
                since=since,
                rush_is_on=rush_is_on,
                now=now,
                settings=place.settings,
            )
        ]
        if attention:
            await self.meet(place, attention)
        if any(policy.is_being_posted(newcomer) for newcomer in known.values()):
            await self.note_greetings(place)

    async def note_source(self, place: Place, user_id: int, source: str) -> None:
        """Write down by which invite somebody came."""
        async with self._db.write() as tx:
            newcomer = await store.find(tx, place.guild_id, user_id)
            if newcomer is not None:
                await store.save(tx, place.guild_id, replace(newcomer, source=source))

    async def note_greetings(self, place: Place) -> None:
        """Write down which of the planned greetings stand in the channel by now."""
        async with self._db.write() as tx:
            for newcomer in await store.greetings_under_way(tx, place.guild_id):
                noted = await with_greeting(tx, self._outbox, place.guild_id, newcomer)
                if noted != newcomer:
                    await store.save(tx, place.guild_id, noted)

    async def purge(self) -> None:
        """Delete what has been kept for long enough."""
        before = self._clock.now() - KEPT
        async with self._db.write() as tx:
            await store.purge(tx, before)
            await progress.purge(tx, before)

    async def _know(self, guild_id: int) -> set[int]:
        if guild_id not in self._on_their_way:
            async with self._db.read() as tx:
                known = await store.unsettled_ids(tx, guild_id, self._clock.now() - KEPT)
            self._on_their_way.setdefault(guild_id, known)
        return self._on_their_way[guild_id]

    async def _attend(
        self, tx: AsyncConnection, place: Place, member: MemberFacts, now: datetime
    ) -> None:
        """Do what is next for a newcomer, whose row is up to date."""
        newcomer = await store.find(tx, place.guild_id, member.user_id)
        if newcomer is None:
            return
        rush_is_on = await store.open_rush(tx, place.guild_id) is not None
        step = policy.next_step(
            newcomer,
            is_staff=member.is_staff,
            rush_is_on=rush_is_on,
            now=now,
            settings=place.settings,
        )
        if step == "wait":
            await self._scheduler.schedule(
                tx,
                GREET,
                guild_id=place.guild_id,
                subject=str(member.user_id),
                due_at=policy.greet_at(newcomer, place.settings),
            )
        elif step in {"greet", "welcome_back"}:
            if place.channel_id is None:
                await self._miss_channel(tx, place)
            else:
                await self._greet(tx, place, newcomer, now, back=step == "welcome_back")

    async def _miss_channel(self, tx: AsyncConnection, place: Place) -> None:
        """Tell staff, once a day, that there is nowhere to greet; the sweep tries again."""
        day = place.day(self._clock.now())
        key = effect_key("no_channel", place.guild_id, period=day.isoformat())
        await alert(tx, self._outbox, place, key, render.no_channel(place))

    async def _greet(
        self, tx: AsyncConnection, place: Place, newcomer: Newcomer, now: datetime, *, back: bool
    ) -> None:
        assert place.channel_id is not None, "checked by the caller"
        rota = await progress.rota(tx, place.guild_id)
        here = {one.user_id for one in rota if place.name_of(one.user_id) is not None}
        greeter = greeter_of(place.day(now), rota, here - {newcomer.user_id})
        message = render.greeting(place, newcomer.user_id, greeter, back=back)
        if back:
            key = effect_key("back", place.guild_id, str(newcomer.user_id), str(newcomer.visits))
            changed = replace(newcomer, welcomed_back=newcomer.visits)
        else:
            changed = replace(
                newcomer,
                greeted="alone",
                greeting_at=now,
                greeting_visit=newcomer.visits,
                greeting_text=message.text,
            )
            key = greeting_key(place.guild_id, changed)
        await self._outbox.plan(
            tx,
            key,
            SendMessage(channel_id=place.channel_id, message=message),
            expires_at=now + place.settings.late_within,
        )
        await store.save(tx, place.guild_id, changed)

    async def _report_banned(
        self, tx: AsyncConnection, place: Place, arrived: Sequence[Newcomer]
    ) -> None:
        for newcomer in arrived:
            if newcomer.banned_at is not None:
                subject, period = str(newcomer.user_id), str(newcomer.visits)
                key = effect_key("banned_back", place.guild_id, subject, period)
                text = render.back_after_ban(place, newcomer.user_id)
                await alert(tx, self._outbox, place, key, text)


def _attended_for(place: Place) -> timedelta:
    """Return how long after joining, or after passing the gates, a greeting may still come."""
    return place.settings.late_within + place.settings.quiet_delay


def _milestones(
    guild_id: int, before: Newcomer, after: Newcomer, event: MessageEvent
) -> list[Signal]:
    told: list[Signal] = []
    if before.contributed_at is None and after.contributed_at is not None:
        told.append(
            MemberContributed(
                guild_id=guild_id,
                member_id=after.user_id,
                channel_id=event.channel_id,
                message_id=event.message_id,
                at=event.at,
            )
        )
    if before.settled_at is None and after.settled_at is not None:
        told.append(MemberSettled(guild_id=guild_id, member_id=after.user_id, at=event.at))
    return told
