"""One more date of a series: a new one, or one that was called off and takes place after all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.refusal import Refusal
from cogs.events.gathering import Gathering, Occurrence
from cogs.events.place import Place
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
