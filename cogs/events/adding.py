"""One more date of a series: a new one, or one that was called off and takes place after all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import Core
from bot.refusal import Refusal
from cogs.events import answers, store
from cogs.events.details import Details
from cogs.events.gathering import Gathering, Occurrence
from cogs.events.place import Place
from cogs.events.planning import Planner
from cogs.events.recurrence import Slot
from cogs.events.recurrence.series import never

_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class MoreDate:
    """A date, the series with it, and whether it comes back; `called_off` is what is kept of it."""

    slot: Slot
    series: Gathering
    is_back: bool = False
    called_off: Occurrence | None = None


def one_more(
    place: Place, before: Gathering, known: Sequence[Occurrence], starts_at: datetime
) -> MoreDate:
    """Return a series with one more date, in its own zone; Refusal where it has that.

    `known` are all occurrences that are kept of the series.
    """
    wall = starts_at.astimezone(before.zone).replace(tzinfo=None)
    slot = Slot(wall, starts_at)
    kept = next((one for one in known if one.slot == wall), None)
    called_off = kept if kept is not None and kept.status == "cancelled" else None
    after = replace(before, sequence=before.sequence + 1)
    if called_off is not None or wall in before.left_out:
        back = replace(after, left_out=before.left_out - {wall})
        return MoreDate(slot, back, is_back=True, called_off=called_off)
    if kept is not None or _takes_place(place, before, slot):
        raise Refusal("That date is one of the series already.")
    return MoreDate(slot, replace(after, added=before.added | {wall}))


def _takes_place(place: Place, gathering: Gathering, slot: Slot) -> bool:
    free = place.is_free if gathering.skip_holidays else never
    same = replace(gathering.series, is_free=free).coming(slot.starts_at - _SECOND, 1)
    return bool(same) and same[0].wall == slot.wall


class Adder:
    """Lets a series take place once more, as somebody has asked; other dates stay as they are."""

    def __init__(self, core: Core, planner: Planner) -> None:
        self._clock, self._planner = core.clock, planner

    async def add(
        self,
        tx: AsyncConnection,
        place: Place,
        occurrence: Occurrence,
        starts_at: datetime,
        details: Details,
    ) -> int:
        """Add a date to the series of an occurrence; return the series."""
        before = await store.find_series(tx, place.guild_id, occurrence.series_id)
        assert before is not None, "occurrences have a series"
        more = one_more(place, before, await store.of_series(tx, before.id), starts_at)
        await store.save_series(tx, more.series)
        if more.called_off is not None:
            await self._bring_back(tx, more.called_off, before, starts_at, details)
        else:
            changes, now = before.details.differences(details), self._clock.now()
            await store.add_occurrence(tx, more.series, more.slot, now, changes)
        known = await store.of_series(tx, before.id)
        await self._planner.tend_one(tx, place, more.series, known)
        return before.id

    async def _bring_back(
        self,
        tx: AsyncConnection,
        called_off: Occurrence,
        gathering: Gathering,
        starts_at: datetime,
        details: Details,
    ) -> None:
        """Let an occurrence take place after all; in Discord's list it stands anew."""
        back = replace(
            called_off,
            status="planned",
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=details.minutes),
            details=details,
            changes=gathering.details.differences(details),
            sequence=called_off.sequence + 1,
            changed_at=self._clock.now(),
            native_id=None,
            listing=called_off.listing + 1,
        )
        await store.save_occurrence(tx, back)
        await answers.forget_reminders(tx, back.id)
        if back.is_posted:
            await self._planner.show_soon(tx, back)
        await self._planner.tell(tx, back, "back", {})
