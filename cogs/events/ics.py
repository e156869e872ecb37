"""Events as calendars read them: RFC 5545 with time zones, exceptions and cancellations."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import icalendar

from cogs.events.details import Details
from cogs.events.gathering import Gathering, Occurrence
from cogs.events.recurrence import slots
from cogs.events.vtimezone import vtimezone

PRODUCT = "-//Steward//Events//EN"
# Days off are written out this far ahead; the file is fetched anew long before.
HOLIDAYS_AHEAD = 200
YEARS_AHEAD = 8

Known = tuple[Gathering, Sequence[Occurrence]]


def calendar(gatherings: Iterable[Known], *, is_free: Callable[[date], bool]) -> bytes:
    """Return a calendar of gatherings, each with the occurrences that are kept of it."""
    made = icalendar.Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    years: dict[str, set[int]] = {}
    events: list[icalendar.Event] = []
    for gathering, known in gatherings:
        starts = (gathering.start, *(one.starts_at for one in known))
        years.setdefault(gathering.zone.key, set()).update(start.year for start in starts)
        events += _events(gathering, known, is_free)
    for zone, found in sorted(years.items()):
        made.add_component(vtimezone(ZoneInfo(zone), min(found) - 1, max(found) + YEARS_AHEAD))
    for event in events:
        made.add_component(event)
    return bytes(made.to_ical())


def uid(gathering: Gathering) -> str:
    """Return the name by which calendars know a gathering for good."""
    return f"{gathering.id}.{gathering.guild_id}@steward"


def _events(
    gathering: Gathering, known: Sequence[Occurrence], is_free: Callable[[date], bool]
) -> Iterable[icalendar.Event]:
    """Return the series, and each occurrence that differs from what its rule says."""
    if not gathering.repeats and len(known) == 1:
        yield _occurrence(gathering, known[0])
        return
    yield _series(gathering, is_free)
    for one in known:
        # Where clocks skip the hour, calendars read another instant than we mean.
        as_ruled = one.slot.replace(tzinfo=gathering.zone).astimezone(UTC) == one.starts_at
        # What was called off once must be taken back by name: calendars keep what they have read.
        if one.changes or one.sequence or not as_ruled or one.status == "cancelled":
            event = _occurrence(gathering, one)
            event.add("recurrence-id", one.slot.replace(tzinfo=gathering.zone))
            yield event


def _series(gathering: Gathering, is_free: Callable[[date], bool]) -> icalendar.Event:
    details, zone = gathering.details, gathering.zone
    event = _event(gathering, details, gathering.sequence, gathering.created_at)
    event.add("dtstart", gathering.start.replace(tzinfo=zone))
    event.add("duration", timedelta(minutes=details.minutes))
    if gathering.status == "cancelled":
        event.add("status", "CANCELLED")
    if gathering.rule is not None:
        event.add("rrule", icalendar.vRecur.from_ical(str(gathering.rule)))
    for wall in sorted(gathering.added):
        event.add("rdate", [wall.replace(tzinfo=zone)])
    for wall in sorted(_left_out(gathering, is_free)):
        event.add("exdate", [wall.replace(tzinfo=zone)])
    return event


def _occurrence(gathering: Gathering, one: Occurrence) -> icalendar.Event:
    event = _event(gathering, one.details, gathering.sequence + one.sequence, one.changed_at)
    event.add("dtstart", one.starts_at.astimezone(gathering.zone))
    event.add("dtend", one.ends_at.astimezone(gathering.zone))
    if one.status == "cancelled":
        event.add("status", "CANCELLED")
    return event


def _event(
    gathering: Gathering, details: Details, sequence: int, changed_at: datetime
) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", uid(gathering))
    event.add("sequence", sequence)
    event.add("dtstamp", changed_at.astimezone(UTC))
    event.add("summary", details.title)
    text = "\n\n".join(filter(None, (details.description, details.notes)))
    if text:
        event.add("description", text)
    where = details.location
    if details.channel_id is not None:
        where = f"https://discord.com/channels/{gathering.guild_id}/{details.channel_id}"
    if where:
        event.add("location", where)
    if where.startswith(("https://", "http://")):
        event.add("url", where)
    return event


def _left_out(gathering: Gathering, is_free: Callable[[date], bool]) -> set[datetime]:
    found = set(gathering.left_out)
    if gathering.skip_holidays:
        ahead = islice(slots(gathering.start, gathering.rule, gathering.zone), HOLIDAYS_AHEAD)
        found |= {one.wall for one in ahead if is_free(one.wall.date())}
    return found
