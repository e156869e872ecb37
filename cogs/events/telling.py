"""Tells people what concerns them, once and in their language: reminders, changes, seats."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import Message, SendMessage
from bot.scheduler import Job
from bot.services import PrivateMessage, PrivateWords
from bot.texts import Translation
from cogs.events import answers, listening, policy, render, store
from cogs.events.gathering import Occurrence
from cogs.events.keys import effect_key
from cogs.events.place import Place
from cogs.events.settings import minutes_of

AT_ONCE = 40
"""How many people one message in a channel may name, so that it stays a message."""


@dataclass(frozen=True, slots=True)
class Word:
    """What one person is told."""

    user_id: int
    message: Message


class Telling:
    """Writes to those who have answered, privately where somebody carries private words."""

    def __init__(self, core: Core) -> None:
        self._db, self._outbox, self._clock = core.db, core.outbox, core.clock
        self._services, self._texts = core.services, core.texts

    async def tell(self, place: Place, job: Job) -> None:
        """Tell those concerned of a change, a cancellation, or a seat."""
        occurrence_id = int(job.subject.partition(":")[0])
        async with self._db.read() as tx:
            occurrence = await store.find(tx, place.guild_id, occurrence_id)
            roster = await answers.roster(tx, occurrence_id)
        if occurrence is None:
            return
        what = job.payload["what"]
        if what == "new":
            people = await self._listeners(place, occurrence, roster)
        elif "user" in job.payload:
            people = [job.payload["user"]]
        else:
            people = [one.user_id for one in roster.values() if one.answer in policy.CONCERNED]
        words = [
            Word(user_id, render.told(t, occurrence, what, job.payload, roster.get(user_id)))
            for user_id, t in await self._voices(place, people)
        ]
        async with self._db.write() as tx:
            await self._write(tx, place, occurrence, words, kind=what, period=job.subject)

    async def remind(self, place: Place, job: Job) -> None:
        """Remind those who go and want to be, of this and of what follows close upon it."""
        occurrence_id, minutes = map(int, job.subject.split(":"))
        async with self._db.read() as tx:
            occurrence = await store.find(tx, place.guild_id, occurrence_id)
            if occurrence is None or not self._is_worth_it(occurrence, job.now):
                return
            people = await self._who_wants(tx, place, occurrence_id, minutes)
            until = occurrence.starts_at + policy.TOGETHER_WITHIN
            together = await answers.going_between(
                tx, place.guild_id, people, occurrence.starts_at, until
            )
            others = {one for ids in together.values() for one in ids}
            found = {one: await store.find(tx, place.guild_id, one) for one in others}
        voices = dict(await self._voices(place, people))
        async with self._db.write() as tx:
            for user_id in people:
                news = [
                    one
                    for other in together[user_id]
                    if (one := found[other]) is not None
                    and await answers.mark_reminded(
                        tx, place.guild_id, other, user_id, minutes=minutes, now=job.now
                    )
                ]
                if news:
                    word = Word(user_id, render.reminder(voices[user_id], news))
                    period = f"{minutes}:{news[0].starts_at.isoformat()}"
                    await self._write(tx, place, news[0], [word], kind="reminder", period=period)

    async def _listeners(
        self, place: Place, occurrence: Occurrence, roster: policy.Roster
    ) -> list[int]:
        """Return who wants to hear of a new event, has not answered yet, and may come."""
        if occurrence.is_over:
            return []
        async with self._db.read() as tx:
            listeners = await listening.all_of(tx, place.guild_id)
        return [
            user_id
            for user_id in listeners
            if user_id != occurrence.host_id
            and user_id not in roster
            and place.is_member(user_id)
            and place.sees(user_id, occurrence.details.channel_id)
            and occurrence.details.admits(place.roles_of(user_id))
        ]

    def _is_worth_it(self, occurrence: Occurrence, now: datetime) -> bool:
        has_just_changed = (
            occurrence.sequence > 0 and now - occurrence.changed_at < policy.AFTER_A_CHANGE
        )
        return (
            occurrence.status == "planned" and now < occurrence.starts_at and not has_just_changed
        )

    async def _who_wants(
        self, tx: AsyncConnection, place: Place, occurrence_id: int, minutes: int
    ) -> list[int]:
        roster = await answers.roster(tx, occurrence_id)
        going = [one.user_id for one in roster.values() if one.answer == "going"]
        wishes = await answers.wishes_of(tx, place.guild_id, going)
        usual = minutes_of(place.settings.reminders)
        return [
            user_id
            for user_id in going
            if policy.wants_reminder(wishes.get(user_id), usual, minutes)
            and place.is_member(user_id)
        ]

    async def _voices(self, place: Place, people: Sequence[int]) -> list[tuple[int, Translation]]:
        return [(one, await self._texts.for_member(place.guild_id, one)) for one in people]

    async def _write(
        self,
        tx: AsyncConnection,
        place: Place,
        occurrence: Occurrence,
        words: Sequence[Word],
        *,
        kind: str,
        period: str,
    ) -> None:
        """Plan the words privately; without anybody to carry them, in the channel of events."""
        private = self._services.get(PrivateWords)
        if private is not None:
            for word in words:
                subject = f"{occurrence.id}:{word.user_id}"
                await private.write(
                    tx,
                    PrivateMessage(
                        key=effect_key(kind, place.guild_id, subject, period),
                        member_id=word.user_id,
                        message=word.message,
                        asked_for=True,
                        purpose="invitation" if kind == "new" else "notice",
                        expires_at=occurrence.ends_at + timedelta(days=1),
                    ),
                )
        elif place.channel_id is not None:
            for first in range(0, len(words), AT_ONCE):
                some = words[first : first + AT_ONCE]
                people = tuple(word.user_id for word in some)
                plain = render.in_public(people, some[0].message)
                subject = f"{occurrence.id}:{people[0]}"
                effect = SendMessage(channel_id=place.channel_id, message=plain)
                key = effect_key(kind, place.guild_id, subject, period)
                await self._outbox.plan(tx, key, effect, expires_at=occurrence.ends_at)
