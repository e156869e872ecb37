"""Makes, changes and calls off gatherings, and keeps their coming occurrences in order.

Knows no Discord: it is handed a `Place`. All is decided and planned in one transaction; every
method may be repeated after a crash.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.effects import (
    CreateScheduledEvent,
    EditMessage,
    EditScheduledEvent,
    SendMessage,
    SetEventStatus,
)
from cogs.events import answers, policy, render, store
from cogs.events.gathering import Gathering, Occurrence
from cogs.events.keys import (
    REMIND,
    SHOW,
    TELL,
    TURN,
    effect_key,
    native_key,
    post_key,
)
from cogs.events.place import Place
from cogs.events.policy import NATIVE_CAP, Listing
from cogs.events.recurrence.series import never
from cogs.events.settings import minutes_of


def listing(occurrence: Occurrence) -> Listing:
    """Return an occurrence as Discord's own list is to show it."""
    details = occurrence.details
    is_external = details.kind == "external"
    return Listing(
        name=details.title,
        description="\n\n".join(filter(None, (details.description, details.notes)))[:1000],
        start=occurrence.starts_at,
        end=occurrence.ends_at,
        channel_id=None if is_external else details.channel_id,
        location=details.location if is_external else "",
    )


class Planner:
    """Turns decisions about gatherings into rows, effects and jobs."""

    def __init__(self, core: Core) -> None:
        self._db, self._outbox, self._scheduler = core.db, core.outbox, core.scheduler
        self._clock = core.clock

    async def create(self, tx: AsyncConnection, place: Place, gathering: Gathering) -> Gathering:
        """Keep a new gathering and announce what comes first."""
        kept = await store.add_series(tx, gathering)
        await self.tend_one(tx, place, kept, [])
        for first in (await store.of_series(tx, kept.id))[:1]:
            now = self._clock.now()
            due_at = place.quiet.first_outside(now, place.zone) if place.quiet else now
            await self.tell(tx, first, "new", {}, due_at=due_at)
        return kept

    async def tend(self, place: Place) -> None:
        """Bring in what is coming: of every series the next occurrences, and one announcement."""
        now = self._clock.now()
        async with self._db.read() as tx:
            gatherings = await store.open_series(tx, place.guild_id)
            rows = await store.live(tx, place.guild_id)
        ahead: dict[int, list[Occurrence]] = defaultdict(list)
        for one in rows:
            ahead[one.series_id].append(one)
        for gathering in gatherings:
            live = ahead[gathering.id]
            if self._is_in_order(place, gathering, live, now):
                continue
            async with self._db.write() as tx:
                fresh = await store.find_series(tx, place.guild_id, gathering.id)
                if fresh is not None and fresh.status == "open":
                    own = await store.of_series(tx, gathering.id)
                    await self.tend_one(tx, place, fresh, own)

    async def tend_one(
        self, tx: AsyncConnection, place: Place, gathering: Gathering, known: Sequence[Occurrence]
    ) -> None:
        """Bring in the next occurrences of one series; `known` are all that are kept of it."""
        now = self._clock.now()
        live = [one for one in known if not one.is_over]
        taken = {one.slot for one in known}
        wanted = place.settings.ahead if gathering.repeats else 1
        series = replace(
            gathering.series, is_free=place.is_free if gathering.skip_holidays else never
        )
        ahead = series.coming(now, wanted + len(taken))
        fresh = [slot for slot in ahead if slot.wall not in taken]
        # A date that was added may come before those that are kept already.
        known_starts = [one.starts_at for one in live]
        starts = sorted([*known_starts, *(slot.starts_at for slot in fresh)])[:wanted]
        for slot in fresh:
            if slot.starts_at in starts:
                await store.add_occurrence(tx, gathering, slot, now)
        live = [one for one in await store.of_series(tx, gathering.id) if not one.is_over]
        if not live:
            await store.save_series(tx, replace(gathering, status="ended"))
            return
        for number, one in enumerate(sorted(live, key=lambda one: one.starts_at)):
            await self._list(tx, place, one)
            await self._set_alarms(tx, place, one, now)
            if number == 0 and not one.is_posted:
                await self._post(tx, place, one)

    async def change(
        self, tx: AsyncConnection, place: Place, before: Occurrence, after: Occurrence
    ) -> None:
        """Keep an occurrence that was changed, and let all know who are concerned."""
        now = self._clock.now()
        changed = replace(after, sequence=before.sequence + 1, changed_at=now)
        await store.save_occurrence(tx, changed)
        await self._edit_listing(tx, place, changed)
        has_moved = before.starts_at != after.starts_at
        if has_moved:
            await answers.forget_reminders(tx, changed.id)
            await self._set_alarms(tx, place, changed, now)
        if changed.is_posted:
            await self.show_soon(tx, changed)
        moved_house = (before.details.channel_id, before.details.location) != (
            after.details.channel_id, after.details.location,
        )  # fmt: skip
        if has_moved or moved_house:
            was = {"start": before.starts_at.isoformat()} if has_moved else {}
            await self.tell(tx, changed, "changed", was)

    async def cancel_one(
        self,
        tx: AsyncConnection,
        place: Place,
        occurrence: Occurrence,
        reason: str = "",
        *,
        is_unlisted: bool = False,
    ) -> None:
        """Call one occurrence off; `is_unlisted` when Discord's list says so already."""
        if occurrence.is_over:
            return
        cancelled = replace(
            occurrence,
            status="cancelled",
            sequence=occurrence.sequence + 1,
            changed_at=self._clock.now(),
        )
        await store.save_occurrence(tx, cancelled)
        await self._scheduler.cancel(tx, TURN, guild_id=place.guild_id, subject=str(occurrence.id))
        if not is_unlisted:
            await self.set_status(tx, occurrence, "cancelled")
        if cancelled.is_posted:
            await self.show_soon(tx, cancelled)
        await self.tell(tx, cancelled, "cancelled", {"reason": reason})

    async def cancel_series(
        self, tx: AsyncConnection, place: Place, gathering: Gathering, reason: str = ""
    ) -> None:
        """Call a whole series off."""
        await store.save_series(
            tx, replace(gathering, status="cancelled", sequence=gathering.sequence + 1)
        )
        for one in await store.of_series(tx, gathering.id):
            await self.cancel_one(tx, place, one, reason)

    async def set_status(self, tx: AsyncConnection, occurrence: Occurrence, status: str) -> None:
        """Begin, end or call off an occurrence in Discord's own list, if it stands there."""
        native = native_key(occurrence.guild_id, occurrence.id, occurrence.listing)
        if await self._outbox.cancel(tx, native):
            return
        if await self._outbox.result(tx, native) is None:
            return
        kind, listed = f"listing_{status}", occurrence.listing or ""
        key = effect_key(kind, occurrence.guild_id, occurrence.id, listed)
        effect = SetEventStatus.model_validate({"of": native, "status": status})
        await self._outbox.plan(tx, key, effect)

    async def show_soon(
        self, tx: AsyncConnection, occurrence: Occurrence, *, can_wait: bool = False
    ) -> None:
        """Let the announcement show what has changed, in a moment; how many come can wait."""
        now = self._clock.now()
        due_at = policy.show_at(
            now, posted_at=occurrence.posted_at, shown_at=occurrence.shown_at if can_wait else None
        )
        await self._scheduler.schedule(
            tx, SHOW, guild_id=occurrence.guild_id, subject=str(occurrence.id), due_at=due_at
        )

    async def show(self, place: Place, occurrence_id: int, due_at: datetime) -> None:
        """Write the announcement anew."""
        async with self._db.write() as tx:
            occurrence = await store.find(tx, place.guild_id, occurrence_id)
            if occurrence is None or not occurrence.is_posted:
                return
            counts = (await answers.counts(tx, [occurrence_id]))[occurrence_id]
            key = effect_key("post_anew", place.guild_id, occurrence_id, due_at.isoformat())
            message = render.post(place, occurrence, counts)
            of = post_key(place.guild_id, occurrence_id)
            if await self._outbox.plan(tx, key, EditMessage(of=of, message=message)):
                await store.save_occurrence(tx, replace(occurrence, shown_at=self._clock.now()))

    def _is_in_order(
        self, place: Place, gathering: Gathering, live: Sequence[Occurrence], now: datetime
    ) -> bool:
        """Tell cheaply, for the sweep, that nothing is missing."""
        wanted = place.settings.ahead if gathering.repeats else 1
        coming = [one for one in live if one.starts_at > now or one.status == "active"]
        return (
            len(coming) >= wanted
            and len(coming) == len(live)
            and live[0].is_posted
            and (not place.may_list or all(one.native_id is not None for one in live))
        )

    async def _list(self, tx: AsyncConnection, place: Place, occurrence: Occurrence) -> None:
        """Put an occurrence into Discord's own list, as long as there is room."""
        now = self._clock.now()
        if (
            occurrence.status != "planned"
            or occurrence.native_id is not None
            or not now < occurrence.starts_at <= now + policy.FURTHEST
            or not place.may_list
            or not self._has_room(place, occurrence)
        ):
            return
        shown = listing(occurrence)
        effect = CreateScheduledEvent(
            name=shown.name,
            description=shown.description,
            start=shown.start,
            end=shown.end,
            channel_id=shown.channel_id,
            location=shown.location,
        )
        key = native_key(place.guild_id, occurrence.id, occurrence.listing)
        await self._outbox.plan(tx, key, effect, expires_at=occurrence.starts_at)

    def _has_room(self, place: Place, occurrence: Occurrence) -> bool:
        channel_id = occurrence.details.channel_id
        has_channel = channel_id is None or place.kind_of(channel_id) is not None
        return has_channel and place.listed < NATIVE_CAP

    async def _edit_listing(
        self, tx: AsyncConnection, place: Place, occurrence: Occurrence
    ) -> None:
        native = native_key(place.guild_id, occurrence.id, occurrence.listing)
        if await self._outbox.result(tx, native) is None:
            await self._list(tx, place, occurrence)
            return
        shown = listing(occurrence)
        effect = EditScheduledEvent(
            of=native,
            name=shown.name,
            description=shown.description,
            start=shown.start,
            end=shown.end,
            channel_id=shown.channel_id,
            location=shown.location,
        )
        key = effect_key("listing_anew", place.guild_id, occurrence.id, occurrence.sequence)
        await self._outbox.plan(tx, key, effect)

    async def _post(self, tx: AsyncConnection, place: Place, occurrence: Occurrence) -> None:
        if place.channel_id is None:
            return
        counts = (await answers.counts(tx, [occurrence.id]))[occurrence.id]
        message = render.post(place, occurrence, counts, invites=True)
        effect = SendMessage(channel_id=place.channel_id, message=message)
        key = post_key(place.guild_id, occurrence.id)
        await self._outbox.plan(tx, key, effect, expires_at=occurrence.ends_at)
        await store.save_occurrence(tx, replace(occurrence, posted_at=self._clock.now()))

    async def _set_alarms(
        self, tx: AsyncConnection, place: Place, occurrence: Occurrence, now: datetime
    ) -> None:
        due_at = occurrence.starts_at if occurrence.status == "planned" else occurrence.ends_at
        await self._scheduler.schedule(
            tx, TURN, guild_id=place.guild_id, subject=str(occurrence.id), due_at=due_at
        )
        for minutes in {*minutes_of(place.settings.reminders), *policy.REMINDERS}:
            subject = f"{occurrence.id}:{minutes}"
            at = policy.reminder_at(
                occurrence.starts_at,
                timedelta(minutes=minutes),
                quiet=place.quiet,
                zone=place.zone,
            )
            if at is None or at <= now:
                await self._scheduler.cancel(tx, REMIND, guild_id=place.guild_id, subject=subject)
            else:
                await self._scheduler.schedule(
                    tx, REMIND, guild_id=place.guild_id, subject=subject, due_at=at
                )

    async def tell(
        self,
        tx: AsyncConnection,
        occurrence: Occurrence,
        what: str,
        more: dict[str, str],
        *,
        due_at: datetime | None = None,
    ) -> None:
        """Let those concerned be told, once for each sequence."""
        await self._scheduler.schedule(
            tx,
            TELL,
            guild_id=occurrence.guild_id,
            subject=f"{occurrence.id}:{occurrence.sequence}",
            due_at=due_at or self._clock.now(),
            payload={"what": what, **more},
        )
