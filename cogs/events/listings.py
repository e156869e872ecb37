"""What staff change in Discord's own list of events flows back; what collides is told."""

from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import SendMessage
from bot.signals import EffectSettled
from cogs.events import policy, render, store
from cogs.events.course import Course
from cogs.events.gathering import Occurrence
from cogs.events.keys import effect_key, native_key, post_key
from cogs.events.place import Place
from cogs.events.planning import Planner, listing
from cogs.events.policy import Listing, Status

KIND = "events.listing"
POST = "events.post"


class Listings:
    """Keeps occurrences and Discord's list in step."""

    def __init__(self, core: Core, planner: Planner, course: Course) -> None:
        self._db, self._outbox, self._clock = core.db, core.outbox, core.clock
        self._planner, self._course = planner, course

    async def settled(self, signal: EffectSettled) -> None:
        """Remember under which ids Discord knows an occurrence and its announcement."""
        if signal.kind not in {KIND, POST}:
            return
        async with self._db.write() as tx:
            if signal.state == "sent":
                await self._remember(tx, signal.guild_id, int(signal.subject))
            elif signal.kind == KIND and signal.state == "failed":
                occurrence = await store.find(tx, signal.guild_id, int(signal.subject))
                if occurrence is not None and not occurrence.is_over:
                    await self._lost(tx, occurrence)

    async def catch_up(self, place: Place) -> None:
        """Learn the ids of what was made while nobody listened."""
        async with self._db.write() as tx:
            for one in await store.live(tx, place.guild_id):
                if one.native_id is None or (one.is_posted and one.message_id is None):
                    await self._remember(tx, place.guild_id, one.id)

    async def _remember(self, tx: AsyncConnection, guild_id: int, occurrence_id: int) -> None:
        occurrence = await store.find(tx, guild_id, occurrence_id)
        if occurrence is None:
            return
        native = native_key(guild_id, occurrence_id, occurrence.listing)
        listed = await self._outbox.result(tx, native)
        posted = await self._outbox.result(tx, post_key(guild_id, occurrence_id))
        await store.save_occurrence(
            tx,
            replace(
                occurrence,
                native_id=listed.created_id if listed is not None else None,
                message_id=posted.created_id if posted is not None else None,
            ),
        )

    async def edited(
        self, place: Place, native_id: int, before: Listing | None, after: Listing
    ) -> None:
        """Take over what somebody has changed in Discord's list.

        `before` is what the list showed earlier, None when that is not known.
        """
        async with self._db.write() as tx:
            occurrence = await store.by_native(tx, place.guild_id, native_id)
            if occurrence is None or occurrence.is_over:
                return
            ours = listing(occurrence)
            different = policy.differences(ours, after)
            if before is not None:
                changed = policy.differences(before, after)
                different = [name for name in different if name in changed]
            if not different:
                return
            key = effect_key("listing_anew", place.guild_id, occurrence.id, occurrence.sequence)
            underway = await self._outbox.result(tx, key)
            if underway is not None and underway.state in {"planned", "sending"}:
                await self._note(tx, place, occurrence, "conflict", after)
                return
            adopted = _adopted(occurrence, after, different)
            await self._planner.change(tx, place, occurrence, adopted)
            await self._note(tx, place, adopted, "adopted", after)

    async def status(self, place: Place, native_id: int, status: Status) -> None:
        """Take over that somebody has begun, ended or called off an event in Discord's list."""
        now = self._clock.now()
        async with self._db.write() as tx:
            occurrence = await store.by_native(tx, place.guild_id, native_id)
            if occurrence is None or occurrence.is_over or occurrence.status == status:
                return
            if status == "active":
                await self._course.begin(tx, place, occurrence, in_list=False)
            elif status == "completed":
                await self._course.end(tx, place, occurrence, now, in_list=False)
            elif self._has_no_channel(place, occurrence):
                # Discord drops what stands in a channel that is deleted: nobody called it off.
                await self._lost(tx, occurrence)
            else:
                await self._planner.cancel_one(tx, place, occurrence, is_unlisted=True)
                await self._note(tx, place, occurrence, "cancelled", listing(occurrence))

    async def channel_gone(self, place: Place, channel_id: int) -> None:
        """Tell staff which events have lost their channel."""
        async with self._db.write() as tx:
            told: set[int] = set()
            for one in await store.live(tx, place.guild_id):
                if one.details.channel_id == channel_id and one.series_id not in told:
                    told.add(one.series_id)
                    await self._note(tx, place, one, "no_channel", listing(one))

    def _has_no_channel(self, place: Place, occurrence: Occurrence) -> bool:
        channel_id = occurrence.details.channel_id
        return channel_id is not None and place.kind_of(channel_id) is None

    async def _lost(self, tx: AsyncConnection, occurrence: Occurrence) -> None:
        """Note that it does not stand in the list any more, so that it may enter it anew."""
        lost = replace(occurrence, native_id=None, listing=occurrence.listing + 1)
        await store.save_occurrence(tx, lost)

    async def _note(
        self, tx: AsyncConnection, place: Place, occurrence: Occurrence, what: str, shown: Listing
    ) -> None:
        if place.staff_channel_id is None:
            return
        period = f"{what}:{occurrence.sequence}:{shown.start.isoformat()}"
        message = render.list_note(place, occurrence, what, shown)
        effect = SendMessage(channel_id=place.staff_channel_id, message=message)
        key = effect_key("list_note", place.guild_id, occurrence.id, period)
        await self._outbox.plan(tx, key, effect)


def _adopted(occurrence: Occurrence, theirs: Listing, different: list[str]) -> Occurrence:
    """Return the occurrence with what the list shows otherwise."""
    details = occurrence.details
    if "name" in different:
        details = replace(details, title=theirs.name)
    if "description" in different:
        details = replace(details, description=theirs.description)
    if "channel_id" in different or "location" in different:
        if theirs.channel_id is None:
            details = replace(details, kind="external", channel_id=None, location=theirs.location)
        else:
            details = replace(details, kind="voice", channel_id=theirs.channel_id)
    starts_at = theirs.start if "start" in different else occurrence.starts_at
    length = occurrence.ends_at - occurrence.starts_at
    ends_at = theirs.end if "end" in different and theirs.end else starts_at + length
    return replace(
        occurrence,
        starts_at=starts_at,
        ends_at=ends_at,
        details=details,
        changes={**occurrence.changes, **occurrence.details.differences(details)},
    )
