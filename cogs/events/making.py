"""From a finished draft to an event, or to a changed one: once, whatever is pressed twice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from cogs.events import answers, shelf, store
from cogs.events.adding import Adder, MoreDate, one_more
from cogs.events.details import Details
from cogs.events.draft import Draft, Scope, following
from cogs.events.gathering import Gathering, Occurrence
from cogs.events.place import Place
from cogs.events.planning import Planner
from cogs.events.recurrence import Rule, Series, Slot
from cogs.events.recurrence.series import never
from cogs.events.seats import Seats
from cogs.events.when import Meant

SHOWN = 5
HOLIDAYS_AMONG = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a draft would come to: shown before anything is done."""

    details: Details
    start: datetime
    series: Series
    slots: Sequence[Slot]
    rule: Rule | None
    edits: Occurrence | None = None
    more: MoreDate | None = None
    going: int = 0


class Maker:
    """Makes events of drafts."""

    def __init__(self, core: Core, planner: Planner, seats: Seats) -> None:
        self._db, self._clock = core.db, core.clock
        self._planner, self._seats = planner, seats
        self._adder = Adder(core, planner)

    async def propose(self, place: Place, draft: Draft, meant: Meant | None) -> Proposal | None:
        """Return what a draft comes to; None when the event that it changes is gone."""
        details = draft.details(meant)
        occurrence = gathering = more = None
        going = 0
        if draft.edits is not None:
            async with self._db.read() as tx:
                occurrence = await store.find(tx, place.guild_id, draft.edits)
                if occurrence is None or occurrence.is_over:
                    return None
                gathering = await store.find_series(tx, place.guild_id, occurrence.series_id)
                counts = await answers.counts(tx, [occurrence.id])
                going = counts[occurrence.id].get("going", 0)
                if draft.adds_date and meant is not None and gathering is not None:
                    known = await store.of_series(tx, gathering.id)
                    more = one_more(place, gathering, known, meant.starts_at)
        now = self._clock.now()
        if more is not None:
            series = more.series.series
        else:
            series = _series(place, draft, meant, gathering, occurrence)
        slots = series.coming(now - timedelta(seconds=1), SHOWN)
        return Proposal(
            details=details,
            start=series.start,
            series=series,
            slots=slots,
            rule=series.rule,
            edits=occurrence,
            more=more,
            going=going,
        )

    async def make(
        self, place: Place, draft_id: str, draft: Draft, meant: Meant | None, author_id: int
    ) -> int | None:
        """Do what the draft says; None when that was done before, else the series."""
        async with self._db.write() as tx:
            if not await shelf.drop_draft(tx, draft_id):
                return None
            if draft.edits is None:
                assert meant is not None, "a new event has a time"
                gathering = await self._planner.create(
                    tx, place, self._new(place, draft, meant, author_id)
                )
                return gathering.id
            occurrence = await store.find(tx, place.guild_id, draft.edits)
            if occurrence is None or occurrence.is_over:
                return None
            if draft.adds_date:
                assert meant is not None, "one more date has a time"
                details = draft.details(meant)
                return await self._adder.add(tx, place, occurrence, meant.starts_at, details)
            if draft.scope == "this" or not occurrence.repeats:
                await self._edit_one(tx, place, draft, meant, occurrence)
                return occurrence.series_id
            return await self._edit_more(tx, place, draft, meant, occurrence)

    async def affected(
        self, occurrence: Occurrence, scope: Scope
    ) -> tuple[Sequence[Occurrence], int]:
        """Return the kept dates that would be called off, and how many people go or wait there."""
        async with self._db.read() as tx:
            dates = _meant(await store.of_series(tx, occurrence.series_id), occurrence, scope)
            return dates, await answers.concerned(tx, [one.id for one in dates])

    async def cancel(self, place: Place, occurrence_id: int, scope: Scope, reason: str) -> None:
        """Call an occurrence off, with those after it, or the whole series."""
        async with self._db.write() as tx:
            occurrence = await store.find(tx, place.guild_id, occurrence_id)
            if occurrence is None or occurrence.is_over:
                return
            gathering = await store.find_series(tx, place.guild_id, occurrence.series_id)
            assert gathering is not None, "occurrences have a series"
            if scope == "all" or not occurrence.repeats:
                await self._planner.cancel_series(tx, place, gathering, reason)
                return
            if scope == "this":
                left = gathering.series.without(occurrence.slot).left_out
                gathering = replace(gathering, left_out=left, sequence=gathering.sequence + 1)
                await store.save_series(tx, gathering)
                await self._planner.cancel_one(tx, place, occurrence, reason)
            else:
                head = gathering.series.end_before(occurrence.slot)
                gathering = replace(
                    gathering,
                    rule=head.rule,
                    left_out=head.left_out,
                    added=head.added,
                    sequence=gathering.sequence + 1,
                )
                await store.save_series(tx, gathering)
                for one in _meant(await store.of_series(tx, gathering.id), occurrence, scope):
                    await self._planner.cancel_one(tx, place, one, reason)
            known = await store.of_series(tx, gathering.id)
            await self._planner.tend_one(tx, place, gathering, known)

    def _new(self, place: Place, draft: Draft, meant: Meant, author_id: int) -> Gathering:
        return Gathering(
            id=0,
            guild_id=place.guild_id,
            author_id=author_id,
            host_id=author_id,
            details=draft.details(meant),
            start=meant.start,
            zone=meant.zone,
            rule=meant.rule,
            skip_holidays=draft.skip_holidays,
            created_at=self._clock.now(),
        )

    async def _edit_one(
        self,
        tx: AsyncConnection,
        place: Place,
        draft: Draft,
        meant: Meant | None,
        occurrence: Occurrence,
    ) -> None:
        details = draft.details(meant)
        starts_at = meant.starts_at if meant is not None else occurrence.starts_at
        after = replace(
            occurrence,
            details=details,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=details.minutes),
            changes={**occurrence.changes, **occurrence.details.differences(details)},
        )
        await self._planner.change(tx, place, occurrence, after)
        await self._seats.fill(tx, place, after)

    async def _edit_more(
        self,
        tx: AsyncConnection,
        place: Place,
        draft: Draft,
        meant: Meant | None,
        occurrence: Occurrence,
    ) -> int:
        """Change an occurrence and those after it, or all: answers go along with each."""
        before = await store.find_series(tx, place.guild_id, occurrence.series_id)
        assert before is not None, "occurrences have a series"
        kept = await store.of_series(tx, before.id)
        live = [one for one in kept if not one.is_over]
        after = _changed(draft, meant, before, occurrence)
        if draft.scope == "following" and any(one.slot < occurrence.slot for one in kept):
            head = before.series.end_before(occurrence.slot)
            await store.save_series(
                tx,
                replace(
                    before,
                    rule=head.rule,
                    left_out=head.left_out,
                    added=head.added,
                    sequence=before.sequence + 1,
                ),
            )
            live = [one for one in live if one.slot >= occurrence.slot]
            kept = live
            after = await store.add_series(tx, after)
        else:
            after = replace(after, sequence=before.sequence + 1)
            await store.save_series(tx, after)
        await self._move(tx, place, live, after, has_new_time=meant is not None)
        await self._planner.tend_one(tx, place, after, await store.of_series(tx, after.id))
        return after.id

    async def _move(
        self,
        tx: AsyncConnection,
        place: Place,
        live: Sequence[Occurrence],
        after: Gathering,
        *,
        has_new_time: bool,
    ) -> None:
        """Let occurrences follow the series: the first to its first slot, and so on."""
        slots = [Slot(one.slot, one.starts_at) for one in live]
        if has_new_time:
            free = place.is_free if after.skip_holidays else never
            series = replace(after.series, is_free=free)
            slots = series.coming(self._clock.now(), len(live))
            await store.park(tx, [one.id for one in live])
        for one, slot in zip(live, slots, strict=False):
            details = after.details.changed_by(one.changes)
            moved = replace(
                one,
                series_id=after.id,
                slot=slot.wall,
                starts_at=slot.starts_at,
                ends_at=slot.starts_at + timedelta(minutes=details.minutes),
                details=details,
            )
            await self._planner.change(tx, place, one, moved)
            await self._seats.fill(tx, place, moved)
        for one in live[len(slots) :]:
            await self._planner.cancel_one(tx, place, replace(one, series_id=after.id))


