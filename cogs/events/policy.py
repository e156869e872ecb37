"""Who gets a seat, who is reminded when, and what follows from the hour: pure decisions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from bot.times import DailyWindow

Wish = Literal["going", "maybe", "no"]
Answer = Literal["going", "maybe", "no", "waiting", "offered", "lapsed"]
Status = Literal["planned", "active", "completed", "cancelled"]

HOLDS_A_SEAT = frozenset({"going", "offered"})
CONCERNED = frozenset({"going", "waiting", "offered"})
# Whoever is told of a change need not be reminded in the next breath.
AFTER_A_CHANGE = timedelta(minutes=5)
# Long before an event the night can wait; shortly before it, waiting would miss it.
CANNOT_WAIT = timedelta(minutes=60)
TOGETHER_WITHIN = timedelta(minutes=30)
REMINDERS = (24 * 60, 60, 15)
"""How many minutes before an event people may choose to be reminded."""
# Several answers in one breath are shown together.
GATHER = timedelta(seconds=2)
# Discord takes three edits an hour of messages that are older than an hour; one is kept in reserve.
OLD = timedelta(hours=1)
BETWEEN_EDITS = timedelta(minutes=30)
FURTHEST = timedelta(days=5 * 365)
"""How far ahead Discord lists events."""
NATIVE_CAP = 100
"""How many events a server can have open at once."""


@dataclass(frozen=True, slots=True)
class Rsvp:
    """What somebody answered; `turn` is their place in the order of answers."""

    user_id: int
    answer: Answer
    turn: int
    offer_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms seats are given: `offer_for` is how long one is kept for who moves up."""

    starts_at: datetime
    capacity: int | None = None
    hand_picked: bool = False
    offer_for: timedelta = timedelta()


Roster = Mapping[int, Rsvp]


def respond(roster: Roster, user_id: int, wish: Wish, terms: Terms, now: datetime) -> Roster:
    """Return the roster after somebody has answered, and others have moved up."""
    mine = roster.get(user_id)
    if wish == "going" and mine is not None and mine.answer in {"going", "waiting"}:
        return fill(roster, terms, now)
    if wish == "going" and mine is not None and mine.answer == "offered":
        answer: Answer = "going"
    elif wish == "going" and (terms.hand_picked or _free(roster, terms) <= 0):
        answer = "waiting"
    else:
        answer = wish
    turn = max((one.turn for one in roster.values()), default=0) + 1
    return fill({**roster, user_id: Rsvp(user_id, answer, turn)}, terms, now)


def withdraw(roster: Roster, user_id: int, terms: Terms, now: datetime) -> Roster:
    """Return the roster after somebody has left the server."""
    return fill({key: one for key, one in roster.items() if key != user_id}, terms, now)


def pick(roster: Roster, user_id: int, terms: Terms) -> Roster | None:
    """Give a seat by hand; None when there is none left."""
    mine = roster.get(user_id)
    if mine is None or mine.answer == "going":
        return roster
    if mine.answer != "offered" and _free(roster, terms) <= 0:
        return None
    return {**roster, user_id: replace(mine, answer="going", offer_until=None)}


def fill(roster: Roster, terms: Terms, now: datetime) -> Roster:
    """Let offers lapse, and give or offer free seats to those who wait, first come first."""
    filled = {
        key: replace(one, answer="lapsed", offer_until=None) if _has_lapsed(one, now) else one
        for key, one in roster.items()
    }
    if terms.hand_picked or now >= terms.starts_at:
        return filled
    free = _free(filled, terms)
    waiting = sorted(
        (one for one in filled.values() if one.answer == "waiting"), key=lambda one: one.turn
    )
    until = now + terms.offer_for
    # An offer that would outlast the beginning helps nobody: the seat is given.
    is_offered = terms.offer_for > timedelta() and until < terms.starts_at
    for one in waiting[: max(0, free)]:
        filled[one.user_id] = (
            replace(one, answer="offered", offer_until=until)
            if is_offered
            else replace(one, answer="going")
        )
    return filled


def moved_up(before: Roster, after: Roster) -> list[Rsvp]:
    """Return those who waited and now have a seat, or the offer of one."""
    return [
        one
        for key, one in after.items()
        if one.answer in HOLDS_A_SEAT and key in before and before[key].answer == "waiting"
    ]


def place_in_line(roster: Roster, user_id: int) -> int:
    """Return the place of somebody who waits, from 1."""
    mine = roster[user_id]
    return sum(1 for one in roster.values() if one.answer == "waiting" and one.turn <= mine.turn)


def counts(roster: Roster) -> dict[Answer, int]:
    """Return how many answered what."""
    found: dict[Answer, int] = dict.fromkeys(
        ("going", "maybe", "no", "waiting", "offered", "lapsed"), 0
    )
    for one in roster.values():
        found[one.answer] += 1
    return found


def _free(roster: Roster, terms: Terms) -> int:
    if terms.capacity is None:
        return 1 + len(roster)
    return terms.capacity - sum(1 for one in roster.values() if one.answer in HOLDS_A_SEAT)


def _has_lapsed(one: Rsvp, now: datetime) -> bool:
    return one.answer == "offered" and one.offer_until is not None and one.offer_until <= now


def reminder_at(
    starts_at: datetime, before: timedelta, *, quiet: DailyWindow | None, zone: ZoneInfo
) -> datetime | None:
    """Return when to remind of an event; None when quiet hours leave no sensible time.

    Shortly before it, people are reminded even at night: they have asked for it.
    """
    at = starts_at - before
    if quiet is None or before < CANNOT_WAIT:
        return at
    after = quiet.first_outside(at, zone)
    return after if after <= starts_at - CANNOT_WAIT else None


def wants_reminder(wish: Sequence[int] | None, usual: Collection[int], minutes: int) -> bool:
    """Tell whether somebody is to be reminded that many minutes before."""
    return minutes in (usual if wish is None else wish)


def show_at(now: datetime, *, posted_at: datetime | None, shown_at: datetime | None) -> datetime:
    """Return when to write an announcement anew; without `shown_at` it does not wait its turn."""
    soon = now + GATHER
    is_old = posted_at is not None and now - posted_at > OLD - GATHER
    if shown_at is None or not is_old:
        return soon
    return max(soon, shown_at + BETWEEN_EDITS)


@dataclass(frozen=True, slots=True)
class Due:
    """What the clock has brought about for one occurrence."""

    status: Status
    says_it_begins: bool


def by_the_clock(
    status: Status, starts_at: datetime, ends_at: datetime, now: datetime
) -> Due | None:
    """Return what an occurrence becomes by now, None when it stays as it is.

    One that was missed altogether is over without having been announced.
    """
    if status == "planned" and now >= ends_at:
        return Due("completed", says_it_begins=False)
    if status == "planned" and now >= starts_at:
        return Due("active", says_it_begins=True)
    if status == "active" and now >= ends_at:
        return Due("completed", says_it_begins=False)
    return None


@dataclass(frozen=True, slots=True)
class Listing:
    """An event as Discord's own list shows it."""

    name: str
    description: str
    start: datetime
    end: datetime | None
    channel_id: int | None
    location: str


def differences(ours: Listing, theirs: Listing) -> list[str]:
    """Name what Discord shows otherwise; an end that it does not keep is no difference."""
    names = ("name", "description", "start", "end", "channel_id", "location")
    return [
        name
        for name in names
        if getattr(ours, name) != getattr(theirs, name)
        and not (name == "end" and theirs.end is None)
    ]


def may_look_back(
    user_id: int, *, came: Collection[int], going: Collection[int], in_channel: bool
) -> bool:
    """Tell whether somebody took part: in a channel that is known, else whoever meant to come."""
    if came and in_channel:
        return user_id in came
    return user_id in came or user_id in going


def came(presence: Iterable[tuple[int, int, bool]], least: timedelta) -> set[int]:
    """Return who took part: long enough in the channel, or checked in by hand."""
    return {
        user_id
        for user_id, seconds, checked_in in presence
        if checked_in or seconds >= least.total_seconds()
    }