def _meant(
    known: Sequence[Occurrence], occurrence: Occurrence, scope: Scope
) -> Sequence[Occurrence]:
    """Return the kept dates that a scope means, as seen from one of them."""
    live = [one for one in known if not one.is_over]
    if scope == "this":
        return [one for one in live if one.id == occurrence.id]
    return [one for one in live if scope == "all" or one.slot >= occurrence.slot]


def _series(
    place: Place,
    draft: Draft,
    meant: Meant | None,
    gathering: Gathering | None,
    occurrence: Occurrence | None,
) -> Series:
    """Return when it would take place."""
    if gathering is None or occurrence is None:
        assert meant is not None, "a new event has a time"
        free = place.is_free if draft.skip_holidays else never
        return Series(start=meant.start, zone=meant.zone, rule=meant.rule, is_free=free)
    if draft.scope == "this" or not occurrence.repeats:
        zone = meant.zone if meant is not None else occurrence.zone
        local = occurrence.starts_at.astimezone(zone).replace(tzinfo=None)
        return Series(start=meant.start if meant is not None else local, zone=zone)
    changed = _changed(draft, meant, gathering, occurrence)
    return replace(changed.series, is_free=place.is_free if changed.skip_holidays else never)


def _changed(
    draft: Draft, meant: Meant | None, before: Gathering, occurrence: Occurrence
) -> Gathering:
    """Return the series as it is to be from the occurrence on, or all along."""
    series = before.series
    if draft.scope == "following":
        series = series.begin_at(occurrence.slot)
    zone = before.zone
    if meant is not None:
        zone = meant.zone
        rule = meant.rule or following(series.rule, meant.start)
        series = series.move_all(meant.start, rule)
    return replace(
        before,
        details=draft.details(meant),
        start=series.start,
        zone=zone,
        rule=series.rule,
        left_out=series.left_out,
        added=series.added,
        skip_holidays=draft.skip_holidays or before.skip_holidays,
    )
